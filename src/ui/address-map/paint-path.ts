import { isRouted, route } from './paint-ribbons.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import type { QuestionPath } from './question-path.ts';

/** The asked address as a thread through the rows; red up to the page that the device really reaches, if another. */
export function paintPath(pen: Pen, pic: Picture, palette: Palette, path: QuestionPath): void {
  const { layout, projection } = pic;
  if (layout.close) return;
  const from = pic.x(path.section, path.offset);
  const to = pic.bx(path.slot, path.offset);
  if (from < 0 || from > projection.width || to < 0 || to > layout.room) return;
  const { band, ribbons, bus } = layout;
  const { ctx } = pen;
  pen.line(from, band.at + band.size - 10, from, ribbons, palette.colour.paper, 1.5);
  ctx.strokeStyle = palette.colour.ink;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  if (isRouted(pic, { a: from, b: from })) route(pen, pic, { a: from, b: from }, to, 1.5);
  else pen.curve(from, ribbons, to, bus.at);
  pen.lineTo(to, bus.at + 6);
  ctx.stroke();
  if (path.reached !== null && path.reached !== path.section)
    paintReturn(pen, pic, palette, to, pic.x(path.reached, path.offset));
}

/** Under the rows to the left or right, and up to where the device lands. */
function paintReturn(pen: Pen, pic: Picture, palette: Palette, from: number, to: number): void {
  const { band, bus, pages, rem, length } = pic.layout;
  if (to < 0 || to > length) return;
  const foot = pages.at + pages.size;
  const low = foot + 4 * rem;
  const top = band.at + band.size;
  const { ctx } = pen;
  ctx.strokeStyle = palette.colour.wrong;
  ctx.lineWidth = 1.75;
  ctx.beginPath();
  pen.moveTo(from, foot);
  pen.lineTo(from, low);
  pen.lineTo(to, low);
  pen.lineTo(to, foot);
  ctx.stroke();
  ctx.beginPath();
  pen.moveTo(to, bus.at - 1);
  pen.lineTo(to, top + 6);
  ctx.stroke();
  ctx.fillStyle = palette.colour.wrong;
  ctx.beginPath();
  pen.moveTo(to - 4.5, top + 9);
  pen.lineTo(to, top + 1);
  pen.lineTo(to + 4.5, top + 9);
  ctx.fill();
}
