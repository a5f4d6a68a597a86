import { type BootEntry, type InputError, LIMITS, type MachineEvent } from '../../machine/event.ts';
import { formatHex } from '../../machine/units/address.ts';
import { fail, type Rest, readName } from './line.ts';
import { readBytes } from './range-line.ts';
import { readSettings } from './settings-line.ts';
import { readAddress, shift } from './spelling.ts';

/** Lines before the first event: what the machine is, and its memory when it is switched on. */

/** What the lines said so far, in the shapes of the scenario file. */
export interface Draft {
  title?: string;
  machine?: object;
  hugePages?: string[];
  boot?: BootEntry[];
  events: MachineEvent[];
  step?: number;
}

/** Puts into the draft what stands behind the word of a line; or what is wrong with it. */
export type HeadReader = (rest: Rest, draft: Draft) => InputError | undefined;

const problem = (column: number, message: string): InputError => fail(column, message).error;

const TWICE = 'This was said before.';

function title(rest: Rest, draft: Draft): InputError | undefined {
  const [first, extra] = rest.tokens;
  if (!first) return problem(rest.end, 'Expected a title.');
  if (draft.title !== undefined) return problem(first.column, TWICE);
  if (!first.text.startsWith('"')) {
    draft.title = rest.text.trim();
    return undefined;
  }
  if (extra) return problem(extra.column, 'Nothing was expected behind the quote mark.');
  const read = readName(first);
  if (!read.ok) return problem(first.column, 'Expected a title between quote marks.');
  draft.title = read.value;
  return undefined;
}

function machine(rest: Rest, draft: Draft): InputError | undefined {
  if (draft.machine) return problem(rest.column, TWICE);
  const read = readSettings(rest);
  if (!read.ok) return read.error;
  draft.machine = read.value;
  return undefined;
}

function hugepage(rest: Rest, draft: Draft): InputError | undefined {
  const start = readAddress(rest.text);
  if (!start.ok) return shift(start.error, rest.column - 1).error;
  draft.hugePages ??= [];
  draft.hugePages.push(formatHex(start.value));
  return undefined;
}

const STATE = /\s(online|offline)\s*$/i;

/** `boot SIZE @ ADDRESS [offline]`, `boot START-END [offline]`, `boot none` */
function boot(rest: Rest, draft: Draft): InputError | undefined {
  if (rest.tokens.length === 0)
    return problem(rest.end, 'Expected SIZE @ ADDRESS, START-END, or none.');
  if (/^\s*none\s*$/i.test(rest.text)) return bootNone(rest, draft);
  const ranges = draft.boot ?? [];
  if (draft.boot?.length === 0) return problem(rest.column, 'There is no memory: boot none.');
  if (ranges.length >= LIMITS.runs)
    return { code: 'too-many', message: `at most ${LIMITS.runs} ranges of memory`, column: 1 };
  const tail = STATE.exec(rest.text);
  const bytes = readBytes(rest.text.slice(0, tail?.index), rest.column);
  if (!bytes.ok) return bytes.error;
  const offline = tail?.[1]?.toLowerCase() === 'offline';
  ranges.push(offline ? { ...bytes.value, state: 'offline' } : bytes.value);
  draft.boot = ranges;
  return undefined;
}

function bootNone(rest: Rest, draft: Draft): InputError | undefined {
  if (draft.boot) return problem(rest.tokens[0]?.column ?? rest.column, TWICE);
  draft.boot = [];
  return undefined;
}

/** `step N`: so many of the events have happened. */
function step(rest: Rest, draft: Draft): InputError | undefined {
  const [number, extra] = rest.tokens;
  if (!number || extra || !/^\d{1,6}$/.test(number.text))
    return problem(
      extra?.column ?? number?.column ?? rest.end,
      'Expected the number of a step; 0 is the boot.',
    );
  if (draft.step !== undefined) return problem(number.column, TWICE);
  draft.step = Number(number.text);
  return undefined;
}

/** By their first word. A map, for what is written may be `constructor`. */
export const HEAD_LINES: ReadonlyMap<string, HeadReader> = new Map(
  Object.entries<HeadReader>({ title, machine, hugepage, boot, step }),
);
