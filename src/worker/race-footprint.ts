import { grouped } from '../machine/structures/words/explain.ts';
import { PAGE_BYTES } from '../machine/structures/words/pool.ts';
import type { Structure } from '../machine/structures/words/structure.ts';
import { linesTouched } from '../race/lines-touched.ts';
import { type Queries, sectionsOf } from '../race/queries.ts';
import type { Mark } from '../race/result.ts';
import { LONGEST } from './race-track.ts';

/**
 * So many of the addresses are followed read by read, at even distances through all of them (ours): the first ones of
 * an ascending walk lie in one section.
 */
const FOLLOWED = 512;

/** What a structure takes, and what a lookup of the mix reads. */
export function footprintOf(
  structure: Structure,
  { addresses }: Queries,
): Pick<Mark, 'reserved' | 'touched' | 'reads' | 'lines'> {
  const { reserved, touchedPages } = structure.memory();
  const all = sectionsOf(addresses);
  const count = Math.min(FOLLOWED, all.length);
  const followed = Array.from(
    { length: count },
    (_, i) => all[Math.floor((i * all.length) / count)] as number,
  );
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
  const { bytes } = structure.formula();
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
