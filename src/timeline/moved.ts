import type { Machine } from '../machine/machine.ts';
import { type MapRun, mapRuns } from '../machine/structures/three-level.ts';

/** The driver's map as stretches of entries with ascending slots; none without a map. */
export function runsOf({ driver }: Machine): readonly MapRun[] {
  if (driver.kind === 'three-level') return [...mapRuns(driver.map.tables)];
  const array = driver.kind === 'flat' ? driver.map.array : null;
  if (!array) return [];
  const { before } = array;
  return [...array].map(([start, end], i) => ({
    first: start,
    count: end - start,
    slot: before[i] as number,
  }));
}

/** How many sections are mapped in both, at another bus address. Costs in runs. */
export function countMoved(before: readonly MapRun[], after: readonly MapRun[]): number {
  let moved = 0;
  let j = 0;
  for (const a of before) {
    while (j < after.length && end(after[j] as MapRun) <= a.first) j += 1;
    for (let k = j; k < after.length && (after[k] as MapRun).first < a.first + a.count; k++) {
      const b = after[k] as MapRun;
      const start = Math.max(a.first, b.first);
      const stop = Math.min(a.first + a.count, end(b));
      if (slotAt(a, start) !== slotAt(b, start)) moved += stop - start;
    }
  }
  return moved;
}

const end = (run: MapRun): number => run.first + run.count;
const slotAt = (run: MapRun, section: number): number =>
  run.slot < 0 ? -1 : run.slot + section - run.first;
