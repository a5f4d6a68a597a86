import { expect, it } from 'vitest';
import { gallery } from '../../worker/gallery.ts';
import { matching } from './filter.ts';
import { walk } from './walk.ts';

const { stories } = gallery();
const found = (typed: string) => matching(stories, typed).map(({ id }) => id);

it('typed words find scenes by kernel, words and verdict; all of them must occur', () => {
  expect(found('')).toHaveLength(stories.length);
  expect(found('slub 2.6.26')).toEqual(['untold']);
  expect(found('WRONG page')).toContain('wrong-page');
  expect(found('no such words')).toEqual([]);
});

/** Three columns, seven boxes. */
const places = Array.from({ length: 7 }, (_, i) => ({
  left: (i % 3) * 100,
  top: Math.floor(i / 3) * 80,
}));

it('arrows walk along rows and columns', () => {
  expect(walk(places, 0, 'ArrowRight')).toBe(1);
  expect(walk(places, 6, 'ArrowRight')).toBe(6);
  expect(walk(places, 4, 'ArrowDown')).toBe(6);
  expect(walk(places, 4, 'ArrowUp')).toBe(1);
  expect(walk(places, 6, 'ArrowDown')).toBe(6);
});

it('above the first row, and before the first box, stands the field', () => {
  expect(walk(places, 2, 'ArrowUp')).toBe(-1);
  expect(walk(places, 0, 'ArrowLeft')).toBe(-1);
});
