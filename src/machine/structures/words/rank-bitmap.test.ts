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
