import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const offeredOf = (s: State): State['offered'] => s.offered;
const noticeOf = (s: State): string | null => s.notice;

/** Quiet lines beside the time bar, which gives them room: they cover nothing, and each can be sent away. */
export function Notices(): ReactNode {
  const store = useStoreApi();
  const offered = useStore(offeredOf);
  const notice = useStore(noticeOf);
  return (
    <div
      role="status"
      className="flex max-w-[45%] min-w-0 shrink-0 items-center gap-2 border-t border-line not-empty:pr-6 tabs:not-empty:pr-4 phone:max-w-none phone:flex-col phone:items-stretch phone:gap-0 phone:border-t-0 phone:not-empty:border-b phone:not-empty:pr-2 phone:not-empty:pl-4"
    >
      {offered && (
        <Line onClose={store.getState().closeOffer}>
          <span className="min-w-0 truncate" title={offered.title}>
            <span className="text-ink2">Kept:</span> {offered.title}
          </span>
          <Button onClick={() => void store.getState().bringBack()}>
            Back to your earlier work
          </Button>
        </Line>
      )}
      {notice !== null && <Line onClose={() => store.getState().setNotice(null)}>{notice}</Line>}
    </div>
  );
}

function Line({
  onClose,
  children,
}: {
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="flex min-w-0 items-center gap-2.5 text-xs phone:min-h-11 phone:justify-between phone:py-1">
      {children}
      <IconButton icon="close" label="Dismiss" onClick={onClose} />
    </div>
  );
}
