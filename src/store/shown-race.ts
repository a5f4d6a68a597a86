import type { RaceResult } from '../race/result.ts';
import type { RaceState } from './race.ts';

/** The last race run here, and one from elsewhere beside it; or that one alone, where it is what is looked at. */
export function figuresOf({
  whose,
  result,
  elsewhere,
}: Pick<RaceState, 'whose' | 'result' | 'elsewhere'>): Pick<RaceState, 'result' | 'elsewhere'> {
  return { result: whose === 'elsewhere' && elsewhere ? null : result, elsewhere };
}

/** The result whose times are shown, copied and saved; null before any. */
export function shownRace(
  race: Pick<RaceState, 'whose' | 'result' | 'elsewhere'>,
): RaceResult | null {
  const { result, elsewhere } = figuresOf(race);
  return result ?? elsewhere;
}
