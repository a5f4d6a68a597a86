import type { MachineConfig } from '../machine/event.ts';
import type { Mix } from '../race/mix.ts';
import type { RaceResult } from '../race/result.ts';

/** Messages between the page and the race's own worker. */

/** Asked once of each worker: to run a race. It is left by ending the worker. */
export interface RaceRequest {
  /** The layout before the user, its online sections: first section, end, first, end ..., ascending. */
  readonly bounds: Float64Array<ArrayBuffer>;
  /** Its offline ones, in the same way. */
  readonly offline: Float64Array<ArrayBuffer>;
  readonly title: string;
  /** The machine, by which structures are measured: its physical bits, its pages, its kernel's nodes. */
  readonly config: MachineConfig;
  readonly mix: Mix;
  /** As the page sees it: a worker need not. */
  readonly browser: string;
}

export interface RaceProgress {
  /** Steps done, of so many. */
  readonly done: number;
  readonly total: number;
  /** `hash over the thread’s partition, round 3 of 9`. */
  readonly what: string;
}

export type RaceMessage =
  | { readonly type: 'progress'; readonly progress: RaceProgress }
  /** The layouts that stand so far, the user's own first, and how many are left: 0 ends the race. */
  | { readonly type: 'result'; readonly result: RaceResult; readonly left: number }
  | { readonly type: 'failed'; readonly message: string };
