import { SECTION_END } from '../../machine/units/section.ts';
import type { Scene } from '../../worker/protocol.ts';

/** What is true of a section, as bits: a stretch may carry several, and a block the marks of all its sections. */
export const MARK = {
  online: 1,
  offline: 2,
  /** Some sections of the block are not there. */
  absent: 4,
  /** The driver's map answers for it. */
  mapped: 8,
  /** The region holds other pages under its bus address. */
  wrong: 16,
  /** Its entry was left at the flag value 1: looks valid, is garbage. */
  flagged: 32,
  /** The map answers for it, but it is not online. */
  stale: 64,
} as const;

/** [first, count, marks] per stretch, ascending: typed, because a scene may hold 100,000 of them. */
export type Stretches = Float64Array;

/** The three-level map indexes 39 bits: sections above alias those below. */
const MAP_SECTIONS = 2 ** 39;

/** Index of the last triple whose first number is at most `at`, or -1. */
export function lastAtMost(triples: Float64Array, at: number): number {
  let low = 0;
  let high = triples.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((triples[middle * 3] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Slot of a section in the bus map: null where the map has nothing, -1 for an entry left at flag 1. */
export function slotOf(scene: Pick<Scene, 'map'>, section: number): number | null {
  const index = scene.map.kind === 'three-level' ? section % MAP_SECTIONS : section;
  const i = lastAtMost(scene.map.runs, index);
  const [first, count, slot] = tripleAt(scene.map.runs, i);
  if (i < 0 || index >= first + count) return null;
  return slot < 0 ? -1 : slot + (index - first);
}

/** Section whose pages the region holds in a slot; null without a region or outside it. */
export function registeredIn(scene: Pick<Scene, 'region'>, slot: number): number | null {
  if (!scene.region || slot < 0) return null;
  const i = lastAtMost(scene.region.runs, slot);
  const [first, count, section] = tripleAt(scene.region.runs, i);
  return i < 0 || slot >= first + count ? null : section + (slot - first);
}

export function tripleAt(triples: Float64Array, i: number): readonly [number, number, number] {
  return [triples[i * 3] ?? 0, triples[i * 3 + 1] ?? 0, triples[i * 3 + 2] ?? 0];
}

/** Everything that is worth a cell: memory, and what the map still answers for although it is gone. */
export function stretchesOf(scene: Pick<Scene, 'memory' | 'map' | 'region'>): Stretches {
  const out: number[] = [];
  const region = scene.region?.runs ?? NONE;
  // Slots ascend with the sections, so the region is read once, beside them.
  let near = 0;
  sweep(scene.memory, answersOf(scene), (first, count, state, slot) => {
    const base =
      (state === null ? MARK.absent : state === 0 ? MARK.online : MARK.offline) |
      (slot === null ? 0 : MARK.mapped) |
      (slot === null || state === 0 ? 0 : MARK.stale) |
      (slot !== null && slot < 0 ? MARK.flagged : 0);
    if (slot === null || slot < 0 || region.length === 0) push(out, first, count, base);
    else near = splitByRegion(region, near, first, count, slot, base, out);
  });
  return Float64Array.from(out);
}

const NONE = new Float64Array();

/** The map's runs, doubled above 2^39 where the machine has memory that high. */
function answersOf(scene: Pick<Scene, 'memory' | 'map'>): Float64Array {
  const { memory, map } = scene;
  const last = memory.length - 3;
  const top = last < 0 ? 0 : (memory[last] ?? 0) + (memory[last + 1] ?? 0);
  if (map.kind !== 'three-level' || top <= MAP_SECTIONS) return map.runs;
  const high = map.runs.map((value, i) => (i % 3 === 0 ? value + MAP_SECTIONS : value));
  const both = new Float64Array(map.runs.length * 2);
  both.set(map.runs);
  both.set(high, map.runs.length);
  return both;
}

type Piece = (first: number, count: number, state: number | null, slot: number | null) => void;

/** Walks two sorted lists of runs at once; `emit` gets each piece that lies in either, cut at every edge. */
function sweep(memory: Float64Array, answers: Float64Array, emit: Piece): void {
  let m = 0;
  let a = 0;
  let at = 0;
  while (m < memory.length || a < answers.length) {
    const mFirst = memory[m] ?? SECTION_END;
    const mEnd = mFirst + (memory[m + 1] ?? 0);
    const aFirst = answers[a] ?? SECTION_END;
    const aEnd = aFirst + (answers[a + 1] ?? 0);
    at = Math.max(at, Math.min(mFirst, aFirst));
    const inMemory = m < memory.length && at >= mFirst;
    const inMap = a < answers.length && at >= aFirst;
    const end = Math.min(inMemory ? mEnd : mFirst, inMap ? aEnd : aFirst);
    const slot = answers[a + 2] ?? 0;
    // Above 2^39 only memory is worth a cell: the rest of the alias is nobody's.
    if (end > at && (inMemory || at < MAP_SECTIONS))
      emit(
        at,
        end - at,
        inMemory ? (memory[m + 2] ?? 0) : null,
        inMap ? (slot < 0 ? -1 : slot + (at - aFirst)) : null,
      );
    at = end;
    if (m < memory.length && at >= mEnd) m += 3;
    if (a < answers.length && at >= aEnd) a += 3;
  }
}

/**
 * Cuts a mapped piece where the region begins or ceases to hold its pages; starts at run `near` and returns
 * the run where it ended. No object per piece: there may be 100,000.
 */
function splitByRegion(
  region: Float64Array,
  near: number,
  first: number,
  count: number,
  slot: number,
  base: number,
  out: number[],
): number {
  const shift = first - slot;
  const end = slot + count;
  let i = (region[near * 3] ?? 0) <= slot ? near : Math.max(0, lastAtMost(region, slot));
  let at = slot;
  while (at < end) {
    const start = region[i * 3] ?? SECTION_END;
    const stop = start + (region[i * 3 + 1] ?? 0);
    if (stop <= at) {
      i += 1;
      continue;
    }
    const inside = at >= start;
    const to = Math.min(end, inside ? stop : start);
    const right = !inside || (region[i * 3 + 2] ?? 0) - start === shift;
    push(out, at + shift, to - at, base | (right ? 0 : MARK.wrong));
    at = to;
  }
  return Math.min(i, region.length / 3 - 1);
}

/** Appends, joined to the stretch before it where they touch and agree. */
function push(out: number[], first: number, count: number, marks: number): void {
  const n = out.length;
  if (n > 0 && out[n - 1] === marks && (out[n - 3] ?? 0) + (out[n - 2] ?? 0) === first)
    out[n - 2] = (out[n - 2] ?? 0) + count;
  else out.push(first, count, marks);
}

/** The same in memory blocks of `size` sections: a block carries the marks of all its sections. */
export function inBlocks(stretches: Stretches, size: number): Stretches {
  if (size === 1) return stretches;
  const out: number[] = [];
  let open = { block: -1, sections: 0, marks: 0 };
  const close = (): void => {
    if (open.block >= 0)
      push(out, open.block, 1, open.marks | (open.sections < size ? MARK.absent : 0));
    open = { block: -1, sections: 0, marks: 0 };
  };
  const part = (block: number, sections: number, marks: number): void => {
    if (block !== open.block) close();
    open = { block, sections: open.sections + sections, marks: open.marks | marks };
    if (open.sections === size) close();
  };
  for (let i = 0; i < stretches.length; i += 3) {
    let [first, count] = tripleAt(stretches, i / 3);
    const marks = stretches[i + 2] ?? 0;
    const head = first % size === 0 ? 0 : Math.min(count, size - (first % size));
    if (head > 0) part(Math.floor(first / size), head, marks);
    first += head;
    count -= head;
    const whole = Math.floor(count / size);
    if (whole > 0) {
      close();
      push(out, first / size, whole, marks);
    }
    if (count > whole * size) part(first / size + whole, count - whole * size, marks);
  }
  close();
  return Float64Array.from(out);
}
