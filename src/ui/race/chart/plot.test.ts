import { describe, expect, it } from 'vitest';
import type { Mark, Measured, RacedLayout, RaceResult } from '../../../race/result.ts';
import { beatenBy, besidesOf, ELSEWHERE, entriesOf, frontOf, ghostsOf } from './entries.ts';
import { markLines } from './mark-words.ts';
import { markAt, neighbour, plotOf } from './plot.ts';

const at = (median: number): Measured => ({ median, low: median * 0.9, high: median * 1.1 });

const mark = (structure: Mark['structure'], reserved: string, lookup: Measured): Mark => ({
  structure,
  reserved,
  touched: 4096,
  reads: 3,
  lines: 2,
  lookup,
  update: at(5),
});

const layout = (id: string, marks: readonly Mark[]): RacedLayout => ({
  id,
  title: id,
  sections: 17,
  islands: 2,
  highest: 2 ** 36,
  fingerprint: '2829ad9ba369a088',
  marks,
});

const result = (browser: string, layouts: readonly RacedLayout[]): RaceResult => ({
  place: { browser, cores: 2, isolated: false, resolution: 100, wasm: true, rounds: 9 },
  mix: { hits: 90, order: 'random', call: 'batch', seed: 1 },
  layouts,
});

/** The thread's layout: 512 GiB and 8 bytes flat, 320 KiB in three levels (FACTS a3, A6); two extents of 16 bytes. */
const here = layout('current', [
  mark('flat', '549755813896', { why: 'Longer than this program allocates.' }),
  mark('three-level', '327680', at(2)),
  mark('extents', '32', at(6)),
  mark('red-black', '96', at(10)),
]);
const dense = layout('dense', [
  mark('flat', '2048', at(1)),
  mark('three-level', '196608', at(2)),
  mark('extents', '16', { why: 'left' }),
]);
const mine = result('Chromium 156', [here, dense]);
const theirs = result('Firefox 140', [layout('current', [mark('flat', '8192', at(4))])]);

const only = (raced: RaceResult): Parameters<typeof entriesOf>[0] => ({
  result: raced,
  elsewhere: null,
});
const entries = entriesOf(only(mine), null, 'now');
const frame = { width: 900, height: 500, rem: 1 };

describe('entries', () => {
  it('have the bytes of the memory at hand, and the times of the last race', () => {
    const moved = entriesOf(
      only(mine),
      [{ structure: 'three-level', reserved: '393216', touched: null }],
      'before',
    );
    expect(moved.find((e) => e.structure === 'three-level')).toMatchObject({
      bytes: 393216n,
      time: { median: 2 },
      standing: 'before',
    });
  });

  it('are there before any race, without a time', () => {
    const footing = { structure: 'hash', reserved: '272', touched: null } as const;
    const [entry] = entriesOf({ result: null, elsewhere: null }, [footing], 'now');
    expect(entry).toMatchObject({ structure: 'hash', bytes: 272n, time: null, why: null });
  });

  it('say who beats whom', () => {
    expect(frontOf(entries).map((e) => e.structure)).toEqual(['extents', 'three-level']);
    const tree = entries.find((e) => e.structure === 'red-black');
    expect(tree && beatenBy(tree, entries).map((e) => e.structure)).toEqual(['extents']);
    expect(tree && markLines(tree, entries)).toEqual([
      'red-black tree',
      '96 B reserved',
      'median 10 ns, half of the rounds from 9 ns to 11 ns',
      '3.00 reads in 2.00 cache lines for one lookup',
      'Beaten in both by sorted extents',
    ]);
  });
});

describe('the front', () => {
  /** As large as the tables, 1.5 times as slow, and as far spread as a busy machine makes it. */
  const noisy = layout('current', [
    ...here.marks,
    mark('hash', '327680', { median: 3, low: 1.5, high: 9 }),
  ]);
  const all = entriesOf(only(result('Chromium 156', [noisy])), null, 'now');
  const hash = all.find((e) => e.structure === 'hash');

  it('holds what nothing is faster than beyond the spread; the stairs go by medians', () => {
    expect(frontOf(all).map((e) => e.structure)).toEqual(['extents', 'three-level']);
    const onFront = plotOf(all, [], frame).marks.filter((m) => m.onFront);
    expect(onFront.map((m) => m.entry.structure).toSorted()).toEqual([
      'extents',
      'hash',
      'three-level',
    ]);
    expect(hash && markLines(hash, all).at(-1)).toBe(
      'On the front: within the spread as good as three-level map',
    );
  });

  it('leaves out those whose whole whisker is in the beaten ground, and no other', () => {
    const { marks, beaten } = plotOf(all, [], frame);
    for (const { entry, x, whisker, onFront } of marks) {
      if (!entry.time || !whisker) continue;
      // Pixels grow downwards: the ground lies above its corners.
      const edge = Math.max(...beaten.filter(([left]) => left <= x).map(([, y]) => y));
      expect(whisker[1] < edge).toBe(!onFront);
    }
  });
});

