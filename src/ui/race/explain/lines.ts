import type { StructureId } from '../../../machine/structures/words/structure.ts';
import type { Explanation, Read } from '../../../race/explanation.ts';

/** Bytes of a cache line, as machine/structures/words reckons it. */
export const LINE = 64;
/** Lines that are drawn (ours: a longer way says the same). */
const MOST_LINES = 24;

/** What one read takes of one line: bytes from its start. */
export interface Piece {
  /** From 1. */
  readonly read: number;
  readonly from: number;
  readonly to: number;
}

export interface CacheLine {
  readonly line: number;
  readonly pieces: readonly Piece[];
}

/** The lines in the order in which they are touched, with what is read of each; and how many more there are. */
export function linesRead({ path }: Pick<Explanation, 'path'>): {
  readonly lines: readonly CacheLine[];
  readonly more: number;
} {
  const lines = path.lines.slice(0, MOST_LINES).map((line) => ({
    line,
    pieces: path.reads.flatMap((read, i) => pieceOf(read, i + 1, line)),
  }));
  return { lines, more: path.lines.length - lines.length };
}

function pieceOf({ byte, bytes }: Read, read: number, line: number): readonly Piece[] {
  const from = Math.max(0, byte - line * LINE);
  const to = Math.min(LINE, byte + bytes - line * LINE);
  return to > from ? [{ read, from, to }] : [];
}

/** A word of bits, lowest first, and which of them is asked for. */
export interface Bits {
  readonly bits: readonly boolean[];
  readonly asked: number;
}

/** The structures that hold a bit for each section, where a read was of such a word. */
export function bitsRead(id: StructureId, section: number, read: Read): Bits | null {
  const width =
    id === 'vmemmap' && read.table === 'bitmap'
      ? 64
      : id === 'rank-bitmap' && read.table === 'leaf'
        ? 32
        : 0;
  if (width === 0) return null;
  const value = BigInt(read.value);
  const bits = Array.from({ length: width }, (_, i) => ((value >> BigInt(i)) & 1n) === 1n);
  return { bits, asked: section % width };
}
