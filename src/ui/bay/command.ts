import type { Result } from '../../machine/event.ts';
import { formatHex } from '../../machine/units/address.ts';
import { readAddress, readSpacedAddress, shift } from '../kit/spelling.ts';
import { register, unregister } from './callback-commands.ts';
import { type Command, fail, type Parser, type Rest, restOf } from './command-line.ts';
import { configure } from './configure-command.ts';
import { complete, DEVICE_USAGES, dma, post, traffic } from './device-commands.ts';
import { failNext, pages, probe } from './fault-commands.ts';
import { range } from './range-command.ts';

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
  {
    word: 'online',
    usage: 'online START-END [as online_movable]',
    does: 'onlines each block of it',
  },
  { word: 'offline', usage: 'offline START-END', does: 'offlines each block of it' },
  { word: 'remove', usage: 'remove START-END', does: 'the kernel’s remove_memory alone' },
  { word: 'send', usage: 'send ADDRESS [hold]', does: 'the driver maps a buffer for the device' },
  { word: 'work', usage: 'work', does: 'queued work runs' },
  ...DEVICE_USAGES,
  { word: 'translate', usage: 'translate ADDRESS', does: 'where it goes; also ? v: p: b:' },
  {
    word: 'register',
    usage: 'register NAME PRIORITY ACTION=ANSWER ...',
    does: 'puts your callback into the chain',
  },
  { word: 'unregister', usage: 'unregister NAME', does: 'takes it out again' },
  {
    word: 'fail',
    usage: 'fail allocation N',
    does: 'the Nth table from here is not there',
  },
  { word: 'fail', usage: 'fail hcall N [CODE] [free]', does: 'or allocate, share, register' },
  {
    word: 'fail',
    usage: 'fail callback NAME ACTION ANSWER',
    does: 'answers so the next time it is asked that',
  },
  {
    word: 'pages',
    usage: 'pages START-END unmovable',
    does: 'or pinned, failing, poisoned, movable: what is met there',
  },
  { word: 'signal', usage: 'signal', does: 'ends the offline that waits, or the next' },
  { word: 'probe', usage: 'probe ADDRESS', does: 'a write to the probe file; nobody is asked' },
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
  if (!complete) return USAGES.filter((u) => u.word !== '' && u.word.startsWith(word));
  const same = USAGES.filter((u) => u.word === word);
  const closer = same.filter((u) => u.usage.startsWith(typed));
  return closer.length > 0 ? closer : same;
}

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
    post,
    complete,
    dma,
    traffic,
    work: word({ kind: 'event', event: { type: 'work' } }),
    translate,
    register,
    unregister,
    fail: failNext,
    pages,
    signal: word({ kind: 'event', event: { type: 'signal' } }),
    probe,
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
