import type { StructureId } from '../machine/structures/words/structure.ts';

/** What every structure costs over the present memory, and over which that is. */
export interface Footings {
  /** Of its runs and measures (fingerprint.ts): times of a race are of this memory if it had the same. */
  readonly fingerprint: string;
  readonly footings: readonly Footing[];
}

/** What a structure costs over the present memory, by formula: known at once, nothing is built. */
export interface Footing {
  readonly structure: StructureId;
  /** Bytes that would be reserved, a decimal number. */
  readonly reserved: string;
  /** Bytes of the pages of 4 KiB in which something stands; null where only building it tells. */
  readonly touched: number | null;
}
