import type { MemoryAction } from '../notifier/action.ts';
import {
  type AccessVerdict,
  type Buffer,
  type Counts,
  countedAccesses,
  NO_COUNTS,
} from './access.ts';

/** Buffers on the queue at a time, and accesses armed at a time (ours). */
export const MOST_POSTED = 64;
/** Accesses of traffic at each moment of a step (ours). */
export const MOST_ACCESSES = 1_000_000;
/** Buffers that traffic keeps in flight (ours), and how many unless it is told. */
export const MOST_BUFFERS = 256;
export const USUAL_BUFFERS = 32;
export const USUAL_SEED = 1;

/** A buffer on the queue. */
export interface Posted extends Buffer {
  /** From 1, never given twice. */
  readonly number: number;
  /** What the last access to it came to; null: none yet. */
  readonly last: AccessVerdict | null;
}

/** In the middle of what is still to come: right before a callback in a round, or right after the nth page-registration hcall. */
export type When =
  | { readonly round: MemoryAction; readonly before: string }
  | { readonly hcall: number };

/** An access that waits for its moment; it comes once. */
export interface ArmedAccess {
  readonly id: number;
  /** Null: every buffer that is posted then. */
  readonly buffer: number | null;
  readonly when: When;
}

/** Accesses by a generator at fixed moments of every step. */
export interface Traffic {
  /** At each moment. */
  readonly accesses: number;
  readonly seed: number;
  /** In flight at a time. */
  readonly buffers: number;
  /** Of the generator. */
  readonly state: number;
}

/** What the adapter has been given to do, and what came of it. */
export interface Device {
  /** In the order of posting. */
  readonly queue: readonly Posted[];
  /** Number of the next buffer. */
  readonly next: number;
  readonly armed: readonly ArmedAccess[];
  /** Of all accesses since the machine was switched on. */
  readonly counts: Counts;
  readonly traffic: Traffic | null;
  /** A re-registration stopped the queue pairs and could not start them again: nothing moves. */
  readonly halted: boolean;
}

/** After power on. */
export const IDLE_DEVICE: Device = {
  queue: [],
  next: 1,
  armed: [],
  counts: NO_COUNTS,
  traffic: null,
  halted: false,
};

/** True if there is nothing to tell of it. */
export const isIdle = ({ queue, armed, counts, traffic }: Device): boolean =>
  queue.length === 0 && armed.length === 0 && traffic === null && countedAccesses(counts) === 0;
