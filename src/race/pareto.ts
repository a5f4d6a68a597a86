/** What a structure costs in the two things that are traded for each other; less is better in both. */
export interface Costs {
  /** By the formula: what would be reserved. */
  readonly bytes: bigint;
  /** For one lookup, in nanoseconds. */
  readonly time: number;
}

/** True if `a` is nowhere dearer than `b`, and cheaper somewhere. */
export const beats = (a: Costs, b: Costs): boolean =>
  a.bytes <= b.bytes && a.time <= b.time && (a.bytes < b.bytes || a.time < b.time);

/**
 * The Pareto front: all that no other beats, ascending in bytes and so descending in time. Two that cost the same
 * in both are both on it.
 */
export function paretoFront<T extends Costs>(all: readonly T[]): readonly T[] {
  const ascending = [...all].sort(byBytesThenTime);
  const front: T[] = [];
  for (const one of ascending) {
    const last = front.at(-1);
    if (!last || one.time < last.time || (one.time === last.time && one.bytes === last.bytes))
      front.push(one);
  }
  return front;
}

function byBytesThenTime(a: Costs, b: Costs): number {
  if (a.bytes !== b.bytes) return a.bytes < b.bytes ? -1 : 1;
  return a.time - b.time;
}
