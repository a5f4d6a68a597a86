import { expect, it } from 'vitest';
import { originOf } from './origin.ts';

it('knows the openings of the thread, and names the format of an import', () => {
  expect(originOf('The thread’s partition', null)).toBe('LKML, 13 Feb 2008');
  expect(originOf('my machine', 'lsmem')).toBe('lsmem');
  expect(originOf('lsmem of 1 Jan', 'lsmem')).toBeUndefined();
});

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'takes the title %s for a title',
  (title) => expect(originOf(title, null)).toBeUndefined(),
);
