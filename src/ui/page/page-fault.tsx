import { Component, type ReactNode } from 'react';
import type { Store } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { CalmPage } from './calm-page.tsx';
import { forgetKept } from './forget-kept.ts';
import { Save } from './save.tsx';

interface PageFaultProps {
  readonly children: ReactNode;
}

/** The last net: a bug of ours outside the panels leaves a page with a way on, never an empty one. */
export class PageFault extends Component<PageFaultProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Stopped onAgain={() => this.setState({ failed: false })} />;
  }
}

function Stopped({ onAgain }: { readonly onAgain: () => void }): ReactNode {
  const store = useStoreApi();
  return (
    <CalmPage heading="The page has met a fault of ours and stopped.">
      <p role="alert" className="text-ink2">
        Try again shows the same scene once more. If that stops too, open the thread: your work is
        put aside, and you can save it as a file first.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button kind="filled" onClick={() => void openThread(store).then(onAgain)}>
          Open the thread
        </Button>
        <Button onClick={onAgain}>Try again</Button>
        <Save />
      </div>
    </CalmPage>
  );
}

/** The thread, with nothing left that would bring the fault back by itself at the next visit. */
async function openThread(store: Store): Promise<void> {
  forgetKept();
  history.replaceState(null, '', location.pathname + location.search);
  try {
    await store.getState().openPreset('thread');
  } catch {
    // The worker itself is gone; a first visit begins with the thread.
    location.reload();
  }
}
