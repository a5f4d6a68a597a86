import type { ByteRange } from './listed-range.ts';
import type { ListedState } from './lsmem-state.ts';

/** Neighbouring memory blocks that are alike: a row of lsmem. Whole blocks; its end may be 2^64. */
export interface BlockRow extends ByteRange {
  /** `leaving`: the state file reads `going-offline`. */
  readonly state: ListedState;
  /** What the file `removable` reads; null: there is none, or nobody knows. */
  readonly removable: boolean | null;
}

/** The memory of a machine as /sys/devices/system/memory shows it. */
export interface BlockListing {
  /** Ascending, no two neighbours alike. */
  readonly rows: readonly BlockRow[];
  /** Bytes of a memory block. */
  readonly blockSize: bigint;
}

/** What is printed of it. */
export interface LsmemForm {
  /** A row for each block (`-a`), however many they are. */
  readonly all?: boolean;
  /** Sizes in bytes (`-b`). */
  readonly bytes?: boolean;
}

/** The state in lsmem's words, in English. */
export const STATE_WORDS: Readonly<Record<ListedState, string>> = {
  online: 'online',
  offline: 'offline',
  leaving: 'on->off',
};

/** True if the column REMOVABLE can be filled: lsmem leaves it empty where a block is not online. */
export const knowsRemovable = ({ rows }: BlockListing): boolean =>
  rows.every(({ state, removable }) => state !== 'online' || removable !== null);

/** The rows that are printed: those of the listing, or one for each block. */
export function* printedRows(
  { rows, blockSize }: BlockListing,
  { all = false }: LsmemForm,
): Generator<BlockRow> {
  if (!all) {
    yield* rows;
    return;
  }
  for (const row of rows)
    for (let start = row.start; start < row.end; start += blockSize)
      yield { ...row, start, end: start + blockSize };
}

/** RANGE: sixteen digits, the end inclusive. */
export const printRange = ({ start, end }: ByteRange): string =>
  `0x${digits(start)}-0x${digits(end - 1n)}`;

const digits = (address: bigint): string => address.toString(16).padStart(16, '0');

/** BLOCK: the number of a block, or of the first and the last. */
export function printBlocks({ start, end }: ByteRange, blockSize: bigint): string {
  const [first, last] = [start / blockSize, end / blockSize - 1n];
  return first === last ? `${first}` : `${first}-${last}`;
}
