import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STRUCTURES } from '../machine/structures/words/catalogue.ts';
import { formulaOver } from '../machine/structures/words/footprint.ts';
import type { Measures, StructureId } from '../machine/structures/words/structure.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { type WorstLayout, worstLayout } from './worst-layout.ts';

/** `npm run unit:long` tries ten times as many. */
const RUNS = process.env['MODE'] === 'long' ? 3000 : 300;
const SECTION = 2n ** 24n;

const worst = (
  structure: StructureId,
  count: number,
  measures: Partial<Measures>,
  more: { pieces?: number; installed?: 'at most' } = {},
): WorstLayout =>
  worstLayout({
    structure,
    budget: SECTION * BigInt(count),
    installed: 'exactly',
    measures,
    ...more,
  });

/** Sections drawn near each other, far apart, and around the borders of tables. */
const layouts = (bits: number, most: number): fc.Arbitrary<RunSet> => {
  const end = 2 ** (bits - 24);
  const sections = fc.oneof(
    fc.maxSafeNat().map((n) => n % end),
    fc.nat({ max: Math.min(300, end - 1) }),
    fc
      .tuple(fc.nat({ max: 40 }), fc.integer({ min: -1, max: 1 }))
      .map(([power, by]) => 2 ** power + by),
    fc.nat({ max: 600 }).map((n) => end - 1 - n),
  );
  return fc
    .array(sections, { minLength: 1, maxLength: most })
    .map((all) =>
      RunSet.from(
        all.filter((s) => s >= 0 && s < end).map((s): [number, number] => [s, s + 1]),
      ).union(RunSet.of(0, 1)),
    );
};

/** All subsets of the first so many sections. */
function* subsets(end: number): Generator<RunSet> {
  for (let mask = 1; mask < 2 ** end; mask++)
    yield RunSet.from(
      Array.from({ length: end }, (_, i): [number, number] => [i, i + ((mask >> i) & 1)]),
    );
}

describe.each(STRUCTURES)('the worst for %s', (id) => {
  it('costs more than any random layout of as many sections, and is what no layout can be above', () => {
    const cases = fc
      .constantFrom(30, 34, 36, 40, 44, 50, 61, 64)
      .chain((bits) => fc.tuple(fc.constant(bits), layouts(bits, 60)));
    fc.assert(
      fc.property(cases, fc.constantFrom(4096, 65_536), ([physicalBits, layout], pageSize) => {
        const measures = { physicalBits, pageSize } as const;
        const found = worst(id, layout.size, measures);
        expect(found.sections.size).toBe(layout.size);
        expect(found.sections.max).toBeLessThan(2 ** (physicalBits - 24));
        const bytes = formulaOver(id, layout, measures).bytes;
        expect(found.formula.bytes >= bytes, `${bytes} is more`).toBe(true);
        expect(found.formula.bytes).toBe(found.bound);
      }),
      { numRuns: RUNS },
    );
  });

  it('is the worst of all subsets of eight sections, whether all must be there or not', () => {
    const measures = { physicalBits: 27 };
    const most: bigint[] = [];
    for (const layout of subsets(8)) {
      const { bytes } = formulaOver(id, layout, measures);
      if (bytes > (most[layout.size] ?? -1n)) most[layout.size] = bytes;
    }
    for (let count = 1; count <= 8; count++) {
      expect(worst(id, count, measures).formula.bytes).toBe(most[count]);
      const each = most.slice(1, count + 1).map((bytes, i) => Number(bytes) / (i + 1));
      const found = worst(id, count, measures, { installed: 'at most' });
      expect(found.perSection).toBe(Math.max(...each));
    }
  });

  it('keeps to so many pieces, and takes as many tables as they can reach', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.constantFrom(40, 44, 52, 61),
        (pieces, count, physicalBits) => {
          const found = worst(id, count, { physicalBits }, { pieces });
          expect(found.sections.runs).toBeLessThanOrEqual(pieces);
          expect(found.sections.size).toBe(count);
          const isTree = !['extents', 'red-black', 'b-tree'].includes(id);
          if (count <= (isTree ? 2 : 1) * pieces) expect(found.formula.bytes).toBe(found.bound);
          else expect(found.formula.bytes <= found.bound).toBe(true);
        },
      ),
      { numRuns: RUNS / 3 },
    );
  });

  it('holds for as many sections as there can be', () => {
    for (const physicalBits of [24, 30, 44, 64])
      expect(worst(id, 2 ** 40, { physicalBits }).sections.size).toBe(2 ** (physicalBits - 24));
  });
});

it('lone sections of sixteen, among all subsets', () => {
  const measures = { physicalBits: 28 };
  const most: bigint[] = [];
  for (const layout of subsets(16)) {
    const { bytes } = formulaOver('extents', layout, measures);
    if (bytes > (most[layout.size] ?? -1n)) most[layout.size] = bytes;
  }
  for (let count = 1; count <= 16; count++)
    expect(worst('extents', count, measures).formula.bytes).toBe(most[count]);
});

it('16 GiB at 61 bits: what the thread’s machine could have met', () => {
  const found = (id: StructureId) => worst(id, 1024, { physicalBits: 61 });
  // One in each of 1,024 tops and dirs, and the root.
  expect(found('three-level').formula.bytes).toBe(65_536n * 2049n);
  expect(found('flat').formula.bytes).toBe(2n ** 40n);
  expect(found('extents').formula.bytes).toBe(16_384n);
  expect(found('three-level').sections.runs).toBe(1024);
});
