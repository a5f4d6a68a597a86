import type { Spread } from '../race/result.ts';

/** Milliseconds from any moment on: `performance.now`, or what a test gives. */
export type Now = () => number;

/** Watched for so long, in milliseconds; a timer of more than that is taken for one of so many (ours). */
const WATCHED = 20;
const ENOUGH_STEPS = 20;

/** The smallest step of a timer that was seen, in milliseconds: browsers round theirs to between 5 µs and 100 ms. */
export function resolutionOf(now: Now): number {
  const from = now();
  let smallest = WATCHED;
  let before = from;
  for (let steps = 0; steps < ENOUGH_STEPS && before - from < WATCHED; ) {
    const at = now();
    if (at === before) continue;
    smallest = Math.min(smallest, at - before);
    before = at;
    steps += 1;
  }
  return smallest;
}

/**
 * Of at least one time the median, and where the middle half lies: of nine from the third to the seventh, so that what
 * interrupts two of them does not count. Of fewer than five it is all.
 */
export function spreadOf(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  const lower = sorted[(sorted.length - 1) >> 1] as number;
  const left = (sorted.length - 1) >> 2;
  return {
    median: (lower + upper) / 2,
    low: sorted[left] as number,
    high: sorted[sorted.length - 1 - left] as number,
  };
}
