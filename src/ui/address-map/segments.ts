import type { Scene } from '../../worker/protocol.ts';
import { firstBeyond } from './runs.ts';

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
  /** The lowest slot: 0 where bus space is dense. */
  readonly lowest: number;
  /** Indices by ascending slot; null where the rows are so already. */
  readonly bySlot: Uint32Array | null;
  /** How many of the first i rows moved, and how many hold wrong pages: any stretch is told by two look-ups. */
  readonly moved: Uint32Array;
  readonly wrong: Uint32Array;
}

type Mapped = Pick<Scene, 'before' | 'region'> & {
  readonly map: Pick<Scene['map'], 'runs'> & Partial<Pick<Scene['map'], 'direct'>>;
};

const NONE = new Float64Array(0);

/** Index of the row of a run list that ends beyond a place: `near` or one soon after it, else by bisection. */
function reachBeyond(rows: Float64Array, near: number, place: number): number {
  if (near > 0 && (rows[near - 3] as number) + (rows[near - 2] as number) > place)
    return firstBeyond(rows, place) * 3;
  let at = near;
  for (let tries = 0; at < rows.length; at += 3, tries++) {
    if ((rows[at] as number) + (rows[at + 1] as number) > place) return at;
    if (tries === 12) return firstBeyond(rows, place) * 3;
  }
  return at;
}

/** Room for so many rows more, kept as they grow. */
function grown(rows: Float64Array): Float64Array {
  const more = new Float64Array(rows.length * 2);
  more.set(rows);
  return more;
}

/**
 * Joins map, map before and page list. Once per scene, of which 100,000 runs are possible: one loop over plain
 * numbers, no object and no call for each.
 */
export function segmentsOf(scene: Mapped): Segments {
  // A bus address that comes straight from another has no place in a row of slots.
  const runs = scene.map.direct ? NONE : scene.map.runs;
  const { before } = scene;
  const pages = scene.region?.runs ?? NONE;
  let rows: Float64Array = new Float64Array((runs.length / 3 + 64) * ROW);
  let length = 0;
  let slots = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let ascending = true;
  // Where the last answer was found; places ask in order, slots mostly.
  let b = 0;
  let p = 0;
  for (let i = 0; i < runs.length; i += 3) {
    let section = runs[i] as number;
    const end = section + (runs[i + 1] as number);
    const first = runs[i + 2] as number;
    const shift = first - section;
    if (first < slots) ascending = false;
    if (first >= 0) {
      slots = Math.max(slots, end + shift);
      lowest = Math.min(lowest, first);
    }
    while (section < end) {
      const slot = first < 0 ? first : section + shift;
      let until = end;
      let was = Number.NaN;
      b = reachBeyond(before, b, section);
      if (b < before.length) {
        const start = before[b] as number;
        if (start <= section) {
          const value = before[b + 2] as number;
          was = value < 0 ? value : value + (section - start);
          until = Math.min(until, start + (before[b + 1] as number));
        } else until = Math.min(until, start);
      }
      let registered = Number.NaN;
      if (first >= 0) {
        p = reachBeyond(pages, p, slot);
        if (p < pages.length) {
          const start = pages[p] as number;
          if (start <= slot) {
            registered = (pages[p + 2] as number) + (slot - start);
            until = Math.min(until, start + (pages[p + 1] as number) - shift);
          } else until = Math.min(until, start - shift);
        }
      }
      if (length + ROW > rows.length) rows = grown(rows);
      rows[length] = section;
      rows[length + 1] = until - section;
      rows[length + 2] = slot;
      rows[length + 3] = was;
      rows[length + 4] = registered;
      length += ROW;
      section = until;
    }
  }
  const count = length / ROW;
  rows = rows.subarray(0, length);
  const bySlot = ascending ? null : sortBySlot(rows, count);
  if (slots === 0) lowest = 0;
  return { rows, count, slots, lowest, bySlot, ...tallies(rows, count) };
}

function tallies(rows: Float64Array, count: number): Pick<Segments, 'moved' | 'wrong'> {
  const moved = new Uint32Array(count + 1);
  const wrong = new Uint32Array(count + 1);
  let movedRows = 0;
  let wrongRows = 0;
  for (let i = 0, at = 0; i < count; i++, at += ROW) {
    const slot = rows[at + 2] as number;
    const was = rows[at + 3] as number;
    const registered = rows[at + 4] as number;
    // Not a number is neither before nor elsewhere.
    if (slot >= 0 && was >= 0 && was !== slot) movedRows += 1;
    if (!Number.isNaN(registered) && registered !== rows[at]) wrongRows += 1;
    moved[i + 1] = movedRows;
    wrong[i + 1] = wrongRows;
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
