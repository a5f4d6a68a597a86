import type { When } from '../../machine/device/device.ts';
import type {
  ConfigureEvent,
  FailHcallEvent,
  MachineEvent,
  PagesEvent,
  RangeEvent,
  RegisterEvent,
  TrafficEvent,
} from '../../machine/event.ts';
import { OPTION_KEYS } from '../../machine/kernel/options.ts';
import { MEMORY_ACTIONS } from '../../machine/notifier/action.ts';
import { withoutDefaults } from '../read-event.ts';
import { spellName } from './line.ts';
import { spellBytes, spellSize } from './spell-bytes.ts';

type Printers = {
  readonly [T in MachineEvent['type']]: (event: Extract<MachineEvent, { type: T }>) => string;
};

/** One line for an event, in the words of the Command field. */
export function printEvent(event: MachineEvent): string {
  const plain = withoutDefaults(event);
  return (PRINTERS[plain.type] as (event: MachineEvent) => string)(plain);
}

const printRange = (event: RangeEvent): string =>
  `${event.type} ${bytesOf(event)}${event.as === undefined ? '' : ` as ${event.as}`}`;

const PRINTERS: Printers = {
  hotplug: printRange,
  unplug: printRange,
  add: printRange,
  remove: printRange,
  online: printRange,
  offline: printRange,
  register: printRegister,
  unregister: ({ name }) => `unregister ${spellName(name)}`,
  configure: printConfigure,
  failAllocation: ({ nth }) => `fail allocation ${nth}`,
  failHcall: printFailHcall,
  failCallback: ({ name, action, answer }) =>
    `fail callback ${spellName(name)} ${action} ${answer}`,
  pages: (event) => `pages ${bytesOf(event)} ${event.are}`,
  signal: () => 'signal',
  probe: ({ address }) => `probe ${address}`,
  send: ({ address }) => `send ${address}`,
  work: () => 'work',
  post: ({ address, direction }) => `post ${address}${direction ? ` ${direction}` : ''}`,
  complete: ({ buffer }) => `complete ${buffer}`,
  dma: ({ buffer, when }) => `dma${buffer === undefined ? '' : ` ${buffer}`}${printWhen(when)}`,
  traffic: printTraffic,
};

const bytesOf = ({ start, size }: RangeEvent | PagesEvent): string =>
  spellBytes(BigInt(start), BigInt(size));

function printRegister({ name, priority, answers }: RegisterEvent): string {
  const told = MEMORY_ACTIONS.filter((action) => answers[action] !== undefined);
  const pairs = told.map((action) => ` ${action}=${answers[action]}`).join('');
  return `register ${spellName(name)} ${priority}${pairs}`;
}

function printFailHcall({ nth, code, call }: FailHcallEvent): string {
  return `fail hcall ${nth}${code === undefined ? '' : ` ${code}`}${call ? ` ${call}` : ''}`;
}

function printWhen(when: When | undefined): string {
  if (!when) return '';
  if ('hcall' in when) return ` after ${when.hcall} ${when.hcall === 1 ? 'hcall' : 'hcalls'}`;
  return ` before ${spellName(when.before)} in ${when.round}`;
}

function printTraffic({ accesses, seed, buffers }: TrafficEvent): string {
  if (accesses === 0) return 'traffic off';
  const how = [
    seed === undefined ? '' : ` seed ${seed}`,
    buffers === undefined ? '' : ` buffers ${buffers}`,
  ];
  return `traffic ${accesses}${how.join('')}`;
}

function printConfigure({ type: _, ...settings }: ConfigureEvent): string {
  const pairs = printSettings(settings);
  return pairs === '' ? 'reboot' : `configure ${pairs}`;
}

/** `kernel=2.6.25 page=64K numa=no`: those that are given, in the one order. */
export function printSettings(settings: Omit<ConfigureEvent, 'type'>): string {
  const { kernel, driver, pageSize, blockSize, physicalBits, allocator, options = {} } = settings;
  const pairs = [
    ['kernel', kernel],
    ['driver', driver],
    ['page', pageSize === undefined ? undefined : spellSize(BigInt(pageSize))],
    ['block', blockSize === undefined ? undefined : spellSize(BigInt(blockSize))],
    ['bits', physicalBits],
    ['allocator', allocator],
    ...OPTION_KEYS.map((key) => [key, optionText(options[key])]),
  ];
  return pairs
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}

function optionText(value: string | number | boolean | null | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? 'none' : String(value);
}
