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

/** Median, lowest and highest of at least one time. */
export function spreadOf(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  const lower = sorted[(sorted.length - 1) >> 1] as number;
  return {
    median: (lower + upper) / 2,
    low: sorted[0] as number,
    high: sorted.at(-1) as number,
  };
}
