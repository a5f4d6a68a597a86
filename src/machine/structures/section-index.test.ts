import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RunSet } from '../units/run-set.ts';
import { SectionIndex } from './section-index.ts';

const SECTIONS = 2 ** 40;
const sections = fc.oneof(
  fc.integer({ min: 0, max: 60_000 }),
  fc.constantFrom(0, 8191, 8192, 2 ** 26 - 1, 2 ** 26, 2 ** 36, 2 ** 39, SECTIONS - 1),
  fc.maxSafeNat().map((n) => n % SECTIONS),
);
const run = (most: number) =>
  fc
    .tuple(sections, fc.integer({ min: 1, max: most }))
    .map(([s, n]): [number, number] => [s, Math.min(SECTIONS, s + n)]);
const layouts = fc.array(run(20_000), { maxLength: 8 }).map((runs) => RunSet.from(runs));

function expectAlike(index: SectionIndex, set: RunSet, asked: readonly number[]): void {
  expect(index.size).toBe(set.size);
  for (const at of asked) {
    expect(index.below(at)).toBe(set.rank(at));
    expect(index.count(at, SECTIONS)).toBe(set.countIn(at, SECTIONS));
    expect(index.count(SECTIONS, at)).toBe(0);
    expect(index.select(set.rank(at))).toBe(set.select(set.rank(at)));
  }
}
const EDGES = [0, 1, 2 ** 36, SECTIONS - 1, SECTIONS];

it('answers as the set does, through any steps and back', () => {
  const change = fc.tuple(fc.boolean(), run(2000));
  fc.assert(
    fc.property(layouts, fc.array(change, { maxLength: 8 }), (layout, changes) => {
      const index = new SectionIndex().over(layout.bounds);
      expectAlike(index, layout, EDGES);
      index.build();
      expectAlike(index, layout, EDGES);
      const line = [layout];
      for (const [isAdd, [start, end]] of changes) {
        const last = line.at(-1) as RunSet;
        line.push(isAdd ? last.addRange(start, end) : last.removeRange(start, end));
      }
      const asked = [...EDGES, ...changes.flatMap(([, [start, end]]) => [start, end - 1, end])];
      for (const set of [...line, ...line.reverse()])
        expectAlike(index.over(set.bounds), set, asked);
    }),
    { numRuns: 40 },
  );
});

it('answers as the set does after any jump', () => {
  fc.assert(
    fc.property(fc.array(layouts, { maxLength: 5 }), (sets) => {
      const index = new SectionIndex();
      for (const set of sets) {
        expectAlike(index.over(set.bounds), set, [...EDGES, ...set.bounds.subarray(0, 8)]);
        index.build();
        expectAlike(index, set, [...EDGES, ...set.bounds.subarray(0, 8)]);
      }
    }),
    { numRuns: 40 },
  );
});

it('counts sets that no bitmap could hold, and comes back from them', () => {
  const index = new SectionIndex();
  // All 2^40 sections in one piece, then without one, then nothing, then one.
  const whole = RunSet.of(0, SECTIONS);
  expect(index.over(whole.bounds).count(5, 2 ** 40)).toBe(2 ** 40 - 5);
  expect(index.select(2 ** 39)).toBe(2 ** 39);
  expect(index.lacksBitmap).toBe(false);
  expect(index.over(whole.removeRange(7, 8).bounds).below(2 ** 40)).toBe(2 ** 40 - 1);
  expect(index.over(new Float64Array()).size).toBe(0);
  expect(index.select(0)).toBeUndefined();
  index.build();
  expect(index.over(Float64Array.of(2 ** 36, 2 ** 36 + 1)).select(0)).toBe(2 ** 36);
});

it('knows any interval of 4,194,304 sections in 512 islands, and of one section more', () => {
  const islands = (i: number): [number, number] => [i * 2 ** 19, i * 2 ** 19 + 8192];
  const set = RunSet.from(Array.from({ length: 512 }, (_, i) => islands(i)));
  const index = new SectionIndex().over(set.bounds);
  index.build();
  expect(index.size).toBe(4_194_304);
  // From the middle of island 3 to the middle of island 7: four islands' worth.
  expect(index.count(3 * 2 ** 19 + 4096, 7 * 2 ** 19 + 4096)).toBe(32_768);
  expect(index.select(8192 * 100 + 5)).toBe(100 * 2 ** 19 + 5);
  // A step is followed: nothing is to be built.
  expect(index.over(set.addRange(8192, 8193).bounds).lacksBitmap).toBe(false);
  expect(index.size).toBe(4_194_305);
  expect(index.select(8192)).toBe(8192);
  expect(index.below(100 * 2 ** 19)).toBe(819_201);
});
