import fc from 'fast-check';
import { STRUCTURES } from '../machine/structures/words/catalogue.ts';
import type { Mark, Measured, RacedLayout, RaceResult } from './result.ts';

/** Results of races as they might be, for laws. */

const figure = fc.oneof(
  fc.constantFrom(0, 1, 2.5, 1e9),
  fc.double({ min: 0, max: 1e9, noNaN: true }).map((n) => n + 0),
);
const words = fc.oneof(
  fc.constantFrom('the array would take 512 GiB', 'Chromium 156', '“quoted”, ‘and’ ünïcode 🙂'),
  fc.string({ minLength: 1, maxLength: 30 }).filter((t) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(t)),
);

const measured: fc.Arbitrary<Measured> = fc.oneof(
  fc.tuple(figure, figure, figure).map((given) => {
    const [low, median, high] = given.toSorted((a, b) => a - b) as [number, number, number];
    return { median, low, high };
  }),
  words.map((why) => ({ why })),
);

const mark = (structure: Mark['structure']): fc.Arbitrary<Mark> =>
  fc.record({
    structure: fc.constant(structure),
    reserved: fc.bigInt({ min: 0n, max: 2n ** 70n }).map(String),
    touched: fc.maxSafeNat(),
    reads: fc.double({ min: 0, max: 100, noNaN: true }).map((n) => n + 0),
    lines: fc.double({ min: 0, max: 100, noNaN: true }).map((n) => n + 0),
    lookup: measured,
    update: measured,
  });

/** So many islands of some sections each, with a gap between any two. */
const shape = fc
  .tuple(fc.integer({ min: 1, max: 2 ** 20 }), fc.nat(2 ** 30), fc.nat(2 ** 30))
  .map(([islands, more, above]) => ({
    sections: islands + more,
    islands,
    highest: 2 * islands + more - 2 + above,
  }));

const layout = (id: string): fc.Arbitrary<RacedLayout> =>
  fc
    .record({
      id: fc.constant(id),
      title: words,
      shape: fc.oneof(fc.constant({ sections: 0, islands: 0, highest: -1 }), shape),
      fingerprint: fc.stringMatching(/^[0-9a-f]{16}$/),
      marks: fc
        .subarray([...STRUCTURES])
        .chain((ids) => fc.tuple(...ids.map(mark)))
        .map((marks) => [...marks]),
    })
    .map(({ shape: { sections, islands, highest }, ...rest }) => ({
      ...rest,
      sections,
      islands,
      highest,
    }));

export const results: fc.Arbitrary<RaceResult> = fc.record({
  place: fc.record(
    {
      browser: words,
      cores: fc.integer({ min: 1, max: 256 }),
      isolated: fc.boolean(),
      resolution: figure,
      wasm: fc.boolean(),
      rounds: fc.integer({ min: 1, max: 99 }),
      hidden: fc.constant(true),
    },
    { requiredKeys: ['browser', 'cores', 'isolated', 'resolution', 'wasm', 'rounds'] },
  ),
  mix: fc.record({
    hits: fc.integer({ min: 0, max: 100 }),
    order: fc.constantFrom('random', 'sequential', 'skewed'),
    call: fc.constantFrom('single', 'batch'),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  }),
  layouts: fc
    .tuple(
      layout('current'),
      fc.subarray(['thread', 'dense']).chain((ids) => fc.tuple(...ids.map(layout))),
    )
    .map(([current, beside]) => [current, ...beside]),
});

const times = (median: number): Measured => ({ median, low: median * 0.937, high: median * 1.21 });
const WHY = 'the array would take 512 GiB; nothing longer than 128 MiB is allocated for the race';

/** As the thread's partition comes out, all thirteen structures, with figures as long as they are measured. */
export const USUAL_RESULT: RaceResult = {
  place: {
    browser: 'Chromium 156',
    cores: 8,
    isolated: false,
    resolution: 99999.99403953552,
    wasm: true,
    rounds: 9,
  },
  mix: { hits: 90, order: 'random', call: 'batch', seed: 1 },
  layouts: [
    {
      id: 'current',
      title: 'The thread’s partition',
      sections: 17,
      islands: 2,
      highest: 2 ** 36,
      fingerprint: '2829ad9ba369a088',
      marks: STRUCTURES.map((structure, i) => ({
        structure,
        reserved: String(3 ** (i + 9)),
        touched: 4096 * (i + 1),
        reads: 1 + i / 7,
        lines: 1 + i / 9,
        lookup: i % 4 === 0 ? { why: WHY } : times(1.234567 * (i + 1)),
        update: i % 4 === 0 ? { why: WHY } : times(7.654321 * (i + 1) ** 3),
      })),
    },
  ],
};
