import { expect } from 'vitest';
import { knowAllKernels } from './src/machine/kernel/all-kernels.ts';
import { RunSet } from './src/machine/units/run-set.ts';

// A set of runs shows nothing of itself to be compared but what it answers.
expect.addEqualityTesters([
  (a: unknown, b: unknown) =>
    a instanceof RunSet && b instanceof RunSet ? a.equals(b) : undefined,
]);

// What the page fetches after its first picture is there from the start.
knowAllKernels();
