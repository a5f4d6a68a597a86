import type { Machine } from '../machine/machine.ts';

/** The driver's map as stretches [first entry, count, slot | -1 for flag 1], ascending; empty without a map. */
export const runsOf = ({ driver, generation }: Machine): Float64Array =>
  generation.shape(driver).runs;

/** How many sections changed their bus address from one machine to the next; at once where the map is the same. */
export function movedBetween(before: Machine, after: Machine): number {
  if (before.driver === after.driver) return 0;
  const [was, is] = [runsOf(before), runsOf(after)];
  return was === is ? 0 : countMoved(was, is);
}

/** How many sections are mapped in both, at another bus address. Costs in runs. */
export function countMoved(before: Float64Array, after: Float64Array): number {
  let moved = 0;
  let j = 0;
  for (let i = 0; i < before.length; i += 3) {
    const first = before[i] as number;
    const end = first + (before[i + 1] as number);
    while (j < after.length && endOf(after, j) <= first) j += 3;
    for (let k = j; k < after.length && (after[k] as number) < end; k += 3) {
      const start = Math.max(first, after[k] as number);
      if (slotAt(before, i, start) !== slotAt(after, k, start))
        moved += Math.min(end, endOf(after, k)) - start;
    }
  }
  return moved;
}

const endOf = (runs: Float64Array, at: number): number =>
  (runs[at] as number) + (runs[at + 1] as number);

function slotAt(runs: Float64Array, at: number, section: number): number {
  const slot = runs[at + 2] as number;
  return slot < 0 ? -1 : slot + section - (runs[at] as number);
}
