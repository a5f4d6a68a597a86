import type { RaceState } from './race.ts';
import type { Store } from './store.ts';

/** What of the race a reload of its tab brings back (racer.ts): the view, what was measured here, what came from elsewhere. */
const KEPT: readonly (keyof RaceState)[] = ['open', 'whose', 'result', 'elsewhere'];

/** From now on `put` is told whenever that has changed. */
export function keepRace(store: Store, put: (text: string) => void): void {
  store.subscribe(({ race }, { race: before }) => {
    if (KEPT.every((key) => race[key] === before[key])) return;
    put(JSON.stringify(Object.fromEntries(KEPT.map((key) => [key, race[key]]))));
  });
}
