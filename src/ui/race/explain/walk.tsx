import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '../../kit/button.tsx';

interface WalkProps {
  /** The read at which one is, from 1; 0 where nothing is read. */
  readonly at: number;
  readonly count: number;
  readonly onGo: (read: number) => void;
}

/** All that tells of the reads: with the focus anywhere in it, arrow keys go from one to the next. */
export function Walk({
  at,
  count,
  onGo,
  children,
}: WalkProps & { readonly children: ReactNode }): ReactNode {
  const pressed = (event: KeyboardEvent): void => {
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 1,
      End: count,
    }[event.key];
    if (to === undefined || count === 0) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onGo(Math.min(count, Math.max(1, to)));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls of a form; this is a picture with its tools.
    <div role="group" aria-label="The way of the lookup" className="ex-grid" onKeyDown={pressed}>
      {children}
    </div>
  );
}

/** From read to read. At either end a button is dead but stays: the focus on it keeps the keys. */
export function WalkTools({ at, count, onGo }: WalkProps): ReactNode {
  const isFirst = at <= 1;
  const isLast = at >= count;
  return (
    <div className="ex-tools">
      <Button aria-disabled={isFirst || undefined} onClick={() => isFirst || onGo(at - 1)}>
        Previous read
      </Button>
      <Button aria-disabled={isLast || undefined} onClick={() => isLast || onGo(at + 1)}>
        Next read
      </Button>
      <span className="text-ink2">
        {count === 0 ? 'nothing is read' : `read ${at} of ${count}`}
      </span>
    </div>
  );
}
