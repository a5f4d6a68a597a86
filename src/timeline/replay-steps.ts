import type { MachineConfig, MachineEvent, Outcome } from '../machine/event.ts';
import { step as stepMachine } from '../machine/step.ts';
import type { Trace } from '../machine/trace.ts';
import { type Start, switchOn } from './switch-on.ts';

/** One step, as it is told to somebody else. */
export interface Replayed {
  /** 0: the boot. */
  readonly step: number;
  readonly event: MachineEvent | null;
  /** The machine's settings after it. */
  readonly config: MachineConfig;
  readonly trace: Trace;
  readonly outcome: Outcome;
}

/**
 * Steps `from` to `to` of a line that has been played before, one after the other, none kept: 10,000 of them need no more
 * room than one.
 */
export function* replaySteps(
  start: Start,
  events: readonly MachineEvent[],
  from: number,
  to: number,
): Generator<Replayed> {
  const booted = switchOn(start);
  if (!booted.ok) throw new RangeError(booted.error.message);
  let { machine } = booted.value;
  if (from === 0)
    yield {
      step: 0,
      event: null,
      config: machine.config,
      trace: booted.value.trace,
      outcome: { ret: 0, errno: null },
    };
  for (const [i, event] of events.slice(0, to).entries()) {
    const done = stepMachine(machine, event);
    if (!done.ok) throw new RangeError(`Event ${i} fitted once and does not now.`);
    machine = done.machine;
    const { trace, outcome } = done;
    if (i + 1 >= from) yield { step: i + 1, event, config: machine.config, trace, outcome };
  }
}
