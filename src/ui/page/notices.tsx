import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const earlierOf = (s: State): State['earlier'] => s.earlier;
const noticeOf = (s: State): string | null => s.notice;

/** Quiet lines above the time bar, each of which can be sent away. */
export function Notices(): ReactNode {
  const store = useStoreApi();
  const earlier = useStore(earlierOf);
  const notice = useStore(noticeOf);
  return (
    <div
      role="status"
      className="pointer-events-none fixed right-4 bottom-3 z-20 flex flex-col items-end gap-2 phone:right-2 phone:bottom-auto phone:left-2 phone:top-14"
    >
      {earlier && (
        <Line onClose={store.getState().forgetEarlier}>
          <span className="text-ink2">Your earlier work is kept:</span> {earlier.title}
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
    <div className="pointer-events-auto flex max-w-140 flex-wrap items-center gap-2.5 rounded-[10px] bg-raise py-1.5 pr-1.5 pl-3 text-xs shadow-pop">
      {children}
      <IconButton icon="close" label="Dismiss" onClick={onClose} />
    </div>
  );
}
