import type { Machine } from '../machine/machine.ts';
import type { ZoneName } from '../machine/memory/memory-block.ts';
import { ZONES, zoneRuns } from '../machine/memory/zone-sections.ts';
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
  const runs = zoneRuns(zones);
  return Array.from({ length: runs.length / 3 }, (_, i) => ({
    start: formatHex(sectionStart(runs[3 * i] as number)),
    size: formatHex(sectionBytes(runs[3 * i + 1] as number)),
    zone: ZONES[runs[3 * i + 2] as number] as ZoneName,
  }));
}
