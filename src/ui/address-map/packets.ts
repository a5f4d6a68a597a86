import type { AccessVerdict } from '../../machine/device/access.ts';
import { SECTION_SIZE_BITS } from '../../machine/units/section.ts';
import type { Scene } from '../../worker/protocol.ts';
import { ACCESSES } from '../device/words.ts';
import type { Token } from './palette.ts';
import type { Picture } from './picture.ts';
import type { QuestionPath } from './question-path.ts';

/** A buffer as the drawing needs it: what was meant, what the device was given, what came of it. */
export interface Packet {
  readonly meant: string;
  readonly bus: string | null;
  readonly verdict: AccessVerdict | null;
}

/** Where a packet lies in the rows. */
export interface Placed {
  readonly section: number;
  readonly offset: number;
  /** Null: it was given nothing, or nothing that the row shows. */
  readonly slot: number | null;
}

const BITS = BigInt(SECTION_SIZE_BITS);
const OFFSET = (1n << BITS) - 1n;

/** A packet's section above and its slot below: by the address it was given, whatever the map says now. */
export function placePacket({ meant, bus }: Pick<Packet, 'meant' | 'bus'>, start: bigint): Placed {
  const address = BigInt(meant);
  const given = bus === null ? null : BigInt(bus);
  return {
    section: Number(address >> BITS),
    offset: Number(address & OFFSET),
    slot: given === null || given < start ? null : Number((given - start) >> BITS),
  };
}

/** The first bus address of the row below; the region's own where there is one. */
export const rowStart = ({ region }: Pick<Scene, 'region'>): bigint =>
  region ? BigInt(region.start) : 1n << 63n;

/** The path of a packet: down to the slot it was given, and up to the page that is registered there. */
export function packetPath(pic: Picture, packet: Packet): QuestionPath | null {
  const { section, offset, slot } = placePacket(packet, rowStart(pic.shown));
  if (slot === null || pic.previewing) return null;
  return { section, offset, slot, reached: registeredAt(pic.shown, slot) };
}

/** Section whose pages the region holds at a slot. */
function registeredAt({ region }: Pick<Scene, 'region'>, slot: number): number | null {
  if (!region) return null;
  const { runs } = region;
  for (let i = 0; i < runs.length; i += 3) {
    const first = runs[i] as number;
    if (slot >= first && slot < first + (runs[i + 1] as number))
      return (runs[i + 2] as number) + slot - first;
  }
  return null;
}

const HUES = {
  map: 'map',
  wrong: 'wrong',
  stale: 'stale',
  neutral: 'ink2',
} as const satisfies Record<string, Token>;

/** The hue of what came of it; of one that was not accessed yet that of plain words. */
export const hueOf = (verdict: AccessVerdict | null): Token =>
  verdict === null ? 'ink2' : HUES[ACCESSES[verdict].tone];

/** Its sign; nothing yet: none. */
export const signOf = (verdict: AccessVerdict | null): string =>
  verdict === null ? '' : ACCESSES[verdict].sign;

const LOUD: readonly (AccessVerdict | null)[] = ['wrong page', 'stale', 'no region', 'miss'];

/** The loud ones are drawn last, over the others. */
export const loudLast = <T extends { readonly verdict: AccessVerdict | null }>(
  packets: readonly T[],
): readonly T[] =>
  [...packets].sort((a, b) => Number(LOUD.includes(a.verdict)) - Number(LOUD.includes(b.verdict)));
