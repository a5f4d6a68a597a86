import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECTIONS } from '../machine/structures/words/structure.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { type Mix, USUAL_MIX } from './mix.ts';
import { drawQueries, sectionsOf } from './queries.ts';
import { Holes, Mapped, spanOf } from './row.ts';
import { SplitMix } from './splitmix.ts';
import { Zipf } from './zipf.ts';

const layouts = fc
  .array(
    fc.tuple(
      fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(2 ** 20, 2 ** 36, SECTIONS - 9)),
      fc.integer({ min: 1, max: 9 }),
    ),
    { maxLength: 8 },
  )
  .map((runs) => RunSet.from(runs.map(([start, length]) => [start, start + length])));

const mixes: fc.Arbitrary<Mix> = fc.record({
  hits: fc.integer({ min: 0, max: 100 }),
  order: fc.constantFrom('random', 'sequential', 'skewed'),
  call: fc.constantFrom('single', 'batch'),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

const counts = fc.integer({ min: 1, max: 300 });

describe('the addresses of a mix', () => {
  it('hit as often as is said, to the address', () => {
    fc.assert(
      fc.property(layouts, mixes, counts, (layout, mix, count) => {
        const { addresses, hits, lacking } = drawQueries(layout, mix, count);
        const drawn = [...sectionsOf(addresses)];
        expect(drawn.filter((s) => layout.has(s)).length).toBe(hits);
        if (lacking === null) expect(hits).toBe(Math.round((count * mix.hits) / 100));
        else expect(lacking).toBe(layout.isEmpty ? 'mapped' : 'absent');
        for (const section of drawn)
          if (!layout.has(section)) expect(section).toBeLessThan(spanOf(layout));
      }),
    );
  });

  it('are the same for the same seed, and others for another', () => {
    fc.assert(
      fc.property(layouts, mixes, (layout, mix) => {
        const { addresses } = drawQueries(layout, mix, 64);
        expect(drawQueries(layout, mix, 64).addresses).toEqual(addresses);
        const other = { ...mix, seed: (mix.seed + 1) % 2 ** 32 };
        expect(drawQueries(layout, other, 64).addresses).not.toEqual(addresses);
      }),
    );
  });

  it('say what they lack: nothing is mapped, or everything', () => {
    expect(drawQueries(RunSet.EMPTY, USUAL_MIX, 10)).toMatchObject({ hits: 0, lacking: 'mapped' });
    expect(drawQueries(RunSet.EMPTY, { ...USUAL_MIX, hits: 0 }, 10).lacking).toBeNull();
    const all = RunSet.of(0, SECTIONS);
    expect(drawQueries(all, USUAL_MIX, 10)).toMatchObject({ hits: 10, lacking: 'absent' });
    expect(drawQueries(all, { ...USUAL_MIX, hits: 100 }, 10).lacking).toBeNull();
  });

  it('go page after page where they are in sequence', () => {
    const { addresses } = drawQueries(
      RunSet.from([
        [5, 6],
        [2 ** 30, 2 ** 30 + 2],
      ]),
      { ...USUAL_MIX, hits: 100, order: 'sequential' },
      3 * 4096,
    );
    const pages = Array.from({ length: 3 * 4096 }, (_, i) =>
      Number(
        ((BigInt(addresses[2 * i + 1] as number) << 32n) | BigInt(addresses[2 * i] as number)) >>
          12n,
      ),
    );
    const first = pages.indexOf(5 * 4096);
    const order = [5, 2 ** 30, 2 ** 30 + 1].flatMap((s) =>
      Array.from({ length: 4096 }, (_, i) => s * 4096 + i),
    );
    expect([...pages.slice(first), ...pages.slice(0, first)]).toEqual(order);
  });

  it('come from every section, at random', () => {
    const layout = RunSet.from(Array.from({ length: 50 }, (_, i) => [3 * i, 3 * i + 1]));
    const { addresses } = drawQueries(layout, { ...USUAL_MIX, hits: 100 }, 5000);
    const times = new Map<number, number>();
    for (const s of sectionsOf(addresses)) times.set(s, (times.get(s) ?? 0) + 1);
    expect(times.size).toBe(50);
    // A hundred each, give or take five standard deviations.
    for (const n of times.values()) expect(Math.abs(n - 100)).toBeLessThan(50);
  });

  it('are few of many where they are skewed: the k-th wanted 1/k as often as the first', () => {
    const size = 4;
    const { addresses } = drawQueries(
      RunSet.of(0, size),
      { ...USUAL_MIX, hits: 100, order: 'skewed' },
      12_500,
    );
    const times = new Map<number, number>();
    for (const s of sectionsOf(addresses)) times.set(s, (times.get(s) ?? 0) + 1);
    // 1 + 1/2 + 1/3 + 1/4 = 25/12: 6000, 3000, 2000, 1500 of 12,500.
    const found = [...times.values()].sort((a, b) => b - a);
    for (const [i, expected] of [6000, 3000, 2000, 1500].entries())
      expect(Math.abs((found[i] as number) - expected)).toBeLessThan(5 * Math.sqrt(expected));
  });

  it('cost by runs: a layout of 2^36 sections in 512 islands is no trouble', () => {
    const islands = RunSet.from(
      Array.from({ length: 512 }, (_, i) => [i * 2 ** 30, i * 2 ** 30 + 2 ** 27]),
    );
    for (const order of ['random', 'sequential', 'skewed'] as const)
      expect(drawQueries(islands, { ...USUAL_MIX, order }, 1000).hits).toBe(900);
  });
});

it('places of mapped and of absent sections are those of a plain list', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 9 })), { maxLength: 8 }),
      (runs) => {
        const layout = RunSet.from(runs.map(([start, length]) => [start, start + length]));
        const all = Array.from({ length: spanOf(layout) }, (_, section) => section);
        for (const [row, members] of [
          [new Mapped(layout), all.filter((s) => layout.has(s))],
          [new Holes(layout), all.filter((s) => !layout.has(s))],
        ] as const) {
          expect(row.size).toBe(members.length);
          expect(members.map((_, place) => row.select(place))).toEqual(members);
          expect(row.select(members.length)).toBeUndefined();
        }
      },
    ),
  );
});

it('absent sections lie below the power of two above all that is mapped', () => {
  expect(spanOf(RunSet.EMPTY)).toBe(2);
  expect(spanOf(RunSet.of(0, 4096))).toBe(8192);
  expect(spanOf(RunSet.of(0, 4095))).toBe(4096);
  expect(spanOf(RunSet.of(2 ** 36, 2 ** 36 + 1))).toBe(2 ** 37);
  expect(spanOf(RunSet.of(0, SECTIONS))).toBe(SECTIONS);
});

it('the Zipf draw stays within its size, down to one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.nat(), (size, seed) => {
      const random = new SplitMix([0, seed]);
      const zipf = new Zipf(size);
      for (let i = 0; i < 20; i++) {
        const k = zipf.draw(random);
        expect(Number.isInteger(k) && k >= 1 && k <= size).toBe(true);
      }
    }),
  );
});
