import type { MachineEvent } from '../../machine/event.ts';
import type { Question } from '../../timeline/question.ts';
import { SHIPPED_MACHINE } from '../presets/layout.ts';
import type { Preset } from '../presets/preset.ts';
import { type BootRange, machineOf, type Scenario } from '../scenario.ts';

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
export function story({ kernel, change, boot, events, ...told }: Told): Story {
  const machine = {
    ...machineOf(kernel),
    physicalBits: SHIPPED_MACHINE.physicalBits,
    ...change,
  };
  return { ...told, scenario: { machine, boot, events, step: 0, title: told.title } };
}

/** The byte that the scenes send: some way into its section, so that an offset can be told from an address. */
export const BYTE = 0xabcn;
