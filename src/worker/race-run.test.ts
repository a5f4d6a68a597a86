import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { create, STRUCTURES } from '../machine/structures/words/catalogue.ts';
import { footprint } from '../machine/structures/words/footprint.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { type Mix, USUAL_MIX } from '../race/mix.ts';
import { drawQueries, sectionsOf } from '../race/queries.ts';
import { isMeasured, type Mark, type RacedLayout } from '../race/result.ts';
import { OPENING } from '../scenario/scenario.ts';
import { resolutionOf, spreadOf } from './race-clock.ts';
import { footprintOf } from './race-footprint.ts';
import { currentLayout, layoutsBeside, type RaceLayout } from './race-layouts.ts';
import { race, type Said } from './race-run.ts';

const module = new WebAssembly.Module(
  readFileSync(new URL('../machine/structures/words/batch.wasm', import.meta.url)),
);

/** A clock on which every look takes eight milliseconds: all samples are as long as they need be at once. */
function slowClock(): () => number {
  let time = 0;
  return () => {
    time += 8;
    return time;
  };
}

const request = (bounds: readonly number[], offline: readonly number[] = []) => ({
  bounds: Float64Array.from(bounds),
  offline: Float64Array.from(offline),
  title: 'Mine',
  config: OPENING.machine,
  mix: USUAL_MIX,
  browser: 'Chromium 156',
});

const THREAD = currentLayout(request([0, 16, 2 ** 36, 2 ** 36 + 1]));
const SMALL = currentLayout(request([0, 4, 9, 10]));

function run(
  layouts: readonly RaceLayout[],
  given: { mix?: Partial<Mix>; wasm?: boolean; now?: () => number } = {},
): Said[] {
  const now = given.now ?? slowClock();
  return [
    ...race({
      layouts,
      mix: { ...USUAL_MIX, ...given.mix },
      timer: { now, resolution: 0.001 },
      module: given.wasm === false ? null : module,
    }),
  ];
}

const whats = (said: readonly Said[]): string[] =>
  said.flatMap((s) => ('progress' in s ? [s.progress.what] : []));
const raced = (said: readonly Said[]): RacedLayout[] =>
  said.flatMap((s) => ('raced' in s ? [s.raced] : []));
const markOf = (layout: RacedLayout | undefined, id: string): Mark =>
  layout?.marks.find((m) => m.structure === id) as Mark;

describe('a race', () => {
  const said = run([THREAD, SMALL]);
  /** What was done over the thread. */
  const first = whats(said).slice(0, whats(said).lastIndexOf('addresses drawn over Mine'));

  it('goes over every structure once in each round, beginning with another', () => {
    const whole = ['three-level', 'three-level-compact', 'hash', 'extents', 'red-black', 'b-tree'];
    whole.push('radix-64', 'page-table', 'rank-bitmap');
    for (const word of ['round', 'update'])
      for (let round = 1; round <= 9; round++) {
        const ending = `, ${word} ${round} of 9 over Mine`;
        const order = first
          .filter((what) => what.endsWith(ending))
          .map((what) => what.slice(0, -ending.length));
        const begin = (round - 1) % whole.length;
        expect(order).toEqual([...whole.slice(begin), ...whole.slice(0, begin)]);
      }
  });

  it('warms everything up before the first round, and changes nothing before the last lookup', () => {
    const last = (part: string): number => first.findLastIndex((w) => w.includes(part));
    const next = (part: string): number => first.findIndex((w) => w.includes(part));
    expect(last('built')).toBeLessThan(next('warmed up'));
    expect(last('warmed up')).toBeLessThan(next('round 1 of 9'));
    expect(last('round 9 of 9')).toBeLessThan(next('update 1 of 9'));
  });

  it('says how far it is, never back and never beyond the end', () => {
    let before = 0;
    for (const s of said) {
      if (!('progress' in s)) continue;
      expect(s.progress.done).toBeGreaterThan(before);
      expect(s.progress.done).toBeLessThanOrEqual(s.progress.total);
      before = s.progress.done;
    }
  });

  it('tells of the layouts in the order given, each as soon as it stands', () => {
    expect(said.findIndex((s) => 'raced' in s)).toBeLessThan(said.length - 1);
    expect(raced(said)).toMatchObject([
      { id: 'current', title: 'Mine', sections: 17, islands: 2, highest: 2 ** 36 },
      { sections: 5, islands: 2, highest: 9 },
    ]);
  });

  it('says why there is no time where the array is not there, in the formula’s own bytes', () => {
    const flat = markOf(raced(said)[0], 'flat');
    expect(flat.reserved).toBe('549755813896');
    for (const time of [flat.lookup, flat.update])
      expect(time).toEqual({
        why: 'the array would take 512 GiB; nothing longer than 128 MiB is allocated for the race',
      });
    expect(isMeasured(markOf(raced(said)[1], 'flat').lookup)).toBe(true);
  });

  it('holds the bytes of the formulas', () => {
    for (const [i, { sections, measures }] of [THREAD, SMALL].entries())
      for (const id of STRUCTURES) {
        const { reserved, touchedPages } = footprint(id, sections, measures);
        const mark = markOf(raced(said)[i], id);
        expect(mark.reserved).toBe(reserved.toString());
        if (touchedPages !== null && isMeasured(mark.lookup))
          expect([id, mark.touched]).toEqual([id, touchedPages * 4096]);
      }
  });

  it('counts reads of a lookup by its trace: three for the compact table', () => {
    expect(markOf(raced(said)[1], 'three-level-compact')).toMatchObject({ reads: 3, lines: 3 });
  });
});

