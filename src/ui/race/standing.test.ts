import { describe, expect, it } from 'vitest';
import { USUAL_MIX } from '../../race/mix.ts';
import type { RaceResult } from '../../race/result.ts';
import { shapeOf, shapeWords } from './layout-shape.ts';
import { readNumber } from './number-field.tsx';
import { timesOf } from './standing.ts';

/** Three runs of one state each: 0..15 online, 16 offline beside it, and the section at 2^60. */
const THREAD = Float64Array.of(0, 16, 0, 16, 1, 1, 2 ** 36, 1, 0);

it('counts what is online, and what is offline beside it', () => {
  expect(shapeOf(THREAD)).toEqual({ sections: 17, islands: 2, highest: 2 ** 36, offline: 1 });
  expect(shapeWords(shapeOf(THREAD))).toBe(
    '17 sections in 2 islands, highest at 2⁶⁰; 1 offline, which the flat array alone counts',
  );
  expect(shapeWords(shapeOf(Float64Array.of(0, 1, 1)))).toMatch(/^no memory online; 1 offline/);
  expect(shapeWords(shapeOf(new Float64Array(0)))).toBe('no memory');
  expect(shapeWords(shapeOf(Float64Array.of(0, 1, 0)))).toBe(
    '1 section in 1 island, highest at 0x0',
  );
});

const HERE = '0123456789abcdef';
const result: RaceResult = {
  place: {
    browser: 'Chromium 156',
    cores: 2,
    isolated: false,
    resolution: 1e5,
    wasm: true,
    rounds: 9,
  },
  mix: USUAL_MIX,
  layouts: [
    {
      id: 'current',
      title: 'x',
      sections: 18,
      islands: 2,
      highest: 2 ** 36,
      fingerprint: HERE,
      marks: [],
    },
  ],
};
const race = { result, elsewhere: null, mix: USUAL_MIX, fingerprint: HERE };
const THERE = 'fedcba9876543210';

describe('times', () => {
  it('are of now only for this memory and this mix', () => {
    expect(timesOf(race)).toMatchObject({ standing: 'now', doubt: null });
    expect(timesOf({ ...race, fingerprint: THERE })).toMatchObject({ standing: 'before' });
    expect(timesOf({ ...race, fingerprint: null })).toMatchObject({ standing: 'now' });
    expect(timesOf({ ...race, mix: { ...USUAL_MIX, seed: 2 } })).toMatchObject({
      standing: 'before',
      doubt: 'Times are of the mix before.',
    });
  });

  it('from elsewhere stand in only where nothing was raced here', () => {
    const other = { ...result, place: { ...result.place, cores: 64 } };
    expect(timesOf({ ...race, elsewhere: other })?.place.cores).toBe(2);
    expect(timesOf({ ...race, result: null, elsewhere: other })).toMatchObject({
      standing: 'elsewhere',
      otherMemory: false,
      doubt: null,
    });
    const asked = { ...race, result: null, elsewhere: other, mix: { ...USUAL_MIX, hits: 0 } };
    expect(timesOf(asked)?.doubt).toBe('It was asked other lookups than are set here.');
    const apart = { ...race, result: null, elsewhere: other, fingerprint: THERE };
    expect(timesOf(apart)).toMatchObject({
      standing: 'elsewhere',
      otherMemory: true,
      doubt: 'Its memory or machine is not the one here.',
    });
    expect(timesOf({ ...race, result: null })).toBeNull();
  });
});

it.each([
  ['0', 0],
  [' 100 ', 100],
  ['101', null],
  ['', null],
  ['-1', null],
  ['1e2', null],
  ['99999999999', null],
])('reads %j as %s of at most 100', (text, number) => expect(readNumber(text, 100)).toBe(number));
