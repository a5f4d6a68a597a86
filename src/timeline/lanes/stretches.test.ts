import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differenceOfRuns, level } from './stretches.ts';

const ABOUT = { kind: 'map', path: 'x', noun: 'x' } as const;

/** Ascending runs with gaps of a section or none between, and what they say section by section. */
const runs = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: -1, max: 3 }),
    ),
    {
      maxLength: 6,
    },
  )
  .map((list) => {
    let next = 0;
    return list.map(([gap, count, value]) => {
      const first = next + gap;
      next = first + count;
      return [first, count, value] as const;
    });
  });

function bySection(list: readonly (readonly [number, number, number])[], rising: boolean) {
  const map = new Map<number, number>();
  for (const [first, count, value] of list)
    for (let i = 0; i < count; i++) map.set(first + i, value < 0 || !rising ? value : value + i);
  return map;
}

it('the first stretch begins at the first section that differs, section by section', () => {
  fc.assert(
    fc.property(runs, runs, fc.boolean(), (a, b, rising) => {
      const [l, r] = [bySection(a, rising), bySection(b, rising)];
      const differing = Array.from({ length: 60 }, (_, i) => i).filter(
        (i) => l.get(i) !== r.get(i),
      );
      const of = (list: typeof a) => ({ ...level(new Float64Array(list.flat())), rising });
      const found = differenceOfRuns(ABOUT, of(a), of(b), String);
      expect(found.length === 0).toBe(differing.length === 0);
      const [first] = differing;
      if (first === undefined) return;
      expect(found[0]).toMatchObject({
        where: `x[0x${(first * 2 ** 24).toString(16)}]`,
        left: String(l.get(first) ?? null),
        right: String(r.get(first) ?? null),
      });
    }),
  );
});

it('tells eight stretches and counts the rest', () => {
  const every = new Float64Array(Array.from({ length: 12 }, (_, i) => [2 * i, 1, 0]).flat());
  const found = differenceOfRuns(ABOUT, level(every), level(new Float64Array(0)), String);
  expect(found).toHaveLength(9);
  expect(found.at(-1)).toMatchObject({
    where: 'x[0x10000000]',
    words: 'x of 16 MiB at 2²⁸, the first of 4',
  });
});
