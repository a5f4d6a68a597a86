import { type BootExtent, boot } from '../machine/boot.ts';
import type { InputError, MachineConfig, MachineEvent, Outcome, Result } from '../machine/event.ts';
import { editionOf } from '../machine/kernel/editions.ts';
import type { Machine } from '../machine/machine.ts';
import { step } from '../machine/step.ts';
import type { Trace } from '../machine/trace.ts';
import type { Account } from './account.ts';
import { accountFor, bootAccount } from './account-for.ts';

/** A machine switched on: what every step is replayed from. */
export interface Start {
  readonly config: MachineConfig;
  readonly boot: readonly BootExtent[];
}

/** What one step left: small, kept for every step. Its machine is replayed. */
export interface Moment {
  readonly trace: Trace;
  readonly outcome: Outcome;
  readonly account: Account;
}

/** Every so many steps a machine is kept, so that going back costs at most so many steps. */
const STRIDE = 16;
/** Machines kept beside those, the most recently asked for. */
const RECENT = 24;
/** Runs of memory in all machines kept as checkpoints (some 200 MB); a line beyond is replayed from farther back. */
const MOST_RUNS_KEPT = 2_000_000;
/**
 * Work of one replay, in runs walked (ours): a few seconds. A line from outside that takes more is refused rather
 * than left to run.
 */
export const MOST_WORK = 30_000_000;

/** How far a replay has come, in events. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** Work that tells how far it has come whenever it could be left. */
export type Playing<T> = Generator<Progress, T>;

/** Does it without a pause. */
export function finish<T>(playing: Playing<T>): T {
  let next = playing.next();
  while (!next.done) next = playing.next();
  return next.value;
}

/**
 * A line of history: a start and its events. State is never stored but replayed, with checkpoints; the same line
 * gives the same machine at each step, however one came there. Immutable to the outside.
 */
export class Timeline {
  readonly start: Start;
  readonly events: readonly MachineEvent[];
  readonly #moments: Moment[] = [];
  readonly #checkpoints = new Map<number, Machine>();
  readonly #recent = new Map<number, Machine>();
  #runsKept = 0;

  private constructor(start: Start, events: readonly MachineEvent[]) {
    this.start = start;
    this.events = events;
  }

  /**
   * Plays all events; an event that does not fit is an error with its index.
   *
   * @param budget work after which it gives up with `too-large`; what the user did here once is played whole
   */
  static play(
    start: Start,
    events: readonly MachineEvent[],
    budget = Number.POSITIVE_INFINITY,
  ): Result<Timeline> {
    return finish(Timeline.playing(start, events, budget));
  }

  /** The same, with a pause offered after each event. */
  static *playing(
    start: Start,
    events: readonly MachineEvent[],
    budget = Number.POSITIVE_INFINITY,
  ): Playing<Result<Timeline>> {
    const edition = editionOf(start.config.kernel);
    if (!edition) return refuse(`No kernel ${start.config.kernel} is known here.`);
    const line = new Timeline(start, events);
    const booted = boot(start.config, edition, start.boot);
    line.#keep(0, booted.machine);
    line.#moments.push({
      trace: booted.trace,
      outcome: { ret: 0, errno: null },
      account: bootAccount(booted.machine),
    });
    const error = yield* line.#extend(booted.machine, 0, budget);
    return error ? { ok: false, error } : { ok: true, value: line };
  }

  /** The line with one more event after `at`, whatever came later dropped. */
  after(at: number, event: MachineEvent): Result<Timeline> {
    const next = new Timeline(this.start, [...this.events.slice(0, at), event]);
    next.#moments.push(...this.#moments.slice(0, at + 1));
    for (const [n, machine] of this.#checkpoints) if (n <= at) next.#checkpoints.set(n, machine);
    for (const [n, machine] of this.#recent) if (n <= at) next.#recent.set(n, machine);
    const error = finish(next.#extend(this.machineAt(at), at));
    return error ? { ok: false, error } : { ok: true, value: next };
  }

  get steps(): number {
    return this.events.length;
  }

  get accounts(): readonly Account[] {
    return this.#moments.map((m) => m.account);
  }

  momentAt(n: number): Moment {
    const moment = this.#moments[n];
    if (!moment) throw new RangeError(`There is no step ${n} in a line of ${this.steps} events.`);
    return moment;
  }

  machineAt(n: number): Machine {
    const kept = this.#recent.get(n) ?? this.#checkpoints.get(n);
    if (kept) return kept;
    let from = n;
    let machine: Machine | undefined;
    while (!machine) {
      from -= 1;
      machine = this.#recent.get(from) ?? this.#checkpoints.get(from);
    }
    for (; from < n; from++) {
      const done = step(machine, this.events[from] as MachineEvent);
      if (!done.ok) throw new Error(`Event ${from} fitted once and does not now.`);
      machine = done.machine;
    }
    this.#keep(n, machine);
    return machine;
  }

  *#extend(
    machine: Machine,
    from: number,
    budget = Number.POSITIVE_INFINITY,
  ): Playing<InputError | null> {
    let at = machine;
    let work = 0;
    for (let i = from; i < this.events.length; i++) {
      const event = this.events[i] as MachineEvent;
      const done = step(at, event);
      if (!done.ok) return { ...done.error, event: i };
      work += workOf(event, at) + done.work;
      if (work > budget) return { ...TOO_MUCH, event: i };
      this.#moments.push({
        trace: done.trace,
        outcome: done.outcome,
        account: accountFor(i + 1, event, at, done),
      });
      at = done.machine;
      this.#keep(i + 1, at);
      yield { done: i + 1, of: this.events.length };
    }
    return null;
  }

  #keep(n: number, machine: Machine): void {
    const runs = runsIn(machine);
    if (n === 0 || (n % STRIDE === 0 && this.#runsKept + runs <= MOST_RUNS_KEPT)) {
      if (!this.#checkpoints.has(n)) this.#runsKept += runs;
      this.#checkpoints.set(n, machine);
    }
    this.#recent.delete(n);
    this.#recent.set(n, machine);
    const oldest = this.#recent.keys().next().value;
    if (this.#recent.size > RECENT && oldest !== undefined) this.#recent.delete(oldest);
  }
}

const TOO_MUCH: InputError = {
  code: 'too-large',
  message:
    'Playing these events takes longer than this page will wait; fewer events or fewer runs of memory help.',
};

const runsIn = ({ sections }: Machine): number => sections.online.runs + sections.offline.runs;

/** What an event costs in runs: next to nothing where the map is left alone, most where all is built anew. */
function workOf(event: MachineEvent, before: Machine): number {
  switch (event.type) {
    case 'send':
    case 'failAllocation':
    case 'failHcall':
    case 'register':
    case 'unregister':
      return 1;
    case 'configure':
      return (runsIn(before) + before.granted.length + 16) * 60;
    default:
      return (runsIn(before) + 16) * 4;
  }
}

const refuse = (message: string): Result<never> => ({
  ok: false,
  error: { code: 'bad-scenario', message, field: 'machine.kernel' },
});
