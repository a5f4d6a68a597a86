import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import type { Result } from '../machine/event.ts';
import { isLink } from '../scenario/link.ts';
import { TextHistory } from '../worker/text-history.ts';

/**
 * `npm run --silent inspect -- FILE-OR-LINK`: the report of a scenario, a link or an import, as JSON. Bad input:
 * `{"error":{...}}` and exit 1.
 */

function readText(given: string): string | undefined {
  try {
    return readFileSync(resolve(process.env['INIT_CWD'] ?? process.cwd(), given), 'utf8');
  } catch {
    return isLink(given.trim()) ? given : undefined;
  }
}

function answer(given: string | undefined): Result<unknown> {
  if (given === undefined) return refuse('Expected a file or a link.');
  const text = readText(given);
  if (text === undefined) return refuse(`${given}: no such file, and no link either.`);
  const session = new TextHistory();
  const opened = session.open(text);
  if (!opened.ok) return opened;
  const source = session.source();
  return { ok: true, value: source ? { ...session.report(), source } : session.report() };
}

const refuse = (message: string): Result<never> => ({
  ok: false,
  error: { code: 'unknown-format', message },
});

const answered = answer(process.argv[2]);
process.stdout.write(
  `${JSON.stringify(answered.ok ? answered.value : { error: answered.error }, null, 2)}\n`,
);
if (!answered.ok) process.exitCode = 1;
