import { type Rest, restOf, wordsOf } from './line.ts';

/** A line of a scenario as text that says something, without its comment. */
export interface Statement {
  /** Its first word, as written. */
  readonly word: string;
  /** What stands behind that word. */
  readonly rest: Rest;
  /** From 1; blank lines and comments count. */
  readonly line: number;
  /** Of the first word. */
  readonly column: number;
}

/** Characters of a line: a callback with an answer to each action takes a tenth (ours). */
export const LINE_LENGTH = 4096;

/** Lines of a text: 100,000 of memory, 10,000 events, and as many comments again, twice (ours). */
export const MOST_LINES = 330_000;

/** A line that no statement can be: too long, or one too many. */
export interface Excess {
  readonly excess: 'length' | 'lines';
  readonly line: number;
  readonly column: number;
}

/** The statements of a text, one line each; `#` before a word begins a comment. Ends with the first excess. */
export function* statementsIn(text: string): Generator<Statement | Excess, void, undefined> {
  // Editors on Windows begin a file with a byte order mark.
  let at = text.startsWith('\ufeff') ? 1 : 0;
  for (let line = 1; at <= text.length; line += 1) {
    const end = endOfLine(text, at);
    if (line > MOST_LINES) return yield { excess: 'lines', line, column: 1 };
    if (end - at > LINE_LENGTH) return yield { excess: 'length', line, column: LINE_LENGTH + 1 };
    const statement = statementOf(text.slice(at, end), line);
    if (statement) yield statement;
    at = text.charAt(end) === '\r' && text.charAt(end + 1) === '\n' ? end + 2 : end + 1;
  }
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at += 1;
  return at;
}

function statementOf(full: string, line: number): Statement | undefined {
  const body = withoutComment(full).trimEnd();
  const lead = body.length - body.trimStart().length;
  const word = /^\S+/.exec(body.slice(lead))?.[0];
  if (word === undefined) return undefined;
  const after = lead + word.length;
  return {
    word,
    rest: restOf(body.slice(after), after + 1, body.length + 1),
    line,
    column: lead + 1,
  };
}

function withoutComment(full: string): string {
  if (!full.includes('#')) return full;
  const comment = wordsOf(full, 0).find((word) => word.text.startsWith('#'));
  return comment ? full.slice(0, comment.column) : full;
}
