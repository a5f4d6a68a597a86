import type { ReactNode } from 'react';
import type { StructureId } from '../../machine/structures/words/structure.ts';
import type { State } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { STRUCTURE_WORDS } from './structure-words.ts';

const runningOf = (s: State): State['race']['running'] => s.race.running;
/** What a race would be: another one, one of here where there are figures from elsewhere alone, or the first. */
function raceWordsOf({ race: { result, elsewhere } }: State): string {
  if (result) return 'Race again';
  return elsewhere ? 'Race here' : 'Race';
}

const wrongOf = (s: State): string | undefined => Object.values(s.race.wrong)[0];

/** Begins a race and leaves it. */
export function RacePress(): ReactNode {
  const store = useStoreApi();
  const running = useStore(runningOf);
  const words = useStore(raceWordsOf);
  const wrong = useStore(wrongOf);
  const { startRace, cancelRace } = store.getState();
  // Dead but there: the focus on it keeps the keys.
  const isDead = !running && wrong !== undefined;
  return (
    <Button
      kind={running ? 'line' : 'filled'}
      className="race-press"
      aria-disabled={isDead || undefined}
      data-tip={isDead ? wrong : undefined}
      onClick={running ? cancelRace : () => isDead || void startRace()}
    >
      {running ? 'Cancel' : words}
    </Button>
  );
}

/** How far the race is that runs, or what has to be mended before one can; else its children. */
export function RaceProgress({ children }: { readonly children: ReactNode }): ReactNode {
  const running = useStore(runningOf);
  const wrong = useStore(wrongOf);
  if (running) return <Progress {...running} />;
  if (wrong === undefined) return children;
  return (
    // The field itself says it to a screen reader.
    <p aria-hidden="true" className="text-wrong-ink">
      {wrong}
    </p>
  );
}

/** The worker knows structures by their ids alone: what it does begins with one. */
const progressWords = (what: string): string =>
  what.replace(/^[a-z0-9-]+(?=[ ,])/, (id) => STRUCTURE_WORDS[id as StructureId]?.name ?? id);

function Progress({ done, total, what }: NonNullable<State['race']['running']>): ReactNode {
  const words = progressWords(what);
  return (
    <div className="race-progress">
      <p className="truncate text-ink2">{words}</p>
      <progress aria-label="Progress of the race" value={done} max={total} aria-valuetext={words} />
    </div>
  );
}
