import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_SECTIONS, type Sections } from '../machine/memory/section.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { fingerprintOf } from './fingerprint.ts';

const USUAL = { physicalBits: 61, pageSize: 4096, radixNode: 552 } as const;
const set = (...runs: [number, number][]): Sections => ({
  online: RunSet.from(runs),
  offline: RunSet.EMPTY,
});

it('is splitmix64 of the measures, then of the bounds', () => {
  // Reckoned in whole numbers by another program.
  expect(fingerprintOf(set([0, 16], [2 ** 36, 2 ** 36 + 1]), USUAL)).toBe('2829ad9ba369a088');
  const other = { physicalBits: 64, pageSize: 65_536, radixNode: 576 } as const;
  expect(fingerprintOf(NO_SECTIONS, other)).toBe('38482acfe8c1d6a0');
});

it('knows an island that moved between its neighbours, and every measure', () => {
  const here = set([0, 16], [100, 104], [2 ** 36, 2 ** 36 + 1]);
  const all = [
    fingerprintOf(here, USUAL),
    fingerprintOf(set([0, 16], [200, 204], [2 ** 36, 2 ** 36 + 1]), USUAL),
    fingerprintOf(here, { ...USUAL, physicalBits: 64 }),
    fingerprintOf(here, { ...USUAL, pageSize: 65_536 }),
    fingerprintOf(here, { ...USUAL, radixNode: 576 }),
    fingerprintOf({ ...here, offline: RunSet.of(16, 17) }, USUAL),
    fingerprintOf({ ...here, offline: RunSet.of(16, 18) }, USUAL),
  ];
  expect(new Set(all).size).toBe(all.length);
});

it('is the same for the same sections, however they came together, and another for others', () => {
  const runs = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 2 ** 40 - 8 }), fc.integer({ min: 1, max: 8 })),
    { maxLength: 8 },
  );
  const from = (given: readonly [number, number][]): Sections =>
    set(...given.map(([start, length]): [number, number] => [start, start + length]));
  fc.assert(
    fc.property(runs, runs, (some, others) => {
      const [a, b] = [from(some), from(others)];
      const print = fingerprintOf(a, USUAL);
      expect(print).toMatch(/^[0-9a-f]{16}$/);
      expect(fingerprintOf(from(some.toReversed()), USUAL)).toBe(print);
      expect(fingerprintOf(b, USUAL) === print).toBe(a.online.equals(b.online));
    }),
  );
});
