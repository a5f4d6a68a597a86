import { addCounts, type Counts, NO_COUNTS } from '../machine/device/access.ts';
import type { AccessFact } from '../machine/device-facts.ts';
import type { Store } from './store.ts';

/** What live traffic has come to since the step at the cursor. */
export interface Live {
  readonly counts: Counts;
  /** The last accesses, newest last. */
  readonly last: readonly AccessFact[];
}

const NOTHING: Live = { counts: NO_COUNTS, last: [] };

/** Asked this often, in milliseconds, for what falls into it; never more than so many accesses a second (ours). */
const EVERY = 100;
const MOST_PER_SECOND = 1000;

/**
 * Traffic that runs while one looks on: small questions to the worker, one at a time, from the beginning again after
 * each step. It is no part of the page's state: nothing that changes with it may be kept, shared or waited for.
 */
export class LiveTraffic {
  #live = NOTHING;
  readonly #store: Store;
  readonly #listeners = new Set<() => void>();
  #epoch = -1;
  #from = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #asking = false;
  #watching = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  readonly now = (): Live => this.#live;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Runs until everybody who asked for it has let go. @returns lets go */
  run(): () => void {
    this.#watching += 1;
    this.#timer ??= setInterval(() => void this.#ask(), EVERY);
    return () => {
      this.#watching -= 1;
      if (this.#watching === 0) this.#stop();
    };
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #ask(): Promise<void> {
    const { scene, client } = this.#store.getState();
    if (scene && scene.epoch !== this.#epoch) this.#restart(scene.epoch);
    const traffic = scene?.device?.traffic;
    // One question at a time; a page that nobody sees asks none.
    if (!traffic || this.#asking || document.hidden || client.pending() > 0) return;
    const perSecond = Math.min(MOST_PER_SECOND, traffic.accesses);
    const count = Math.max(1, Math.round((perSecond * EVERY) / 1000));
    const from = this.#from;
    const epoch = this.#epoch;
    this.#asking = true;
    try {
      const batch = await client.ask('traffic', { from, count });
      // What was asked of an earlier scene says nothing of this one.
      if (epoch !== this.#epoch || this.#store.getState().scene?.epoch !== epoch) return;
      this.#from = from + count;
      this.#tell({ counts: addCounts(this.#live.counts, batch.counts), last: batch.last });
    } catch {
      // The store tells of a worker that failed.
      this.#stop();
    } finally {
      this.#asking = false;
    }
  }

  #restart(epoch: number): void {
    this.#epoch = epoch;
    this.#from = 0;
    if (this.#live !== NOTHING) this.#tell(NOTHING);
  }

  #tell(live: Live): void {
    this.#live = live;
    for (const listener of this.#listeners) listener();
  }
}
