import type { Structure } from './structure.ts';

/** Addresses that one call of a batch takes at most: an engine compiles a hot loop between calls, not within one. */
export const BATCH = 65_536;

/** The high word of EHEA_BUSMAP_START, 0x8000000000000000 (drivers/net/ehea/ehea_qmr.h, Linux 2.6.24 to 7.1.5). */
export const BUS_HIGH = 0x80000000;
const OFFSET = 0xffffff;
const INVALID = 0xffffffff;

/** The two words of a slot's first bus address, START + slot * 16 MiB, as signed numbers: to be stored, not compared. */
export const busLow = (slot: number): number => slot << 24;
export const busHigh = (slot: number): number => BUS_HIGH | (slot >>> 8);
/** The same words as signed numbers, which an engine holds in a register as they are. */
export const signed = (words: Uint32Array): Int32Array =>
  new Int32Array(words.buffer, words.byteOffset, words.length);

/** The slot of a bus address. */
export const slotOf = (low: number, high: number): number =>
  (((high & 0x7fffffff) << 8) | (low >>> 24)) >>> 0;

/**
 * The batch as bus addresses: u64 in, u64 out, low word first; all ones for a miss. The slots go through the upper
 * half of `out`, which the addresses reach last.
 *
 * @param queries physical addresses, two words each, at most BATCH
 * @param out as long as `queries`
 */
export function addresses(structure: Structure, queries: Uint32Array, out: Uint32Array): void {
  const count = queries.length >> 1;
  const slots = out.subarray(count, 2 * count);
  structure.slots(queries, slots);
  if (structure.identity) identical(queries, slots, out);
  else assembled(queries, slots, out);
}

function assembled(queries: Uint32Array, slots: Uint32Array, out: Uint32Array): void {
  for (let i = 0; i < slots.length; i++) {
    const slot = (slots[i] as number) - 1;
    const offset = (queries[2 * i] as number) & OFFSET;
    out[2 * i] = slot < 0 ? INVALID : (slot << 24) | offset;
    out[2 * i + 1] = slot < 0 ? INVALID : BUS_HIGH | (slot >>> 8);
  }
}

function identical(queries: Uint32Array, slots: Uint32Array, out: Uint32Array): void {
  for (let i = 0; i < slots.length; i++) {
    const there = slots[i] !== 0;
    out[2 * i] = there ? (queries[2 * i] as number) : INVALID;
    out[2 * i + 1] = there ? BUS_HIGH | (queries[2 * i + 1] as number) : INVALID;
  }
}
