import type { Row } from './layout.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { mono } from './type.ts';

/** A byte has a cell of its own from this width on: its two digits fit. */
const BYTE = 14;
/** Wider cells hold this much beside their digits. */
const AIR = 8;
const DIGIT = 6.6;

/** Digits of a cell of 16^k bytes: those in which neighbours differ, and the zeros behind them. */
const digitsOf = (k: number): number => Math.min(k + 2, 6);

/** Inside a section: cells of 16^k bytes, a byte each where that can be read. */
export function unitOf(pic: Picture): number | null {
  const { rem, close } = pic.layout;
  if (!close) return null;
  const byte = pic.projection.sectionPx / 2 ** 24;
  for (let k = 0; k <= 5; k++) {
    const least = k === 0 ? BYTE : digitsOf(k) * DIGIT + AIR;
    if (byte * 16 ** k >= least * rem) return 16 ** k;
  }
  return null;
}

/** The low digits of the address at which a cell begins, as many as tell it from the cells in sight. */
export function unitLabel(offset: number, unit: number): string {
  const k = Math.round(Math.log2(unit) / 4);
  return offset.toString(16).padStart(6, '0').slice(-digitsOf(k));
}

/** A row cut into cells: where an offset lies, and what of the row is in sight. */
interface Cut {
  readonly row: Row;
  readonly at: (offset: number) => number;
  readonly from: number;
  readonly to: number;
  readonly ink: string;
}

/** Cells of a section or of its slot, each with the digits of its address. */
export function paintUnits(pen: Pen, pic: Picture, { row, at, from, to, ink }: Cut): void {
  const unit = unitOf(pic);
  if (unit === null) return;
  const { length, rem } = pic.layout;
  const start = at(0);
  const px = at(unit) - start;
  // While edges travel from another picture a cell may still be a thousandth of a pixel.
  if (!(px >= BYTE / 2)) return;
  const first = Math.max(0, Math.floor((Math.max(0, from) - start) / px));
  const end = Math.min(2 ** 24 / unit, Math.ceil((Math.min(length, to) - start) / px));
  const font = mono((px < 20 * rem ? 11 : 12) * rem, 500);
  const edge = fade(ink, 0.4);
  for (let i = first; i < end; i++) {
    const x = at(i * unit);
    if (i > 0) pen.line(x, row.at, x, row.at + row.size, edge);
    const middle = row.at + row.size / 2 + 1;
    pen.text(x + px / 2, middle, unitLabel(i * unit, unit), font, ink);
  }
}
