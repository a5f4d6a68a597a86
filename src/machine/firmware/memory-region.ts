import type { RunSet } from '../units/run-set.ts';
import { SECTION_END } from '../units/section.ts';
import { PAGES_PER_SECTION } from './register-pages.ts';

/** The bus address at which the region and the map begin: EHEA_BUSMAP_START (drivers/net/ehea/ehea.h, Linux 2.6.24). */
export const BUSMAP_START = 0x8000000000000000n;

/** A stretch of the region: these bus slots hold the pages of these sections. */
export interface PageRun {
  readonly slot: number;
  readonly count: number;
  /** Section whose pages were really registered. */
  readonly section: number;
}

/** A memory region that stands: what the device's own MMU will answer until the next registration. */
export interface Region {
  readonly handle: number;
  /** u64, as allocated. */
  readonly length: bigint;
  /** Page-registration hcalls it took. */
  readonly hcalls: number;
  readonly pages: number;
  /** Page list as registered, by bus slot. */
  readonly runs: readonly PageRun[];
}

/** Sections whose pages the driver hands to the firmware for these map entries, in bus order. */
export type SectionBase = (index: number) => number;

/**
 * The page list for map entries walked in ascending order.
 *
 * @param base section number the driver computes for an entry; linear within each aligned stretch of `linear`
 */
export function pageList(entries: RunSet, base: SectionBase, linear: number): PageRun[] {
  const out: PageRun[] = [];
  let slot = 0;
  for (const [start, end] of entries) {
    for (let at = start; at < end; ) {
      const stop = Math.min(end, (Math.floor(at / linear) + 1) * linear);
      append(out, { slot, count: stop - at, section: base(at) });
      slot += stop - at;
      at = stop;
    }
  }
  return out;
}

function append(out: PageRun[], run: PageRun): void {
  const last = out.at(-1);
  if (last && last.slot + last.count === run.slot && last.section + last.count === run.section)
    out[out.length - 1] = { ...last, count: last.count + run.count };
  else out.push(run);
}

/** Section whose page the region really holds at a bus slot; undefined outside the page list. */
export function sectionAt(region: Region, slot: number): number | undefined {
  if (slot * PAGES_PER_SECTION >= region.pages) return undefined;
  let low = 0;
  let high = region.runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const run = region.runs[middle] as PageRun;
    if (run.slot + run.count > slot) high = middle;
    else low = middle + 1;
  }
  const run = region.runs[low];
  return run && run.slot <= slot ? (run.section + slot - run.slot) % SECTION_END : undefined;
}
