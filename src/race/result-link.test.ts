import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { expect, it } from 'vitest';
import { STRUCTURES } from '../machine/structures/words/catalogue.ts';
import { encodeBase64url } from '../scenario/base64url.ts';
import type { RaceResult } from './result.ts';
import { makeRaceField, readRaceField } from './result-link.ts';
import { results, USUAL_RESULT } from './results.test-data.ts';

const packed = (value: unknown): string =>
  encodeBase64url(deflateSync(strToU8(JSON.stringify(value))));

/** Numbers to three digits, the current layout alone. */
const shortened = (result: RaceResult): unknown =>
  JSON.parse(
    JSON.stringify({ ...result, layouts: result.layouts.slice(0, 1) }, (key, value) =>
      ['resolution', 'reads', 'lines', 'median', 'low', 'high'].includes(key)
        ? Number(value.toPrecision(3))
        : value,
    ),
  );

it('a result comes back from its link to three digits, and in the same letters', () => {
  fc.assert(
    fc.property(results, (result) => {
      const field = makeRaceField(result);
      const read = readRaceField(field);
      expect(read).toEqual({ ok: true, value: shortened(result) });
      if (read.ok) expect(makeRaceField(read.value)).toBe(field);
    }),
    { numRuns: 50 },
  );
});

it('takes few letters, all of which travel', () => {
  const field = makeRaceField(USUAL_RESULT);
  expect(field).toMatch(/^[\w-]+$/);
  expect(field.length).toBeLessThan(650);
});

it('has every structure, in the order of old links', () => {
  // A link of the first version that had the field.
  const place = ['Chromium 156', 8, 0, 5000, 1, 9, 0];
  const marks = STRUCTURES.map((_, i) => [i, 0, 1, 1, 1, 1, 1, 'why']);
  const read = readRaceField(
    packed([place, [90, 0, 1, 1], ['T', 1, 1, 0, '0123456789abcdef'], marks]),
  );
  expect(read.ok && read.value.layouts[0]?.marks.map((m) => m.structure)).toEqual([
    'flat',
    'three-level',
    'three-level-compact',
    'hash',
    'extents',
    'red-black',
    'b-tree',
    'sparsemem-static',
    'sparsemem-extreme',
    'vmemmap',
    'radix-64',
    'page-table',
    'rank-bitmap',
  ]);
});

it.each([
  ['nothing', '', 'bad-link'],
  ['letters that are none', 'ab cd', 'bad-link'],
  ['no deflated text', 'AAAA', 'bad-link'],
  ['no list', packed({ a: 1 }), 'bad-link'],
  ['an empty list', packed([]), 'bad-link'],
  ['wrong types', packed(['a', 'b', 'c', 'd']), 'bad-link'],
  [
    'no mix that is known',
    packed([['C', 1, 0, 1, 1, 9, 0], [90, 7, 1, 1], ['T', 1, 1, 0, '0123456789abcdef'], []]),
    'bad-link',
  ],
  [
    'the name of an own property for an order',
    packed([['C', 1, 0, 1, 1, 9, 0], [90, 'length', 1, 1], ['T', 1, 1, 0, '0123456789abcdef'], []]),
    'bad-link',
  ],
  [
    'marks that are no lists',
    packed([['C', 1, 0, 1, 1, 9, 0], [90, 0, 1, 1], ['T', 1, 1, 0, '0123456789abcdef'], [1]]),
    'bad-link',
  ],
  ['a bomb', packed('a'.repeat(1 << 20)), 'too-large'],
])('refuses %s', (_, field, code) => {
  const read = readRaceField(field);
  expect(read).toMatchObject({ ok: false, error: { code } });
});

it('never throws, whatever letter is changed', () => {
  const field = makeRaceField(USUAL_RESULT);
  fc.assert(
    fc.property(fc.nat(field.length - 1), fc.constantFrom(...'Aa0_-'), (at, letter) => {
      readRaceField(field.slice(0, at) + letter + field.slice(at + 1));
    }),
    { numRuns: 200 },
  );
});
