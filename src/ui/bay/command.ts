import { DRIVERS } from '../../machine/driver/driver-id.ts';
import {
  type Answer,
  type ConfigureEvent,
  type InputError,
  LIMITS,
  type MachineEvent,
  type RangeEvent,
  type Result,
} from '../../machine/event.ts';
import { ALLOCATORS } from '../../machine/kernel/allocator.ts';
import {
  OPTION_KEYS,
  OPTIONS,
  type OptionKey,
  type Options,
} from '../../machine/kernel/options.ts';
import { MEMORY_ACTIONS, type MemoryAction } from '../../machine/notifier/action.ts';
import type { Space } from '../../machine/translation.ts';
import { formatHex } from '../../machine/units/address.ts';
import { readAddress, readRange, readSize, readSpacedAddress, shift } from '../kit/spelling.ts';

/** What a typed line asks for: an event of the machine, or a move of the page. */
export type Command =
  | { readonly kind: 'event'; readonly event: MachineEvent }
  /** `hold`: queued work does not run by itself after it. */
  | { readonly kind: 'send'; readonly address: string; readonly hold: boolean }
  | { readonly kind: 'translate'; readonly address: bigint; readonly space: Space | null }
  | { readonly kind: 'go'; readonly address: bigint }
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'open'; readonly what: string }
  | { readonly kind: 'beside'; readonly by: 1 | -1 }
  | { readonly kind: 'play' };

/** How a command is written, and what it does: the help under the field. */
export interface Usage {
  readonly word: string;
  readonly usage: string;
  readonly does: string;
}

export const USAGES: readonly Usage[] = [
  { word: '', usage: 'SIZE @ ADDRESS', does: 'drops memory there, as dragging it would' },
  { word: 'hotplug', usage: 'hotplug SIZE @ ADDRESS', does: 'grants, adds and onlines it' },
  { word: 'unplug', usage: 'unplug SIZE @ ADDRESS', does: 'offlines it, then removes it' },
  { word: 'add', usage: 'add SIZE @ ADDRESS', does: 'the kernel’s add_memory alone' },
  { word: 'online', usage: 'online START-END', does: 'onlines each block of it' },
  { word: 'offline', usage: 'offline START-END', does: 'offlines each block of it' },
  { word: 'remove', usage: 'remove START-END', does: 'the kernel’s remove_memory alone' },
  { word: 'send', usage: 'send ADDRESS [hold]', does: 'the driver maps a buffer for the device' },
  { word: 'work', usage: 'work', does: 'queued work runs' },
  { word: 'translate', usage: 'translate ADDRESS', does: 'where it goes; also ? v: p: b:' },
  {
    word: 'register',
    usage: 'register NAME PRIORITY ACTION=ANSWER ...',
    does: 'puts your callback into the chain',
  },
  { word: 'unregister', usage: 'unregister NAME', does: 'takes it out again' },
  {
    word: 'fail',
    usage: 'fail allocation N | fail hcall N [CODE]',
    does: 'the Nth from here fails',
  },
  {
    word: 'configure',
    usage: 'configure KEY=VALUE ...',
    does: 'power off, change, boot; for instance kernel=2.6.25 memoryModel=VMEMMAP queuePairs=4',
  },
  { word: 'step', usage: 'step N', does: 'goes to that step' },
  { word: 'undo', usage: 'undo', does: 'one step back' },
  { word: 'redo', usage: 'redo', does: 'one step forward' },
  { word: 'go', usage: 'go ADDRESS', does: 'shows that address on the axis' },
  { word: 'open', usage: 'open thread', does: 'an opening or a scene, by its short name' },
  {
    word: 'next',
    usage: 'next scene',
    does: 'opens the next scene; previous scene the one before',
  },
  { word: 'previous', usage: 'previous scene', does: 'opens the scene before' },
  { word: 'play', usage: 'play', does: 'plays the scene, or stops it' },
];

/** The usages that the text so far may become. */
export function suggest(text: string): readonly Usage[] {
  const typed = text.trimStart().toLowerCase();
  const word = /^[a-z]*/.exec(typed)?.[0] ?? '';
  if (typed === '') return USAGES.slice(0, 3);
  if (word === '') return USAGES.slice(0, 1);
  const complete = typed.length > word.length;
  return USAGES.filter((u) =>
    complete ? u.word === word : u.word !== '' && u.word.startsWith(word),
  );
}

