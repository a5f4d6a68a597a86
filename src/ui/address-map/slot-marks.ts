import type { Picture } from './picture.ts';
import { kindOf } from './ribbons.ts';
import { any, firstSlotRow, isWrong, rankedRow, type Segment, segment } from './segments.ts';
import { cells, MANY, STEP } from './sight.ts';

/** A stretch of the bus row and of the row of pages below it. */
export interface SlotMark {
  readonly c: number;
  readonly d: number;
  readonly slot: number;
  readonly count: number;
  readonly kind: 'same' | 'moved' | 'ghost';
  readonly pages: 'right' | 'wrong' | 'none';
  /** Section whose pages are registered for the first slot. */
  readonly registered: number;
  readonly section: number;
  readonly cell: boolean;
  /** One of many columns: it has no frame of its own. */
  readonly column: boolean;
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
  let rank = firstSlotRow(pic.segments, low);
  let last: ColumnMark | null = null;
  for (let slot = low; slot < high; slot += step) {
    const end = Math.min(high, slot + step);
    const next = firstSlotRow(pic.segments, end);
    const mark = slotColumn(pic, slot, end, rank, Math.max(next, rank + 1));
    rank = next;
    // Columns with one story are one mark.
    if (last?.kind === mark.kind && last.pages === mark.pages) {
      last.d = mark.d;
      last.count += mark.count;
    } else {
      out.push(mark);
      last = mark;
    }
  }
  return out;
}

/** A mark that still grows. */
type ColumnMark = { -readonly [K in keyof SlotMark]: SlotMark[K] };

function slotColumn(
  pic: Picture,
  slot: number,
  end: number,
  rank: number,
  until: number,
): ColumnMark {
  const { segments } = pic;
  const s = segment(segments, rankedRow(segments, Math.min(rank, segments.count - 1)));
  return {
    c: pic.bx(slot),
    d: pic.bx(end),
    slot: Math.floor(slot),
    section: s.section,
    count: Math.max(1, Math.round(end - slot)),
    kind: any(segments.moved, rank, until) ? 'moved' : 'same',
    pages: any(segments.wrong, rank, until) ? 'wrong' : pagesOf(s),
    registered: s.registered,
    cell: false,
    column: true,
  };
}

/** Slots that answered before this step and answer no more: [first, end). */
export function emptiedSlots(pic: Picture): readonly [number, number] | null {
  // A driver without slots has none that could be empty.
  if (pic.shown.map.direct !== null) return null;
  let before = 0;
  const { before: runs } = pic.shown;
  for (let i = runs.length - 3; i >= 0 && i >= runs.length - 30; i -= 3)
    before = Math.max(before, (runs[i + 2] ?? 0) + (runs[i + 1] ?? 0));
  return before > pic.segments.slots ? [pic.segments.slots, before] : null;
}
