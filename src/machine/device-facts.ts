import type { Access, AccessVerdict, Buffer, Counts, Direction } from './device/access.ts';
import type { When } from './device/device.ts';
import type { Verdict } from './device/dma.ts';
import type { MemoryAction } from './notifier/action.ts';
import { formatHex } from './units/address.ts';

/** What a trace tells of the device. Addresses are hex strings. */

/** When something was accessed: outside the step, or somewhere inside it. */
export type Moment =
  | { readonly at: 'now' | 'before the step' | 'after the step' }
  /** `first`: first section of the block that the round is about. */
  | {
      readonly at: 'round';
      readonly round: MemoryAction;
      readonly before: string;
      readonly first: number;
    }
  /** Right after so many hcalls of a registration. */
  | { readonly at: 'registration'; readonly hcalls: number };

/** One access to one buffer. */
export interface AccessFact {
  /** Null: a buffer of traffic. */
  readonly buffer: number | null;
  readonly direction: Direction;
  readonly meant: string;
  readonly bus: string | null;
  readonly reached: string | null;
  readonly verdict: AccessVerdict;
  readonly would: Verdict;
}

export type DeviceFact =
  | {
      readonly type: 'post';
      /** Its number; null: it is not on the queue. */
      readonly buffer: number | null;
      readonly direction: Direction;
      readonly physical: string;
      readonly bus: string | null;
      readonly missAt: string | null;
      /** A re-registration was queued by the miss. */
      readonly queued: boolean;
      /** `purged`: posted with the PURGE bit; `dropped`: the receive path checks; `owed`: not posted while transfers are stopped; `oops`: the driver read through a null pointer. */
      readonly kept: 'posted' | 'purged' | 'dropped' | 'owed' | 'oops';
    }
  | { readonly type: 'complete'; readonly buffer: number }
  | { readonly type: 'armAccess'; readonly buffer: number | null; readonly when: When }
  /** The device accessed buffers of the queue. */
  | {
      readonly type: 'dma';
      readonly moment: Moment;
      readonly armed: boolean;
      readonly accesses: readonly AccessFact[];
    }
  /** The queue pairs were started again in this step, once or often: where receive buffers are now, and what went with a queue. */
  | {
      readonly type: 'requeue';
      readonly moved: readonly {
        readonly buffer: number;
        readonly from: string | null;
        readonly to: string | null;
      }[];
      readonly gone: readonly number[];
    }
  | {
      readonly type: 'trafficSet';
      readonly accesses: number;
      readonly seed: number;
      readonly buffers: number;
    }
  /** The accesses of traffic at one moment, counted; a few examples, the worst first. */
  | {
      readonly type: 'traffic';
      readonly moment: Moment;
      readonly counts: Counts;
      /** Of those that were held: what they would have come to. */
      readonly would: Counts;
      readonly examples: readonly AccessFact[];
    };

const hexOrNull = (value: bigint | null): string | null =>
  value === null ? null : formatHex(value);

export const accessFact = (
  number: number | null,
  { direction, meant, bus }: Buffer,
  { verdict, would, reached }: Access,
): AccessFact => ({
  buffer: number,
  direction,
  meant: formatHex(meant),
  bus: hexOrNull(bus),
  reached: hexOrNull(reached),
  verdict,
  would,
});
