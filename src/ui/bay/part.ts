import { formatSize } from '../../machine/units/bytes.ts';

/** A piece of memory in the tray. */
export interface Part {
  /** What a sentence calls it: `16 MiB`. */
  readonly label: string;
  /** What stands on it, in the words of the shop and of the thread: `16 MB`. */
  readonly mark: string;
  /** Accessible name of its button: `16 MB part`. */
  readonly name: string;
  readonly size: bigint;
}

const MIB = 1n << 20n;

const part = (mark: string, mebibytes: bigint): Part => ({
  label: formatSize(mebibytes * MIB),
  mark,
  name: `${mark} part`,
  size: mebibytes * MIB,
});

/** The tray: one section, one memory bank of the thread, and two that make the price visible. */
export const PARTS: readonly Part[] = [
  part('16 MB', 16n),
  part('256 MB', 256n),
  part('1 GB', 1024n),
  part('16 GB', 16n * 1024n),
];

/** Why a part cannot be put into this machine anywhere; null: it can. */
export function misfitOf({ size }: Pick<Part, 'size'>, blockSize: string): string | null {
  const block = BigInt(blockSize);
  return size % block === 0n
    ? null
    : `No whole memory block: this machine’s are ${formatSize(block)} each.`;
}
