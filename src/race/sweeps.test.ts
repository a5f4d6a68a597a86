import fc from 'fast-check';
import { expect, it } from 'vitest';
import { create, STRUCTURES } from '../machine/structures/words/catalogue.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { highestLayouts, islandLayouts, MOST_ISLANDS, sweeps } from './sweeps.ts';

const THREAD = RunSet.from([
  [0, 16],
  [2 ** 36, 2 ** 36 + 1],
]);

it('the thread: more islands cost the table, not the array; a higher address the array, not the table', () => {
  const [islands, highest] = sweeps(THREAD, { physicalBits: 61 });
  expect(islands?.points.map((p) => p.x)).toEqual([1, 2, 4, 8, 16]);
  expect(islands?.points.map((p) => p.bytes.flat)).toEqual(Array(5).fill(549_755_813_896n));
  expect(islands?.points.map((p) => p.bytes.extents)).toEqual([16n, 32n, 64n, 128n, 256n]);
  // 16 pieces, each below a top and a dir of its own.
  expect(islands?.points.at(-1)?.bytes['three-level']).toBe(65_536n * (1n + 16n + 16n));
  expect(islands?.points[1]).toMatchObject({ present: true, bytes: { 'three-level': 327_680n } });
  expect(islands?.below).toBe(2n ** 60n + 2n ** 24n);

  // 17 sections need 2^29 bytes at least: the last of them is section 31 then; and section 2^36 as it is.
  const octaves = Array.from({ length: 33 }, (_, i) => 2 ** (5 + i) - 1);
  expect(highest?.points.map((p) => p.x)).toEqual([...octaves.slice(0, 32), 2 ** 36, 2 ** 37 - 1]);
  expect(highest?.points.map((p) => p.bytes.flat)).toEqual(
    highest?.points.map((p) => 8n * BigInt(p.x + 1)),
  );
  expect(highest?.points.filter((p) => p.present).map((p) => p.x)).toEqual([2 ** 36]);
  expect(highest?.points.at(-1)?.bytes['three-level']).toBe(327_680n);
});

it('the layouts keep all but the one property', () => {
  const layouts = fc
    .array(fc.tuple(fc.nat({ max: 2 ** 20 }), fc.integer({ min: 1, max: 300 })), {
      minLength: 1,
      maxLength: 20,
    })
    .map((runs) => RunSet.from(runs.map(([s, n]): [number, number] => [s, s + n])));
  fc.assert(
    fc.property(layouts, (layout) => {
      const end = 2 * layout.size + 2 ** 20;
      let pieces = 1;
      for (const cut of islandLayouts(layout, end)) {
        expect([cut.runs, cut.size, cut.max]).toEqual([pieces, layout.size, end - 1]);
        pieces *= 2;
      }
      let highest = -1;
      for (const moved of highestLayouts(layout, 50)) {
        expect([moved.runs, moved.size]).toEqual([layout.runs, layout.size]);
        expect(moved.max).toBeGreaterThan(highest);
        highest = moved.max as number;
      }
      expect(highest).toBe(2 ** 26 - 1);
    }),
  );
});

it('bytes are those of the structures, built', () => {
  const layout = RunSet.from([
    [0, 64],
    [5000, 5064],
    [100_000, 100_003],
  ]);
  const options = { physicalBits: 44, wholeBytes: 2 ** 20 };
  for (const { points } of sweeps(layout, options)) {
    const present = points.filter((p) => p.present);
    expect(present.length).toBe(1);
    for (const id of STRUCTURES)
      expect(present[0]?.bytes[id]).toBe(create(id, options).build(layout).memory().reserved);
  }
});

it('dense memory is spread below the physical bits, nothing has no sweep, and islands have an end', () => {
  const [dense] = sweeps(RunSet.of(0, 256), { physicalBits: 44 });
  expect(dense?.below).toBe(2n ** 44n);
  expect(dense?.points.at(-1)?.x).toBe(256);
  expect(sweeps(RunSet.EMPTY)).toEqual([]);
  const [many] = sweeps(RunSet.of(0, 2 ** 22), { physicalBits: 61 });
  expect(many?.points.at(-1)?.x).toBe(MOST_ISLANDS);
  // Memory up to the last section that there can be leaves no room at all.
  const [full] = sweeps(RunSet.of(0, 2 ** 20), { physicalBits: 44 });
  expect(full?.points.map((p) => p.x)).toEqual([1]);
});
