import { expect, it } from 'vitest';
import { focusedOf, heirOf } from './heir.ts';

const BEFORE = ['Edit a', 'Remove a', 'Edit b', 'Remove b', 'Ask eHEA first'];

it('keeps the focus on the same control', () => {
  expect(heirOf(focusedOf(BEFORE, 'Edit b'), ['Edit b', 'Remove b'])).toBe('Edit b');
});

it('goes on to the callback that took the place of the removed one, or to the last', () => {
  expect(heirOf(focusedOf(BEFORE, 'Remove a'), ['Edit b', 'Remove b'])).toBe('Remove b');
  expect(heirOf(focusedOf(BEFORE, 'Remove b'), ['Edit a', 'Remove a'])).toBe('Remove a');
});

it('has no heir among others', () => {
  expect(heirOf(focusedOf(BEFORE, 'Remove a'), [])).toBeNull();
  expect(heirOf({ label: 'Edit gone', rank: -1 }, BEFORE)).toBeNull();
  expect(heirOf(focusedOf(BEFORE, 'Ask eHEA first'), ['Edit a', 'Remove a'])).toBeNull();
});
