import { type ReactNode, useRef } from 'react';
import type { State } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { RaceNote } from './race-note.tsx';

const runningOf = (s: State): State['race']['running'] => s.race.running;
const racedOf = (s: State): boolean => s.race.result !== null;

/** Begins a race and leaves it; how far it is, in room that is kept for it. */
export function RaceTools(): ReactNode {
  const store = useStoreApi();
  const running = useStore(runningOf);
  const raced = useStore(racedOf);
  const press = useRef<HTMLButtonElement>(null);
  const { startRace, cancelRace } = store.getState();
  return (
    <div className="race-run flex min-w-0 items-center justify-end gap-3">
      <div className="min-w-0 flex-1 text-right">
        {running ? <Progress {...running} /> : <RaceNote />}
      </div>
      <Button
        ref={press}
        kind={running ? 'line' : 'filled'}
        className="race-press"
        onClick={running ? cancelRace : () => void startRace()}
      >
        {running ? 'Cancel' : raced ? 'Race again' : 'Race'}
      </Button>
    </div>
  );
}

function Progress({ done, total, what }: NonNullable<State['race']['running']>): ReactNode {
  return (
    <div className="race-progress">
      <p className="truncate text-ink2">{what}</p>
      <progress aria-label="Progress of the race" value={done} max={total} aria-valuetext={what} />
    </div>
  );
}
