import { expect } from 'vitest';
import { RunSet } from './src/machine/units/run-set.ts';

// A set of runs shows nothing of itself to be compared but what it answers.
expect.addEqualityTesters([
  (a: unknown, b: unknown) =>
    a instanceof RunSet && b instanceof RunSet ? a.equals(b) : undefined,
]);
