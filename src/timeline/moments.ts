import type { Outcome } from '../machine/event.ts';
import type { Trace } from '../machine/trace.ts';
import type { Account } from './account.ts';

/** What one step left. */
export interface Moment {
  readonly trace: Trace;
  readonly outcome: Outcome;
  readonly account: Account;
}

/** A step as it is kept: everything but, perhaps, its trace, which a replay gives again. */
type Kept = Omit<Moment, 'trace'> & { readonly trace: Trace | null };

/** Facts in all traces kept (some 200 MB); the oldest go first. */
const MOST_FACTS = 300_000;

/** The moments of a line of history, in order. Their accounts all stay: the time bar shows every one. */
export class Moments {
  readonly #list: Kept[] = [];
  readonly #most: number;
  #facts = 0;
  /** The first that may have lost its trace next; what happened at boot always stays. */
  #oldest = 1;

  constructor(most = MOST_FACTS) {
    this.#most = most;
  }

  /** Those up to that step, for another line that begins alike. */
  upTo(last: number): Moments {
    const out = new Moments(this.#most);
    out.#list.push(...this.#list.slice(0, last + 1));
    out.#oldest = Math.min(this.#oldest, last + 1);
    out.#facts = out.#list.reduce((sum, { trace }) => sum + (trace?.length ?? 0), 0);
    return out;
  }

  push(moment: Moment): void {
    this.#list.push(moment);
    this.#facts += moment.trace.length;
    while (this.#facts > this.#most && this.#oldest < this.#list.length - 1) this.#forget();
  }

  get accounts(): readonly Account[] {
    return this.#list.map(({ account }) => account);
  }

  at(n: number): Kept | undefined {
    return this.#list[n];
  }

  #forget(): void {
    const moment = this.#list[this.#oldest] as Kept;
    this.#facts -= moment.trace?.length ?? 0;
    this.#list[this.#oldest] = { ...moment, trace: null };
    this.#oldest += 1;
  }
}
