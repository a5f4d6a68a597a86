import type { MachineEvent, Result } from '../../machine/event.ts';
import { alone, EVENT_LINES } from '../../scenario/text/event-line.ts';
import { fail, type Reader, type Rest, restOf } from '../../scenario/text/line.ts';
import { range, readBuffer } from '../../scenario/text/range-line.ts';
import { shown } from '../../scenario/text/shown.ts';
import { readAddress, readSpacedAddress, shift } from '../../scenario/text/spelling.ts';
import type { Command, Parser } from './command-line.ts';

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
  {
    word: 'post',
    usage: 'post ADDRESS [read|write]',
    does: 'puts a buffer on the device’s queue',
  },
  { word: 'dma', usage: 'dma [N|all]', does: 'the device accesses that buffer, or all' },
  {
    word: 'dma',
    usage: 'dma N before CALLBACK in ACTION',
    does: 'in the middle of what comes; or after N hcalls',
  },
  { word: 'complete', usage: 'complete N', does: 'the device has done with that buffer' },
  {
    word: 'traffic',
    usage: 'traffic N [seed S] [buffers B]',
    does: 'so many accesses at each moment of a step; traffic off',
  },
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
  { word: 'reboot', usage: 'reboot', does: 'power off, boot; nothing else is changed' },
  { word: 'race', usage: 'race', does: 'every structure over this memory, in bytes and in time' },
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
    return ofEvent(range('hotplug'))(restOf(body, lead + 1, lead + body.length + 1));
  return fail(
    lead + 1,
    `“${shown(/^\S+/.exec(body)?.[0] ?? body)}” is no command. Expected SIZE @ ADDRESS, or one of ${[...PARSERS.keys()].join(', ')}.`,
  );
}

/** A line that is an event. */
const ofEvent =
  (read: Reader<MachineEvent>): Parser =>
  (rest) => {
    const event = read(rest);
    return event.ok ? { ok: true, value: { kind: 'event', event: event.value } } : event;
  };

function send(rest: Rest): Result<Command> {
  const hold = /\s+hold\s*$/i.test(rest.text);
  const address = readBuffer(rest, hold ? rest.text.replace(/\s+hold\s*$/i, '') : rest.text);
  return address.ok ? { ok: true, value: { kind: 'send', address: address.value, hold } } : address;
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
const PARSERS: ReadonlyMap<string, Parser> = new Map([
  ...[...EVENT_LINES].map(([word, read]) => [word, ofEvent(read)] as const),
  ...Object.entries<Parser>({
    send,
    translate,
    step,
    undo: alone<Command>({ kind: 'undo' }),
    redo: alone<Command>({ kind: 'redo' }),
    go,
    open,
    next: beside(1),
    previous: beside(-1),
    play: alone<Command>({ kind: 'play' }),
    race: alone<Command>({ kind: 'race' }),
  }),
]);
