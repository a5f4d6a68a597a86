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
  /** Somebody holds pages of it: isolation refuses them, moving leaves them over, or fails. */
  unmovable: 128,
  pinned: 256,
  failing: 512,
  /** Its offline waits for them. */
  waits: 1024,
  /** A page of it has a hardware error. */
  poisoned: 2048,
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
  const index = scene.map.folds ? section % MAP_SECTIONS : section;
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

/** Stretches as they are written, joined where they touch and agree. */
class Writer {
  private rows: Float64Array;
  private length = 0;

  constructor(expected: number) {
    this.rows = new Float64Array(3 * (expected + 16));
  }

  push(first: number, count: number, marks: number): void {
    const { length } = this;
    let { rows } = this;
    if (length > 0 && rows[length - 1] === marks) {
      const start = rows[length - 3] as number;
      const before = rows[length - 2] as number;
      if (start + before === first) {
        rows[length - 2] = before + count;
        return;
      }
    }
    if (length + 3 > rows.length) {
      rows = new Float64Array(rows.length * 2);
      rows.set(this.rows);
      this.rows = rows;
    }
    rows[length] = first;
    rows[length + 1] = count;
    rows[length + 2] = marks;
    this.length = length + 3;
  }

  done(): Stretches {
    return this.rows.subarray(0, this.length);
  }
}

/**
 * Everything that is worth a cell: memory, and what the map still answers for although it is gone. Walks three
 * sorted lists at once, in one loop over plain numbers: there may be 100,000 runs in each.
 */
export function stretchesOf(scene: Pick<Scene, 'memory' | 'map' | 'region'>): Stretches {
  const { memory } = scene;
  const answers = answersOf(scene);
  const region = scene.region?.runs ?? NONE;
  const out = new Writer(Math.max(memory.length, answers.length) / 3);
  let m = 0;
  let a = 0;
  // Slots ascend with the sections, so the region is read once, beside them.
  let near = 0;
  let at = 0;
  while (m < memory.length || a < answers.length) {
    const mFirst = m < memory.length ? (memory[m] as number) : SECTION_END;
    const mEnd = m < memory.length ? mFirst + (memory[m + 1] as number) : SECTION_END;
    const aFirst = a < answers.length ? (answers[a] as number) : SECTION_END;
    const aEnd = a < answers.length ? aFirst + (answers[a + 1] as number) : SECTION_END;
    at = Math.max(at, Math.min(mFirst, aFirst));
    const inMemory = m < memory.length && at >= mFirst;
    const inMap = a < answers.length && at >= aFirst;
    const end = Math.min(inMemory ? mEnd : mFirst, inMap ? aEnd : aFirst);
    // Above 2^39 only memory is worth a cell: the rest of the alias is nobody's.
    if (end > at && (inMemory || at < MAP_SECTIONS)) {
      const online = inMemory && memory[m + 2] === 0;
      const state = online ? MARK.online : inMemory ? MARK.offline : MARK.absent;
      if (!inMap) out.push(at, end - at, state);
      else {
        const slot = answers[a + 2] as number;
        const base = state | MARK.mapped | (online ? 0 : MARK.stale);
        if (slot < 0) out.push(at, end - at, base | MARK.flagged);
        else if (region.length === 0) out.push(at, end - at, base);
        else near = splitByRegion(region, near, at, end - at, slot + (at - aFirst), base, out);
      }
    }
    at = end;
    if (m < memory.length && at >= mEnd) m += 3;
    if (a < answers.length && at >= aEnd) a += 3;
  }
  return out.done();
}

const NONE = new Float64Array();

/** The map's runs, doubled above 2^39 where the machine has memory that high. */
function answersOf(scene: Pick<Scene, 'memory' | 'map'>): Float64Array {
  const { memory, map } = scene;
  const last = memory.length - 3;
  const top = last < 0 ? 0 : (memory[last] ?? 0) + (memory[last + 1] ?? 0);
  if (!map.folds || top <= MAP_SECTIONS) return map.runs;
  const high = map.runs.map((value, i) => (i % 3 === 0 ? value + MAP_SECTIONS : value));
  const both = new Float64Array(map.runs.length * 2);
  both.set(map.runs);
  both.set(high, map.runs.length);
  return both;
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
  out: Writer,
): number {
  const shift = first - slot;
  const end = slot + count;
  const runs = region.length / 3;
  let i = (region[near * 3] as number) <= slot ? near : Math.max(0, lastAtMost(region, slot));
  let at = slot;
  while (at < end) {
    const start = i < runs ? (region[i * 3] as number) : SECTION_END;
    const stop = i < runs ? start + (region[i * 3 + 1] as number) : SECTION_END;
    if (stop <= at) {
      i += 1;
      continue;
    }
    const inside = at >= start;
    const to = Math.min(end, inside ? stop : start);
    const right = !inside || (region[i * 3 + 2] as number) - start === shift;
    out.push(at + shift, to - at, base | (right ? 0 : MARK.wrong));
    at = to;
  }
  return Math.min(i, runs - 1);
}

/** The same in memory blocks of `size` sections: a block carries the marks of all its sections. */
export function inBlocks(stretches: Stretches, size: number): Stretches {
  if (size === 1) return stretches;
  const out = new Writer(stretches.length / 3);
  // The block that is not yet known whole.
  let block = -1;
  let sections = 0;
  let marks = 0;
  const close = (): void => {
    if (block >= 0) out.push(block, 1, marks | (sections < size ? MARK.absent : 0));
    block = -1;
    sections = 0;
    marks = 0;
  };
  const part = (of: number, count: number, more: number): void => {
    if (of !== block) close();
    block = of;
    sections += count;
    marks |= more;
    if (sections === size) close();
  };
  for (let i = 0; i < stretches.length; i += 3) {
    let first = stretches[i] as number;
    let count = stretches[i + 1] as number;
    const own = stretches[i + 2] as number;
    const head = first % size === 0 ? 0 : Math.min(count, size - (first % size));
    if (head > 0) part(Math.floor(first / size), head, own);
    first += head;
    count -= head;
    const whole = Math.floor(count / size);
    if (whole > 0) {
      close();
      out.push(first / size, whole, own);
    }
    if (count > whole * size) part(first / size + whole, count - whole * size, own);
  }
  close();
  return out.done();
}
