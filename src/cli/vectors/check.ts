/** What a scenario's replay found. */
export interface Mismatch {
  readonly op: number;
  readonly field: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Compares every field of the expected value; a field the replay does not give is a mismatch as well. */
export function compare(op: number, field: string, expected: unknown, got: unknown): Mismatch[] {
  if (isObject(expected) && isObject(got)) {
    return [...new Set([...Object.keys(expected), ...Object.keys(got)])].flatMap((key) =>
      key in expected ? compare(op, field ? `${field}.${key}` : key, expected[key], got[key]) : [],
    );
  }
  if (JSON.stringify(expected) === JSON.stringify(got)) return [];
  return [{ op, field, expected, got }];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An operation that the schema does not have: nothing was checked, so the scenario must not pass. */
export const unknownOp = (op: { readonly op?: unknown }): Error =>
  new Error(`unknown op ${JSON.stringify(op.op)}`);
