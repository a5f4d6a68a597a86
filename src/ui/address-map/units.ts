import type { Row } from './layout.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { mono } from './type.ts';

/** Inside a section: cells of 16^k bytes, so small that each still has room for its two digits. */
export function unitOf(pic: Picture): number | null {
  const { sectionPx } = pic.projection;
  if (!pic.layout.close) return null;
  for (let bits = 0; bits <= 20; bits += 4)
    if ((sectionPx / 2 ** 24) * 2 ** bits >= 22) return 2 ** bits;
  return null;
}

/** `1 byte`, `64 KiB`: what one cell is. */
export function unitName(unit: number): string {
  if (unit === 1) return 'a byte';
  if (unit < 1024) return `${unit} bytes`;
  return unit < 2 ** 20 ? `${unit / 1024} KiB` : `${unit / 2 ** 20} MiB`;
}

/** Digits of the units of a section between two pixels, each in its cell. */
export function paintUnits(
  pen: Pen,
  pic: Picture,
  row: Row,
  section: number,
  a: number,
  b: number,
  ink: string,
  unit: number,
): void {
  const { length, rem } = pic.layout;
  const px = (pic.projection.sectionPx / 2 ** 24) * unit;
  if (px < 8) return;
  const start = pic.x(section);
  const from = Math.max(0, Math.floor((Math.max(0, a) - start) / px));
  const to = Math.min(2 ** 24 / unit, Math.ceil((Math.min(length, b) - start) / px));
  const font = mono(12 * rem, 500);
  for (let i = from; i < to; i++) {
    const at = pic.x(section, i * unit);
    if (i > 0) pen.line(at, row.at, at, row.at + row.size, fade(ink, 0.35), 1);
    const digits = (i & 255).toString(16).padStart(2, '0');
    pen.text(at + px / 2, row.at + row.size / 2 + 1, digits, font, ink);
  }
}
