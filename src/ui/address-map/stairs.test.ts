import { expect, test } from 'vitest';
import { stairName, stairsOf } from './stairs.ts';

const thread = {
  map: {
    kind: 'three-level' as const,
    tableList: Float64Array.from(
      [
        [0, 0, 2, 0, 1024],
        [1, 0, 1, 0, 0],
        [1, 1024, 1, 0, 0],
        [2, 0, 16, 0, 15],
        [2, 1024 * 8192, 1, 0, 0],
      ].flat(),
    ),
  },
};

test('over the big hole: nothing, one table, two tables', () => {
  const stairs = stairsOf(thread, 1n << 28n, 1n << 60n);
  expect(stairs).toEqual([
    { from: 1n << 28n, to: 1n << 37n, tables: 0 },
    { from: 1n << 37n, to: 1n << 50n, tables: 1 },
    { from: 1n << 50n, to: 1n << 60n, tables: 2 },
  ]);
  expect(stairs.map((s) => stairName(s.tables))).toEqual(['+0', '+64 KiB', '+128 KiB']);
});

test('the first section of all needs a root as well', () => {
  const empty = { map: { kind: 'three-level' as const, tableList: new Float64Array(0) } };
  expect(stairsOf(empty, 0n, 1n << 64n)).toEqual([{ from: 0n, to: 1n << 64n, tables: 3 }]);
});

test('the flat array has no stairs', () => {
  expect(stairsOf({ map: { kind: 'flat', tableList: new Float64Array(0) } }, 0n, 1n)).toEqual([]);
});
