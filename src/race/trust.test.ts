import { expect, it } from 'vitest';
import { USUAL_MIX } from './mix.ts';
import type { Mark, Measured, Place, RacedLayout } from './result.ts';
import { trustOf } from './trust.ts';

const PLACE: Place = {
  browser: 'Chromium 156',
  cores: 8,
  isolated: true,
  resolution: 5000,
  wasm: true,
  rounds: 9,
};

const over = (lookups: readonly Measured[]): RacedLayout => ({
  id: 'current',
  title: 'Mine',
  sections: 1,
  islands: 1,
  highest: 0,
  fingerprint: '0123456789abcdef',
  marks: lookups.map(
    (lookup): Mark => ({
      structure: 'hash',
      reserved: '1',
      touched: 1,
      reads: 1,
      lines: 1,
      lookup,
      update: lookup,
    }),
  ),
});

const said = (place: Partial<Place>, lookups: readonly Measured[] = []): string =>
  trustOf({ ...PLACE, ...place }, over(lookups), USUAL_MIX).join('\n');

it('says only what applies', () => {
  expect(trustOf(PLACE, over([]), USUAL_MIX)).toEqual([
    'Medians of 9 rounds that go over all structures in turn, after a warm-up.',
    'A batch is looked up in WebAssembly, a single address and every change in TypeScript.',
    'The timer steps by 5 µs, at most a 20th of each sample.',
    'The page is isolated, so its timer is as fine as this browser has one.',
  ]);
  expect(said({ isolated: false })).toContain('not isolated');
  expect(said({ wasm: false })).toContain('ran as TypeScript');
  expect(said({ cores: 1 })).toContain('one core');
  expect(said({ hidden: true })).toContain('out of sight');
});

it('calls times guesses where the timer is coarser than a sample allows', () => {
  // 20 steps of 2.5 ms are the 50 ms that a sample takes at most.
  expect(said({ resolution: 2.5e6 })).toContain('steps by 2.5 ms, at most a 20th');
  expect(said({ resolution: 1e8 })).toContain('steps by 100 ms, too much for a sample of 50 ms');
  expect(said({ resolution: 344.7 })).toContain('steps by 345 ns');
});

it('tells the spread of the structure in the middle', () => {
  const lookups = [
    { median: 10, low: 10, high: 10 },
    { median: 10, low: 9, high: 12 },
    { median: 10, low: 5, high: 25 },
    { why: 'not there' },
  ];
  expect(said({}, lookups)).toContain('spans 30 % of it');
});

it('says what of the mix could not be drawn, and what a single call has in it', () => {
  const empty = { ...over([]), sections: 0, islands: 0, highest: -1 };
  const words = (hits: number) => trustOf(PLACE, empty, { ...USUAL_MIX, hits }).join(' ');
  expect(words(90)).toContain('no address could hit');
  expect(words(0)).not.toContain('no address could hit');
  expect(trustOf(PLACE, over([]), { ...USUAL_MIX, call: 'single' }).join(' ')).toContain(
    'that call is in each time',
  );
});