describe('ghosts', () => {
  it('are the other layouts that are not hidden', () => {
    expect(ghostsOf(only(mine), new Set())).toHaveLength(3);
    expect(ghostsOf(only(mine), new Set(['dense']))).toEqual([]);
  });

  it('are what was measured elsewhere, where something was measured here as well', () => {
    const both = { result: mine, elsewhere: theirs };
    expect(besidesOf(both).at(-1)).toEqual({ id: ELSEWHERE, title: 'Firefox 140, 2 cores' });
    expect(ghostsOf(both, new Set(['dense']))).toMatchObject([{ structure: 'flat', bytes: 8192n }]);
    expect(besidesOf({ result: null, elsewhere: theirs })).toEqual([]);
  });
});

describe('plotOf', () => {
  const plot = plotOf(entries, ghostsOf(only(mine), new Set()), frame);
  const markOf = (id: string): (typeof plot.marks)[number] | undefined =>
    plot.marks.find((m) => m.entry.structure === id);

  it('puts what has no time into a lane above the plot, at its bytes', () => {
    const [flat, tables] = [markOf('flat'), markOf('three-level')];
    expect(plot.lane?.words).toBe('not measured: too long to exist');
    expect(flat?.y).toBe(plot.lane?.y);
    expect(flat?.whisker).toBeNull();
    expect((flat?.x ?? 0) > (tables?.x ?? 0)).toBe(true);
    expect((tables?.y ?? 0) > (plot.lane?.bottom ?? 0)).toBe(true);
  });

  it('keeps every mark, whisker and ghost inside', () => {
    const { left, top, width, height } = plot.area;
    for (const { x, y, whisker } of plot.marks) {
      expect(x >= left && x <= left + width && y >= top && y <= top + height).toBe(true);
      if (whisker) expect(whisker[0] >= top && whisker[1] <= top + height).toBe(true);
    }
    // Extents over the dense layout were not measured: no place, so no ghost.
    expect(plot.ghosts).toHaveLength(2);
  });

  it('draws the front from the smallest to the fastest', () => {
    expect(plot.front).toHaveLength(2);
    const [small, fast] = plot.front;
    expect(small && fast && small[0] < fast[0] && small[1] < fast[1]).toBe(true);
  });

  it('is one lane before any race', () => {
    const footings = here.marks.map(({ structure, reserved }) => ({
      structure,
      reserved,
      touched: null,
    }));
    const untimed = entriesOf({ result: null, elsewhere: null }, footings, 'now');
    const empty = plotOf(untimed, [], frame);
    expect(empty.lane?.words).toBe('no times yet');
    expect(empty.times).toEqual([]);
    expect(new Set(empty.marks.map((m) => m.y)).size).toBe(1);
  });

  it('stands on a phone, and over nothing at all', () => {
    expect(plotOf(entries, [], { width: 320, height: 300, rem: 1 }).sizes.length).toBeGreaterThan(
      2,
    );
    expect(plotOf([], [], { width: 320, height: 300, rem: 1 }).marks).toEqual([]);
  });

  it('is walked by bytes and by time, to the ends and no further', () => {
    const walk = (from: string, along: 'x' | 'y', by: 1 | -1): string | undefined =>
      neighbour(plot.marks, from as 'flat', along, by)?.entry.structure;
    expect(neighbour(plot.marks, null, 'x', 1)?.entry.structure).toBe('extents');
    expect(walk('extents', 'x', 1)).toBe('red-black');
    expect(walk('extents', 'x', -1)).toBe('extents');
    expect(walk('three-level', 'y', 1)).toBe('extents');
    expect(walk('red-black', 'y', 1)).toBe('flat');
  });

  it('takes the nearest mark for the one that is meant', () => {
    const tables = markOf('three-level');
    expect(tables && markAt(plot.marks, tables.x + 5, tables.y - 3, 24)).toBe(tables);
    expect(markAt(plot.marks, 0, 499, 24)).toBeUndefined();
  });
});
