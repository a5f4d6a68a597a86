import { grouped } from '../machine/structures/words/explain.ts';
import { PAGE_BYTES } from '../machine/structures/words/pool.ts';
import type { Structure } from '../machine/structures/words/structure.ts';
import { linesTouched } from '../race/lines-touched.ts';
import { type Queries, sectionsOf } from '../race/queries.ts';
import type { Mark } from '../race/result.ts';
import { LONGEST } from './race-track.ts';

/** So many of the addresses are followed read by read (ours): the mean is off by a few per cent at most. */
const FOLLOWED = 512;

/** What a structure takes, and what a lookup of the mix reads. */
export function footprintOf(
  structure: Structure,
  { addresses }: Queries,
): Pick<Mark, 'reserved' | 'touched' | 'reads' | 'lines'> {
  const { reserved, touchedPages } = structure.memory();
  const followed = sectionsOf(addresses.subarray(0, 2 * FOLLOWED));
  let reads = 0;
  let lines = 0;
  for (const section of followed) {
    const steps = structure.trace(section);
    reads += steps.length;
    lines += linesTouched(steps).length;
  }
  return {
    reserved: reserved.toString(),
    touched: touchedPages * PAGE_BYTES,
    reads: reads / followed.length,
    lines: lines / followed.length,
  };
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB'];

/** Why a structure that does not stand whole is not timed. */
export function notWhole(structure: Structure): string {
  const bytes = structure.memory().reserved;
  return `the array would take ${inUnits(bytes)}; nothing longer than ${inUnits(BigInt(LONGEST))} is allocated for the race`;
}

/** To the whole unit: 512 GiB for 549,755,813,896 bytes. */
function inUnits(bytes: bigint): string {
  let unit = 0;
  let left = bytes;
  while (left >= 1024n && unit < UNITS.length - 1) {
    left = (left + 512n) / 1024n;
    unit += 1;
  }
  return `${grouped(left)} ${UNITS[unit]}`;
}
