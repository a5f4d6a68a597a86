import type { ReactNode } from 'react';
import type { CallbackView } from '../../worker/protocol.ts';
import { useStoreApi } from '../kit/use-store.ts';

interface CallbackToolsProps {
  readonly callback: CallbackView;
  /** Little room: a sign instead of the longer word. */
  readonly short?: boolean;
  readonly onEdit: (callback: CallbackView) => void;
}

const TOOL =
  'h-6 min-w-6 shrink-0 cursor-pointer rounded px-1 text-tiny text-ink2 underline decoration-line2 underline-offset-2 hover:text-ink phone:h-11 phone:px-2';

/** What can be done to a callback of the user's own. */
export function CallbackTools({ callback, short = false, onEdit }: CallbackToolsProps): ReactNode {
  const store = useStoreApi();
  const { name } = callback;
  return (
    <span className="flex shrink-0 items-center">
      <button
        type="button"
        className={TOOL}
        aria-label={`Edit ${name}`}
        onClick={() => onEdit(callback)}
      >
        Edit
      </button>
      <button
        type="button"
        className={TOOL}
        aria-label={`Remove ${name}`}
        onClick={() => void store.getState().dispatch({ type: 'unregister', name })}
      >
        {short ? '×' : 'Remove'}
      </button>
    </span>
  );
}
