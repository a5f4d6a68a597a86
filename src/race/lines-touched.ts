import { CACHE_LINE } from '../machine/structures/words/explain.ts';
import type { Access } from '../machine/structures/words/structure.ts';

/**
 * The cache lines of 64 bytes that reads touch, each once, in the order in which they are touched: a read of `bytes` at
 * `byte` touches every line from that of its first byte to that of its last.
 */
export function linesTouched(reads: readonly Pick<Access, 'byte' | 'bytes'>[]): readonly number[] {
  const lines = new Set<number>();
  for (const { byte, bytes } of reads) {
    const last = Math.floor((byte + bytes - 1) / CACHE_LINE);
    for (let line = Math.floor(byte / CACHE_LINE); line <= last; line++) lines.add(line);
  }
  return [...lines];
}
