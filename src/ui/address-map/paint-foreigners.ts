import { type Foreigner, foreigners } from './neighbours.ts';
import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';

/** Ribbons of slots in sight whose memory is not. */
export function paintForeigners(pen: Pen, pic: Picture, palette: Palette): void {
  for (const foreigner of foreigners(pic)) paintForeigner(pen, pic, palette, foreigner);
}

/** A ribbon from beyond the edge. */
function paintForeigner(pen: Pen, pic: Picture, palette: Palette, { mark, side }: Foreigner): void {
  const { layout } = pic;
  const { ribbons: top, bus } = layout;
  const { on, moved } = palette.colour;
  const edge = side === 'left' ? -layout.start : layout.length + layout.start;
  const near = side === 'left' ? Math.min(layout.length, mark.d) : Math.max(0, mark.c);
  const colour = mark.kind === 'moved' ? moved : on;
  pen.ctx.beginPath();
  pen.moveTo(edge, top + 12);
  pen.bow(edge, top + 12, near, bus.at);
  pen.lineTo(edge, bus.at);
  pen.ctx.closePath();
  pen.ctx.fillStyle = pen.lengthwise(edge, near, [
    [0, fade(colour, 0.55)],
    [1, fade(colour, 0.1)],
  ]);
  pen.ctx.fill();
}
