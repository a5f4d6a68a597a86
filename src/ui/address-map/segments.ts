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
  /** Indices by ascending slot; null where the rows are so already. */
  readonly bySlot: Uint32Array | null;
  /** How many of the first i rows moved, and how many hold wrong pages: any stretch is told by two look-ups. */
  readonly moved: Uint32Array;
  readonly wrong: Uint32Array;
}

type Mapped = Pick<Scene, 'before' | 'region'> & { readonly map: Pick<Scene['map'], 'runs'> };

const NONE = new Float64Array(0);

/** Reads a run list at places that mostly ascend: the row of the last answer is tried first. */
class Reader {
  private readonly rows: Float64Array;
  private at = 0;
  /** Value there, NaN outside of all runs; a flag as it is. */
  value = Number.NaN;
  /** So far it goes on like this. */
  reach = 0;

  constructor(rows: Float64Array) {
    this.rows = rows;
  }

  /** Finds the value at a place, and how far. */
  read(place: number): void {
    const { rows } = this;
    const near = this.at;
    const isAfter = near === 0 || (rows[near - 3] ?? 0) + (rows[near - 2] ?? 0) <= place;
    while (isAfter && this.at < rows.length && this.at < near + 12 && this.endsBy(place))
      this.at += 3;
    if (!isAfter || this.endsBy(place)) this.at = firstBeyond(rows, place) * 3;
    const first = rows[this.at] ?? Number.POSITIVE_INFINITY;
    const value = rows[this.at + 2] ?? 0;
    const inside = place >= first;
    this.reach = (inside ? first + (rows[this.at + 1] ?? 0) : first) - place;
    this.value = !inside ? Number.NaN : value < 0 ? value : value + (place - first);
  }

  private endsBy(place: number): boolean {
    return (
      (this.rows[this.at] ?? Number.POSITIVE_INFINITY) + (this.rows[this.at + 1] ?? 0) <= place
    );
  }
}

/** Rows that grow as they are written. */
class Rows {
  private rows: Float64Array;
  private length = 0;

  constructor(expected: number) {
    this.rows = new Float64Array(Math.max(16, expected) * ROW);
  }

  push(section: number, count: number, slot: number, before: number, registered: number): void {
    const at = this.length;
    if (at + ROW > this.rows.length) {
      const more = new Float64Array(this.rows.length * 2);
      more.set(this.rows);
      this.rows = more;
    }
    this.rows[at] = section;
    this.rows[at + 1] = count;
    this.rows[at + 2] = slot;
    this.rows[at + 3] = before;
    this.rows[at + 4] = registered;
    this.length = at + ROW;
  }

  done(): Float64Array {
    return this.rows.subarray(0, this.length);
  }
}

/** Joins map, map before and page list. Once per scene. */
export function segmentsOf(scene: Mapped): Segments {
  const { runs } = scene.map;
  const out = new Rows(runs.length / 3 + 64);
  const before = new Reader(scene.before);
  const pages = new Reader(scene.region?.runs ?? NONE);
  const none = new Reader(NONE);
  let slots = 0;
  let ascending = true;
  for (let i = 0; i < runs.length; i += 3) {
    const section = runs[i] ?? 0;
    const count = runs[i + 1] ?? 0;
    const slot = runs[i + 2] ?? 0;
    if (slot < slots) ascending = false;
    if (slot >= 0) slots = Math.max(slots, slot + count);
    const held = slot < 0 ? none : pages;
    for (let done = 0; done < count; ) {
      before.read(section + done);
      held.read(slot + done);
      const length = Math.min(count - done, before.reach, held.reach);
      out.push(section + done, length, slot < 0 ? slot : slot + done, before.value, held.value);
      done += length;
    }
  }
  const rows = out.done();
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
