import type { ReactNode } from 'react';
import { formatCount } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const progressOf = (s: State): State['progress'] => s.progress;

/** A replay that takes longer than one waits unasked: how far it is, and the way out. */
export function OpeningStrip(): ReactNode {
  const store = useStoreApi();
  const progress = useStore(progressOf);
  if (!progress) return null;
  const { done, of } = progress;
  return (
    <section
      aria-label="Opening"
      className="fixed top-36 left-1/2 z-30 flex -translate-x-1/2 items-center gap-3 rounded-[10px] bg-raise py-1.5 pr-1.5 pl-3 text-xs whitespace-nowrap shadow-pop phone:top-14"
    >
      <span role="status">Opening …</span>
      <progress aria-label="Steps played" max={of} value={done} className="h-1 w-24 accent-on" />
      <span className="text-ink2 tabular-nums">
        step {formatCount(done)} of {formatCount(of)}
      </span>
      <Button onClick={() => store.getState().cancel()}>Cancel</Button>
    </section>
  );
}
