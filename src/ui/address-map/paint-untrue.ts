import { flagRuns } from './flags.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { slotOfSection } from './slot-of.ts';
import { sans, widthOf } from './type.ts';

/** More are not told apart. */
const MOST = 300;

/** Slots that still answer for memory that is gone or offline: outlined, with the ×. */
export function paintStaleSlots(pen: Pen, pic: Picture, palette: Palette): void {
  const { bus, rem, length } = pic.layout;
  const { stale, 'stale-soft': soft } = palette.colour;
  for (let i = 0; i < pic.stale.length && i < MOST * 3; i += 3) {
    const slot = slotOfSection(pic, pic.stale[i] ?? 0);
    if (slot === null) continue;
    const c = pic.bx(slot);
    const d = Math.max(c + 3, pic.bx(slot + (pic.stale[i + 1] ?? 0)) - 1);
    if (d < 0 || c > length) continue;
    const half = bus.size * 0.4;
    const foot = bus.at + bus.size - half;
    pen.fill(c, d, foot, half, soft);
    pen.frame(c, d, bus.at, bus.size, stale, 2);
    const middle = (Math.max(0, c) + Math.min(length, d)) / 2;
    if (d - c > 12) pen.text(middle, foot + half / 2, '×', sans(13 * rem, 700), stale);
  }
}

/** Sections whose entry was left at flag 1: no slot answers, so a dashed stub under the band says so. */
export function paintFlags(pen: Pen, pic: Picture, palette: Palette): void {
  const flags = flagRuns(pic.shown.map.runs);
  const { ribbons, rem, length, upright } = pic.layout;
  const ink = palette.colour['wrong-ink'];
  const font = sans(11 * rem, 600);
  const depth = 14 * rem;
  for (let i = 0; i < flags.length && i < MOST * 3; i += 3) {
    const a = pic.x(flags[i] ?? 0);
    const b = Math.max(a + 3, pic.x((flags[i] ?? 0) + (flags[i + 1] ?? 0)) - 1);
    if (b < 0 || a > length) continue;
    pen.save();
    pen.ctx.setLineDash([2, 2]);
    pen.frame(a, b, ribbons, depth, ink);
    pen.restore();
    const words = ['flag 1', '1'].find((text) => upright || widthOf(text, font) + 4 < b - a);
    if (words && !upright) pen.text((a + b) / 2, ribbons + depth / 2 + 1, words, font, ink);
  }
}
