import { type InputError, LIMITS, type MachineEvent, type Result } from '../../machine/event.ts';
import { checkScenario, FILE_LIMIT } from '../parse-scenario.ts';
import type { Scenario } from '../scenario.ts';
import { exceedsUtf8 } from '../utf8.ts';
import { EVENT_LINES } from './event-line.ts';
import { type Draft, HEAD_LINES } from './head-lines.ts';
import { fail, type Reader } from './line.ts';
import { errorInText } from './place-in-text.ts';
import { HEADING, isHeading } from './print-text.ts';
import { shown } from './shown.ts';
import {
  type Excess,
  LINE_LENGTH,
  MOST_LINES,
  type Statement,
  statementsIn,
} from './statements.ts';

/**
 * Reads a scenario from text: one line each for the title, the machine, ranges of memory and events. What is left out is
 * as in the opening scene. Codes: `bad-line` for a line that cannot be read, and those of `parseScenario`; each but
 * `too-large` with line and column.
 *
 * @param most events beyond so many are left out, unread
 */
export function parseText(text: string, most: number = LIMITS.events): Result<Scenario> {
  if (exceedsUtf8(text, FILE_LIMIT))
    return refused({
      code: 'too-large',
      message: `a scenario has at most ${FILE_LIMIT >> 20} MiB of text here`,
    });
  const draft: Draft = { events: [] };
  let format: string | undefined;
  let isFirst = true;
  for (const statement of statementsIn(text)) {
    if ('excess' in statement) return refused(excessError(statement));
    if (isFirst && isHeading(statement.word)) format = statement.word;
    else if (isLeftOut(statement, draft, most)) {
      delete draft.step;
      break;
    } else {
      const error = readStatement(statement, draft);
      if (error) return refused({ ...error, line: statement.line });
    }
    isFirst = false;
  }
  const { hugePages, machine, ...rest } = draft;
  const built =
    machine || hugePages ? { machine: { ...machine, ...(hugePages ? { hugePages } : {}) } } : {};
  const checked = checkScenario({ format: format ?? HEADING, ...rest, ...built });
  return checked.ok ? checked : refused(errorInText(text, checked.problem));
}

/** True if the first line that says something can only begin a scenario; rows of lsmem may begin with `online`. */
export function isText(text: string): boolean {
  const first = statementsIn(text).next().value;
  if (!first || 'excess' in first) return false;
  const word = first.word.toLowerCase();
  if (word === 'online' || word === 'offline') return false;
  return isHeading(word) || HEAD_LINES.has(word) || EVENT_LINES.has(word);
}

const refused = (error: InputError): { ok: false; error: InputError } => ({ ok: false, error });

const isLeftOut = ({ word }: Statement, { events }: Draft, most: number): boolean =>
  most < LIMITS.events && events.length >= most && EVENT_LINES.has(word.toLowerCase());

function readStatement(statement: Statement, draft: Draft): InputError | undefined {
  const { word, rest, column } = statement;
  const key = word.toLowerCase();
  const event = EVENT_LINES.get(key);
  if (event) return addEvent(draft, event, statement);
  if (isHeading(key)) return fail(column, 'This line stands first.').error;
  const head = HEAD_LINES.get(key);
  if (!head)
    return fail(column, `“${shown(word)}” begins no line of a scenario. ${EXPECTED}`).error;
  // Memory that comes later is added or plugged in; a later boot is `reboot` or `configure`.
  if (draft.events.length > 0 && key !== 'step')
    return fail(column, `“${key}” stands before the first event.`).error;
  return head(rest, draft);
}

function addEvent(
  { events }: Draft,
  read: Reader<MachineEvent>,
  { rest, column }: Statement,
): InputError | undefined {
  if (events.length >= LIMITS.events)
    return { code: 'too-many', message: `at most ${LIMITS.events} events`, column };
  const event = read(rest);
  if (!event.ok) return event.error;
  events.push(event.value);
  return undefined;
}

const EXPECTED = `Expected one of ${[...HEAD_LINES.keys(), ...EVENT_LINES.keys()].join(', ')}.`;

const excessError = ({ excess, line, column }: Excess): InputError =>
  excess === 'length'
    ? { code: 'bad-line', message: `a line has at most ${LINE_LENGTH} characters`, line, column }
    : { code: 'too-many', message: `a scenario has at most ${MOST_LINES} lines`, line, column };
