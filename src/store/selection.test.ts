import { expect, it } from 'vitest';
import { selectionAfter } from './selection.ts';

const TOP = 2 ** 36;
const THREAD = Float64Array.of(0, 16, 0, TOP, 1, 0);
const LOW = Float64Array.of(0, 16, 0);
const high = { start: 1n << 60n, end: (1n << 60n) + (1n << 24n) };

it('keeps a selection while what it holds is there', () => {
  expect(selectionAfter(high, THREAD, Float64Array.of(0, 20, 0, TOP, 1, 1))).toBe(high);
  expect(selectionAfter(high, undefined, LOW)).toBe(high);
  expect(selectionAfter(null, THREAD, LOW)).toBeNull();
});

it('lets go of memory that is gone and of a hole that is none', () => {
  expect(selectionAfter(high, THREAD, LOW)).toBeNull();
  expect(selectionAfter(high, LOW, THREAD)).toBeNull();
  expect(selectionAfter({ start: 0n, end: 1n }, LOW, Float64Array.of())).toBeNull();
});
