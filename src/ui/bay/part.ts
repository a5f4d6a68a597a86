/** A piece of memory in the tray. */
export interface Part {
  /** Visible on it, in the words of the shop: `16 MB`. */
  readonly label: string;
  /** Accessible name of its button. */
  readonly name: string;
  readonly size: bigint;
}

const MIB = 1n << 20n;

const part = (label: string, mebibytes: bigint): Part => ({
  label,
  name: `${label} part`,
  size: mebibytes * MIB,
});

/** The tray: one section, one memory bank of the thread, and two that make the price visible. */
export const PARTS: readonly Part[] = [
  part('16 MB', 16n),
  part('256 MB', 256n),
  part('1 GB', 1024n),
  part('16 GB', 16n * 1024n),
];
