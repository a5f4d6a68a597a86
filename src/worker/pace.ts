import type { Playing, Progress } from '../timeline/timeline.ts';
import { LEFT } from './left.ts';

/** Milliseconds of work without looking up, and until a replay says how far it is (ours). */
const SLICE = 40;
const QUIET = 300;

/** Plays a replay in slices: between them messages come in, and one of these may end it. */
export class Pace {
  #leave: (() => void) | undefined;
  readonly #now: () => number;
  readonly #breath: () => Promise<void>;

  constructor(now = () => performance.now(), breath = nextTurn) {
    this.#now = now;
    this.#breath = breath;
  }

  /** Leaves the replay that is running; nothing if none is. */
  cancel(): void {
    this.#leave?.();
  }

  /** @param tell told how far it is, once it takes longer than one would wait unasked */
  async play<T>(playing: Playing<T>, tell: (progress: Progress) => void): Promise<T | typeof LEFT> {
    const start = this.#now();
    let left = false;
    this.#leave = () => {
      left = true;
    };
    let slice = start;
    for (let next = playing.next(); ; next = playing.next()) {
      if (next.done) {
        this.#leave = undefined;
        return next.value;
      }
      const now = this.#now();
      if (now - slice < SLICE) continue;
      if (now - start >= QUIET) tell(next.value);
      await this.#breath();
      if (left) {
        this.#leave = undefined;
        return LEFT;
      }
      slice = this.#now();
    }
  }
}

/** After the messages that wait. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
