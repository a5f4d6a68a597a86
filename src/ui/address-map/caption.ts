import { groupHex } from '../../machine/units/address.ts';
import { BUSMAP_START } from '../../machine/units/bus-space.ts';
import { formatCount } from '../../machine/units/bytes.ts';
import type { Picture } from './picture.ts';

/** Room that the caption beside the rows takes at most, alone and with what it says of the scale. */
const WIDTH = 236;
const WIDER = 310;

/** One past the last slot drawn: what was there before counts, dashed. */
export function rowEnd(pic: Picture): number {
  const before = pic.shown.map.direct === null ? pic.shown.before : [];
  const last = before.length - 3;
  const then = last >= 0 ? (before[last + 2] ?? 0) + (before[last + 1] ?? 0) : 0;
  return Math.max(pic.segments.slots, then);
}

/** Where the caption beside the rows begins. */
export const captionX = (pic: Picture): number =>
  pic.layout.start + Math.min(pic.layout.room, pic.bx(rowEnd(pic))) + 14 * pic.layout.rem;

/** True if there is room for it before the bill. */
export const captionFits = (pic: Picture): boolean => {
  const { upright, close, bill, rem } = pic.layout;
  return !upright && !close && captionX(pic) + (pic.bus.toScale ? WIDTH : WIDER) * rem < bill;
};

/** Where the line from a slot to what is said of it comes down. */
export const leaderX = ({ layout, bus, bx }: Picture, slot: number): number =>
  layout.start + Math.max(0, Math.min(layout.room, bx(slot) + Math.min(bus.scale, 400) / 2));

/** Above the rows' captions: what kind of bus space this driver makes. */
export function busTitle({ shown, segments }: Picture): string {
  if (shown.map.kind === 'linear') return 'No map';
  if (shown.map.direct !== null) return 'No bus slots';
  if (segments.slots > shown.map.mapped && segments.lowest === 0 && shown.map.kind === 'service')
    return 'Bus space, with holes';
  return segments.lowest === 0 ? 'Bus space, dense' : 'Bus space, not dense';
}

/** Where there is no map there is no slot to count: how the device names a byte instead. */
export const mapless = ({ shown }: Picture): string =>
  shown.map.direct === null ? '' : `the bus address is ${shown.map.direct}`;

/** `17 slots, to 8000 0000 10ff ffff` */
export function slotWords({ segments, bus, shown, previewing }: Picture): string {
  if (shown.map.direct !== null) return '';
  if (shown.map.kind === 'none') return 'no driver answers';
  if (shown.map.refused) return 'the array was refused: nothing is mapped';
  if (segments.slots === 0) return 'no slot';
  const last = groupHex(BUSMAP_START + (BigInt(segments.slots) << 24n) - 1n);
  // Beside a preview stands its card.
  const scale = bus.toScale || previewing ? '' : '; not to the scale above';
  const slots = segments.slots - segments.lowest;
  const count = `${formatCount(slots)} ${slots === 1 ? 'slot' : 'slots'}`;
  if (segments.lowest > 0) return `${count}, to ${last}; the ranges mapped before it are lost`;
  return `${count}, to ${last}${scale}`;
}
