import type { InputError, MachineEvent, Result } from '../machine/event.ts';
import type { Machine } from '../machine/machine.ts';
import { type Stepped, step } from '../machine/step.ts';
import type { Account } from './account.ts';
import { accountFor } from './account-for.ts';
import { bootAccount } from './boot-account.ts';
import { Checkpoints } from './checkpoints.ts';
import { type Moment, Moments } from './moments.ts';
import { type Start, switchOn } from './switch-on.ts';

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
  readonly #moments: Moments;
  readonly #checkpoints: Checkpoints;

  private constructor(
    start: Start,
    events: readonly MachineEvent[],
    moments = new Moments(),
    checkpoints = new Checkpoints(),
  ) {
    this.start = start;
    this.events = events;
    this.#moments = moments;
    this.#checkpoints = checkpoints;
  }

  /** Plays all events; an event that does not fit is an error with its index. */
  static play(start: Start, events: readonly MachineEvent[], moments?: Moments): Result<Timeline> {
    return finish(Timeline.playing(start, events, moments));
  }

  /** The same, with a pause offered after each event: however long it is, it can be left. */
  static *playing(
    start: Start,
    events: readonly MachineEvent[],
    moments?: Moments,
  ): Playing<Result<Timeline>> {
    const booted = switchOn(start);
    if (!booted.ok) return booted;
    const { machine, trace } = booted.value;
    const line = new Timeline(start, events, moments);
    line.#checkpoints.keep(0, machine);
    line.#moments.push({
      trace,
      outcome: { ret: 0, errno: null },
      account: bootAccount(machine, trace),
    });
    const error = yield* line.#extend(machine, 0);
    return error ? { ok: false, error } : { ok: true, value: line };
  }

  /** The line with one more event after `at`, whatever came later dropped. */
  after(at: number, event: MachineEvent): Result<Timeline> {
    const events = [...this.events.slice(0, at), event];
    const moments = this.#moments.upTo(at);
    const next = new Timeline(this.start, events, moments, this.#checkpoints.upTo(at));
    const error = finish(next.#extend(this.machineAt(at), at));
    return error ? { ok: false, error } : { ok: true, value: next };
  }

  get steps(): number {
    return this.events.length;
  }

  get accounts(): readonly Account[] {
    return this.#moments.accounts;
  }

  momentAt(n: number): Moment {
    const moment = this.#moments.at(n);
    if (!moment) throw new RangeError(`There is no step ${n} in a line of ${this.steps} events.`);
    const trace = moment.trace ?? this.#step(this.machineAt(n - 1), n - 1).trace;
    return { ...moment, trace };
  }

  machineAt(n: number): Machine {
    let from = n;
    let machine = this.#checkpoints.at(n);
    while (!machine) machine = this.#checkpoints.at(--from);
    for (; from < n; from++) machine = this.#step(machine, from).machine;
    this.#checkpoints.keep(n, machine);
    return machine;
  }

  /** An event that has been played before. */
  #step(machine: Machine, at: number): Stepped {
    const done = step(machine, this.events[at] as MachineEvent);
    if (!done.ok) throw new Error(`Event ${at} fitted once and does not now.`);
    return done;
  }

  *#extend(machine: Machine, from: number): Playing<InputError | null> {
    let at = machine;
    for (let i = from; i < this.events.length; i++) {
      const event = this.events[i] as MachineEvent;
      const done = step(at, event);
      if (!done.ok) return { ...done.error, event: i };
      this.#moments.push({
        trace: done.trace,
        outcome: done.outcome,
        account: accountFor(i + 1, event, at, done),
      });
      at = done.machine;
      this.#checkpoints.keep(i + 1, at);
      yield { done: i + 1, of: this.events.length };
    }
    return null;
  }
}