it('times are for one lookup, with the warm-up left out', () => {
  // Eight milliseconds from one look at the clock to the next: one piece of 64 Ki addresses fills a sample.
  const [layout] = raced(run([SMALL]));
  for (const { lookup, update } of layout?.marks ?? []) {
    if (!isMeasured(lookup) || !isMeasured(update)) continue;
    expect(lookup).toEqual({ median: 8e6 / 65_536, low: 8e6 / 65_536, high: 8e6 / 65_536 });
    expect(update).toEqual({ median: 8000, low: 8000, high: 8000 });
  }
});

it('runs as TypeScript where there is no WebAssembly, and one address a call where that is asked', () => {
  for (const mix of [{ call: 'single' }, { call: 'batch' }] as const) {
    const [layout] = raced(run([SMALL], { wasm: false, mix }));
    const pieces = mix.call === 'single' ? 16_384 : 65_536;
    expect(markOf(layout, 'hash').lookup).toMatchObject({ median: 8e6 / pieces });
  }
});

it('races on without a structure for which there is no memory', () => {
  const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementationOnce(() => {
    throw new RangeError('Maximum memory size exceeded');
  });
  const [layout] = raced(run([SMALL]));
  grow.mockRestore();
  const why = 'there was no memory to build it in this browser';
  // 8 bytes for each of ten sections.
  expect(markOf(layout, 'flat')).toMatchObject({
    reserved: '80',
    lookup: { why },
    update: { why },
  });
  for (const { structure, lookup } of layout?.marks ?? [])
    if (structure !== 'flat') expect(lookup).not.toEqual({ why });
  expect(isMeasured(markOf(layout, 'hash').lookup)).toBe(true);
});

it('follows addresses from all of a walk, not only from its first section', () => {
  // 4 Ki pages in a section: 64 Ki addresses go through sixteen of them, or one more.
  const mix = { ...USUAL_MIX, order: 'sequential', hits: 100 } as const;
  const queries = drawQueries(THREAD.sections, mix, 65_536);
  const structure = create('radix-64').build(THREAD.sections);
  const asked = new Set<number>();
  vi.spyOn(structure, 'trace').mockImplementation((section) => {
    asked.add(section);
    return [];
  });
  footprintOf(structure, queries);
  expect(asked.size).toBe(new Set(sectionsOf(queries.addresses)).size);
});

it('leaves off wherever whoever drives it does', () => {
  let looks = 0;
  const now = (): number => {
    looks += 1;
    return looks * 8;
  };
  const steps = race({
    layouts: [SMALL],
    mix: USUAL_MIX,
    timer: { now, resolution: 0.001 },
    module,
  });
  for (let i = 0; i < 40; i++) steps.next();
  const before = looks;
  steps.return();
  expect(steps.next().done).toBe(true);
  expect(looks).toBe(before);
});

it('an empty memory is raced over as well: nothing is found, and nothing can be removed', () => {
  const [layout] = raced(run([currentLayout(request([]))]));
  expect(layout).toMatchObject({ sections: 0, islands: 0, highest: -1 });
  for (const { lookup, update } of layout?.marks ?? [])
    if (isMeasured(lookup))
      expect(update).toEqual({ why: 'no section is mapped that could be removed' });
});

it('what is offline is in the flat array alone, as the bill has it', () => {
  const [layout] = raced(run([currentLayout(request([0, 4], [4, 8]))]));
  expect(layout).toMatchObject({ sections: 4, islands: 1, highest: 3 });
  // 8 bytes for each section up to the highest that the kernel holds; two words for each island that is online.
  expect(markOf(layout, 'flat').reserved).toBe('64');
  expect(markOf(layout, 'extents').reserved).toBe('16');
});

it('refuses more sections than it can build, in words', () => {
  expect(() => currentLayout(request([0, 2 ** 36]))).toThrow(
    'at most 8,388,608; here are 68,719,476,736',
  );
});

it('races beside the openings, but for the one that is the same', () => {
  const ids = (layout: RaceLayout): string[] => layoutsBeside(layout).map(({ id }) => id);
  expect(ids(SMALL)).toEqual(['thread', 'shipped', 'dense', 'scattered', 'islands']);
  expect(ids(THREAD)).toEqual(['shipped', 'dense', 'scattered', 'islands']);
  const shipped = layoutsBeside(SMALL).find(({ id }) => id === 'shipped');
  // At 44 bits nothing at 2^60 has a section.
  expect(shipped?.sections.equals(RunSet.of(0, 16))).toBe(true);
});

it('finds the step of a timer', () => {
  let calls = 0;
  expect(
    resolutionOf(() => {
      calls += 1;
      return Math.floor(calls / 7) / 8;
    }),
  ).toBe(0.125);
});

it('tells the median, and from where to where the middle half goes', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3 });
  expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, low: 1, high: 4 });
  // Nine rounds, two of them interrupted: a quarter, two rounds, is left out at either end.
  expect(spreadOf([14, 900, 11, 12, 16, 13, 800, 10, 15])).toEqual({
    median: 14,
    low: 12,
    high: 16,
  });
  expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
});
