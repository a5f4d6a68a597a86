import { expect, it } from 'vitest';
import { onStairs } from './on-stairs.ts';
import type { Plot } from './plot.ts';

/** Down at 100 from the top to 60, on to 300, down to 200, and out to the right at 500. */
const plot: Plot = {
  area: { left: 50, top: 10, width: 450, height: 290 },
  sizes: [],
  times: [],
  marks: [],
  ghosts: [],
  front: [
    [100, 60],
    [300, 200],
  ],
  beaten: [],
  lane: null,
};

it.each([
  ['down from the top', 100, 30, true],
  ['along the first step', 200, 63, true],
  ['down the second', 297, 130, true],
  ['out to the right', 480, 200, true],
  ['off the first step', 200, 70, false],
  ['below the stairs', 100, 200, false],
  ['left of where they begin', 60, 60, false],
] as const)('%s', (_, x, y, expected) => expect(onStairs(plot, x, y, 4)).toBe(expected));

it('has nothing to be on before there are times', () =>
  expect(onStairs({ ...plot, front: [] }, 100, 60, 4)).toBe(false));
