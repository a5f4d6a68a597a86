import { expect, it } from 'vitest';
import { create } from '../machine/structures/words/catalogue.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { linesTouched } from './lines-touched.ts';

it.each([
  ['nothing', [], []],
  ['a word', [[8, 8]], [0]],
  ['the last byte of a line', [[63, 1]], [0]],
  ['over an edge', [[60, 8]], [0, 1]],
  ['a node of 128 bytes', [[64, 128]], [1, 2]],
  [
    'the same line twice',
    [
      [0, 8],
      [4096, 8],
      [16, 8],
    ],
    [0, 64],
  ],
] as const)('%s', (_, reads, lines) => {
  expect(linesTouched(reads.map(([byte, bytes]) => ({ byte, bytes })))).toEqual(lines);
});

it('counts both lines of a node of the B-tree', () => {
  // Two islands stand in one node of 16 keys of 8 bytes at byte 0; then the extent behind it, in a line of its own.
  const tree = create('b-tree').build(
    RunSet.from([
      [0, 16],
      [2 ** 36, 2 ** 36 + 1],
    ]),
  );
  const reads = tree.trace(0);
  expect(reads.map(({ byte, bytes }) => [byte, bytes])[0]).toEqual([0, 128]);
  expect(linesTouched(reads)).toHaveLength(3);
});
