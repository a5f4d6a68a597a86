import type { Picture } from './picture.ts';
import { sectionUnder } from './projection.ts';
import { firstBeyond } from './runs.ts';
import {
  any,
  firstRow,
  firstSlotRow,
  isMoved,
  isWrong,
  rankedRow,
  type Segment,
  segment,
} from './segments.ts';

/**
 * From run lists to marks, at a cost of pixels: where more runs are in sight than could be told apart, each few
 * pixels ask by bisection what lies under them.
 */

/** Beyond so many rows in sight, pixels are asked instead. */
const MANY = 300;
/** Pixels per question; also the least width of a lone section. */
const STEP = 3;

/** Columns that share a ribbon. */
const BUNDLE = 4;

/** A stretch of the physical band. */
export interface BandMark {
  readonly a: number;
  readonly b: number;
  readonly section: number;
  readonly count: number;
  readonly offline: boolean;
  /** One section with its number in it. */
  readonly cell: boolean;
  /** Share of the stretch that is memory; 1 unless many runs share a few pixels. */
  readonly cover: number;
}

/** From memory to its slots. */
export interface Ribbon {
  readonly a: number;
  readonly b: number;
  /** On the bus row. */
  readonly c: number;
  readonly d: number;
  readonly kind: 'same' | 'moved' | 'ghost';
  /** Where it went before, if it moved. */
  readonly was: readonly [number, number] | null;
  readonly cell: boolean;
}

/** A stretch of the bus row and of the row of pages below it. */
export interface SlotMark {
  readonly c: number;
  readonly d: number;
  readonly slot: number;
  readonly count: number;
  readonly kind: 'same' | 'moved' | 'ghost' | 'flag';
  readonly pages: 'right' | 'wrong' | 'none';
  /** Section whose pages are registered for the first slot. */
  readonly registered: number;
  readonly section: number;
  readonly cell: boolean;
  /** One of many columns: it has no frame of its own. */
  readonly column: boolean;
}

/** [left, right) of the window in sections, with fraction. */
export function sectionsInSight(pic: Picture): readonly [number, number] {
  const { view, from } = pic.projection;
  // Down to 2^-12 of a section: finer does not fit a double near 2^40, and rounding up would lose the edge.
  const left = from.section + Math.floor(from.offset / 4096) / 4096;
  return [left, Number((view.origin + view.span + 4095n) >> 12n) / 4096];
}

const wide = (a: number, b: number): readonly [number, number] =>
  b - a >= STEP ? [a, b] : [(a + b - STEP) / 2, (a + b + STEP) / 2];

/** Sections of a run in sight that are wide enough for a cell each; the rest is one bar. */
function* cells(
  pic: Picture,
  first: number,
  end: number,
  at: (section: number) => number,
): Generator<readonly [number, number, boolean]> {
  const least = pic.layout.cell;
  let from = first;
  while (from < end) {
    const a = at(from);
    const b = at(from + 1);
    if (b - a < least) {
      yield [from, end, false];
      return;
    }
    if (b > 0) {
      if (a > pic.layout.length) return;
      yield [from, from + 1, true];
      from += 1;
    } else from = Math.max(from + 1, Math.min(end - 1, from + Math.floor(-b / (b - a))));
  }
}

/** What stands on the physical band. */
export function bandMarks(pic: Picture): readonly BandMark[] {
  const { memory } = pic.scene;
  const [left, right] = sectionsInSight(pic);
  const from = firstBeyond(memory, left);
  const to = firstBeyond(memory, right) + 1;
  if (to - from > MANY) return bandColumns(pic);
  const marks: BandMark[] = [];
  for (let i = from; i < to && i * 3 < memory.length; i++) {
    const first = memory[i * 3] ?? 0;
    if (first >= right) break;
    const end = first + (memory[i * 3 + 1] ?? 0);
    const offline = memory[i * 3 + 2] === 1;
    for (const [s, e, cell] of cells(pic, Math.max(first, Math.floor(left)), end, pic.x)) {
      const [a, b] = wide(pic.x(s), pic.x(e));
      // A bar that is all of its run says how long the run is, however little of it is in sight.
      const isRest = s > Math.max(first, Math.floor(left));
      const count = cell ? 1 : isRest ? e - s : end - first;
      marks.push({ a, b, section: s, count, offline, cell, cover: 1 });
    }
  }
  return marks;
}

const seenColumns = new WeakMap<Picture, Float64Array>();

