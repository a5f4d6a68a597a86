import { formatSize } from '../../machine/units/bytes.ts';
import { type BandMark, bandMarks } from './band-marks.ts';
import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { firstBeyond } from './runs.ts';
import { sectionName } from './section-name.ts';
import { sectionsInSight } from './sight.ts';
import { mono, sans, widthOf } from './type.ts';
import { paintUnits, unitOf } from './units.ts';

/** What stands: solid online, hollow offline, crossed out stale. */
export function paintBand(pen: Pen, pic: Picture, palette: Palette): void {
  for (const mark of bandMarks(pic)) paintMark(pen, pic, palette, mark);
  paintBeyond(pen, pic, palette);
  paintStale(pen, pic, palette);
  if (pic.leaving) paintLeaving(pen, pic, palette, pic.leaving);
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
  const text = mark.cell ? sectionName(mark.section) : formatSize(BigInt(mark.count) << 24n);
  const isPower = text.startsWith('2') && text.length > 1 && mark.section > 65_535 && mark.cell;
  const size = (upright ? 11 : 12) * rem;
  const font = isPower ? sans(size, 600) : mark.cell ? mono(size, 500) : sans(size, 600);
  const a = Math.max(0, mark.a);
  const b = Math.min(length, mark.b);
  const room = upright ? band.size : b - a;
  if (widthOf(text, font) + 5 > room || (upright && b - a < size)) return;
  pen.text((a + b - 1) / 2, band.at + band.size / 2 + 1, text, font, ink);
}

/** Installed, but above the kernel's bits: it is there and nobody sees it. */
function paintBeyond(pen: Pen, pic: Picture, palette: Palette): void {
  const { band } = pic.layout;
  for (const { start, size } of pic.scene.beyond) {
    const first = Number(BigInt(start) >> 24n);
    const a = pic.x(first);
    const b = Math.max(a + 3, pic.x(Number((BigInt(start) + BigInt(size)) >> 24n)));
    pen.fill(a, b, band.at, band.size, palette.beyond);
    pen.save();
    pen.ctx.setLineDash([3, 3]);
    pen.frame(a, b, band.at, band.size, palette.colour.ink2, 1.5);
    pen.restore();
  }
}

/** Taken away, and still translated. */
function paintStale(pen: Pen, pic: Picture, palette: Palette): void {
  const { band, rem, length } = pic.layout;
  const [left, right] = sectionsInSight(pic);
  const from = firstBeyond(pic.stale, left);
  const to = Math.min(pic.stale.length / 3, from + 300);
  for (let i = from; i < to; i++) {
    const first = pic.stale[i * 3] ?? 0;
    if (first > right) break;
    const a = pic.x(first);
    const b = Math.max(a + 3, pic.x(first + (pic.stale[i * 3 + 1] ?? 0)));
    const half = band.size * 0.4;
    pen.fill(a, b, band.at + band.size - half, half, palette.colour['stale-soft']);
    pen.frame(a, b, band.at, band.size, palette.colour.stale, 2);
    if (b - a < 12) continue;
    const middle = (Math.max(0, a) + Math.min(length, b)) / 2;
    pen.text(
      middle,
      band.at + band.size - half / 2,
      '×',
      sans(13 * rem, 700),
      palette.colour.stale,
    );
  }
}

/** Memory in the hand: its place stays, dashed. */
function paintLeaving(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  [first, end]: readonly [number, number],
): void {
  const { band } = pic.layout;
  const a = pic.x(first);
  const b = Math.max(a + 3, pic.x(end));
  pen.fill(a, b, band.at, band.size, fade(palette.colour.paper, 0.72));
  pen.save();
  pen.ctx.setLineDash([4, 3]);
  pen.frame(a, b, band.at, band.size, palette.colour.ghost, 1.5);
  pen.restore();
}
