import type { InputError, MachineEvent, Outcome, Result } from '../../machine/event.ts';
import type { Machine } from '../../machine/machine.ts';
import { step } from '../../machine/step.ts';
import type { Trace } from '../../machine/trace.ts';
import { type Start, switchOn } from '../switch-on.ts';

/** A line of history to be held against another: a start, and what happened to it. */
export interface LaneInput {
  readonly start: Start;
  readonly events: readonly MachineEvent[];
}

/** What one lane came to in one step. */
export interface LaneStep {
  /** Null: the boot, or the lane has ended. */
  readonly event: MachineEvent | null;
  /** Null: its event did not fit, or the lane has ended. */
  readonly outcome: Outcome | null;
  /** Why its event did not fit: the lane goes on without it. Null: it did, or there was none. */
  readonly error: InputError | null;
}

/** A lane at one step: only the present one is kept. */
export interface LaneAt extends LaneStep {
  readonly machine: Machine;
  /** Of this step; empty where nothing happened. */
  readonly trace: Trace;
}

const BOOTED: LaneStep = { event: null, outcome: { ret: 0, errno: null }, error: null };
const ENDED: LaneStep = { event: null, outcome: null, error: null };

/** A lane after its boot. Errors: `bad-scenario` where its machine cannot be. */
export function bootLane({ start }: LaneInput): Result<LaneAt> {
  const booted = switchOn(start);
  return booted.ok ? { ok: true, value: { ...BOOTED, ...booted.value } } : booted;
}

/** The next step: nothing after the last event, and nothing but a word where an event does not fit. */
export function nextInLane({ machine }: LaneAt, event: MachineEvent | undefined): LaneAt {
  if (event === undefined) return { ...ENDED, machine, trace: [] };
  const done = step(machine, event);
  if (!done.ok) return { event, outcome: null, error: done.error, machine, trace: [] };
  return { event, outcome: done.outcome, error: null, machine: done.machine, trace: done.trace };
}
