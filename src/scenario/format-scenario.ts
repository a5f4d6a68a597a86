import type { MachineConfig, MachineEvent } from '../machine/event.ts';
import { OPTION_KEYS } from '../machine/kernel/options.ts';
import { MEMORY_ACTIONS } from '../machine/notifier/action.ts';
import { formatHex } from '../machine/units/address.ts';
import { DEVICE_KEYS } from './device-events.ts';
import { withoutDefaults } from './read-event.ts';
import {
  type BootRange,
  joinBoot,
  machineOf,
  OPENING,
  optionsKey,
  type Scenario,
  sameBoot,
} from './scenario.ts';
import { VERSION } from './upgraders.ts';

/**
 * Canonical text of a scenario: fixed order of keys, no blanks, nothing that a reader would take for granted.
 * Scenarios that are spelled differently and mean the same have the same text; two links are equal if and only
 * if these texts are.
 */
export function formatScenario(scenario: Scenario): string {
  const { machine, boot, events, step, title } = scenario;
  const layout = joinBoot(boot);
  const members = [
    member('format', FORMAT),
    title === undefined || title === '' ? '' : member('title', title),
    member('machine', machineDifference(machine)),
    sameBoot(layout, OPENING.boot) ? '' : `"boot":[${layout.map(bootText).join(',')}]`,
    events.length === 0 ? '' : member('events', events.map(shortest)),
    step === events.length ? '' : member('step', step),
  ];
  return `{${members.filter((text) => text !== '').join(',')}}`;
}

/** The scenario as a JSON value with nothing left out, for programs; parseScenario takes its text back. */
export function scenarioValue(scenario: Scenario): unknown {
  const { machine, boot, events, step, title } = scenario;
  const { options, ...settings } = machine;
  return {
    format: FORMAT,
    ...(title === undefined || title === '' ? {} : { title }),
    machine: { ...settings, ...optionsKey(machine.kernel, options) },
    boot: joinBoot(boot).map((range) => JSON.parse(bootText(range))),
    events: events.map((event) => JSON.parse(JSON.stringify(withoutDefaults(event), KEY_ORDER))),
    step,
  };
}

/** A callback that answers NOTIFY_OK to everything has nothing to list. */
function shortest(event: MachineEvent): object {
  const plain = withoutDefaults(event);
  if (plain.type !== 'register' || Object.keys(plain.answers).length > 0) return plain;
  return { ...plain, answers: undefined };
}

const FORMAT = `sparsescope-scenario/${VERSION}`;

const member = (key: string, value: unknown): string =>
  value === undefined ? '' : `${JSON.stringify(key)}:${JSON.stringify(value, KEY_ORDER)}`;

/** A replacer list: JSON.stringify writes these keys, in this order, at every level, and no others. */
const KEY_ORDER: string[] = [
  ...['type', 'start', 'size'],
  ...['name', 'priority', 'answers', ...MEMORY_ACTIONS],
  ...['kernel', 'driver', 'pageSize', 'blockSize', 'physicalBits', 'allocator'],
  ...['options', ...OPTION_KEYS, 'hugePages'],
  ...['nth', 'code', 'address'],
  ...['are', 'action', 'answer', 'as', 'call'],
  ...DEVICE_KEYS,
];

/** Written by hand: with 65,536 ranges a replacer list costs more than all else together. */
function bootText({ start, size, state }: BootRange): string {
  const offline = state === 'online' ? '' : `,"state":"${state}"`;
  return `{"start":"${formatHex(start)}","size":"${formatHex(size)}"${offline}}`;
}

/** What differs from the opening's machine (driver and allocator: from the kernel's own); undefined if nothing. */
function machineDifference(machine: MachineConfig): Partial<MachineConfig> | undefined {
  const plain = { ...machineOf(machine.kernel, machine), kernel: OPENING.machine.kernel };
  const differing = MACHINE_KEYS.filter((key) => machine[key] !== plain[key]);
  const options = optionsKey(machine.kernel, machine.options);
  const { hugePages } = machine;
  if (differing.length === 0 && !options.options && !hugePages) return undefined;
  return {
    ...Object.fromEntries(differing.map((key) => [key, machine[key]])),
    ...options,
    ...(hugePages ? { hugePages } : {}),
  };
}

const MACHINE_KEYS = Object.keys(OPENING.machine) as (keyof MachineConfig)[];
