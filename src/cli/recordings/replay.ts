import {
  actOn,
  type HotplugInput,
  type HotplugOutcome,
} from '../../machine/kernel/hotplug-input.ts';
import {
  type Circumstances,
  type HotplugMachine,
  NOTHING_HAPPENS,
} from '../../machine/kernel/hotplug-machine.ts';
import type { Mismatch } from '../vectors/check.ts';
import { compareStep, type StepRun, seenIn } from './compare-step.ts';
import { Comparison } from './comparison.ts';
import { openMachine } from './open-machine.ts';
import type { RecordedFact, RecordedInput, RecordedStep, Recording } from './schema.ts';

/** More memory blocks than any recorded machine had; a size beyond it is a slip of the pen. */
const MOST_BLOCKS = 65_536n;

/** What a replay found. */
export interface Replay {
  readonly mismatches: readonly Mismatch[];
  /** Fields that were looked at. */
  readonly compared: number;
  /** Steps that cannot be replayed, each with its reason. */
  readonly skipped: readonly string[];
}

/**
 * Runs a recording's inputs through the kernel layer and compares what was observed. The machine goes from step to
 * step as the kernel layer leaves it; nothing observed ever goes back into it.
 */
export function replayRecording(recording: Recording): Replay {
  const comparison = new Comparison();
  const seen = seenIn(recording);
  const skipped: string[] = [];
  let machine = openMachine(recording);
  for (const step of recording.timeline) {
    const run = runStep(machine, step);
    machine = run.machine;
    if (step.replayable) compareStep(comparison, seen, step, run);
    else skipped.push(`step ${step.n} not replayed${step.why ? `: ${step.why}` : ''}`);
  }
  return { mismatches: comparison.mismatches, compared: comparison.compared, skipped };
}

function runStep(before: HotplugMachine, step: RecordedStep): StepRun {
  let machine = before;
  const outcomes: HotplugOutcome[] = [];
  for (const [i, input] of step.inputs.entries()) {
    try {
      if (bytesIn(input) > MOST_BLOCKS * machine.blockSize) throw new Error('too much memory');
      const outcome = actOn(machine, inputOf(input), circumstancesOf(step.facts, i));
      machine = outcome.machine;
      outcomes.push(outcome);
    } catch (error) {
      // What cannot be replayed is known to be so; anything else must be said.
      if (step.replayable)
        throw new Error(`step ${step.n} input ${i} (${input.do}): ${(error as Error).message}`);
    }
  }
  return { machine, outcomes };
}

function bytesIn(input: RecordedInput): bigint {
  if (input.do === 'virtio-mem') return input.requested;
  return input.do === 'dimm-add' ? input.size : 0n;
}

function inputOf(input: RecordedInput): HotplugInput {
  switch (input.do) {
    case 'write':
      return { do: 'write', path: input.path, value: input.value, uid: input.uid ?? 0 };
    case 'pin':
    case 'release':
    case 'drop-caches':
    case 'module':
      return { do: 'nothing' };
    default:
      return input;
  }
}

/** The few facts that no kernel decides, as far as they are about this input. */
function circumstancesOf(facts: readonly RecordedFact[], input: number): Circumstances {
  const isolationFails = new Map<number, bigint | null>();
  const signalled = new Set<number>();
  let { noLmb } = NOTHING_HAPPENS;
  for (const fact of facts) {
    if (fact.input !== input) continue;
    if ('isolation_failed' in fact)
      isolationFails.set(fact.isolation_failed.block, fact.isolation_failed.bytes ?? null);
    if ('signal' in fact) signalled.add(fact.signal.block);
    if ('no_lmb' in fact) noLmb = fact.no_lmb;
  }
  return { isolationFails, signalled, noLmb };
}
