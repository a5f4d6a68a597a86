import type { InputError } from '../../machine/event.ts';
import type { JsonPath } from '../json-text.ts';
import { errorOf, type Problem } from '../problem.ts';
import { EVENT_LINES } from './event-line.ts';
import { isHeading } from './print-text.ts';
import { settingOf } from './settings-line.ts';
import { type Statement, statementsIn } from './statements.ts';

interface Place {
  readonly line: number;
  readonly column: number;
}

const START: Place = { line: 1, column: 1 };

/** The error of a value that a line of this text stands for. The text is read again: errors are rare, lines many. */
export function errorInText(text: string, problem: Problem): InputError {
  const [list, index] = problem.path;
  const event = list === 'events' && typeof index === 'number' ? { event: index } : {};
  // In a text there is no list of ranges, but there are lines.
  const message = problem.message.replace(
    /boot\[(\d+)\]/,
    (_, other: string) => `line ${placeOf(text, ['boot', Number(other)]).line}`,
  );
  return { ...errorOf({ ...problem, message }), ...placeOf(text, problem.path), ...event };
}

/** An error of an event that was played, with the place of its line. */
export function placeEvent(text: string, error: InputError): InputError {
  const { code, message, event, ...rest } = error;
  if (event === undefined) return error;
  const key = error.field?.split('.')[1];
  const path = ['events', event, ...(key === undefined ? [] : [key])];
  return { code, message, ...placeOf(text, path), ...rest, event };
}

/** Where the value with this path stands: its word if it has one of its own, else the line. */
function placeOf(text: string, [list, ...path]: JsonPath): Place {
  let count = typeof path[0] === 'number' ? path[0] : 0;
  for (const statement of statementsIn(text)) {
    if ('excess' in statement) break;
    if (!isMeant(statement.word.toLowerCase(), list, path[0])) continue;
    if (count === 0) return { line: statement.line, column: columnIn(statement, path) };
    count -= 1;
  }
  return START;
}

/** Whether lines that begin with this word stand for such a value. */
function isMeant(
  word: string,
  list: JsonPath[number] | undefined,
  key?: JsonPath[number],
): boolean {
  if (list === 'events') return EVENT_LINES.has(word);
  if (list === 'format') return isHeading(word);
  return word === (key === 'hugePages' ? 'hugepage' : list);
}

/** The column of `KEY=VALUE` if the path ends in such a key, else that of the line's first word. */
function columnIn({ rest, column }: Statement, path: JsonPath): number {
  const key = path.at(-1);
  if (typeof key !== 'string') return column;
  const wanted = settingOf(key) ?? key;
  const pair = rest.tokens.find(({ text }) => {
    const cut = text.indexOf('=');
    const typed = text.slice(0, cut);
    return cut >= 0 && (settingOf(typed) ?? typed) === wanted;
  });
  return pair?.column ?? column;
}
