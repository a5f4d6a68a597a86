import { describe, expect, it } from 'vitest';
import { SplitMix } from '../../race/splitmix.ts';
import { LETTERS, type Letter, workload } from './workloads.ts';

it('splitmix64 gives the numbers of its reference with BigInt', () => {
  const M = 2n ** 64n - 1n;
  let state = 0x27e7e0a3fd8ec95an;
  const random = new SplitMix([0x27e7e0a3, 0xfd8ec95a]);
  for (let i = 0; i < 1000; i++) {
    state = (state + 0x9e3779b97f4a7c15n) & M;
    let z = ((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n) & M;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & M;
    z ^= z >> 31n;
    random.next();
    expect((BigInt(random.high) << 32n) | BigInt(random.low)).toBe(z);
    expect(BigInt(random.below(1_000_003))).toBe((z >> 8n) % 1_000_003n);
  }
});

describe('the four workloads', () => {
  /** Sections, extents, highest section: as the generator of the measurements said. */
  const KNOWN: Readonly<Record<Letter, readonly [number, number, number]>> = {
    a: [4096, 1, 0xfff],
    b: [17, 2, 0x1000000000],
    c: [65_536, 61_527, 0xffffe],
    d: [4_194_304, 512, 0xfd288c7],
  };

  it.each(LETTERS)('%s', (letter) => {
    const { sections, queries } = workload(letter, 1000);
    expect([sections.size, sections.runs, sections.max]).toEqual(KNOWN[letter]);
    let hits = 0;
    for (let i = 0; i < queries.length; i += 2)
      hits += Number(
        sections.has((queries[i + 1] as number) * 256 + ((queries[i] as number) >>> 24)),
      );
    // Nine in ten, give or take four standard deviations.
    expect(Math.abs(hits - 900)).toBeLessThan(40);
  });
});
