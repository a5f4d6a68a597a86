import { describe, expect, it } from 'vitest';
import { SHOWN } from '../structure-words.ts';
import { FAMILIES, FAMILY_OF, outlineOf } from './family.ts';

/** Corners of an outline of M, L, l, h, v and Z. */
function cornersOf(path: string): [number, number][] {
  const corners: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command, numbers] of path.matchAll(/([MLlhv])([^MLlhvZ]*)/g)) {
    const [a = 0, b = 0] = (numbers ?? '').trim().split(/[ ,]+/).map(Number);
    if (command === 'M' || command === 'L') [x, y] = [a, b];
    else if (command === 'l') [x, y] = [x + a, y + b];
    else if (command === 'h') x += a;
    else y += a;
    corners.push([x, y]);
  }
  return corners;
}

/** By the shoelace formula. */
function areaOf(corners: readonly (readonly [number, number])[]): number {
  let twice = 0;
  for (const [i, [x, y]] of corners.entries()) {
    const [u, v] = corners[(i + 1) % corners.length] as [number, number];
    twice += x * v - u * y;
  }
  return Math.abs(twice) / 2;
}

describe('shapes', () => {
  it.each(FAMILIES.filter((family) => family !== 'runs'))(
    '%s: as large as the others',
    (family) => {
      expect(areaOf(cornersOf(outlineOf(family, 10)))).toBeCloseTo(100);
    },
  );

  it('a disc as well', () => {
    const radius = Number(/a([\d.]+)/.exec(outlineOf('runs', 10))?.[1]);
    expect(Math.PI * radius ** 2).toBeCloseTo(100);
  });

  it('are five, and every structure has one', () => {
    expect(new Set(FAMILIES.map((family) => outlineOf(family, 10))).size).toBe(5);
    expect(SHOWN.every((structure) => FAMILIES.includes(FAMILY_OF[structure]))).toBe(true);
  });
});
