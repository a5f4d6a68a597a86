import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../kit/place.ts';
import { type Named, placeNames } from './place-names.ts';

const bounds: Box = { left: 0, top: 0, width: 320, height: 300 };

const mark = (id: string, x: number, y: number, width = 80): Named => ({
  id,
  x,
  y,
  half: 6,
  width,
  height: 15,
});

const apart = (a: Box, b: Box): boolean =>
  a.left + a.width <= b.left ||
  b.left + b.width <= a.left ||
  a.top + a.height <= b.top ||
  b.top + b.height <= a.top;

const inside = (a: Box): boolean =>
  a.left >= 0 && a.top >= 0 && a.left + a.width <= 320 && a.top + a.height <= 300;

describe('placeNames', () => {
  it('puts a lone name to the right of its mark, without a line', () => {
    const [name] = placeNames([mark('a', 100, 100)], { bounds });
    expect(name?.leader).toBeNull();
    expect(name?.box).toEqual({ left: 111, top: 92.5, width: 80, height: 15 });
  });

  it('puts it to the left where the right is not there', () => {
    const [name] = placeNames([mark('a', 300, 100)], { bounds });
    expect(name?.box.left).toBeCloseTo(209);
  });

  it('keeps clear of what is taken', () => {
    const taken = [{ left: 105, top: 80, width: 200, height: 40 }];
    const [name] = placeNames([mark('a', 100, 100)], { bounds, taken });
    expect(name && apart(name.box, taken[0] as Box)).toBe(true);
  });

  it('draws a line to a name that had to be moved away', () => {
    const marks = Array.from({ length: 6 }, (_, i) => mark(`${i}`, 160, 150 + i));
    const placed = placeNames(marks, { bounds });
    expect(placed).toHaveLength(6);
    expect(placed.some(({ leader }) => leader !== null)).toBe(true);
  });

  it('finds a place for thirteen names of a phone, none over another, over a mark or outside', () => {
    const place = fc.tuple(fc.integer({ min: 8, max: 312 }), fc.integer({ min: 8, max: 292 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 13, maxLength: 13 }), (places) => {
        const marks = places.map(([x, y], i) => mark(`${i}`, x, y));
        const placed = placeNames(marks, { bounds });
        expect(placed).toHaveLength(13);
        for (const [i, one] of placed.entries()) {
          expect(inside(one.box)).toBe(true);
          for (const other of placed.slice(i + 1)) expect(apart(one.box, other.box)).toBe(true);
          for (const { x, y, half } of marks) {
            const box = { left: x - half, top: y - half, width: 2 * half, height: 2 * half };
            expect(apart(one.box, box)).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a spare name', () => {
  const spare = (id: string, x: number, y: number): Named => ({ ...mark(id, x, y), spare: true });

  it('stands right beside its mark, or not at all', () => {
    const alone = placeNames([spare('a', 100, 100)], { bounds });
    expect(alone[0]?.leader).toBeNull();
    const crowded = [mark('front', 160, 150), spare('b', 162, 152), spare('c', 158, 148)];
    expect(placeNames(crowded, { bounds }).map(({ id }) => id)).toEqual(['front']);
  });

  it('gives way to what is faint', () => {
    const faint = [{ left: 0, top: 0, width: 320, height: 300 }];
    expect(placeNames([spare('a', 100, 100)], { bounds, faint })).toEqual([]);
    expect(placeNames([mark('a', 100, 100)], { bounds, faint })).toHaveLength(1);
  });
});
