import type { Machine } from '../machine/machine.ts';
import type { ZoneName } from '../machine/memory/memory-block.ts';
import { ZONES } from '../machine/memory/zone-sections.ts';
import { formatHex } from '../machine/units/address.ts';
import { sectionBytes, sectionStart } from '../machine/units/section.ts';

/** Online memory of one zone; hex strings. */
export interface ZoneRange {
  readonly start: string;
  readonly size: string;
  readonly zone: ZoneName;
}

/** All of it, ascending; empty where there is only Normal. */
export function zoneRanges({ zones }: Pick<Machine, 'zones'>): readonly ZoneRange[] {
  if (ZONES.every((zone) => zone === 'Normal' || zones[zone].isEmpty)) return [];
  return ZONES.flatMap((zone) => [...zones[zone]].map(([first, end]) => ({ first, end, zone })))
    .sort((a, b) => a.first - b.first)
    .map(({ first, end, zone }) => ({
      start: formatHex(sectionStart(first)),
      size: formatHex(sectionBytes(end - first)),
      zone,
    }));
}
