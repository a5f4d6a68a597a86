import { Component, type ReactNode } from 'react';

interface FaultProps {
  /** What stands behind it, for the sentence. */
  readonly name: string;
  readonly children: ReactNode;
}

/** A bug of ours in one part must not take the others with it. */
export class Fault extends Component<FaultProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <p role="alert" className="text-xs text-wrong-ink">
        {this.props.name} has met a fault of ours and stopped. Everything else goes on.{' '}
        <button
          type="button"
          className="cursor-pointer underline"
          onClick={() => this.setState({ failed: false })}
        >
          Try again
        </button>
      </p>
    );
  }
}
