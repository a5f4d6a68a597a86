import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const runningOf = (s: State): State['race']['running'] => s.race.running;
/** What a race would be: another one, one of here where there are figures from elsewhere alone, or the first. */
function raceWordsOf({ race: { result, elsewhere } }: State): string {
  if (result) return 'Race again';
  return elsewhere ? 'Race here' : 'Race';
}

/** Begins a race and leaves it. */
export function RacePress(): ReactNode {
  const store = useStoreApi();
  const running = useStore(runningOf);
  const words = useStore(raceWordsOf);
  const { startRace, cancelRace } = store.getState();
  return (
    <Button
      kind={running ? 'line' : 'filled'}
      className="race-press"
      onClick={running ? cancelRace : () => void startRace()}
    >
      {running ? 'Cancel' : words}
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
