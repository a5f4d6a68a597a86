import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunSet } from '../../units/run-set.ts';
import { create, STRUCTURES } from './catalogue.ts';
import { FOOTPRINTS, footprint } from './footprint.ts';
import { type Measures, SECTIONS } from './structure.ts';

/** `npm run unit:long` tries ten times as many. */
const RUNS = process.env['MODE'] === 'long' ? 400 : 40;

/** Where tables, pages and words end, and the last section of all. */
const starts = fc.oneof(
  fc.constantFrom(0, 63, 64, 255, 512, 8191, 8192, 2 ** 20, 2 ** 26 - 1, 2 ** 26, 2 ** 36),
  fc.constantFrom(2 ** 39 - 1, 2 ** 39, 2 ** 39 + 3, SECTIONS - 1),
  fc.integer({ min: 0, max: 20_000 }),
  fc.maxSafeNat().map((n) => n % SECTIONS),
);
const lengths = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 700 }));
const spread = fc
  .array(fc.tuple(starts, lengths), { maxLength: 40 })
  .map((runs) =>
    RunSet.from(runs.map(([s, n]): [number, number] => [s, Math.min(SECTIONS, s + n)])),
  );
/** Lone sections at one distance: many tables of one kind. */
const combs = fc
  .tuple(
    fc.integer({ min: 0, max: 600 }),
    fc.constantFrom(2, 64, 65, 513, 4096, 8192, 2 ** 20, 2 ** 26),
  )
  .map(([count, apart]) =>
    RunSet.from(
      Array.from({ length: count }, (_, i): [number, number] => [i * apart, i * apart + 1]),
    ),
  );
const layouts = fc.oneof(spread, combs);
const measures: fc.Arbitrary<Partial<Measures>> = fc.record({
  physicalBits: fc.constantFrom(24, 30, 32, 36, 44, 46, 51, 61, 64),
  pageSize: fc.constantFrom(4096, 65_536),
  radixNode: fc.constantFrom(552, 576),
  wholeBytes: fc.constantFrom(2 ** 12, 2 ** 20),
});

describe.each(STRUCTURES)('%s, reckoned by runs', (id) => {
  it('costs what it holds once it is built', () => {
    fc.assert(
      fc.property(layouts, measures, (layout, options) => {
        const built = create(id, options).build(layout);
        const { reserved, touchedPages, formula } = footprint(id, layout, options);
        expect(formula).toEqual(built.formula());
        const memory = built.memory();
        expect(reserved).toBe(memory.reserved);
        if (touchedPages !== null) expect(touchedPages).toBe(memory.touchedPages);
        else expect(id).toBe('hash');
      }),
      { numRuns: RUNS },
    );
  });
});

it.each([552, 576] as const)(
  'radix nodes of %i bytes, wherever the last of them ends',
  (radixNode) => {
    for (let count = 0; count < 270; count++) {
      const comb = RunSet.from(
        Array.from({ length: count }, (_, i): [number, number] => [65 * i, 65 * i + 1]),
      );
      const { touchedPages } = create('radix-64', { radixNode }).build(comb).memory();
      expect(footprint('radix-64', comb, { radixNode }).touchedPages).toBe(touchedPages);
    }
  },
);

describe('of any size', () => {
  it('knows all structures in their order', () => {
    expect(FOOTPRINTS).toEqual(STRUCTURES);
  });

  it('is exact at the last section', () => {
    const last = RunSet.of(SECTIONS - 1, SECTIONS);
    expect(footprint('flat', last).reserved).toBe(2n ** 43n);
    expect(footprint('vmemmap', last).reserved).toBe(2n ** 37n);
    // 2^40 records; 2^32 pointers and a page.
    expect(footprint('sparsemem-static', last).reserved).toBe(2n ** 44n);
    expect(footprint('sparsemem-extreme', last).reserved).toBe(2n ** 35n + 4096n);
    for (const id of ['flat', 'vmemmap', 'sparsemem-static'] as const)
      expect(footprint(id, last).touchedPages).toBe(1);
  });

  it.each([44, 46, 51, 61, 64])('SPARSEMEM at %i bits, with pages of 4K and of 64K', (bits) => {
    const options = { physicalBits: bits };
    const none = RunSet.EMPTY;
    const sections = 2n ** BigInt(bits - 24);
    expect(footprint('sparsemem-static', none, options).reserved).toBe(16n * sections);
    expect(footprint('sparsemem-extreme', none, options).reserved).toBe(sections / 32n);
    const large = { ...options, pageSize: 65_536 } as const;
    expect(footprint('sparsemem-extreme', none, large).reserved).toBe(sections / 512n);
  });

  it('all of 2^64 bytes as one run', () => {
    const all = RunSet.of(0, SECTIONS);
    expect(footprint('extents', all).reserved).toBe(16n);
    expect(footprint('hash', all)).toMatchObject({ reserved: 2n ** 44n, touchedPages: null });
    // Bit 39 is masked off: 8,192 tops, 2^26 dirs.
    expect(footprint('three-level', all).reserved).toBe(65_536n * (1n + 8192n + 2n ** 26n));
    expect(footprint('page-table', all).reserved).toBe(
      8192n * (1n + 2n ** 10n + 2n ** 20n + 2n ** 30n),
    );
    // 2^40 / 64 and so on, rounded up: six full levels and one node of 16 on top.
    const nodes = [34n, 28n, 22n, 16n, 10n, 4n, 0n].reduce((sum, n) => sum + 2n ** n, 0n);
    expect(footprint('radix-64', all).reserved).toBe(552n * nodes);
  });
});
