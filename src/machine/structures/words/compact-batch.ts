import { signed } from './addresses.ts';

/** Bytes of a table that may be expected in a cache of the core's own: then one pass is quicker. */
const NEAR = 2 ** 20;

/**
 * Addresses taken together: first where the entry of each stands, then all entries. Root and middles are near; the
 * leaves may not be, and reads that wait for nothing but memory wait at the same time.
 */
const BLOCK = 1024;

/** Entries of a node, and with node 0 before it the first word of the root, node 1. */
const NODE = 8192;
const ENTRY = NODE - 1;

/**
 * The batch of a compact three-level table: slot + 1 for each query.
 *
 * @param table the words of the pool
 * @param bytes those of them that are in use
 * @param queries two words each, low first
 */
export function compactBatch(
  table: Uint32Array,
  bytes: number,
  queries: Uint32Array,
  slots: Uint32Array,
): void {
  const words = signed(table);
  const asked = new Asked(queries);
  const found = signed(slots);
  if (bytes <= NEAR) {
    readAtOnce(words, asked, found);
    return;
  }
  for (let at = 0; at < found.length; at += BLOCK) {
    const end = Math.min(found.length, at + BLOCK);
    findEntries(words, asked, found, at, end);
    readEntries(words, found, at, end);
  }
}

/**
 * The queries as they are read: the high word of each, and the four bytes above its offset, which are the lowest 32 bits
 * of the section. A word that starts at an odd byte is the same read as any other, and saves putting two together.
 */
class Asked {
  readonly words: Int32Array;
  readonly bytes: DataView;

  constructor(queries: Uint32Array) {
    this.words = signed(queries);
    this.bytes = new DataView(queries.buffer, queries.byteOffset, queries.byteLength);
  }
}

/**
 * Four in one turn, here and below, as an engine looks for interrupts once a turn; level by level, as none of the four
 * waits for another.
 */
function readAtOnce(words: Int32Array, asked: Asked, found: Int32Array): void {
  const { words: high, bytes } = asked;
  const count = found.length;
  let i = 0;
  for (let q = 0; i + 4 <= count; i += 4, q += 8) {
    const h3 = high[q + 7] as number;
    const h2 = high[q + 5] as number;
    const h1 = high[q + 3] as number;
    const h0 = high[q + 1] as number;
    const s3 = bytes.getInt32(4 * q + 27, true);
    const s2 = bytes.getInt32(4 * q + 19, true);
    const s1 = bytes.getInt32(4 * q + 11, true);
    const s0 = bytes.getInt32(4 * q + 3, true);
    const middle3 = middleOf(words, h3);
    const middle2 = middleOf(words, h2);
    const middle1 = middleOf(words, h1);
    const middle0 = middleOf(words, h0);
    const entry3 = entryBelow(words, middle3, s3);
    const entry2 = entryBelow(words, middle2, s2);
    const entry1 = entryBelow(words, middle1, s1);
    const entry0 = entryBelow(words, middle0, s0);
    const slot3 = words[entry3] as number;
    const slot2 = words[entry2] as number;
    const slot1 = words[entry1] as number;
    const slot0 = words[entry0] as number;
    found[i + 3] = slot3;
    found[i + 2] = slot2;
    found[i + 1] = slot1;
    found[i] = slot0;
  }
  for (; i < count; i++) found[i] = words[entryOf(words, asked, i)] as number;
}

function findEntries(
  words: Int32Array,
  asked: Asked,
  found: Int32Array,
  start: number,
  end: number,
): void {
  const { words: high, bytes } = asked;
  let i = start;
  for (let q = 2 * start; i + 4 <= end; i += 4, q += 8) {
    const h3 = high[q + 7] as number;
    const h2 = high[q + 5] as number;
    const h1 = high[q + 3] as number;
    const h0 = high[q + 1] as number;
    const s3 = bytes.getInt32(4 * q + 27, true);
    const s2 = bytes.getInt32(4 * q + 19, true);
    const s1 = bytes.getInt32(4 * q + 11, true);
    const s0 = bytes.getInt32(4 * q + 3, true);
    const middle3 = middleOf(words, h3);
    const middle2 = middleOf(words, h2);
    const middle1 = middleOf(words, h1);
    const middle0 = middleOf(words, h0);
    found[i + 3] = entryBelow(words, middle3, s3);
    found[i + 2] = entryBelow(words, middle2, s2);
    found[i + 1] = entryBelow(words, middle1, s1);
    found[i] = entryBelow(words, middle0, s0);
  }
  for (; i < end; i++) found[i] = entryOf(words, asked, i);
}

function readEntries(words: Int32Array, found: Int32Array, start: number, end: number): void {
  let i = start;
  for (; i + 4 <= end; i += 4) {
    found[i] = words[found[i] as number] as number;
    found[i + 1] = words[found[i + 1] as number] as number;
    found[i + 2] = words[found[i + 2] as number] as number;
    found[i + 3] = words[found[i + 3] as number] as number;
  }
  for (; i < end; i++) found[i] = words[found[i] as number] as number;
}

/** The number of the middle node for the high word of an address. */
const middleOf = (words: Int32Array, high: number): number =>
  words[NODE | ((high >>> 18) & ENTRY)] as number;

/** The word of the pool in which the slot + 1 stands, for the lowest 32 bits of a section below a middle node. */
function entryBelow(words: Int32Array, middle: number, section: number): number {
  const leaf = words[(middle << 13) | ((section >>> 13) & ENTRY)] as number;
  return (leaf << 13) | (section & ENTRY);
}

function entryOf(words: Int32Array, { words: high, bytes }: Asked, i: number): number {
  return entryBelow(
    words,
    middleOf(words, high[2 * i + 1] as number),
    bytes.getInt32(8 * i + 3, true),
  );
}
