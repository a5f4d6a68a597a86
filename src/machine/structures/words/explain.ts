import type { Access, TablePicture } from './structure.ts';

/** Numbers and drawings in the words of every structure. */

export const CACHE_LINE = 64;

export const grouped = (n: number | bigint): string =>
  n.toString().replace(/\B(?=(\d{3})+$)/g, ',');

/** What an extent says of its sections: `1 section from slot 16`. */
export const sectionsFrom = (length: number, first: number): string =>
  `${grouped(length)} ${length === 1 ? 'section' : 'sections'} from slot ${grouped(first)}`;

/** A read of `bytes` at `byte`. */
export const access = (
  table: string,
  entry: number,
  byte: number,
  bytes: number,
  value: string,
  means: string,
): Access => ({ table, entry, byte, line: Math.floor(byte / CACHE_LINE), bytes, value, means });

export const hex = (n: number | bigint): string => `0x${n.toString(16)}`;

/** The two words of a u64 as one number in hex. */
export const hex64 = (low: number, high: number): string =>
  hex((BigInt(high) << 32n) | BigInt(low));

/** What a node of zeros is for. */
export const INSTEAD = 'zero: read in place of what is not there';

/** Entries of a table in use, as first, end, first, end ... */
export function usedEntries(
  words: Uint32Array,
  at: number,
  entries: number,
  stride: number,
): number[] {
  const runs: number[] = [];
  let open = false;
  for (let i = 0; i < entries; i++) {
    let used = false;
    for (let w = 0; w < stride; w++) used ||= words[at + i * stride + w] !== 0;
    if (used !== open) runs.push(i);
    open = used;
  }
  if (open) runs.push(entries);
  return runs;
}

/** A table whose entries are `stride` words each. */
export const table = (
  words: Uint32Array,
  at: number,
  entries: number,
  stride: number,
): TablePicture => ({ byte: at * 4, entries, used: usedEntries(words, at, entries, stride) });
