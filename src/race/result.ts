import type { StructureId } from '../machine/structures/words/structure.ts';
import type { Mix } from './mix.ts';

/** What came of a race. All of it can be sent as a message and written as JSON. */
export interface RaceResult {
  readonly place: Place;
  readonly mix: Mix;
  /** The layout before the user first, then the presets it is shown beside. */
  readonly layouts: readonly RacedLayout[];
}

/** Where it was measured: what one must know in order to trust the figures. */
export interface Place {
  /** As its user agent says it: `Chromium 156`. */
  readonly browser: string;
  readonly cores: number;
  /** True if the page is cross-origin isolated: its timers are finer then. */
  readonly isolated: boolean;
  /** The smallest step of the timer that was seen, in nanoseconds. */
  readonly resolution: number;
  /** False where the browser refused WebAssembly: then everything ran as TypeScript. */
  readonly wasm: boolean;
  /** Rounds measured, after the warm-up. */
  readonly rounds: number;
  /** The page was out of sight for a while: browsers slow down what nobody sees. */
  readonly hidden?: boolean;
}

export interface RacedLayout {
  /** `current`, or the id of a preset. */
  readonly id: string;
  readonly title: string;
  readonly sections: number;
  /** Pieces without a gap. */
  readonly islands: number;
  /** The highest mapped section; -1 if there is none. */
  readonly highest: number;
  /** Of its runs and of what the structures were measured by (fingerprint.ts): 16 digits in hex. */
  readonly fingerprint: string;
  readonly marks: readonly Mark[];
}

/** One structure over one layout. */
export interface Mark {
  readonly structure: StructureId;
  /** Bytes by the formula, as a decimal number: what would be reserved. */
  readonly reserved: string;
  /** Bytes of the pages of 4 KiB of which a word is not zero. */
  readonly touched: number;
  /** Reads of memory for one lookup of the mix, mean. */
  readonly reads: number;
  /** Cache lines of 64 bytes those reads are in, mean. */
  readonly lines: number;
  /** Nanoseconds for one lookup. */
  readonly lookup: Measured;
  /** Microseconds to remove a mapped section and add it again, both with full renumbering. */
  readonly update: Measured;
}

/** A time, or why there is none. */
export type Measured = Spread | { readonly why: string };

/** Over the rounds: the median, and from where to where the middle half of them goes. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export const isMeasured = (m: Measured): m is Spread => 'median' in m;
