import type { MachineEvent } from '../machine/event.ts';
import { optionsOf } from '../machine/kernel/options.ts';
import { sourceOn } from '../machine/kernel/sources.ts';
import type { Machine } from '../machine/machine.ts';

/** What a step has to add where offlining was read on ppc64 alone; empty anywhere else. */
export function unreadWords(event: MachineEvent, machine: Machine): string {
  if (event.type !== 'offline' && event.type !== 'unplug') return '';
  const { architecture } = optionsOf(machine);
  const { kind } = sourceOn(machine.edition, architecture, 'offline');
  return architecture !== 'ppc64' && kind === 'not read'
    ? `Offlining was not read on ${architecture}: as on ppc64.`
    : '';
}
