import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Axis, advance, baseOf, buildAxis, distance } from './axis.ts';
import { extentsOf } from './extents.ts';

const SCALE = { section: 32, share: 0.6 };
const memory = (...runs: readonly (readonly [number, number])[]) =>
  extentsOf({ memory: Float64Array.from(runs.flatMap(([a, n]) => [a, n, 0])), beyond: [] });
const thread = memory([0, 16], [2 ** 36, 1]);

test('the thread: 32 px to the section, two folds of 424', () => {
  const axis = buildAxis('broken', thread, 1392, SCALE);
  expect([...axis.u]).toEqual([0, 512, 936, 968, 1392]);
  expect([...axis.ruler]).toEqual([0, 1, 0, 1]);
});

test('a section taken out stays an honest gap: nothing else moves', () => {
  const axis = buildAxis('broken', memory([0, 8], [9, 7], [2 ** 36, 1]), 1392, SCALE);
  expect([...axis.u]).toEqual([0, 256, 288, 512, 936, 968, 1392]);
  expect([...axis.ruler]).toEqual([0, 0, 0, 1, 0, 1]);
});

test('no memory: one fold, 16 EiB of nothing', () => {
  const axis = buildAxis('broken', memory(), 1000, SCALE);
  expect([...axis.u]).toEqual([0, 1000]);
  expect([...axis.ruler]).toEqual([1]);
});

test('much memory takes at most 60 % of the picture', () => {
  const axis = buildAxis('broken', memory([0, 256]), 1000, SCALE);
  expect([...axis.u]).toEqual([0, 600, 1000]);
});

test('65,536 scattered sections: 131,072 pieces, in order, to the very end', () => {
  const runs = Array.from({ length: 65_536 }, (_, i) => [i * 16 + 3, 1] as const);
  const axis = buildAxis('broken', memory(...runs), 1392, SCALE);
  expect(axis.ruler.length).toBe(131_073);
  let wrong = 0;
  for (let i = 0; i < axis.ruler.length; i++)
    if ((axis.u[i + 1] ?? 0) < (axis.u[i] ?? 0)) wrong += 1;
  expect(wrong).toBe(0);
});

const layout = fc
  .uniqueArray(fc.integer({ min: 0, max: 2 ** 40 - 65 }), { maxLength: 30 })
  .map((firsts) => firsts.sort((a, b) => a - b))
  .map((firsts) =>
    memory(
      ...firsts.map(
        (f, i) => [f, Math.min(1 + ((f * 7) % 64), (firsts[i + 1] ?? 2 ** 40) - f)] as const,
      ),
    ),
  );
const kind = fc.constantFrom('proportional', 'broken', 'logarithmic' as const);
const address = fc.oneof(
  fc.bigInt(0n, (1n << 64n) - 1n),
  fc.integer({ min: 0, max: 63 }).map((b) => 1n << BigInt(b)),
);
const placeOf = (a: bigint) => ({
  section: Number(a >> 24n),
  offset: Number(a & 0xffffffn),
});
const axisOf = (e: ReturnType<typeof memory>, k: Axis['kind']) => buildAxis(k, e, 1392, SCALE);

test('the order of addresses is the order of pixels, on every axis', () => {
  fc.assert(
    fc.property(layout, kind, address, address, (e, k, a, b) => {
      const axis = axisOf(e, k);
      const du = distance(axis, placeOf(a), placeOf(b));
      expect(Math.sign(du) === 0 || Math.sign(du) === (b > a ? 1 : -1)).toBe(true);
      expect(distance(axis, placeOf(b), placeOf(a)) + du).toBe(0);
    }),
  );
});

test('going a distance arrives where the distance was measured', () => {
  fc.assert(
    fc.property(layout, kind, address, address, (e, k, a, b) => {
      const axis = axisOf(e, k);
      const du = distance(axis, placeOf(a), placeOf(b));
      const there = advance(axis, placeOf(a), du) >> 64n;
      expect(Math.abs(distance(axis, placeOf(b), placeOf(there)))).toBeLessThan(1e-5);
    }),
  );
});

test('base coordinates run from 0 to the width', () => {
  fc.assert(
    fc.property(layout, kind, (e, k) => {
      const axis = axisOf(e, k);
      expect(baseOf(axis, { section: 0, offset: 0 })).toBe(0);
      expect(baseOf(axis, { section: 2 ** 40, offset: 0 })).toBeCloseTo(1392, 6);
    }),
  );
});

test('random runs: pieces as laid out one by one, folds as found by sorting all holes', () => {
  const lengths = fc.array(
    fc.tuple(
      fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2 ** 33 })),
      fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5000 })),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(lengths, fc.boolean(), fc.constantFrom(390, 1392), (list, atZero, width) => {
      let at = 0;
      const runs = list.map(([gap, count], i) => {
        const first = i === 0 && atZero ? 0 : at + gap;
        at = first + count;
        return [first, count] as const;
      });
      const extents = memory(...runs);
      const axis = buildAxis('broken', extents, width, SCALE);
      const pieces = [
        ...runs.map(([first, count]) => ({ first, size: count, hole: false })),
        ...Array.from({ length: extents.holes.length / 2 }, (_, i) => ({
          first: extents.holes[2 * i] ?? 0,
          size: (extents.holes[2 * i + 1] ?? 0) - (extents.holes[2 * i] ?? 0),
          hole: true,
        })),
      ].sort((a, b) => a.first - b.first);
      expect([...axis.start]).toEqual([...pieces.map((p) => p.first), 2 ** 40]);
      const sizes = pieces
        .filter((p) => p.hole)
        .map((p) => p.size)
        .sort((a, b) => a - b);
      let linear = runs.reduce((sum, [, count]) => sum + count, 0);
      const scaleAt = (sections: number) =>
        sections === 0 ? SCALE.section : Math.min(SCALE.section, (SCALE.share * width) / sections);
      let kept = 0;
      while (
        kept < sizes.length - 1 &&
        (sizes[kept] ?? 0) * scaleAt(linear) <=
          (width - scaleAt(linear) * linear) / (sizes.length - kept)
      )
        linear += sizes[kept++] ?? 0;
      const widest = kept > 0 ? (sizes[kept - 1] ?? 0) : 0;
      expect([...axis.ruler]).toEqual(pieces.map((p) => (p.hole && p.size > widest ? 1 : 0)));
      const scale = scaleAt(linear);
      const folds = pieces.filter((p) => p.hole && p.size > widest).length;
      const fold = (width - scale * linear) / folds;
      let u = 0;
      pieces.forEach((p, i) => {
        expect(axis.u[i]).toBeCloseTo(u, 6);
        u += p.hole && p.size > widest ? fold : p.size * scale;
      });
      expect(axis.u[pieces.length]).toBe(width);
    }),
  );
});