/** A word of the line and its column, from 1. */
interface Token {
  readonly text: string;
  readonly column: number;
}

/** The line after its first word. */
interface Rest {
  readonly text: string;
  readonly column: number;
  readonly tokens: readonly Token[];
  /** Column after the last character, where something may be missing. */
  readonly end: number;
}

type Parser = (rest: Rest) => Result<Command>;

const fail = (column: number, message: string): { ok: false; error: InputError } => ({
  ok: false,
  error: { code: 'bad-line', message, column },
});
const event = (value: MachineEvent): Result<Command> => ({
  ok: true,
  value: { kind: 'event', event: value },
});

/** Reads one line of the Command field; an error says what, in which column, and what was expected. */
export function parseCommand(line: string): Result<Command> {
  const lead = line.length - line.trimStart().length;
  const body = line.trim();
  if (body === '') return fail(1, 'Type for instance 16M @ 0x1000000000000000.');
  if (body.startsWith('?'))
    return translate(restOf(body.slice(1), lead + 2, lead + body.length + 1));
  const word = /^[a-z]{2,}(?![\w^])/i.exec(body)?.[0];
  const parser = word === undefined ? undefined : PARSERS.get(word.toLowerCase());
  const after = body.slice(word?.length ?? 0);
  if (word !== undefined && parser)
    return parser(restOf(after, lead + word.length + 1, lead + body.length + 1));
  if (/[@\d]/.test(body) && !/^[a-f]*[g-z]/i.test(body))
    return range('hotplug')(restOf(body, lead + 1, lead + body.length + 1));
  return fail(
    lead + 1,
    `“${/^\S+/.exec(body)?.[0] ?? body}” is no command. Expected SIZE @ ADDRESS, or one of ${[...PARSERS.keys()].join(', ')}.`,
  );
}

function restOf(text: string, column: number, end: number): Rest {
  const tokens = [...text.matchAll(/\S+/g)].map((m) => ({
    text: m[0],
    column: column + m.index,
  }));
  return { text, column, tokens, end };
}

const range =
  (type: RangeEvent['type']): Parser =>
  (rest) => {
    if (rest.tokens.length === 0) return fail(rest.end, 'Expected SIZE @ ADDRESS or START-END.');
    const read = readRange(rest.text);
    if (!read.ok) return shift(read.error, rest.column - 1);
    const { start, size } = read.value;
    return event({ type, start: formatHex(start), size: formatHex(size) });
  };

const word =
  (command: Command): Parser =>
  (rest) => {
    const extra = rest.tokens[0];
    return extra
      ? fail(extra.column, `Nothing was expected after this command.`)
      : { ok: true, value: command };
  };

function send(rest: Rest): Result<Command> {
  const hold = /\s+hold\s*$/i.test(rest.text);
  const text = hold ? rest.text.replace(/\s+hold\s*$/i, '') : rest.text;
  const read = readSpacedAddress(text);
  if (!read.ok) return shift(read.error, rest.column - 1);
  if (read.value.space !== null && read.value.space !== 'physical')
    return fail(
      rest.tokens[0]?.column ?? rest.column,
      'A buffer is named by its physical address.',
    );
  return { ok: true, value: { kind: 'send', address: formatHex(read.value.address), hold } };
}

function translate(rest: Rest): Result<Command> {
  const read = readSpacedAddress(rest.text);
  if (!read.ok) return shift(read.error, rest.column - 1);
  return { ok: true, value: { kind: 'translate', ...read.value } };
}

function go(rest: Rest): Result<Command> {
  const read = readAddress(rest.text);
  if (!read.ok) return shift(read.error, rest.column - 1);
  return { ok: true, value: { kind: 'go', address: read.value } };
}

function register(rest: Rest): Result<Command> {
  const [name, priority, ...pairs] = rest.tokens;
  if (!name) return fail(rest.end, 'Expected a name, then a priority.');
  if (name.text.length > LIMITS.nameLength)
    return fail(name.column, `A name has at most ${LIMITS.nameLength} characters.`);
  if (!priority) return fail(rest.end, 'Expected a priority, a whole number such as 5.');
  if (!/^-?\d{1,10}$/.test(priority.text))
    return fail(priority.column, 'Expected a priority, a whole number such as 5.');
  const answers: Partial<Record<MemoryAction, Answer>> = {};
  for (const pair of pairs) {
    const read = readAnswer(pair);
    if (!read.ok) return read;
    answers[read.value.action] = read.value.answer;
  }
  return event({ type: 'register', name: name.text, priority: Number(priority.text), answers });
}

