import { expect, it } from 'vitest';
import { STRUCTURES } from '../../../machine/structures/words/catalogue.ts';
import { RunSet } from '../../../machine/units/run-set.ts';
import { explain } from '../../../race/explain.ts';
import { heldBounds, mappedBounds, offlineBounds } from '../../../race/memory-bounds.ts';
import { bitsRead, linesRead } from './lines.ts';
import { layOut } from './picture-layout.ts';
import { firstSection, lastSection, nextHole } from './places-to-ask.ts';
import { scaleOf } from './scale.ts';

const THREAD = RunSet.from([
  [0, 16],
  [2 ** 36, 2 ** 36 + 1],
]);
const ISLANDS = RunSet.from(
  Array.from({ length: 300 }, (_, i) => [1000 * i, 1000 * i + 3] as const),
);
const FAR = 2n ** 60n;

it.each(STRUCTURES)(
  '%s: everything lies in the picture, every read has its dot, bars do not overlap',
  (id) => {
    for (const layout of [THREAD, ISLANDS, RunSet.EMPTY])
      for (const address of [0n, FAR, 2n ** 33n])
        for (const width of [330, 980]) {
          const explanation = explain(
            id,
            layout,
            { physicalBits: 61, wholeBytes: 2 ** 20 },
            address,
          );
          const { boxes, dots, height } = layOut(explanation, width);
          for (const box of boxes) {
            expect(box.x).toBeGreaterThanOrEqual(-2);
            expect(box.x + box.width).toBeLessThanOrEqual(width + 2);
            expect(box.y + box.height).toBeLessThanOrEqual(height + 1);
          }
          const bars = boxes.filter((b) => explanation.levels[b.level]?.kind !== 'node');
          for (const [i, a] of bars.entries())
            for (const b of bars.slice(i + 1))
              if (a.y === b.y) expect(a.x + a.width).toBeLessThanOrEqual(b.x);
          const { reads } = explanation.path;
          expect(new Set(dots.map((dot) => dot.read)).size).toBe(
            reads.filter(({ places }) => places.length > 0).length,
          );
          for (const [i, a] of dots.entries())
            for (const b of dots.slice(i + 1))
              if (a.y === b.y) expect(Math.abs(a.x - b.x)).toBeGreaterThanOrEqual(16);
        }
  },
);

it('three levels over the thread: bars of one width, the dot above the entry that is read', () => {
  const { boxes, dots } = layOut(explain('three-level', THREAD, {}, FAR), 980);
  expect(new Set(boxes.map((b) => b.width))).toEqual(new Set([485]));
  // Entry 1,024 of 8,192 is an eighth.
  expect(dots[0]?.entryX).toBeCloseTo(485 / 8, 0);
  expect(dots.slice(1).map((dot) => Math.round(dot.entryX))).toEqual([495, 495]);
});

it('a red-black tree: the higher key hangs to the right', () => {
  const { boxes } = layOut(explain('red-black', THREAD, {}, FAR), 800);
  expect(boxes.map((b) => b.x + b.width / 2)).toEqual([400, 600]);
});

it('a read across a line is in both', () => {
  const { lines } = linesRead(explain('b-tree', THREAD, {}, FAR));
  expect(lines).toEqual([
    { line: 0, pieces: [{ read: 1, from: 0, to: 64 }] },
    { line: 1, pieces: [{ read: 1, from: 0, to: 64 }] },
    // Length and slot of the second extent stand behind sixteen starts and one pair.
    { line: 2, pieces: [{ read: 2, from: 8, to: 16 }] },
  ]);
});

it('the bits of a word, lowest first', () => {
  const { path } = explain('vmemmap', THREAD, { wholeBytes: 2 ** 20 }, 3n << 24n);
  const found = bitsRead('vmemmap', path.section, path.reads[0] as never);
  expect(found?.asked).toBe(3);
  expect(found?.bits.map(Number).join('')).toBe('1'.repeat(16) + '0'.repeat(48));
});

it('bars in proportion while both can be seen, else by their logarithms', () => {
  expect(scaleOf(400n, 100n)).toEqual({ isLogarithmic: false, shares: [1, 0.25] });
  expect(scaleOf(0n, 0n)).toEqual({ isLogarithmic: false, shares: [0, 0] });
  const { isLogarithmic, shares } = scaleOf(2n ** 40n, 2n ** 10n);
  expect(isLogarithmic).toBe(true);
  expect(shares[1]).toBeCloseTo(0.25, 2);
});

it('first and last section, and one hole after the other', () => {
  const { bounds } = THREAD;
  expect([firstSection(bounds), lastSection(bounds)]).toEqual([0, 2 ** 36]);
  expect(nextHole(bounds, 0)).toBe(16);
  expect(nextHole(bounds, 16)).toBe(2 ** 36 + 1);
  expect(nextHole(bounds, 2 ** 36 + 1)).toBe(16);
  expect(nextHole(Float64Array.of(0, 2 ** 40), 5)).toBeNull();
  // Where nothing is, all is one hole.
  expect(nextHole(Float64Array.of(), 0)).toBe(0);
  expect(firstSection(Float64Array.of())).toBeNull();
});

it('runs that differ in their state alone are one piece', () => {
  const memory = Float64Array.of(0, 4, 0, 4, 2, 1, 9, 1, 0);
  expect([...heldBounds(memory)]).toEqual([0, 6, 9, 10]);
  expect([...mappedBounds(memory, 'flat')]).toEqual([0, 6, 9, 10]);
  expect([...mappedBounds(memory, 'hash')]).toEqual([0, 4, 9, 10]);
  expect([...offlineBounds(memory)]).toEqual([4, 6]);
});
