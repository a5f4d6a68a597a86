import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAxis } from './axis.ts';
import { extentsOf } from './extents.ts';
import { type Aim, placesIn, type SnapScene, snapNear, snapStep } from './snap.ts';

const SIZE = 1n << 24n;
const scene = (runs: readonly number[], blockSize = '0x1000000', physicalBits = 64): SnapScene => ({
  memory: Float64Array.from(runs),
  beyond: [],
  config: { blockSize, physicalBits },
});
const thread = scene([0, 16, 0, 2 ** 36, 1, 0]);
/** At sections too narrow to see, in a fold. */
const aim = (address: bigint): Aim => ({
  address,
  pxPerSection: 0.001,
  reach: Number.POSITIVE_INFINITY,
  alt: false,
});
const axis = buildAxis('broken', extentsOf(thread), 1392, { section: 32, share: 0.6 });

test('the places of the big hole: after, before, each power of two, the middle', () => {
  const places = placesIn(1n << 28n, 1n << 60n, SIZE, SIZE);
  expect(places[0]).toBe(1n << 28n);
  expect(places.at(-1)).toBe((1n << 60n) - SIZE);
  for (let bit = 29n; bit < 60n; bit++) expect(places).toContain(1n << bit);
  const middle = ((1n << 60n) + (1n << 28n)) / 2n;
  expect(places).toContain(middle - (middle % SIZE));
});

test('in a fold the pointer snaps to the nearest power as the eye sees it', () => {
  const near = (1n << 44n) + (1n << 41n);
  expect(snapNear(thread, axis, aim(near), SIZE)).toBe(1n << 44n);
  expect(snapNear(thread, axis, { ...aim(near + 5n), alt: true }, SIZE)).toBe(near);
  expect(snapNear(thread, axis, { ...aim(5n * SIZE + 77n), pxPerSection: 32 }, SIZE)).toBe(
    5n * SIZE,
  );
});

test('where addresses have room of their own, a place draws from near only', () => {
  const pixels = 1392;
  const proportional = buildAxis('proportional', extentsOf(thread), pixels, {
    section: 32,
    share: 0.6,
  });
  const at = (px: number): bigint => (BigInt(px) << 64n) / BigInt(pixels);
  const lands = (px: number, bits = 64): bigint =>
    snapNear(
      scene([0, 16, 0, 2 ** 36, 1, 0], '0x1000000', bits),
      proportional,
      { ...aim(at(px)), reach: 24 },
      SIZE,
    );
  const under = (px: number): bigint => at(px) - (at(px) % SIZE);
  // 2^63 is at 696, 2^61 at 174, 2^60 at 87.
  expect(lands(675)).toBe(1n << 63n);
  expect(lands(660)).toBe(under(660));
  expect(lands(155)).toBe(1n << 61n);
  expect(lands(155, 61)).toBe(under(155));
  expect(lands(180, 61)).toBe(1n << 61n);
  expect(lands(95)).toBe((1n << 60n) + SIZE);
});

test('arrows walk the places and stop at the ends', () => {
  const first = snapStep(thread, null, SIZE, 1, false);
  expect(first).toBe(1n << 28n);
  expect(snapStep(thread, first, SIZE, 1, false)).toBe(1n << 29n);
  expect(snapStep(thread, 1n << 29n, SIZE, -1, false)).toBe(first);
  expect(snapStep(thread, first, SIZE, -1, false)).toBe(first);
  expect(snapStep(thread, (1n << 60n) - SIZE, SIZE, 1, false)).toBe((1n << 60n) + SIZE);
  expect(snapStep(thread, 1n << 44n, SIZE, 1, true)).toBe((1n << 44n) + SIZE);
});

test('on the empty machine the first place is 0', () => {
  expect(snapStep(scene([]), null, SIZE, 1, false)).toBe(0n);
});

test('every snap is aligned to the block, and a step forward is undone by a step back', () => {
  const layout = fc
    .uniqueArray(fc.integer({ min: 0, max: 2 ** 30 }), { maxLength: 8 })
    .map((f) => f.sort((a, b) => a - b).flatMap((s) => [s * 16, 16, 0]));
  fc.assert(
    fc.property(
      layout,
      fc.constantFrom('0x1000000', '0x10000000'),
      fc.bigInt(0n, (1n << 64n) - 1n),
      fc.constantFrom(SIZE * 16n, SIZE * 64n),
      (runs, block, at, size) => {
        const s = scene(runs, block);
        const a = buildAxis('broken', extentsOf(s), 1392, { section: 32, share: 0.6 });
        const near = snapNear(s, a, aim(at), size);
        expect(near % BigInt(block)).toBe(0n);
        const next = snapStep(s, near, size, 1, false);
        expect(next % BigInt(block)).toBe(0n);
        if (next > near) expect(snapStep(s, next, size, -1, false) >= near).toBe(true);
      },
    ),
  );
});

test('over memory too narrow to aim at the part goes to the free place beside it', () => {
  const crowded = scene([100, 50, 0, 400, 50, 0]);
  const axisOf = buildAxis('broken', extentsOf(crowded), 1392, { section: 32, share: 0.6 });
  const near = snapNear(crowded, axisOf, aim(102n * SIZE), SIZE);
  expect(near).toBe(99n * SIZE);
  expect(snapNear(crowded, axisOf, aim(148n * SIZE), SIZE)).toBe(150n * SIZE);
});
