import { paintHeld } from './paint-held.ts';
import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { firstBeyond } from './runs.ts';
import { sectionsInSight } from './sight.ts';
import { sans } from './type.ts';

/** What the kernel does not have, not for long, or cannot have back: out of its sight, taken away, held, in the hand. */
export function paintAbsent(pen: Pen, pic: Picture, palette: Palette): void {
  paintBeyond(pen, pic, palette);
  paintStale(pen, pic, palette);
  paintHeld(pen, pic, palette);
  if (pic.leaving) paintLeaving(pen, pic, palette, pic.leaving);
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
