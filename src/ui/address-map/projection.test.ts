import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WHOLE } from '../../store/view.ts';
import { buildAxis } from './axis.ts';
import { extentsOf } from './extents.ts';
import { addressUnder, fitView, panBy, project, xOf, zoomAbout } from './projection.ts';
import { sameView } from './viewport.ts';

const extents = extentsOf({ memory: Float64Array.of(0, 16, 0, 2 ** 36, 1, 0), beyond: [] });
const kinds = ['proportional', 'broken', 'logarithmic'] as const;
const axes = kinds.map((k) => buildAxis(k, extents, 1392, { section: 32, share: 0.6 }));
const axis = fc.constantFrom(...axes);
const FAR = 1n << 60n;

test('the whole picture: edges where the axis puts them', () => {
  const p = project(axes[1] ?? raise(), WHOLE, 1392);
  expect(xOf(p, 0n)).toBe(0);
  expect(xOf(p, 16n << 24n)).toBeCloseTo(512, 9);
  expect(xOf(p, FAR)).toBeCloseTo(936, 9);
  expect(xOf(p, 1n << 64n)).toBeCloseTo(1392, 9);
  expect(p.sectionPx).toBeCloseTo(32, 9);
});

test('zooming about the first byte at 2^60 reaches one byte on every axis, and it stays there', () => {
  for (const a of axes) {
    let view = WHOLE;
    for (let k = 0; k < 400 && view.span > 1n; k++) {
      const p = project(a, view, 1392);
      view = zoomAbout(p, xOf(p, FAR), -0.5);
    }
    expect(view.span).toBe(1n);
    expect(view.origin <= FAR && FAR <= view.origin + 2n).toBe(true);
  }
});

test('zooming out for long enough shows everything again', () => {
  fc.assert(
    fc.property(axis, fc.bigInt(0n, (1n << 64n) - 4096n), fc.nat(1391), (a, at, px) => {
      let view = fitView(a, at, at + 4096n);
      for (let k = 0; k < 200; k++) view = zoomAbout(project(a, view, 1392), px, 0.5);
      expect(sameView(view, WHOLE)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('what is under the pointer stays under it while zooming', () => {
  fc.assert(
    fc.property(
      axis,
      fc.nat(1391),
      fc.array(fc.double({ min: -2, max: -0.05, noNaN: true }), { minLength: 1, maxLength: 8 }),
      (a, px, steps) => {
        let view = WHOLE;
        for (const step of steps) {
          const p = project(a, view, 1392);
          const under = addressUnder(p, px);
          view = zoomAbout(p, px, step);
          const q = project(a, view, 1392);
          // A window below a section is to scale on every axis: there a fold's bend goes.
          if (q.linear !== p.linear) continue;
          expect(Math.abs(xOf(q, under) - px)).toBeLessThan(1e-3 + q.sectionPx / 2 ** 20);
        }
      },
    ),
  );
});

test('a thousand one-pixel pans at 2^60 move exactly a thousand pixels of bytes, on every axis', () => {
  for (const a of axes) {
    let view = { origin: FAR + 64n, fraction: 0n, span: 64n * 1392n };
    for (let k = 0; k < 1000; k++) view = panBy(project(a, view, 1392), 1);
    expect(view).toEqual({ origin: FAR + 64n + 64_000n, fraction: 0n, span: 64n * 1392n });
  }
});

test('pan there and back is nothing visible', () => {
  fc.assert(
    fc.property(axis, fc.bigInt(0n, (1n << 64n) - (1n << 32n)), fc.nat(60), (a, at, bits) => {
      const size = 1n << BigInt(bits);
      const view = fitView(a, at, at + size < 1n << 64n ? at + size : 1n << 64n);
      const p = project(a, view, 1392);
      const moved = panBy(p, 1);
      const back = panBy(project(a, moved, 1392), -1);
      expect(Math.abs(xOf(p, back.origin) - xOf(p, view.origin))).toBeLessThan(2);
    }),
  );
});

function raise(): never {
  throw new Error('unreachable');
}
