import type { MapAnswer } from '../driver/map-answer.ts';
import { lookUp, type ThreeLevel } from '../structures/three-level.ts';
import { BUSMAP_START } from '../units/bus-space.ts';
import { offsetOf, SECTION_SIZE_BITS, sectionOf, sectionStart } from '../units/section.ts';
import { type FlatMap, lookUpFlat } from './flat-map.ts';

/** Bus address of a slot's first byte. */
export const slotAddress = (slot: number): bigint =>
  BUSMAP_START + (BigInt(slot) << BigInt(SECTION_SIZE_BITS));

/** The slot of a bus address; undefined below the first. */
export const slotOf = (bus: bigint): number | undefined =>
  bus < BUSMAP_START ? undefined : sectionOf(bus - BUSMAP_START);

/** The byte of a section that a bus address names: the offset is the same in all spaces. */
export const addressIn = (section: number, bus: bigint): bigint =>
  sectionStart(section) + BigInt(offsetOf(bus));

const withOffset = (entry: bigint, physical: bigint): bigint => entry | BigInt(offsetOf(physical));

/** ehea_map_vaddr of Linux 2.6.28 on: three dependent reads, no side effect. */
export function translateThreeLevel(map: ThreeLevel, physical: bigint): MapAnswer {
  const end = lookUp(map, sectionOf(physical));
  if (end.found === 'miss') return { bus: null, missAt: end.at };
  return {
    bus: withOffset(end.found === 'flag' ? 1n : slotAddress(end.slot), physical),
    missAt: null,
  };
}

/** ehea_map_vaddr of Linux 2.6.24, the answer alone; what a miss sets off is the driver's. */
export function translateFlat(map: FlatMap, physical: bigint): MapAnswer {
  const end = lookUpFlat(map, sectionOf(physical));
  if (end.found === 'miss') return { bus: null, missAt: end.at };
  return { bus: withOffset(slotAddress(end.slot), physical), missAt: null };
}