/** Section number under every few pixels, with fraction; once per frame. */
function columns(pic: Picture): Float64Array {
  const known = seenColumns.get(pic);
  if (known) return known;
  const count = Math.ceil(pic.layout.length / STEP);
  const out = new Float64Array(count + 1);
  for (let i = 0; i <= count; i++)
    out[i] = sectionUnder(pic.projection, Math.min(i * STEP, pic.layout.length));
  seenColumns.set(pic, out);
  return out;
}

/** Runs in sight, if they are too many to be drawn one by one; else 0. */
export function crowdOf(pic: Picture): number {
  const { memory } = pic.scene;
  const [left, right] = sectionsInSight(pic);
  const runs = firstBeyond(memory, right) - firstBeyond(memory, left);
  return runs > MANY ? runs : 0;
}

function bandColumns(pic: Picture): readonly BandMark[] {
  const { memory } = pic.scene;
  const at = columns(pic);
  const marks: BandMark[] = [];
  for (let i = 0; i + 1 < at.length; i++) {
    const low = at[i] ?? 0;
    const high = at[i + 1] ?? 0;
    const row = firstBeyond(memory, low);
    const first = memory[row * 3];
    if (first === undefined || first >= high) continue;
    const rows = firstBeyond(memory, high) - row + 1;
    const cover = rows > 1 ? 0.8 : 1;
    const a = pic.x(Math.floor(low), (low % 1) * 2 ** 24);
    marks.push({
      // Many in one column leave a hairline of hole: it is not one piece.
      ...{
        a,
        b: a + (rows > 1 ? STEP - 1 : STEP),
        section: Math.max(first, Math.floor(low)),
        count: rows,
      },
      ...{ offline: memory[row * 3 + 2] === 1, cell: false, cover },
    });
  }
  return marks;
}

const kindOf = (pic: Picture, s: Segment): Ribbon['kind'] =>
  pic.previewing && Number.isNaN(s.before) ? 'ghost' : isMoved(s) ? 'moved' : 'same';

/** Ribbons in sight, bundled where there are many. */
export function ribbons(pic: Picture): readonly Ribbon[] {
  const { segments } = pic;
  const [left, right] = sectionsInSight(pic);
  const from = firstRow(segments, left);
  const to = Math.min(segments.count, firstRow(segments, right) + 1);
  if (to - from > MANY) return ribbonColumns(pic);
  const out: Ribbon[] = [];
  for (let i = from; i < to; i++) {
    const s = segment(segments, i);
    if (s.section >= right || s.slot < 0) continue;
    const kind = kindOf(pic, s);
    if (kind === 'ghost' && pic.ghost) out.push(ghostRibbon(pic, s));
    else out.push(...ribbonsOf(pic, s, kind, left));
  }
  return out;
}

/** The ghost is drawn wider than true, so its ribbon is too. */
function ghostRibbon(pic: Picture, s: Segment): Ribbon {
  const { a, b, address, size } = pic.ghost ?? { a: 0, b: 0, address: 0n, size: 1n };
  const first = Number(address >> 24n);
  const scale = (b - a) / Number(size >> 24n || 1n);
  const top = a + (s.section - first) * scale;
  return {
    ...{ a: top, b: top + s.count * scale, c: pic.bx(s.slot), d: pic.bx(s.slot + s.count) },
    ...{ kind: 'ghost', was: null, cell: false },
  };
}

function* ribbonsOf(
  pic: Picture,
  s: Segment,
  kind: Ribbon['kind'],
  left: number,
): Generator<Ribbon> {
  const first = Math.max(s.section, Math.floor(left));
  for (const [from, to, cell] of cells(pic, first, s.section + s.count, pic.x)) {
    const k = from - s.section;
    const n = to - from;
    const [a, b] = cell ? [pic.x(from), pic.x(to)] : wide(pic.x(from), pic.x(to));
    const was: readonly [number, number] | null =
      kind === 'moved' ? [pic.bx(s.before + k), pic.bx(s.before + k + n)] : null;
    yield { a, b, c: pic.bx(s.slot + k), d: pic.bx(s.slot + k + n), kind, was, cell };
  }
}

