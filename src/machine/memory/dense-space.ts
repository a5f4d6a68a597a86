import { RunSet } from '../units/run-set.ts';

/**
 * The mapping service that eHEA's authors asked the core for, as we would build it; no kernel has it. The core keeps
 * one dense space of 16 MiB slots for all drivers: a section gets the lowest free slot when it is added and keeps it
 * until it is removed, so nothing is ever renumbered. A u64 beside each section holds its slot; one array, as long as
 * the highest slot in use, holds the section of each.
 */
export interface DenseSpace {
  /** [first section, count, first slot] for each stretch, ascending by section. */
  readonly runs: readonly SlotRun[];
  /** Slots in use. */
  readonly used: RunSet;
  readonly sections: RunSet;
}

export type SlotRun = readonly [first: number, count: number, slot: number];

export const NO_SPACE: DenseSpace = { runs: [], used: RunSet.EMPTY, sections: RunSet.EMPTY };

/** Bytes of a slot number, and of an entry of the array. */
const ENTRY_BYTES = 8;

/** One past the highest slot in use. */
export const endOf = ({ used }: DenseSpace): number => (used.max ?? -1) + 1;

/** 8 bytes for each section and for each slot up to the highest. */
export const spaceBytes = (space: DenseSpace): bigint =>
  BigInt(ENTRY_BYTES) * BigInt(space.sections.size + endOf(space));

/** The space after the core's sections have become these: what is gone leaves holes, what is new fills the lowest. */
export function follow(space: DenseSpace, sections: RunSet): DenseSpace {
  if (space.sections.equals(sections)) return space;
  const gone = space.sections.minus(sections);
  const added = sections.minus(space.sections);
  const kept = gone.isEmpty ? space.runs : without(space.runs, gone);
  let used = gone.isEmpty ? space.used : RunSet.from(kept.map(([, n, slot]) => [slot, slot + n]));
  const given: SlotRun[] = [];
  for (const [first, end] of added) {
    for (let at = first; at < end; ) {
      const [slot, room] = lowestFree(used);
      const count = Math.min(room, end - at);
      given.push([at, count, slot]);
      used = used.addRange(slot, slot + count);
      at += count;
    }
  }
  return { runs: joined([...kept, ...given]), used, sections };
}

/** The lowest free slot, and how many free ones follow it. */
function lowestFree(used: RunSet): readonly [number, number] {
  if (used.isEmpty) return [0, Number.POSITIVE_INFINITY];
  if (used.start(0) > 0) return [0, used.start(0)];
  const slot = used.end(0);
  return [slot, used.runs > 1 ? used.start(1) - slot : Number.POSITIVE_INFINITY];
}

/** The runs outside a set of sections. */
function without(runs: readonly SlotRun[], gone: RunSet): SlotRun[] {
  return runs.flatMap(([first, count, slot]): SlotRun[] =>
    gone.touches(first, first + count)
      ? [...RunSet.of(first, first + count).minus(gone)].map(([a, b]) => [
          a,
          b - a,
          slot + a - first,
        ])
      : [[first, count, slot]],
  );
}

/** Ascending by section; what goes on in both numbers is one run. */
function joined(runs: SlotRun[]): readonly SlotRun[] {
  const out: SlotRun[] = [];
  for (const run of runs.sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && last[0] + last[1] === run[0] && last[2] + last[1] === run[2])
      out[out.length - 1] = [last[0], last[1] + run[1], last[2]];
    else out.push(run);
  }
  return out;
}

/** Slot of a section: the core's forward question. */
export function slotOfSection({ runs }: DenseSpace, section: number): number | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [first, count] = runs[middle] as SlotRun;
    if (first + count > section) high = middle;
    else low = middle + 1;
  }
  const run = runs[low];
  return run && run[0] <= section ? run[2] + section - run[0] : undefined;
}

/** Section of a slot: the core's question backwards. */
export function sectionOfSlot({ runs }: DenseSpace, slot: number): number | undefined {
  const run = runs.find(([, count, first]) => first <= slot && slot < first + count);
  return run && run[0] + slot - run[2];
}
