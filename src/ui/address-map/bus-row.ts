import { SECTION_SIZE } from '../../machine/units/section.ts';
import { type Projection, xAt } from './projection.ts';
import { firstRow, type Segments, segment } from './segments.ts';

/** The dense row below: where slot numbers lie, in pixels. */
export interface BusRow {
  /** Pixels per slot. */
  readonly scale: number;
  /** A slot and where it begins; all others follow from it. */
  readonly anchor: number;
  readonly at: number;
  /** Pixels the row may use. */
  readonly room: number;
  /** Slots are as wide as the sections above. */
  readonly toScale: boolean;
}

/** Pixel of a slot and a byte in it. */
export const slotX = (row: BusRow, slot: number, offset = 0): number =>
  row.at + (slot - row.anchor + offset / SECTION_SIZE) * row.scale;

interface Sight {
  readonly low: number;
  readonly high: number;
  /** First row in sight. */
  readonly slot: number;
  readonly section: number;
}

/** Slots of the sections in sight, with fractions, so that the row glides while zooming. */
function sight(p: Projection, segments: Segments): Sight | null {
  const left = p.from.section + Math.floor(p.from.offset / 4096) / 4096;
  const right = Number((p.view.origin + p.view.span + 4095n) >> 12n) / 4096;
  const first = firstRow(segments, left);
  let last = firstRow(segments, right);
  if (last >= segments.count || segment(segments, last).section >= right) last -= 1;
  if (first > last || segments.count === 0) return null;
  const a = segment(segments, first);
  const b = segment(segments, last);
  if (a.slot < 0 || b.slot < 0) return null;
  return {
    low: Math.min(a.slot, b.slot) + Math.max(0, left - a.section),
    high: b.slot + Math.min(b.count, right - b.section),
    slot: a.slot,
    section: a.section,
  };
}

/** Natural scale where it nearly fits, else one that does; in between it glides. */
function blend(natural: number, fit: number): number {
  const ratio = natural / fit;
  if (ratio >= 0.7) return natural;
  if (ratio <= 0.5) return fit;
  return fit * (1 - ((ratio - 0.5) / 0.2) * 0.3);
}

/**
 * Lays the slots out: straight below their sections if they fit, squeezed to `room` if not. `close`: so near that
 * the row is cut at the edges instead, straight below at any price. Null: there is nothing above to lie below.
 */
export function layOutBus(
  p: Projection | null,
  segments: Segments,
  room: number,
  widest: number,
  close: boolean,
): BusRow {
  const seen = p && sight(p, segments);
  if (!seen) {
    const { slots, lowest } = segments;
    const scale = Math.min(widest, room / Math.max(1, slots - lowest));
    return { scale, anchor: lowest, at: 0, room, toScale: false };
  }
  const slots = Math.max(seen.high - seen.low, 1e-6);
  const natural = p.sectionPx;
  const x = xAt(p, seen.section);
  if (close) return { scale: natural, anchor: seen.slot, at: x, room, toScale: true };
  const fit = Math.min(widest, room / slots);
  const scale = Math.min(Math.max(blend(natural, fit), 1e-12), room / slots);
  if (Math.abs(scale - natural) < natural * 1e-9) {
    // Not dense: the slots before were lost, and their room would be an empty space.
    if (segments.lowest > 0)
      return { scale: natural, anchor: segments.lowest, at: 0, room, toScale: false };
    const shift = Math.max(0, x + (seen.low - seen.slot + slots) * natural - room);
    return { scale: natural, anchor: seen.slot, at: x - shift, room, toScale: shift < 0.5 };
  }
  const from = Math.max(0, Math.min(x, room - slots * scale));
  return { scale, anchor: seen.low, at: from, room, toScale: false };
}
