import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import type { Result } from '../machine/event.ts';
import { isLink } from '../scenario/link.ts';
import { History } from '../worker/history.ts';
import { TextHistory } from '../worker/text-history.ts';

/** A scene that a command was given. */
export interface Given {
  readonly history: History;
  readonly session: TextHistory;
}

/** Opens a file (relative to where the command was called) or a link. Codes: `unknown-format`, and those of opening. */
export function openGiven(given: string | undefined): Result<Given> {
  if (given === undefined) return refuse('Expected a file or a link.');
  const text = readText(given);
  if (text === undefined) return refuse(`${given}: no such file, and no link either.`);
  const history = new History();
  const session = new TextHistory(history);
  const opened = session.open(text);
  return opened.ok ? { ok: true, value: { history, session } } : opened;
}

/** The report, with what an import says of itself. */
export function reportOf({ session }: Given): unknown {
  const source = session.source();
  return source ? { ...session.report(), source } : session.report();
}

/** What the command prints: the answer or `{"error":{...}}`, two-space indentation, a line break at the end. */
export const printed = (answer: Result<unknown>): string =>
  `${JSON.stringify(answer.ok ? answer.value : { error: answer.error }, null, 2)}\n`;

export const refuse = (message: string): Result<never> => ({
  ok: false,
  error: { code: 'unknown-format', message },
});

function readText(given: string): string | undefined {
  try {
    return readFileSync(resolve(process.env['INIT_CWD'] ?? process.cwd(), given), 'utf8');
  } catch {
    return isLink(given.trim()) ? given : undefined;
  }
}
