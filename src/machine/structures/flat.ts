import type { RunSet } from '../units/run-set.ts';

/**
 * The flat array of 2007: one u64 for each section number up to the highest (`struct ehea_busmap`,
 * drivers/net/ehea/ehea.h, Linux 2.6.24). The slot of a section is its rank among the mapped ones.
 */

/** Bytes of one entry. */
export const FLAT_ENTRY_BYTES = 8;

/** Entries over these sections: highest + 1, and 1 over nothing (the scan starts with highest = 0). */
export const flatEntries = (sections: RunSet): number => (sections.max ?? 0) + 1;

/** Bytes that vmalloc is asked for. */
export const flatBytes = (entries: number): bigint => BigInt(entries) * BigInt(FLAT_ENTRY_BYTES);
