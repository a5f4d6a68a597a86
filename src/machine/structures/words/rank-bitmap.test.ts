import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RunSet } from '../../units/run-set.ts';
import { RankBitmap } from './rank-bitmap.ts';
import { defaults, SECTIONS } from './structure.ts';

const sections = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.constantFrom(0, 8191, 8192, 2 ** 26 - 1, 2 ** 26, 2 ** 39, SECTIONS - 1),
  fc.maxSafeNat().map((n) => n % SECTIONS),
);
const layouts = fc
  .array(fc.tuple(sections, fc.integer({ min: 1, max: 20_000 })), { maxLength: 8 })
  .map((runs) =>
    RunSet.from(runs.map(([s, n]): [number, number] => [s, Math.min(SECTIONS, s + n)])),
  );

it('counts what lies below any section, and finds the section of any slot', () => {
  fc.assert(
    fc.property(layouts, fc.array(sections, { maxLength: 20 }), (layout, asked) => {
      const bitmap = new RankBitmap(defaults()).build(layout);
      let set = layout;
      for (const section of asked) {
        if (bitmap.add(section)) set = set.addRange(section, section + 1);
        else if (bitmap.remove(section)) set = set.removeRange(section, section + 1);
        for (const at of asked) expect(bitmap.below(at)).toBe(set.rank(at));
      }
      for (const slot of [0, 1, Math.floor(set.size / 2), set.size - 1, set.size])
        expect(bitmap.select(slot)).toBe(set.select(slot));
    }),
    { numRuns: 60 },
  );
});

it('takes and gives back whole runs as it does sections one by one', () => {
  const runs = fc
    .tuple(sections, fc.integer({ min: 1, max: 40_000 }))
    .map(([s, n]): [number, number] => [s, Math.min(SECTIONS, s + n)]);
  const change = fc.tuple(fc.boolean(), runs);
  fc.assert(
    fc.property(layouts, fc.array(change, { maxLength: 12 }), (layout, changes) => {
      const bitmap = new RankBitmap(defaults()).build(layout);
      let set = layout;
      for (const [isAdd, [start, end]] of changes) {
        const there = set.countIn(start, end);
        if (isAdd) expect(bitmap.addRun(start, end)).toBe(end - start - there);
        else expect(bitmap.removeRun(start, end)).toBe(there);
        set = isAdd ? set.addRange(start, end) : set.removeRange(start, end);
        expect(bitmap.size).toBe(set.size);
        for (const at of [0, start - 1, start, start + 8191, end - 1, end, end + 1, SECTIONS])
          if (at >= 0) expect(bitmap.below(at)).toBe(set.rank(at));
        expect(bitmap.count(start, SECTIONS)).toBe(set.countIn(start, SECTIONS));
        for (const slot of [0, set.rank(start), set.rank(end), set.size - 1, set.size])
          expect(bitmap.select(slot)).toBe(set.select(slot));
        for (const at of [start, end - 1])
          expect(bitmap.lookup(at)).toBe(set.has(at) ? set.rank(at) : -1);
      }
      expect(BigInt(bitmap.memory().held)).toBe(bitmap.formula().bytes);
    }),
    { numRuns: 60 },
  );
});

it('runs within a few leaves, against a plain set of sections', () => {
  const near = fc.integer({ min: 0, max: 24_600 });
  const change = fc.tuple(fc.boolean(), near, fc.integer({ min: 0, max: 9000 }));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), near, (changes, asked) => {
      const bitmap = new RankBitmap(defaults());
      const plain = new Set<number>();
      for (const [isAdd, start, length] of changes) {
        if (isAdd) bitmap.addRun(start, start + length);
        else bitmap.removeRun(start, start + length);
        for (let n = start; n < start + length; n++) isAdd ? plain.add(n) : plain.delete(n);
      }
      const sorted = [...plain].sort((a, b) => a - b);
      expect(bitmap.size).toBe(sorted.length);
      expect(bitmap.below(asked)).toBe(sorted.filter((n) => n < asked).length);
      for (let slot = 0; slot < sorted.length; slot += 97)
        expect(bitmap.select(slot)).toBe(sorted[slot]);
    }),
    { numRuns: 40 },
  );
});

it('holds more leaves than one piece of bases and of order names, and gives them back', () => {
  const bitmap = new RankBitmap(defaults());
  const starts = Array.from({ length: 1500 }, (_, i) => ((i * 7919) % 1500) * 8192);
  for (const section of starts) expect(bitmap.add(section)).toBe(true);
  for (const section of starts) expect(bitmap.lookup(section)).toBe(section / 8192);
  expect(BigInt(bitmap.memory().held)).toBe(bitmap.formula().bytes);
  for (const section of starts) expect(bitmap.remove(section)).toBe(true);
  expect(bitmap.size).toBe(0);
  expect(BigInt(bitmap.memory().held)).toBe(bitmap.formula().bytes);
});

it('4,194,304 sections in 512 islands cost at most 0.58 bytes each', () => {
  const islands = RunSet.from(
    Array.from({ length: 512 }, (_, i): [number, number] => {
      const start = i * 500_000 + ((i * 8) % 8192);
      return [start, start + 8192];
    }),
  );
  const bitmap = new RankBitmap(defaults()).build(islands);
  expect(bitmap.size).toBe(4_194_304);
  expect(Number(bitmap.formula().bytes) / bitmap.size).toBeLessThan(0.58);
});
