import { formatSize } from '../../machine/units/bytes.ts';
import { type BandMark, bandMarks } from './band-marks.ts';
import { cellText } from './cell-text.ts';
import type { Details } from './details.ts';
import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { sans, widthOf } from './type.ts';
import { paintUnits, unitOf } from './units.ts';

/** What stands: solid online, hollow offline. */
export function paintBand(pen: Pen, pic: Picture, palette: Palette, details: Details | null): void {
  for (const mark of bandMarks(pic, details?.cover)) paintMark(pen, pic, palette, mark);
}

function paintMark(pen: Pen, pic: Picture, palette: Palette, mark: BandMark): void {
  const { band, rem } = pic.layout;
  const { colour } = palette;
  const gap = mark.cell && mark.b - mark.a > 4 ? 1 : 0;
  if (mark.offline) {
    pen.fill(mark.a, mark.b - gap, band.at, band.size, colour.paper);
    pen.frame(mark.a, mark.b - gap, band.at, band.size, colour.ink2, 1.5);
  } else {
    pen.fill(mark.a, mark.b - gap, band.at, band.size, fade(colour.on, mark.cover));
  }
  const ink = mark.offline ? colour.ink2 : colour['on-ink'];
  if (unitOf(pic) !== null && !mark.offline)
    paintUnits(pen, pic, {
      row: band,
      at: (offset) => pic.x(mark.section, offset),
      from: mark.a,
      to: mark.b,
      ink,
    });
  else paintName(pen, pic, mark, ink, rem);
}

function paintName(pen: Pen, pic: Picture, mark: BandMark, ink: string, rem: number): void {
  if (mark.cover < 1) return;
  const { band, upright, length } = pic.layout;
  const size = (upright ? 11 : 12) * rem;
  const a = Math.max(0, mark.a);
  const b = Math.min(length, mark.b);
  const room = (upright ? band.size : b - a) - 4;
  // Narrower than the shortest of sizes: nothing to measure.
  if (!mark.cell && !upright && room < 20 * rem) return;
  const named = mark.cell
    ? cellText(mark.section, room, size, rem)
    : { text: formatSize(BigInt(mark.count) << 24n), font: sans(size, 600) };
  if (!named || widthOf(named.text, named.font) > room || (upright && b - a < size)) return;
  const { text, font } = named;
  pen.text((a + b - 1) / 2, band.at + band.size / 2 + 1, text, font, ink);
}
