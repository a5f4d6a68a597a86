import * as v from 'valibot';
import type { ErrorCode } from '../machine/event.ts';
import { brief } from './json-text.ts';
import { type Checked, fits, refuse, unknownKey } from './problem.ts';

/** Runs a schema; the first issue becomes a problem with this code. */
export function check<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  code: ErrorCode,
): Checked<T> {
  const result = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true });
  return result.success ? fits(result.output) : refuseIssue(result.issues[0], code);
}

function refuseIssue(issue: v.BaseIssue<unknown>, code: ErrorCode): Checked<never> {
  const items = issue.path ?? [];
  const path = items.map(({ key }) => (typeof key === 'number' ? key : String(key)));
  if (issue.type !== 'strict_object' || items.at(-1)?.origin !== 'key')
    return refuse(code, path, `${issue.message}; here stands ${brief(issue.input)}`);
  // Valibot points at a missing key and at one too many in the same way; only the latter is there.
  if (issue.expected === 'never') return unknownKey(code, path);
  return refuse(code, path, `${brief(path.at(-1))} is missing`);
}
