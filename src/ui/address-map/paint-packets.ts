import type { Packet, Placed } from './packets.ts';
import { hueOf, loudLast, packetPath, placePacket, rowStart, signOf } from './packets.ts';
import { paintPath } from './paint-path.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { sans } from './type.ts';

/** Side of a packet in pixels. */
const SIDE = 13;
const PASSING_SIDE = 9;

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

/** One packet, above and below: on the inner edges of the rows. */
function paintPacket(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  packet: Pick<Packet, 'verdict'>,
  placed: Placed,
  chosen: boolean,
): void {
  const { band, bus, rem } = pic.layout;
  const side = SIDE * rem;
  const above = band.at + band.size - side - 2;
  paintBoth(pen, pic, palette, packet, placed, { side, above, below: bus.at - side / 2, chosen });
}

/** An access as it passes: smaller, on the outer edges, so that it hides no posted one. */
export function paintPassing(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  packet: Packet,
  start: bigint,
): void {
  const { band, bus, rem } = pic.layout;
  const side = PASSING_SIDE * rem;
  const below = bus.at + bus.size - side - 1;
  const look = { side, above: band.at + 2, below, chosen: false };
  paintBoth(pen, pic, palette, packet, placePacket(packet, start), look);
}

interface Look {
  readonly side: number;
  /** Across, on the memory and on the bus row. */
  readonly above: number;
  readonly below: number;
  readonly chosen: boolean;
}

function paintBoth(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  { verdict }: Pick<Packet, 'verdict'>,
  { section, offset, slot }: Placed,
  { side, above, below, chosen }: Look,
): void {
  const { length, room, close } = pic.layout;
  const mark = { fill: palette.colour[hueOf(verdict)], sign: signOf(verdict), chosen };
  const a = pic.x(section, offset);
  if (a >= -side && a <= length + side)
    paintMark(pen, palette, within(pic.x, section, a, side), above, side, mark);
  if (slot === null) return;
  const b = pic.bx(slot, offset);
  if (b >= -side && b <= (close ? length : room) + side)
    paintMark(pen, palette, within(pic.bx, slot, b, side), below, side, mark);
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
