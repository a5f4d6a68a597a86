import type { RunSet } from '../units/run-set.ts';
import { SECTION_END } from '../units/section.ts';
import { PAGES_PER_SECTION } from './register-pages.ts';

/** The bus address at which the region and the map begin: EHEA_BUSMAP_START (drivers/net/ehea/ehea.h, Linux 2.6.24). */
export const BUSMAP_START = 0x8000000000000000n;

/** A memory region that stands: what the device's own MMU will answer until the next registration. */
export interface Region {
  readonly handle: number;
  /** u64, as allocated. */
  readonly length: bigint;
  /** Page-registration hcalls it took. */
  readonly hcalls: number;
  readonly pages: number;
  /** Page list as registered; see pageList. */
  readonly runs: Float64Array;
}

/** Sections whose pages the driver hands to the firmware for these map entries, in bus order. */
export type SectionBase = (index: number) => number;

/**
 * The page list for map entries walked in ascending order: three numbers for each stretch - bus slot, count, and
 * the section whose pages were really registered there.
 *
 * @param base section number the driver computes for an entry; linear within each aligned stretch of `linear`
 */
export function pageList(entries: RunSet, base: SectionBase, linear: number): Float64Array {
  const out: number[] = [];
  let slot = 0;
  for (let i = 0; i < entries.runs; i++) {
    const end = entries.end(i);
    for (let at = entries.start(i); at < end; ) {
      const stop = Math.min(end, (Math.floor(at / linear) + 1) * linear);
      append(out, slot, stop - at, base(at));
      slot += stop - at;
      at = stop;
    }
  }
  return new Float64Array(out);
}

function append(out: number[], slot: number, count: number, section: number): void {
  const last = out.length - 3;
  const before = out[last + 1] as number;
  // Slots are dense, so a stretch goes on where the section does.
  if (last >= 0 && (out[last + 2] as number) + before === section) out[last + 1] = before + count;
  else out.push(slot, count, section);
}

/** Section whose page the region really holds at a bus slot; undefined outside the page list. */
export function sectionAt({ pages, runs }: Region, slot: number): number | undefined {
  if (slot * PAGES_PER_SECTION >= pages) return undefined;
  let low = 0;
  let high = runs.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[3 * middle] as number) + (runs[3 * middle + 1] as number) > slot) high = middle;
    else low = middle + 1;
  }
  const first = runs[3 * low];
  return first !== undefined && first <= slot
    ? ((runs[3 * low + 2] as number) + slot - first) % SECTION_END
    : undefined;
}
