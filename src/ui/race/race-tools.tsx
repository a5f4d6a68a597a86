import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const runningOf = (s: State): State['race']['running'] => s.race.running;
const racedOf = (s: State): boolean => s.race.result !== null;

/** Begins a race and leaves it. */
export function RacePress(): ReactNode {
  const store = useStoreApi();
  const running = useStore(runningOf);
  const raced = useStore(racedOf);
  const { startRace, cancelRace } = store.getState();
  return (
    <Button
      kind={running ? 'line' : 'filled'}
      className="race-press"
      onClick={running ? cancelRace : () => void startRace()}
    >
      {running ? 'Cancel' : raced ? 'Race again' : 'Race'}
    </Button>
  );
}

/** How far the race is that runs; else its children. */
export function RaceProgress({ children }: { readonly children: ReactNode }): ReactNode {
  const running = useStore(runningOf);
  return running ? <Progress {...running} /> : children;
}

function Progress({ done, total, what }: NonNullable<State['race']['running']>): ReactNode {
  return (
    <div className="race-progress">
      <p className="truncate text-ink2">{what}</p>
      <progress aria-label="Progress of the race" value={done} max={total} aria-valuetext={what} />
    </div>
  );
}
