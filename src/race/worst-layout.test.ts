import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../machine/event.ts';
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
  more: { installed?: 'at most' } = {},
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

  it('keeps to the pieces of a scene and to its bounds, however many sections there are', () => {
    const cases = fc
      .constantFrom(40, 41, 42, 43, 46, 50, 61)
      .chain((bits) =>
        fc.tuple(
          fc.constant(bits),
          fc.oneof(
            fc.integer({ min: 1, max: 2 ** (bits - 24) }),
            // Barely more than the pieces, and all but full.
            fc.integer({ min: 60_000, max: 400_000 }),
            fc.nat({ max: 150_000 }).map((n) => 2 ** (bits - 24) - n),
          ),
        ),
      )
      .filter(([bits, count]) => count > 0 && count <= 2 ** (bits - 24));
    fc.assert(
      fc.property(cases, ([physicalBits, count]) => {
        const end = 2 ** (physicalBits - 24);
        const { sections, formula, bound, sceneBound, why } = worst(id, count, { physicalBits });
        expect(sections.size).toBe(count);
        expect(sections.min).toBeGreaterThanOrEqual(0);
        expect(sections.max).toBeLessThan(end);
        expect(sections.runs).toBeLessThanOrEqual(LIMITS.runs);
        expect(formula.bytes <= sceneBound && sceneBound <= bound).toBe(true);
        if (['extents', 'red-black', 'b-tree'].includes(id))
          expect(sections.runs).toBe(Math.min(count, end - count + 1, LIMITS.runs));
        if (end <= 2 ** 22) expect(formula.bytes).toBe(sceneBound);
        expect(why.includes('100,000 pieces')).toBe(formula.bytes < bound);
      }),
      { numRuns: RUNS / 25 },
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

it('more sections than pieces, and nearly all there is: none is lost', () => {
  // 1900 GiB of 2 TiB are 121,600 of 131,072 sections: 9,473 pieces have a gap between them.
  const { sections, formula, bound } = worst('red-black', 121_600, { physicalBits: 41 });
  expect([sections.size, sections.runs, sections.max]).toEqual([121_600, 9473, 131_071]);
  expect([formula.bytes, bound]).toEqual([48n * 9474n, 48n * 9474n]);
  // 3000 GiB of 4 TiB: 192,000 of 262,144.
  const { sections: extents, why } = worst('extents', 192_000, { physicalBits: 42 });
  expect([extents.size, extents.runs]).toEqual([192_000, 70_145]);
  expect(why).toBe(
    'Only extents count, and there are as many as there can be. No layout of these sections exceeds that.',
  );
});

it('64 TiB at 61 bits: a scene holds the worst of 100,000 pieces, not of all', () => {
  const count = 2 ** 22;
  const { formula, bound, sceneBound, why } = worst('three-level', count, { physicalBits: 61 });
  // One dir for each section, all 2,048 tops below 2^37 sections.
  expect(bound).toBe(65_536n * (1n + 2048n + 2n ** 22n));
  // Two dirs for each piece, and one for every 8,192 of the sections that are left.
  const dirs = 200_000 + Math.floor((count - 200_000) / 8192);
  expect(sceneBound).toBe(65_536n * (2049n + BigInt(dirs)));
  expect(formula.bytes).toBe(sceneBound);
  expect(why).toMatch(/the worst that a scene can hold.* exceeds 256\.13 GiB/);
});

it('lays out a section at least, and no more than there are', () => {
  const of = (budget: bigint) =>
    worstLayout({
      structure: 'extents',
      budget,
      installed: 'exactly',
      measures: { physicalBits: 44 },
    });
  for (const budget of [0n, 2n ** 20n]) expect(of(budget).count).toBe(1);
  for (const budget of [2n ** 44n, 2n ** 60n])
    expect(of(budget)).toMatchObject({
      count: 2 ** 20,
      why: 'All of the address space is full: there is no other layout. No layout of these sections exceeds that.',
    });
});

it('16 GiB at 61 bits: what the thread’s machine could have met', () => {
  const found = (id: StructureId) => worst(id, 1024, { physicalBits: 61 });
  // One in each of 1,024 tops and dirs, and the root.
  expect(found('three-level').formula.bytes).toBe(65_536n * 2049n);
  expect(found('flat').formula.bytes).toBe(2n ** 40n);
  expect(found('extents').formula.bytes).toBe(16_384n);
  expect(found('three-level').sections.runs).toBe(1024);
});