function readAnswer(pair: Token): Result<{ action: MemoryAction; answer: Answer }> {
  const [key = '', value = ''] = pair.text.split('=', 2);
  const wanted = key.toUpperCase().replace(/^MEM_/, '');
  const action = MEMORY_ACTIONS.find((a) => a === `MEM_${wanted}`);
  if (!action)
    return fail(pair.column, `“${key}” is no action. Expected ${MEMORY_ACTIONS.join(', ')}.`);
  const column = pair.column + key.length + 1;
  if (/^-?(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(value)) return answered(action, readInteger(value));
  if (/^-E[A-Z0-9]+$/i.test(value)) return answered(action, value.toUpperCase());
  const name = value.toUpperCase().replace(/^NOTIFY_/, '');
  if (['DONE', 'OK', 'STOP', 'BAD'].includes(name)) return answered(action, `NOTIFY_${name}`);
  return fail(column, 'Expected OK, DONE, STOP, BAD, an errno such as -ENOMEM, or a number.');
}

const answered = (
  action: MemoryAction,
  answer: Answer,
): Result<{ action: MemoryAction; answer: Answer }> => ({ ok: true, value: { action, answer } });

const readInteger = (text: string): number =>
  text.startsWith('-') ? -Number(text.slice(1)) : Number(text);

function unregister(rest: Rest): Result<Command> {
  const [name, extra] = rest.tokens;
  if (!name) return fail(rest.end, 'Expected the name of one of your callbacks.');
  if (extra) return fail(extra.column, 'A name has no blanks.');
  return event({ type: 'unregister', name: name.text });
}

function failNext(rest: Rest): Result<Command> {
  const [what, nth, code, extra] = rest.tokens;
  if (!what || !/^(?:allocation|hcall)$/i.test(what.text))
    return fail(what?.column ?? rest.end, 'Expected “allocation N” or “hcall N [CODE]”.');
  if (!nth || !/^[1-9]\d{0,14}$/.test(nth.text))
    return fail(nth?.column ?? rest.end, 'Expected which one fails: 1 is the next.');
  const isHcall = what.text.toLowerCase() === 'hcall';
  if (extra) return fail(extra.column, 'Nothing was expected here.');
  if (!isHcall)
    return code
      ? fail(code.column, 'An allocation fails without a code.')
      : event({ type: 'failAllocation', nth: Number(nth.text) });
  if (!code) return event({ type: 'failHcall', nth: Number(nth.text) });
  if (!/^-?\d{1,6}$/.test(code.text))
    return fail(code.column, 'Expected a return code such as -1 (H_HARDWARE) or 9900.');
  return event({ type: 'failHcall', nth: Number(nth.text), code: Number(code.text) });
}

type Settings = { -readonly [K in keyof Omit<ConfigureEvent, 'type'>]: ConfigureEvent[K] };
type SettingReader = (value: string, settings: Settings) => string | undefined;

const choose =
  <K extends keyof Settings>(key: K, choices: readonly NonNullable<Settings[K]>[]): SettingReader =>
  (value, settings) => {
    const found = choices.find((c) => String(c).toLowerCase() === value.toLowerCase());
    if (found === undefined) return `Expected ${choices.join(' or ')}.`;
    settings[key] = found as Settings[K];
    return undefined;
  };

const YES: readonly string[] = ['yes', 'y', 'true', 'on', '1'];
const NO: readonly string[] = ['no', 'n', 'false', 'off', '0'];

/** The value of an option as typed; undefined if it is none of those. */
function optionValue(key: OptionKey, typed: string): Options[OptionKey] | undefined {
  const kind = OPTIONS[key];
  const low = typed.toLowerCase();
  if ('low' in kind) {
    if (kind.none && low === 'none') return null;
    const number = /^\d{1,10}$/.test(typed) ? Number(typed) : -1;
    return number >= kind.low && number <= kind.high ? number : undefined;
  }
  if (kind.includes(true)) return YES.includes(low) ? true : NO.includes(low) ? false : undefined;
  return kind.find((one) => String(one).toLowerCase() === low) as Options[OptionKey] | undefined;
}

function optionExpected(key: OptionKey): string {
  const kind = OPTIONS[key];
  if ('low' in kind)
    return `Expected a whole number, ${kind.low} to ${kind.high}${kind.none ? ', or none' : ''}.`;
  return kind.includes(true) ? 'Expected yes or no.' : `Expected ${kind.join(' or ')}.`;
}

const option =
  (key: OptionKey): SettingReader =>
  (typed, settings) => {
    const value = optionValue(key, typed);
    if (value === undefined) return optionExpected(key);
    settings.options = { ...settings.options, [key]: value };
    return undefined;
  };

/** Each reader puts the value in place, or says what was expected. */
const SETTINGS: ReadonlyMap<string, SettingReader> = new Map(
  Object.entries<SettingReader>({
    kernel: (value, settings) => {
      if (!/^[\w.-]{1,32}$/.test(value)) return 'Expected a version such as 2.6.25.';
      settings.kernel = value;
      return undefined;
    },
    driver: choose('driver', DRIVERS),
    allocator: choose('allocator', ALLOCATORS),
    page: (value, settings) => {
      const size = readSize(value);
      if (!size.ok || (size.value !== 4096n && size.value !== 65536n)) return 'Expected 4K or 64K.';
      settings.pageSize = Number(size.value);
      return undefined;
    },
    block: (value, settings) => {
      const size = readSize(value);
      if (!size.ok) return size.error.message;
      settings.blockSize = formatHex(size.value);
      return undefined;
    },
    bits: (value, settings) => {
      const bits = /^\d{2}$/.test(value) ? Number(value) : 0;
      if (bits < 24 || bits > 64) return 'Expected a number of bits, 24 to 64.';
      settings.physicalBits = bits;
      return undefined;
    },
    ...Object.fromEntries(OPTION_KEYS.map((key) => [key.toLowerCase(), option(key)])),
  }),
);

const KEYS_EXPECTED = `Expected KEY=VALUE; the keys are ${[
  ...[...SETTINGS.keys()].filter((key) => !OPTION_KEYS.some((o) => o.toLowerCase() === key)),
  ...OPTION_KEYS,
].join(', ')}.`;

const SETTING_NAMES: ReadonlyMap<string, string> = new Map([
  ['pagesize', 'page'],
  ['blocksize', 'block'],
  ['physicalbits', 'bits'],
]);

function configure(rest: Rest): Result<Command> {
  if (rest.tokens.length === 0) return fail(rest.end, KEYS_EXPECTED);
  const settings: Settings = {};
  for (const { text, column } of rest.tokens) {
    const cut = text.indexOf('=');
    const typed = (cut < 0 ? text : text.slice(0, cut)).toLowerCase();
    const read = SETTINGS.get(SETTING_NAMES.get(typed) ?? typed);
    if (!read || cut < 0) return fail(column, KEYS_EXPECTED);
    const expected = read(text.slice(cut + 1), settings);
    if (expected !== undefined) return fail(column + cut + 1, expected);
  }
  return event({ type: 'configure', ...settings });
}

const beside =
  (by: 1 | -1): Parser =>
  (rest) => {
    const [noun, extra] = rest.tokens;
    const wrong = noun && noun.text.toLowerCase() !== 'scene' ? noun : extra;
    return wrong
      ? fail(wrong.column, 'Expected “next scene” or “previous scene”.')
      : { ok: true, value: { kind: 'beside', by } };
  };

function step(rest: Rest): Result<Command> {
  const [number, extra] = rest.tokens;
  if (!number || extra || !/^\d{1,6}$/.test(number.text))
    return fail(number?.column ?? rest.end, 'Expected the number of a step; 0 is the boot.');
  return { ok: true, value: { kind: 'step', step: Number(number.text) } };
}

function open(rest: Rest): Result<Command> {
  const what = rest.text.trim();
  if (what === '')
    return fail(rest.end, 'Expected the short name of an opening or a scene, such as thread.');
  return { ok: true, value: { kind: 'open', what } };
}

/** A map: what is typed may be `constructor`. */
const PARSERS: ReadonlyMap<string, Parser> = new Map(
  Object.entries<Parser>({
    hotplug: range('hotplug'),
    unplug: range('unplug'),
    add: range('add'),
    online: range('online'),
    offline: range('offline'),
    remove: range('remove'),
    send,
    work: word({ kind: 'event', event: { type: 'work' } }),
    translate,
    register,
    unregister,
    fail: failNext,
    configure,
    step,
    undo: word({ kind: 'undo' }),
    redo: word({ kind: 'redo' }),
    go,
    open,
    next: beside(1),
    previous: beside(-1),
    play: word({ kind: 'play' }),
  }),
);
