import { useDeferredValue } from 'react';
import type { RaceState } from '../../store/race.ts';
import { figuresOf } from '../../store/shown-race.ts';
import type { State } from '../../store/store.ts';
import { useStore } from '../kit/use-store.ts';

const resultOf = (s: State): RaceState['result'] => s.race.result;
const elsewhereOf = (s: State): RaceState['elsewhere'] => s.race.elsewhere;
const whoseOf = (s: State): RaceState['whose'] => s.race.whose;
const mixOf = (s: State): RaceState['mix'] => s.race.mix;
const chosenOf = (s: State): RaceState['chosen'] => s.race.chosen;
const footingsOf = (s: State): RaceState['footings'] => s.race.footings;
const fingerprintOf = (s: State): RaceState['fingerprint'] => s.race.fingerprint;

/**
 * The race but for how far it is, which changes many times a second: what shows figures does not follow that. Figures
 * come a layout at a time while the race runs, and are drawn in slices: the page answers between them.
 */
export const useRace = (): Omit<
  RaceState,
  'open' | 'wrong' | 'running' | 'error' | 'note' | 'whose'
> => ({
  ...figuresOf({
    whose: useDeferredValue(useStore(whoseOf)),
    result: useDeferredValue(useStore(resultOf)),
    elsewhere: useDeferredValue(useStore(elsewhereOf)),
  }),
  mix: useStore(mixOf),
  chosen: useStore(chosenOf),
  footings: useDeferredValue(useStore(footingsOf)),
  fingerprint: useDeferredValue(useStore(fingerprintOf)),
});
