import type { Scene } from '../../worker/protocol.ts';
import { firstBeyond, lastAt } from './runs.ts';

/**
 * The map cut where anything changes: rows of [section, sections, slot, slot before, section registered], so that
 * each row has one story. NaN before: was not mapped. NaN registered: no page list there. Slot -1: flag 1 left.
 */
export const ROW = 5;
export interface Segments {
  readonly rows: Float64Array;
  readonly count: number;
  /** One past the highest slot. */
  readonly slots: number;
  /** Indices by ascending slot; null where the rows are so already. */
  readonly bySlot: Uint32Array | null;
  /** How many of the first i rows moved, and how many hold wrong pages: any stretch is told by two look-ups. */
  readonly moved: Uint32Array;
  readonly wrong: Uint32Array;
}

type Mapped = Pick<Scene, 'before' | 'region'> & { readonly map: Pick<Scene['map'], 'runs'> };

/** Value that continues a run at `at`, and how far; NaN up to the next run outside of all. */
function reading(rows: Float64Array, at: number): readonly [number, number] {
  const i = firstBeyond(rows, at) * 3;
  const first = rows[i];
  const count = rows[i + 1];
  const value = rows[i + 2];
  if (first === undefined || count === undefined || value === undefined)
    return [Number.NaN, Number.POSITIVE_INFINITY];
  if (at < first) return [Number.NaN, first - at];
  return [value < 0 ? value : value + (at - first), first + count - at];
}

const NONE = new Float64Array(0);

/** Joins map, map before and page list. Once per scene. */
export function segmentsOf(scene: Mapped): Segments {
  const out: number[] = [];
  const { runs } = scene.map;
  const pages = scene.region?.runs ?? NONE;
  let slots = 0;
  let ascending = true;
  for (let i = 0; i < runs.length; i += 3) {
    const section = runs[i] ?? 0;
    const count = runs[i + 1] ?? 0;
    const slot = runs[i + 2] ?? 0;
    if (slot >= 0) {
      if (slot < slots) ascending = false;
      slots = Math.max(slots, slot + count);
    }
    for (let done = 0; done < count; ) {
      const [before, sameBefore] = reading(scene.before, section + done);
      const [pageOf, samePages] = slot < 0 ? [Number.NaN, count] : reading(pages, slot + done);
      const length = Math.min(count - done, sameBefore, samePages);
      out.push(section + done, length, slot < 0 ? slot : slot + done, before, pageOf);
      done += length;
    }
  }
  const rows = Float64Array.from(out);
  const count = rows.length / ROW;
  const bySlot = ascending ? null : sortBySlot(rows, count);
  return { rows, count, slots, bySlot, ...tallies(rows, count) };
}

function tallies(rows: Float64Array, count: number): Pick<Segments, 'moved' | 'wrong'> {
  const moved = new Uint32Array(count + 1);
  const wrong = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) {
    const at = i * ROW;
    const section = rows[at] ?? 0;
    const slot = rows[at + 2] ?? 0;
    const before = rows[at + 3] ?? Number.NaN;
    const registered = rows[at + 4] ?? Number.NaN;
    moved[i + 1] = (moved[i] ?? 0) + (before >= 0 && slot >= 0 && before !== slot ? 1 : 0);
    const isWrongRow = !Number.isNaN(registered) && registered !== section;
    wrong[i + 1] = (wrong[i] ?? 0) + (isWrongRow ? 1 : 0);
  }
  return { moved, wrong };
}

/** True if any of rows [from, to) counts in a tally. */
export const any = (tally: Uint32Array, from: number, to: number): boolean =>
  (tally[to] ?? 0) > (tally[from] ?? 0);

function sortBySlot(rows: Float64Array, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  return order.sort((a, b) => (rows[a * ROW + 2] ?? 0) - (rows[b * ROW + 2] ?? 0));
}

/** One row as an object, for the few that are drawn. */
export interface Segment {
  readonly section: number;
  readonly count: number;
  readonly slot: number;
  readonly before: number;
  readonly registered: number;
}

/** Row i. */
export function segment(segments: Segments, i: number): Segment {
  const at = i * ROW;
  const { rows } = segments;
  return {
    section: rows[at] ?? 0,
    count: rows[at + 1] ?? 0,
    slot: rows[at + 2] ?? 0,
    before: rows[at + 3] ?? Number.NaN,
    registered: rows[at + 4] ?? Number.NaN,
  };
}

/** The device reads another section than the map means. */
export const isWrong = (s: Segment): boolean =>
  !Number.isNaN(s.registered) && s.registered !== s.section;

/** Mapped before too, at another bus address. */
export const isMoved = (s: Segment): boolean =>
  !Number.isNaN(s.before) && s.before >= 0 && s.slot >= 0 && s.before !== s.slot;

/** Index of the first row that ends beyond a section. */
export function firstRow(segments: Segments, section: number): number {
  let low = 0;
  let high = segments.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = middle * ROW;
    if ((segments.rows[at] ?? 0) + (segments.rows[at + 1] ?? 0) > section) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Rank among the rows by slot of the first row that ends beyond a slot. */
export function firstSlotRow(segments: Segments, slot: number): number {
  let low = 0;
  let high = segments.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = rankedRow(segments, middle) * ROW;
    if ((segments.rows[at + 2] ?? 0) + (segments.rows[at + 1] ?? 0) > slot) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The row of a rank by slot. */
export const rankedRow = (segments: Segments, rank: number): number =>
  segments.bySlot?.[rank] ?? rank;

/** Sections that are mapped and not online: what the device still reaches after the memory is gone. Rows of [first, count, 0]. */
export function staleRuns(map: Float64Array, memory: Float64Array): Float64Array {
  const out: number[] = [];
  for (let i = 0; i < map.length; i += 3) {
    let at = map[i] ?? 0;
    const end = at + (map[i + 1] ?? 0);
    while (at < end) {
      const row = lastAt(memory, at) * 3;
      const runEnd = row < 0 ? 0 : (memory[row] ?? 0) + (memory[row + 1] ?? 0);
      const inside = row >= 0 && at < runEnd;
      const online = inside && memory[row + 2] === 0;
      const next = inside ? runEnd : (memory[row < 0 ? 0 : row + 3] ?? end);
      const until = Math.min(end, Math.max(next, at + 1));
      if (!online) out.push(at, until - at, 0);
      at = until;
    }
  }
  return Float64Array.from(out);
}
