import type { Spread } from './result.ts';

/**
 * When a difference between two times counts (ours): a time is faster than another only if its spread ends before the
 * other's begins. Else the two are alike, however far apart their medians are. A spread goes from the third lowest to
 * the third highest of nine rounds: of rounds that do not depend on each other the true median lies between them 82
 * times in 100 (1 - 2 * (1 + 9 + 36) / 512), whatever interrupts two of them.
 */
export const isFaster = (a: Spread, b: Spread): boolean => a.high < b.low;

/** What a structure costs in the two things that are traded for each other, as measured. */
export interface MeasuredCosts {
  /** By the formula: what would be reserved. */
  readonly bytes: bigint;
  readonly time: Spread;
}

/** True if `a` is no larger than `b`, and faster beyond the spread. */
export const clearlyBeats = (a: MeasuredCosts, b: MeasuredCosts): boolean =>
  a.bytes <= b.bytes && isFaster(a.time, b.time);

/** Those that nothing is faster than: the one of the lowest median and all that are alike with it. */
export function fastestOf<T extends { readonly time: Spread }>(all: readonly T[]): readonly T[] {
  const lowest = all.reduce<T | null>(
    (least, one) => (least && least.time.median <= one.time.median ? least : one),
    null,
  );
  return lowest ? all.filter((one) => !isFaster(lowest.time, one.time)) : [];
}
