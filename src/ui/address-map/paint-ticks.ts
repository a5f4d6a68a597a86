import { holesInSight } from './holes-in-sight.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import type { Ribbon } from './ribbons.ts';
import { shippedAt, shippedLabel } from './shipped-label.ts';
import { ticksOf } from './tick-labels.ts';

/** The rulers' marks, and where the kernel ended as shipped. */
export function paintTicks(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  ribbons: readonly Ribbon[],
): void {
  const { band, rem, upright, length } = pic.layout;
  if (upright) return;
  const foot = band.at + band.size;
  for (const { x } of ticksOf(pic, holesInSight(pic)))
    if (x >= -1 && x <= length + 1) pen.line(x, foot, x, foot + 5 * rem, palette.colour.line2);
  const shipped = shippedAt(pic);
  if (shipped === null || !shippedLabel(pic, ribbons)) return;
  pen.save();
  pen.ctx.setLineDash([2, 2]);
  pen.line(shipped, foot + 20 * rem, shipped, foot + 30 * rem, palette.colour.ink3);
  pen.restore();
}
