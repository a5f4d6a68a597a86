import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { sectionName } from './section-name.ts';
import { emptiedSlots, type SlotMark } from './slot-marks.ts';
import { mono, sans, widthOf } from './type.ts';
import { unitOf } from './units.ts';

/** On a close view the row says in words that all is well. */
export function sayRight(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  mark: SlotMark,
  d: number,
): void {
  const { pages, rem, length } = pic.layout;
  const font = sans(11 * rem);
  const text = `reads section ${sectionName(mark.registered)}: right page`;
  const a = Math.max(0, mark.c);
  const b = Math.min(length, d);
  if (widthOf(text, font) + 12 > b - a) return;
  pen.text((a + b) / 2, pages.at + pages.size / 2 + 1, text, font, palette.colour.ink3);
}

/** Over the hatch of a wrong page: ≠ and the section really reached. */
export function nameWrong(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  mark: SlotMark,
  d: number,
): void {
  const { pages, rem, length, upright } = pic.layout;
  const c = palette.colour;
  if (!mark.cell) return;
  const font = mono(11 * rem, 700);
  const a = Math.max(0, mark.c);
  const b = Math.min(length, d);
  const name = sectionName(mark.registered);
  const room = upright ? pages.size : b - a;
  const text =
    unitOf(pic) !== null
      ? `≠ the device reads section ${name} here: wrong page`
      : widthOf(`≠ ${name}`, font) + 8 <= room
        ? `≠ ${name}`
        : name;
  const plate = widthOf(text, font) + 6;
  if (plate - 4 > room) return;
  const middle = (a + b) / 2;
  const half = upright ? Math.min(pages.size, plate) : plate;
  if (upright) pen.fill(a + 1, b - 1, pages.at + (pages.size - half) / 2, half, c['wrong-soft']);
  else
    pen.fill(middle - half / 2, middle + half / 2, pages.at + 2, pages.size - 4, c['wrong-soft']);
  pen.text(middle, pages.at + pages.size / 2 + 1, text, font, c['wrong-ink']);
}

/** A slot that answered before and answers no more. */
export function paintEmptied(pen: Pen, pic: Picture, palette: Palette): void {
  const emptied = emptiedSlots(pic);
  if (!emptied) return;
  const { bus } = pic.layout;
  pen.save();
  pen.ctx.setLineDash([3, 3]);
  const wide = pic.bus.scale >= pic.layout.cell;
  for (let slot = emptied[0]; slot < emptied[1] && slot < emptied[0] + 64; slot += wide ? 1 : 1e9)
    pen.frame(
      pic.bx(slot),
      pic.bx(wide ? slot + 1 : emptied[1]) - 1,
      ...([bus.at, bus.size] as const),
      palette.colour.line2,
    );
  pen.restore();
}
