import { cellText } from './cell-text.ts';
import type { Details } from './details.ts';
import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { sectionName } from './section-name.ts';
import { type SlotMark, slotMarks } from './slot-marks.ts';
import { mono, sans, widthOf } from './type.ts';
import { paintUnits, unitOf } from './units.ts';

/** What the map answers, and below it whose pages the region really holds. */
export function paintRows(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  details: Details | null,
): readonly SlotMark[] {
  const marks = slotMarks(pic);
  const { layout } = pic;
  pen.save();
  pen.clip(
    layout.close ? 0 : -2,
    layout.close ? layout.length : layout.room + 1,
    layout.bus.at - 2,
    bottom(pic) - layout.bus.at + 4,
  );
  for (const mark of marks) {
    paintSlot(pen, pic, palette, mark);
    paintPages(pen, pic, palette, mark, details);
  }
  details?.emptied(pen, pic, palette);
  paintOutline(pen, pic, palette, marks);
  if (!pic.previewing) details?.staleSlots(pen, pic, palette);
  pen.restore();
  return marks;
}

/** Where slots are too narrow for frames of their own, the row has one. */
function paintOutline(pen: Pen, pic: Picture, palette: Palette, marks: readonly SlotMark[]): void {
  const first = marks[0];
  const last = marks.at(-1);
  if (!first || !last || first.cell || last.cell) return;
  const { bus, pages } = pic.layout;
  pen.frame(first.c, last.d, bus.at, bus.size, palette.colour.map);
  if (pic.shown.region) pen.frame(first.c, last.d, pages.at, pages.size, palette.colour.line2);
}

const bottom = (pic: Picture): number => pic.layout.pages.at + pic.layout.pages.size;

/** The rows show bytes of the memory above: not where no memory is above. */
const cutInUnits = (pic: Picture): boolean => pic.bus.toScale && unitOf(pic) !== null;

const least = (c: number, d: number): number => Math.max(d, c + 1);

function paintSlot(pen: Pen, pic: Picture, palette: Palette, mark: SlotMark): void {
  const { bus } = pic.layout;
  const { fill, edge, ink } = slotColours(palette, mark);
  const gap = mark.cell ? 1 : 0;
  const d = least(mark.c, mark.d - gap);
  pen.fill(mark.c, d, bus.at, bus.size, fill);
  const isGhost = mark.kind === 'ghost';
  if (isGhost) pen.ctx.setLineDash([4, 3]);
  if (mark.cell || d - mark.c > 9) pen.frame(mark.c, d, bus.at, bus.size, edge, isGhost ? 1.5 : 1);
  else if (d - mark.c > 3 && !mark.column)
    pen.line(mark.c, bus.at, mark.c, bus.at + bus.size, fade(edge, 0.5));
  if (isGhost) pen.ctx.setLineDash([]);
  if (cutInUnits(pic))
    paintUnits(pen, pic, {
      row: bus,
      at: (offset) => pic.bx(mark.slot, offset),
      from: mark.c,
      to: d,
      ink,
    });
  else nameSlot(pen, pic, mark, mark.slot, bus, ink, 12);
}

function slotColours(
  palette: Palette,
  mark: SlotMark,
): { readonly fill: string; readonly edge: string; readonly ink: string } {
  const c = palette.colour;
  if (mark.kind === 'moved') return { fill: c['moved-soft'], edge: c.moved, ink: c['going-ink'] };
  if (mark.kind === 'ghost') return { fill: c['ghost-soft'], edge: c.ghost, ink: c.ghost };
  return { fill: c['on-faint'], edge: c.map, ink: c.map };
}

function nameSlot(
  pen: Pen,
  pic: Picture,
  mark: SlotMark,
  name: number | '+',
  row: { readonly at: number; readonly size: number },
  ink: string,
  px: number,
): void {
  if (!mark.cell) {
    if (row === pic.layout.bus) nameSlots(pen, pic, mark, ink);
    return;
  }
  const size = (pic.layout.upright ? Math.min(px, 11) : px) * pic.layout.rem;
  const room = (pic.layout.upright ? row.size : mark.d - mark.c) - 4;
  const found =
    name === '+'
      ? { text: name, font: mono(size, 500) }
      : cellText(name, room, size, pic.layout.rem);
  if (!found || widthOf(found.text, found.font) > room) return;
  const { text, font } = found;
  pen.text((mark.c + mark.d - 1) / 2, row.at + row.size / 2 + 1, text, font, ink);
}

/** `slots 0 to 255`, where they are too narrow for their numbers. */
function nameSlots(pen: Pen, pic: Picture, mark: SlotMark, ink: string): void {
  const { bus, rem, upright } = pic.layout;
  // Narrower than the shortest of names: nothing to measure.
  if (!upright && mark.d - mark.c < 40 * rem) return;
  const font = sans(12 * rem, 500);
  const text = `slots ${sectionName(mark.slot)} to ${sectionName(mark.slot + mark.count - 1)}`;
  const room = upright ? bus.size : mark.d - mark.c;
  if (mark.column || mark.count < 2 || widthOf(text, font) + 12 > room) return;
  pen.text((mark.c + mark.d) / 2, bus.at + bus.size / 2 + 1, text, font, ink);
}

function paintPages(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  mark: SlotMark,
  details: Details | null,
): void {
  const { pages } = pic.layout;
  const c = palette.colour;
  const gap = mark.cell ? 1 : 0;
  const d = least(mark.c, mark.d - gap);
  if (mark.pages === 'none') {
    pen.save();
    pen.ctx.setLineDash([2, 2]);
    pen.frame(mark.c, d, pages.at, pages.size, c.line2);
    pen.restore();
    return;
  }
  if (mark.pages === 'wrong') {
    // The loudest thing on the page: hatch, ≠ and the section really reached.
    pen.fill(mark.c, d, pages.at, pages.size, palette.wrong);
    pen.frame(mark.c, d, pages.at, pages.size, c.wrong);
    details?.wrongPage(pen, pic, palette, mark, d);
    return;
  }
  const isGhost = mark.kind === 'ghost';
  pen.fill(mark.c, d, pages.at, pages.size, isGhost ? c['ghost-soft'] : c.sunk);
  if (d - mark.c > 3 && !mark.column)
    pen.frame(mark.c, d, pages.at, pages.size, isGhost ? c.ghost : c.line);
  if (cutInUnits(pic)) details?.rightPage(pen, pic, palette, mark, d);
  else
    nameSlot(
      pen,
      pic,
      mark,
      isGhost ? '+' : mark.registered,
      pages,
      isGhost ? c.ghost : c.ink3,
      11,
    );
}

/** The invitation of the first step: an empty place where a part could go. */
export function paintInvitation(pen: Pen, pic: Picture, palette: Palette, at: number): void {
  const { band, section, rem } = pic.layout;
  pen.fill(at, at + section - 1, band.at + 1, band.size - 2, palette.colour.paper);
  pen.save();
  pen.ctx.setLineDash([4, 3]);
  pen.frame(at, at + section - 1, band.at + 1, band.size - 2, palette.colour.on, 1.5);
  pen.restore();
  if (section > 16 * rem)
    pen.text(
      at + section / 2,
      band.at + band.size / 2 + 1,
      '+',
      sans(18 * rem, 500),
      palette.colour.on,
    );
}
