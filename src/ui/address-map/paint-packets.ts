import type { Packet, Placed } from './packets.ts';
import { hueOf, loudLast, packetPath, placePacket, rowStart, signOf } from './packets.ts';
import { paintPath } from './paint-path.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { sans } from './type.ts';

/** Side of a packet in pixels. */
const SIDE = 13;

/** Posted buffers on the memory and on the bus row, each with what came of it; the chosen one with its path. */
export function paintPackets(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  packets: readonly Packet[],
  chosen: Packet | null,
): void {
  if (pic.previewing || packets.length === 0) return;
  const path = chosen && packetPath(pic, chosen);
  if (path) paintPath(pen, pic, palette, path);
  const start = rowStart(pic.shown);
  for (const packet of loudLast(packets))
    paintPacket(pen, pic, palette, packet, placePacket(packet, start), packet === chosen);
}

/** One packet, above and below. */
export function paintPacket(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  { verdict }: Pick<Packet, 'verdict'>,
  { section, offset, slot }: Placed,
  chosen = false,
): void {
  const { band, bus, rem, length, room, close } = pic.layout;
  const side = SIDE * rem;
  const mark = { fill: palette.colour[hueOf(verdict)], sign: signOf(verdict), chosen };
  const above = pic.x(section, offset);
  if (above >= -side && above <= length + side)
    paintMark(
      pen,
      palette,
      within(pic.x, section, above, side),
      band.at + band.size - side - 2,
      side,
      mark,
    );
  if (slot === null) return;
  const below = pic.bx(slot, offset);
  if (below >= -side && below <= (close ? length : room) + side)
    paintMark(pen, palette, within(pic.bx, slot, below, side), bus.at - side / 2, side, mark);
}

/** Where it is, but no part of it over the edge of its cell, if it fits into that. */
function within(at: (cell: number) => number, cell: number, along: number, side: number): number {
  const low = at(cell) + side / 2 + 2;
  const high = at(cell + 1) - side / 2 - 3;
  return low > high ? along : Math.max(low, Math.min(high, along));
}

interface Mark {
  readonly fill: string;
  readonly sign: string;
  readonly chosen: boolean;
}

/** A square in the hue of the verdict with its sign; not accessed yet: hollow. */
function paintMark(
  pen: Pen,
  palette: Palette,
  along: number,
  across: number,
  side: number,
  { fill, sign, chosen }: Mark,
): void {
  const { paper, ink } = palette.colour;
  const a = along - side / 2;
  if (chosen) pen.frame(a - 3, a + side + 3, across - 3, side + 6, ink, 2);
  pen.fill(a - 1, a + side + 1, across - 1, side + 2, paper);
  if (sign === '') {
    pen.frame(a, a + side, across, side, fill, 1.5);
    return;
  }
  pen.fill(a, a + side, across, side, fill);
  pen.text(along, across + side / 2 + 0.5, sign, sans(side * 0.8, 700), paper);
}
