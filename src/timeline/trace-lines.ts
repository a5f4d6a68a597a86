import type { Fact } from '../machine/trace.ts';
import type { Replayed } from './replay-steps.ts';

/**
 * What happened in these steps, as JSON Lines. Line `k` 0 of each step is the event with its outcome (`"type":"event"`, null for
 * the boot), line k its kth fact (`Fact` in machine/trace.ts). Keys: step, k, type, then by name at every level, so that
 * equal facts are equal texts. What repeats is one line with its count. Yields lines without their breaks.
 */
export function* traceLines(steps: Iterable<Replayed>): Generator<string> {
  for (const { step, event, outcome, trace } of steps) {
    yield lineOf(step, 0, { type: 'event', event, outcome });
    for (const [i, fact] of trace.entries()) yield lineOf(step, i + 1, fact);
  }
}

type Told = Fact | (Pick<Replayed, 'event' | 'outcome'> & { readonly type: 'event' });

const lineOf = (step: number, k: number, { type, ...rest }: Told): string =>
  JSON.stringify({ step, k, type, ...(byName(rest) as object) });

/** The same value, the keys of its objects by name. */
function byName(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(byName);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, member]) => [key, byName(member)]));
}
