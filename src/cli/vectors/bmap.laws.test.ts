import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BmapOp, type BmapScenario, replayBmap } from './bmap.ts';
import { NaiveBmap } from './naive-bmap.test-data.ts';

/** Sections at which something changes: a dir, a top, 2^55 (FACTS a4), 2^60, 2^63 that wraps, the end. */
const EDGES = [0, 0, 2 ** 13, 2 ** 26, 2 ** 31, 2 ** 36, 2 ** 39, 2 ** 39 + 2 ** 13, 2 ** 40 - 12];
const END = 1n << 64n;
const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** An address near an edge, most often the start of a section. */
const address = fc
  .tuple(
    fc.constantFrom(...EDGES),
    fc.integer({ min: -6, max: 6 }),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      fc.nat(0xffff).map((part) => part << 8),
    ),
  )
  .map(([edge, delta, inside]) => (BigInt(Math.max(0, edge + delta)) << 24n) + BigInt(inside));

/** Whole sections and now and then a part of one; nothing at all too. */
const size = fc
  .tuple(
    fc.nat(12),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      fc.nat(0xff).map((part) => part << 16),
    ),
  )
  .map(([sections, tail]) => (BigInt(sections) << 24n) + BigInt(tail));

interface Range {
  readonly start: string;
  readonly size: string;
}

const range = fc.tuple(address, size).map(
  ([start, length]): Range => ({
    start: hex(start),
    size: hex(start + length < END ? length : END - start),
  }),
);

const failAlloc = fc.option(fc.integer({ min: 1, max: 4 }), { freq: 4, nil: undefined });

/** Of four ranges, so that one is added twice, taken away whole, or in another's part. */
const change = (op: 'add' | 'rem') =>
  fc.tuple(fc.nat(3), failAlloc).map(
    ([which, nth]) =>
      (ranges: readonly Range[]): BmapOp => ({
        op,
        ...(ranges[which] as Range),
        ...(nth ? { fail_alloc: nth } : {}),
      }),
  );

const fixed = (op: BmapOp) => (): BmapOp => op;

/** Memory at boot, ascending and apart; one machine in a few has 16 GiB and more, with pages of that size in it. */
const boot = fc
  .record({
    gaps: fc.array(fc.tuple(fc.nat(3), fc.nat(5), fc.nat(0xff)), { minLength: 1, maxLength: 3 }),
    large: fc.option(fc.tuple(fc.nat(40), fc.nat(0xff), fc.nat(3)), { freq: 12 }),
    nth: failAlloc,
  })
  .map(({ gaps, large, nth }) => {
    const ranges: [string, string][] = [];
    let at = 0n;
    for (const [gap, sections, tail] of gaps) {
      const start = at + (BigInt(gap) << 20n);
      const length = (BigInt(sections) << 24n) + (BigInt(tail) << 16n);
      ranges.push([hex(start), hex(length)]);
      at = start + length + (1n << 16n);
    }
    const hugepages: string[] = [];
    if (large) {
      const [sections, tail, huge] = large;
      const start = 1n << 34n;
      ranges.push([hex(start), hex((BigInt(1024 + sections) << 24n) + (BigInt(tail) << 16n))]);
      if (huge & 1) hugepages.push(hex(start));
      if (huge & 2) hugepages.push(hex(start + (1n << 34n)));
    }
    return fixed({ op: 'boot', ranges, hugepages, ...(nth ? { fail_alloc: nth } : {}) });
  });

const register = fc
  .option(fc.integer({ min: 1, max: 40 }), { freq: 2 })
  .map((nth) => fixed({ op: 'reg_mr', ...(nth ? { fw_fail_at: nth } : {}) }));

const op = fc.oneof(
  { weight: 8, arbitrary: change('add') },
  { weight: 6, arbitrary: change('rem') },
  { weight: 4, arbitrary: register },
  { weight: 1, arbitrary: boot },
  { weight: 1, arbitrary: fc.constant(fixed({ op: 'destroy' })) },
);

const scenario = fc.record({
  page_shift: fc.constantFrom(12, 16),
  max_physmem_bits: fc.constantFrom(44, 46, 30),
  pa_mode: fc.constantFrom<'sub' | 'mask'>('sub', 'mask'),
  ranges: fc.array(range, { minLength: 4, maxLength: 4 }),
  ops: fc.array(fc.tuple(op, address), { minLength: 1, maxLength: 9, size: 'max' }),
});

/** Writes into each operation what the naive driver answers, also to one translation after it. */
function answered(drawn: {
  page_shift: number;
  max_physmem_bits: number;
  pa_mode: 'sub' | 'mask';
  ranges: Range[];
  ops: [(ranges: readonly Range[]) => BmapOp, bigint][];
}): BmapScenario {
  const naive = new NaiveBmap(drawn);
  const ops = drawn.ops.map(([ask, probe]): BmapOp => {
    const asked = ask(drawn.ranges);
    const result = naive.answer(asked);
    return { ...asked, result, xlate: [{ pa: hex(probe), bus: naive.translate(probe) }] };
  });
  return { ...drawn, name: 'drawn', ops };
}

describe('the three-level map', () => {
  it('answers 10,000 random scenarios as the naive driver does', () => {
    fc.assert(
      fc.property(scenario, (drawn) => {
        const found = replayBmap(answered(drawn));
        if (found.length > 0) expect(found).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });
});
