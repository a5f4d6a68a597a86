// "We don't want to start teaching drivers about sparsemem" (Dave Hansen, 13 Feb 2008). This map is what he
// complained of: it scans the kernel's sections by number, so it alone may import them.
import { type Sections, sectionLimit, validSections } from '../memory/section.ts';
import { flatBytes, flatEntries } from '../structures/flat.ts';
import type { RunSet } from '../units/run-set.ts';
import { sectionBytes } from '../units/section.ts';

/** `struct ehea_busmap` (drivers/net/ehea/ehea_qmr.c, Linux 2.6.24 and 2.6.25; run on the real code). */
export interface FlatMap {
  /** As of the last scan, also when vmalloc refused the array. */
  readonly entries: number;
  /** Sections the array maps; the slot of each is its rank. Null: no array. */
  readonly array: RunSet | null;
}

export const NO_FLAT_MAP: FlatMap = { entries: 0, array: null };

export interface FlatBuild {
  readonly map: FlatMap;
  /** 0 or -12. */
  readonly ret: number;
}

/** ehea_create_busmap: scan, vmalloc, fill. */
export function createFlatMap(valid: RunSet, vmalloc: (bytes: bigint) => boolean): FlatBuild {
  const entries = flatEntries(valid);
  if (!vmalloc(flatBytes(entries))) return { map: { entries, array: null }, ret: -12 };
  return { map: { entries, array: valid }, ret: 0 };
}

/**
 * Where the scan ends as compiled: its loop variable is an int, so sections from 2^31 on are never reached,
 * whatever NR_MEM_SECTIONS is (run on the real code). No kernel shipped with so many.
 */
const COMPILED_SCAN_END = 2 ** 31;

/** What the scan finds as compiled. */
export const compiledScan = (valid: RunSet, physicalBits: number): RunSet =>
  valid.clip(0, Math.min(sectionLimit(physicalBits), COMPILED_SCAN_END));

/** What the scan of NR_MEM_SECTIONS finds, with counters as wide as a raised limit needs (ours). */
export const scanSections = (sections: Sections): RunSet => validSections(sections);

/** Length of the region: valid_sections * 16 MiB; destroying the map set valid_sections to 0. */
export const flatLength = (map: FlatMap): bigint => sectionBytes(map.array?.size ?? 0);

/** Sections under one line of `i << SECTION_SIZE_BITS`; the flat driver's loop variable is wide enough. */
export const FLAT_LINEAR_SECTIONS = 2 ** 40;

/** Where a lookup ends in the flat map. */
export type FlatLookup =
  | { readonly found: 'slot'; readonly slot: number }
  | { readonly found: 'miss'; readonly at: 'root' | 'beyond-entries' | 'entry' };

export function lookUpFlat(map: FlatMap, section: number): FlatLookup {
  if (!map.array) return { found: 'miss', at: 'root' };
  if (section >= map.entries) return { found: 'miss', at: 'beyond-entries' };
  if (!map.array.has(section)) return { found: 'miss', at: 'entry' };
  return { found: 'slot', slot: map.array.rank(section) };
}
