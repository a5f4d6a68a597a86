import type { MachineEvent } from '../../machine/event.ts';
import { knowAllKernels } from '../../machine/kernel/all-kernels.ts';
import { editionOf } from '../../machine/kernel/editions.ts';
import { shippedBits } from '../../machine/kernel/shipped.ts';
import type { Question } from '../../timeline/question.ts';
import type { Preset } from '../presets/preset.ts';
import { type BootRange, machineOf, type Scenario } from '../scenario.ts';

// Their machines are those of kernels that the first picture does without.
knowAllKernels();

/**
 * A scene that argues: it opens at its first step, plays, and the machine at its end is asked. What it answers stands
 * nowhere here.
 */
export interface Story extends Preset {
  /** Its place in the row, from 1. */
  readonly number: number;
  /** The first gives the scene its verdict; the others say more. */
  readonly questions: readonly [Question, ...Question[]];
}

interface Told extends Pick<Story, 'number' | 'id' | 'title' | 'sentence' | 'questions'> {
  readonly kernel: string;
  /** What differs from that kernel as it shipped. */
  readonly change?: Partial<Scenario['machine']>;
  readonly boot: readonly BootRange[];
  readonly events: readonly MachineEvent[];
}

/** A scene on a kernel as it shipped, at its first step. */
export function story({ kernel, change = {}, boot, events, ...told }: Told): Story {
  const config = machineOf(kernel, change);
  const edition = editionOf(kernel);
  const physicalBits = edition ? shippedBits({ edition, config }) : config.physicalBits;
  const machine = { ...config, physicalBits, ...change };
  return { ...told, scenario: { machine, boot, events, step: 0, title: told.title } };
}

/** The byte that the scenes send: some way into its section, so that an offset can be told from an address. */
export const BYTE = 0xabcn;
