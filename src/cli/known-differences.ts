import * as v from 'valibot';
import type { Mismatch } from './vectors/check.ts';

/**
 * Differences from real kernels that are known, each with its reason. To know one excuses nothing: its scenario fails
 * like any other, but whoever reads the answer is told why, and an entry that has become wrong is named.
 */

const Difference = v.strictObject({
  /** Name of a scenario, `id` of a recording. */
  scenario: v.string(),
  /** Operation of a scenario, step of a recording; without it all of them. */
  op: v.optional(v.number()),
  /** Without it every field. */
  field: v.optional(v.string()),
  reason: v.pipe(v.string(), v.minLength(1, 'a reason is expected')),
});

const List = v.strictObject({
  format: v.literal('sparsescope-known-differences/1'),
  differences: v.array(Difference),
});

export type KnownDifference = v.InferOutput<typeof Difference>;

/** The list, or what is wrong with it and where. */
export function readKnown(
  data: unknown,
): readonly KnownDifference[] | { readonly problem: string } {
  const result = v.safeParse(List, data);
  if (result.success) return result.output.differences;
  const [issue] = result.issues;
  return { problem: `${v.getDotPath(issue) ?? '(top)'}: ${issue.message}` };
}

const isAbout = (known: KnownDifference, scenario: string, { op, field }: Mismatch): boolean =>
  known.scenario === scenario &&
  (known.op === undefined || known.op === op) &&
  (known.field === undefined || known.field === field);

/** Why this scenario differs here, if that is known. */
export const reasonFor = (
  all: readonly KnownDifference[],
  scenario: string,
  mismatch: Mismatch,
): string | undefined => all.find((known) => isAbout(known, scenario, mismatch))?.reason;

/** Entries about this scenario that nothing found answers to: it does not differ there any more. */
export const outdated = (
  all: readonly KnownDifference[],
  scenario: string,
  found: readonly Mismatch[],
): readonly KnownDifference[] =>
  all.filter(
    (known) => known.scenario === scenario && !found.some((m) => isAbout(known, scenario, m)),
  );
