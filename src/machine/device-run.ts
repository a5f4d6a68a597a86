import type { Buffer } from './device/access.ts';
import type { Posted } from './device/device.ts';
import type { FiredHcall } from './firmware/memory-region.ts';

/** What the device has in hand while one step runs; nothing of it outlives the step. */
export interface DeviceRun {
  /** Buffers of traffic, if there is any. */
  inFlight: InFlight | null;
  /** Registrations that somebody looked at and has not told of yet. */
  looks: readonly FiredHcall[];
  /** The queue before the first time in this step that the queue pairs were started again. */
  queueBefore: readonly Posted[] | null;
}

export interface InFlight {
  buffers: readonly Buffer[];
  /** The next of the ring to be accessed. */
  next: number;
  /** First section of the block whose rounds are gone through in full; null: none yet. */
  block: number | null;
}

export const startRun = (): DeviceRun => ({ inFlight: null, looks: [], queueBefore: null });
