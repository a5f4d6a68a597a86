import type { MachineEvent, Result } from '../../machine/event.ts';
import { hcallCode } from '../../machine/firmware/hcall.ts';
import { OTHER_CALLS } from '../../machine/firmware/other-calls.ts';
import { PAGE_KINDS, type PageKind } from '../../machine/memory/held-pages.ts';
import { MEMORY_ACTIONS, NODE_ACTIONS } from '../../machine/notifier/action.ts';
import { readAction, readAnswer } from './callback-lines.ts';
import { event, fail, type Reader, type Rest, readName, type Token } from './line.ts';
import { readBytes } from './range-line.ts';

/** Lines that make something fail, now or later. */

const FAILS: Readonly<Record<string, Reader<MachineEvent>>> = {
  allocation: failAllocation,
  hcall: failHcall,
  callback: failCallback,
};

/** `fail allocation N | hcall N [CODE] | callback NAME ACTION ANSWER` */
export function failNext(rest: Rest): Result<MachineEvent> {
  const [what] = rest.tokens;
  const word = what?.text.toLowerCase() ?? '';
  const parser = Object.hasOwn(FAILS, word) ? FAILS[word] : undefined;
  return parser
    ? parser(rest)
    : fail(
        what?.column ?? rest.end,
        'Expected “allocation N”, “hcall N [CODE]” or “callback NAME ACTION ANSWER”.',
      );
}

/** The number after the word, or what was expected there. */
function nthOf({ tokens, end }: Rest): Result<number> {
  const nth = tokens[1];
  return nth && /^[1-9]\d{0,15}$/.test(nth.text)
    ? { ok: true, value: Number(nth.text) }
    : fail(nth?.column ?? end, 'Expected which one fails: 1 is the next.');
}

function failAllocation(rest: Rest): Result<MachineEvent> {
  const nth = nthOf(rest);
  if (!nth.ok) return nth;
  const [, , code] = rest.tokens;
  return code
    ? fail(code.column, 'An allocation fails without a code.')
    : event({ type: 'failAllocation', nth: nth.value });
}

const HCALLS = ['register', ...OTHER_CALLS] as const;

/** `-1` or `H_HARDWARE`. */
const readCode = (text: string): number | undefined =>
  /^-?\d{1,16}$/.test(text) ? Number(text) : hcallCode(text.toUpperCase());

function failHcall(rest: Rest): Result<MachineEvent> {
  const nth = nthOf(rest);
  if (!nth.ok) return nth;
  const words = rest.tokens.slice(2);
  const call = HCALLS.find((one) => one === words.at(-1)?.text.toLowerCase());
  const [code, extra] = call ? words.slice(0, -1) : words;
  if (extra) return fail(extra.column, `Expected one of ${HCALLS.join(', ')}, or nothing.`);
  const answer = code && readCode(code.text);
  if (code && answer === undefined)
    return fail(code.column, 'Expected a return code such as H_HARDWARE, -1 or 9900.');
  return event({
    type: 'failHcall',
    nth: nth.value,
    ...(answer === undefined ? {} : { code: answer }),
    ...(call ? { call } : {}),
  });
}

function failCallback(rest: Rest): Result<MachineEvent> {
  return answerOnce(rest, rest.tokens.slice(1));
}

/** `veto NAME ACTION ANSWER`: the same in one word. */
export const veto = (rest: Rest): Result<MachineEvent> => answerOnce(rest, rest.tokens);

function answerOnce({ end }: Rest, tokens: readonly Token[]): Result<MachineEvent> {
  const [name, action, answer, extra] = tokens;
  if (!name) return fail(end, 'Expected the name of a callback, an action and an answer.');
  if (!action) return fail(end, 'Expected an action such as GOING_OFFLINE.');
  const asked = readAction(action, [...MEMORY_ACTIONS, ...NODE_ACTIONS]);
  if (!asked.ok) return asked;
  if (!answer) return fail(end, 'Expected an answer such as BAD or -ENOMEM.');
  const told = readAnswer(answer);
  if (!told.ok) return told;
  if (extra) return fail(extra.column, 'Nothing was expected here.');
  const called = readName(name);
  if (!called.ok) return called;
  return event({
    type: 'failCallback',
    name: called.value,
    action: asked.value,
    answer: told.value,
  });
}

const KINDS: readonly PageKind[] = ['movable', ...PAGE_KINDS];

/** `pages RANGE unmovable` */
export function pages(rest: Rest): Result<MachineEvent> {
  const last = rest.tokens.at(-1);
  const are = KINDS.find((kind) => kind === last?.text.toLowerCase());
  if (!last || !are)
    return fail(last?.column ?? rest.end, `Expected a range, then one of ${KINDS.join(', ')}.`);
  const bytes = readBytes(rest.text.slice(0, last.column - rest.column), rest.column);
  return bytes.ok ? event({ type: 'pages', ...bytes.value, are }) : bytes;
}
