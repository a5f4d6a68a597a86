import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearlyBeats, fastestOf, isFaster } from './alike.ts';
import type { Spread } from './result.ts';

const spread = (low: number, median: number, high: number): Spread => ({ low, median, high });
const of = (time: Spread): { readonly time: Spread } => ({ time });

const spreads = fc
  .tuple(fc.nat(9), fc.nat(9), fc.nat(9))
  .map((given) => spread(...(given.toSorted((a, b) => a - b) as [number, number, number])));

describe('times', () => {
  it('differ only where their spreads do not meet', () => {
    expect(isFaster(spread(1, 2, 3), spread(4, 5, 6))).toBe(true);
    expect(isFaster(spread(1, 2, 4), spread(4, 5, 6))).toBe(false);
    // A coin toss: the medians are twofold apart, the spreads lie one in the other.
    expect(isFaster(spread(2, 3, 20), spread(1, 6, 30))).toBe(false);
    expect(isFaster(spread(4, 5, 6), spread(1, 2, 3))).toBe(false);
  });

  it('share the lowest place with all that nothing is faster than', () => {
    const [fast, alike, slow] = [
      of(spread(1, 2, 4)),
      of(spread(3, 6, 9)),
      of(spread(5, 6, 7)),
    ] as const;
    expect(fastestOf([slow, alike, fast])).toEqual([alike, fast]);
    expect(fastestOf([])).toEqual([]);
  });

  it('never are each faster than the other, and the lowest median is among the fastest', () => {
    fc.assert(
      fc.property(fc.array(spreads.map(of), { minLength: 1, maxLength: 13 }), (all) => {
        const fastest = fastestOf(all);
        const least = Math.min(...all.map(({ time }) => time.median));
        expect(fastest.some(({ time }) => time.median === least)).toBe(true);
        for (const a of all)
          for (const b of all)
            expect(isFaster(a.time, b.time) && isFaster(b.time, a.time)).toBe(false);
      }),
    );
  });
});

it('beats clearly only what is no smaller', () => {
  const small = { bytes: 8n, time: spread(1, 2, 3) };
  expect(clearlyBeats(small, { bytes: 8n, time: spread(4, 5, 6) })).toBe(true);
  expect(clearlyBeats(small, { bytes: 7n, time: spread(4, 5, 6) })).toBe(false);
  expect(clearlyBeats(small, { bytes: 9n, time: spread(3, 5, 6) })).toBe(false);
});