function ribbonColumns(pic: Picture): readonly Ribbon[] {
  const { segments } = pic;
  const at = columns(pic);
  const out: Ribbon[] = [];
  for (let i = 0; i + 1 < at.length; i += BUNDLE) {
    const low = at[i] ?? 0;
    const high = at[Math.min(i + BUNDLE, at.length - 1)] ?? 0;
    const row = firstRow(segments, low);
    if (row >= segments.count) break;
    const first = segment(segments, row);
    if (first.section >= high || first.slot < 0) continue;
    const end = firstRow(segments, high);
    const last = end < segments.count ? segment(segments, end) : segment(segments, end - 1);
    const c = pic.bx(first.slot + Math.max(0, low - first.section));
    const d = pic.bx(last.slot + Math.max(0, Math.min(last.count, high - last.section)));
    const a = pic.x(Math.floor(low), (low % 1) * 2 ** 24);
    const kind = any(segments.moved, row, Math.max(end, row + 1)) ? 'moved' : 'same';
    out.push({ a, b: a + BUNDLE * STEP, c, d: Math.max(d, c + 1), kind, was: null, cell: false });
  }
  return out;
}

/** [first, end) of the slots in sight, whole numbers. */
export function slotsInSight(pic: Picture): readonly [number, number] {
  const { bus, layout, segments } = pic;
  const low = bus.anchor + (0 - bus.at) / bus.scale;
  const high = bus.anchor + ((layout.close ? layout.length : bus.room) - bus.at) / bus.scale;
  return [Math.max(0, Math.floor(low)), Math.min(segments.slots, Math.ceil(high))];
}

/** What stands in the bus row, and in the row of pages below it. */
export function slotMarks(pic: Picture): readonly SlotMark[] {
  const { segments } = pic;
  const [low, high] = slotsInSight(pic);
  const from = firstSlotRow(segments, low);
  const to = Math.min(segments.count, firstSlotRow(segments, high) + 1);
  if (to - from > MANY) return slotColumns(pic, low, high);
  const out: SlotMark[] = [];
  for (let rank = from; rank < to; rank++) {
    const s = segment(segments, rankedRow(segments, rank));
    if (s.slot < 0 || s.slot >= high) continue;
    out.push(...slotsOf(pic, s, low));
  }
  return out;
}

const pagesOf = (s: Segment): SlotMark['pages'] =>
  Number.isNaN(s.registered) ? 'none' : isWrong(s) ? 'wrong' : 'right';

function* slotsOf(pic: Picture, s: Segment, low: number): Generator<SlotMark> {
  const kind = kindOf(pic, s);
  const pages = pagesOf(s);
  for (const [from, to, cell] of cells(pic, Math.max(s.slot, low), s.slot + s.count, pic.bx)) {
    const k = from - s.slot;
    yield {
      ...{ c: pic.bx(from), d: pic.bx(to), slot: from, count: to - from, kind, pages, cell },
      ...{ registered: s.registered + k, section: s.section + k, column: false },
    };
  }
}

function slotColumns(pic: Picture, low: number, high: number): readonly SlotMark[] {
  const out: SlotMark[] = [];
  const step = STEP / pic.bus.scale;
  for (let slot = low; slot < high; slot += step) {
    const mark = slotColumn(pic, slot, Math.min(high, slot + step));
    const last = out.at(-1);
    // Columns with one story are one mark.
    if (last?.kind === mark.kind && last.pages === mark.pages)
      out[out.length - 1] = { ...last, d: mark.d, count: last.count + mark.count };
    else out.push(mark);
  }
  return out;
}

function slotColumn(pic: Picture, slot: number, end: number): SlotMark {
  const { segments } = pic;
  const rank = firstSlotRow(segments, slot);
  const until = Math.max(firstSlotRow(segments, end), rank + 1);
  const s = segment(segments, rankedRow(segments, Math.min(rank, segments.count - 1)));
  return {
    ...{ c: pic.bx(slot), d: pic.bx(end), slot: Math.floor(slot), section: s.section },
    count: Math.max(1, Math.round(end - slot)),
    kind: any(segments.moved, rank, until) ? 'moved' : 'same',
    pages: any(segments.wrong, rank, until) ? 'wrong' : pagesOf(s),
    ...{ registered: s.registered, cell: false, column: true },
  };
}

/** Slots that answered before this step and answer no more: [first, end). */
export function emptiedSlots(pic: Picture): readonly [number, number] | null {
  let before = 0;
  const { before: runs } = pic.shown;
  for (let i = runs.length - 3; i >= 0 && i >= runs.length - 30; i -= 3)
    before = Math.max(before, (runs[i + 2] ?? 0) + (runs[i + 1] ?? 0));
  return before > pic.segments.slots ? [pic.segments.slots, before] : null;
}
