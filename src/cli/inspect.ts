import process from 'node:process';
import type { Result } from '../machine/event.ts';
import { openGiven, printed, reportOf } from './open-given.ts';

/**
 * `npm run --silent inspect -- FILE-OR-LINK`: the report of a scenario, a link or an import, as JSON. Bad input:
 * `{"error":{...}}` and exit 1.
 */

function answer(given: string | undefined): Result<unknown> {
  const opened = openGiven(given);
  return opened.ok ? { ok: true, value: reportOf(opened.value) } : opened;
}

const answered = answer(process.argv[2]);
process.stdout.write(printed(answered));
if (!answered.ok) process.exitCode = 1;
