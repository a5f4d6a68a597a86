import type { Mismatch } from '../vectors/check.ts';

/** Collects what differs, and counts what was looked at. */
export class Comparison {
  readonly mismatches: Mismatch[] = [];
  compared = 0;

  /** A key that the recording does not have, or not the value of, is not compared. */
  field(op: number, field: string, expected: unknown, got: unknown): void {
    if (expected === undefined) return;
    this.compared += 1;
    if (JSON.stringify(expected) !== JSON.stringify(got))
      this.mismatches.push({ op, field, expected, got });
  }
}
