import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Viewport } from '../../store/view.ts';
import { buildAxis } from './axis.ts';
import { extentsOf } from './extents.ts';
import { addressUnder, type Projection, project, xOf } from './projection.ts';
import { pan, sameView, viewportOf, zoom } from './viewport.ts';

const END = 1n << 64n;
const PLACES = [0n, 1n << 53n, 1n << 60n, 1n << 63n, END - 1n];
const SCALES = [1n, 4096n, 1n << 24n];
const WIDTHS = [320, 390, 976, 1024, 1392, 1391.5, 2560];

const place = fc.constantFrom(...PLACES);
const width = fc.constantFrom(...WIDTHS);
const extents = extentsOf({ memory: Float64Array.of(0, 16, 0, 2 ** 36, 1, 0), beyond: [] });
const AXES = (['proportional', 'broken', 'logarithmic'] as const).map((kind) =>
  buildAxis(kind, extents, 1392, { section: 32, share: 0.6 }),
);
const axis = fc.constantFrom(...AXES);

/** The pixel at which the page draws a byte, where a byte has no less than a pixel. */
const pixelOf = (p: Projection, address: bigint): number => Math.ceil(xOf(p, address) - 1e-9);

const jitter = fc.bigInt(-(1n << 30n), 1n << 30n);

/** A window about a place with so many bytes to the pixel, and a part of a byte at its left edge. */
const windowAt = (at: bigint, perPixel: bigint, px: number, shift: bigint): Viewport => {
  const view = viewportOf(
    (at + shift - (perPixel * BigInt(Math.ceil(px))) / 2n) << 64n,
    (perPixel * BigInt(Math.ceil(px))) << 64n,
  );
  return view;
};

test('10,000 pixels at byte, page and section scale come back from their address', () => {
  let errors = 0;
  fc.assert(
    fc.property(
      axis,
      place,
      fc.constantFrom(...SCALES),
      width,
      jitter,
      fc.bigInt(0n, END - 1n),
      fc.nat({ max: 1_000_000 }),
      (a, at, scale, w, shift, fraction, pick) => {
        const base = windowAt(at, scale, w, shift);
        const view = base.origin + base.span < END ? { ...base, fraction } : base;
        const px = pick % Math.floor(w);
        // Both ways as the page does it: the byte under a pixel is drawn there, or less than its own length before.
        const p = project(a, view, w);
        const off = px - xOf(p, addressUnder(p, px));
        const near = p.linear ? 1e-6 : 1e-3;
        if (off < -near || off > 1 / Number(scale) + near) errors += 1;
      },
    ),
    { numRuns: 10_000 },
  );
  expect(errors).toBe(0);
});

test('below a byte to the pixel every address comes back from its pixel', () => {
  fc.assert(
    fc.property(
      axis,
      place,
      fc.integer({ min: 1, max: 300 }),
      width,
      fc.nat(299),
      (a, at, span, w, k) => {
        const view = viewportOf((at - BigInt(span >> 1)) << 64n, BigInt(span) << 64n);
        const address = view.origin + BigInt(k % span);
        const p = project(a, view, w);
        expect(addressUnder(p, pixelOf(p, address))).toBe(address);
      },
    ),
  );
});

test('a thousand pans of one pixel at 2^60 move exactly a thousand pixels of bytes', () => {
  for (const [span, w] of [
    [64n * 1392n, 1392],
    [1001n, 1000],
    [64n * 1000n, 1000],
    [7n * 16n, 112],
    [1n << 24n, 1024],
  ] as const) {
    let view: Viewport = { origin: 1n << 60n, fraction: 0n, span };
    for (let k = 0; k < 1000; k++) view = pan(view, w, 1);
    expect(view.origin).toBe((1n << 60n) + (1000n * span) / BigInt(w));
    for (let k = 0; k < 1000; k++) view = pan(view, w, -1);
    expect(sameView(view, { origin: 1n << 60n, fraction: 0n, span })).toBe(true);
  }
});

test('zooming in and out again is nothing, at any pixel and by any factor', () => {
  fc.assert(
    fc.property(
      place,
      fc.bigInt(64n, 1n << 40n),
      width,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.01, max: 4, noNaN: true }),
      (at, span, w, where, octaves) => {
        const from = at < span ? 0n : at - span < 0n ? 0n : at - span / 2n;
        const view = viewportOf(from << 64n, span << 64n);
        // Inside the picture: from beyond its edge, the end of the space would hold it back.
        const px = Math.floor(where * w);
        const back = zoom(zoom(view, w, px, -octaves), w, px, octaves);
        expect(sameView(back, view)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

test('the byte under the pointer stays there while zooming in to one byte', () => {
  const target = (1n << 60n) + 0x12345678n;
  let view: Viewport = { origin: 0n, fraction: 0n, span: END };
  const w = 1392;
  const [, broken] = AXES;
  if (!broken) throw new Error('There is no broken axis.');
  let guard = 0;
  while (view.span > 1n && guard++ < 200) {
    const px = pixelOf(project(broken, view, w), target);
    view = zoom(view, w, px, -0.5);
  }
  expect(view.span).toBe(1n);
  expect(guard).toBeLessThan(140);
});

test('no gesture leaves [0, 2^64)', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, END - 1n),
      fc.bigInt(1n, END),
      fc.array(
        fc.tuple(fc.boolean(), fc.double({ min: -2000, max: 2000, noNaN: true }), fc.nat(1000)),
        { maxLength: 12 },
      ),
      (origin, span, moves) => {
        let view = viewportOf(origin << 64n, span << 64n);
        for (const [isPan, amount, px] of moves)
          view = isPan ? pan(view, 1000, amount) : zoom(view, 1000, px, amount / 500);
        expect(view.origin >= 0n && view.span >= 1n).toBe(true);
        expect(view.origin + view.span <= END).toBe(true);
      },
    ),
  );
});
