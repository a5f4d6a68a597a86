import type { MachineConfig } from '../../machine/event.ts';
import { type BootRange, joinBoot, optionsKey, type Scenario } from '../scenario.ts';
import { VERSION } from '../upgraders.ts';
import { printEvent, printSettings } from './print-event.ts';
import { spellBytes } from './spell-bytes.ts';

/** The first line of a scenario as text; its version is that of the format. */
export const HEADING = `sparsescope-scenario/${VERSION}`;

/** True for the first line of any version. */
export const isHeading = (word: string): boolean => /^sparsescope-scenario\//i.test(word);

/**
 * The scenario as text for people and diffs: one line for the machine, one for each range of memory, one for each event,
 * nothing left to a default. `parseText` takes it back. Ends with a line break.
 */
export function printText({ title, machine, boot, events, step }: Scenario): string {
  const layout = joinBoot(boot);
  const { hugePages = [] } = machine;
  const parts = [
    [
      HEADING,
      ...(title === undefined || title === '' ? [] : [`title ${JSON.stringify(title)}`]),
      `machine ${printSettings(machineSettings(machine))}`,
      ...hugePages.map((start) => `hugepage ${start}`),
    ],
    layout.length === 0 ? ['boot none'] : layout.map(printBoot),
    events.map(printEvent),
    step === events.length ? [] : [`step ${step}`],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const machineSettings = ({ hugePages: _, options, ...settings }: MachineConfig) => ({
  ...settings,
  ...optionsKey(settings.kernel, options),
});

const printBoot = ({ start, size, state }: BootRange): string =>
  `boot ${spellBytes(start, size)}${state === 'online' ? '' : ` ${state}`}`;
