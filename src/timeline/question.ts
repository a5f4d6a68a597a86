import type { MachineEvent } from '../machine/event.ts';
import type { Figure } from './figure.ts';

/**
 * What can be asked of a scene that has been played to its end. A question is data: it names what to look at, never
 * what will be found. Addresses are hex strings.
 */
export type Question = Kind & {
  /** Asked of the machine as it was before the last event of this kind; at the end where there was none. */
  readonly before?: MachineEvent['type'];
};

type Kind =
  /** A DMA meant for this physical address: what becomes of it. */
  | { readonly ask: 'dma'; readonly address: string }
  /** What came of all accesses the device has made. */
  | { readonly ask: 'accesses' }
  /** What a flat array over this memory takes, and whether vmalloc gives it. */
  | { readonly ask: 'bill' }
  /** The same address in the flat map as its code was compiled, counters never widened. */
  | { readonly ask: 'as compiled'; readonly address: string }
  /** Whether two physical addresses have one bus address. */
  | { readonly ask: 'alias'; readonly address: string; readonly other: string }
  /** Online memory that the driver's map has not. */
  | { readonly ask: 'mapped' }
  /** The memory region: whether one stands, and with pages in it. */
  | { readonly ask: 'region' }
  /** Handles of memory regions in use, of those that the firmware gives. */
  | { readonly ask: 'budget' }
  /** __EHEA_STOP_XFER. */
  | { readonly ask: 'transfers' }
  /** What misses set off, and whether it mended them. */
  | { readonly ask: 'misses' }
  /** What the last event of this kind returned. */
  | { readonly ask: 'returned'; readonly event: MachineEvent['type'] }
  /** Which blocks refused in the last event of this kind, and what was put back for it. */
  | { readonly ask: 'refused'; readonly event: MachineEvent['type'] }
  /** What lies in another zone after the last event of this kind. */
  | { readonly ask: 'rezoned'; readonly event: MachineEvent['type'] }
  /** What the last write to the probe file came to. */
  | { readonly ask: 'probed' }
  /** Whether the kernel has a section at this address, and in which state. */
  | { readonly ask: 'section'; readonly address: string }
  /** Whether this callback was asked in the last rounds that were sent, and what it answered. */
  | { readonly ask: 'told'; readonly callback: string };

/** The state that a verdict is a case of: it has a hue and a sign on the page. */
export type AnswerTone = 'good' | 'refused' | 'stale' | 'wrong' | 'held';

/** A value in an answer, by its name. */
export interface AnswerFigure {
  readonly name: string;
  readonly value: string;
}

/** What the machine says: composed of its own values, so another machine says otherwise. */
export interface Reply {
  /** A word or two: `wrong page`, `-EIO`, `never asked`. */
  readonly verdict: string;
  /** One sentence, or two. */
  readonly sentence: string;
  readonly figures: readonly AnswerFigure[];
  readonly tone: AnswerTone;
}

/** How an answer was found, and where that rule stands. */
export interface Ground {
  readonly rule: string;
  readonly source: Figure['source'];
}

/** A reply with what it rests on. */
export interface Answer extends Reply, Ground {}
