import { expect, it } from 'vitest';
import type { Scene } from '../../worker/protocol.ts';
import {
  driverFacts,
  isInoperable,
  levelWords,
  refusalWords,
  standsApart,
  tableWords,
} from './facts.ts';
import { inPixels, runsWithin, tablesOf, usedRanges } from './tables.ts';

const P36 = 2 ** 36;
const MAP: Scene['map'] = {
  kind: 'three-level',
  origin: '0x8000000000000000',
  direct: null,
  folds: true,
  bytes: '327680',
  runs: Float64Array.from([0, 16, 0, P36, 1, 16]),
  mapped: 17,
  mrLength: '0x11000000',
  tables: { root: 1, top: 2, dir: 2 },
  entries: 0,
  refused: null,
  tableList: Float64Array.from([
    ...[0, 0, 2, 0, 1024],
    ...[1, 0, 1, 0, 0],
    ...[1, 1024, 1, 0, 0],
    ...[2, 0, 16, 0, 15],
    ...[2, 1024 * 8192, 1, 0, 0],
  ]),
};

it('lists each top with its dirs below it', () => {
  const tables = tablesOf(MAP);
  expect(tables.map((t) => `${t.name} ${t.used}`)).toEqual([
    'root 2',
    'top 0 1',
    'dir 0·0 16',
    'top 1024 1',
    'dir 1024·0 1',
  ]);
  expect(tables.map((t) => usedRanges(MAP, tables, t))).toEqual([
    [
      [0, 1],
      [1024, 1],
    ],
    [[0, 1]],
    [[0, 16]],
    [[0, 1]],
    [[0, 1]],
  ]);
});

it('cuts runs to a table', () => {
  const runs = Float64Array.from([0, 10, 0, 8190, 4, 10, 20_000, 1, 14]);
  expect(runsWithin(runs, 0, 8192)).toEqual([
    [0, 10],
    [8190, 2],
  ]);
  expect(runsWithin(runs, 8192, 8192)).toEqual([[0, 2]]);
  expect(runsWithin(runs, 30_000, 8192)).toEqual([]);
});

const bars = (ranges: readonly (readonly [number, number])[]): string[] =>
  inPixels(ranges, 8192, 160).map((m) => `${m.x}+${m.width}${m.thin ? ' thin' : ''}`);

it('keeps a lone entry two pixels wide and inside the bar', () => {
  expect(
    bars([
      [0, 1],
      [1024, 1],
      [8191, 1],
    ]),
  ).toEqual(['0+2', '20+2', '158+2']);
  expect(bars([[0, 8192]])).toEqual(['0+160']);
});

it('draws scattered entries pale, so that they do not look like a full table', () => {
  const every = (n: number) => Array.from({ length: 8192 / n }, (_, i) => [i * n, 1] as const);
  expect(bars(every(16))).toEqual(['0+160 thin']);
  expect(bars(every(2))).toEqual(['0+160']);
});

const scene = (more: Partial<Scene>): Scene =>
  ({
    map: MAP,
    region: {
      handle: '0x1',
      start: '0x8000000000000000',
      length: '0x11000000',
      pages: '69632',
      hcalls: '136',
      runs: new Float64Array(),
    },
    regionGone: null,
    standing: null,
    handles: { words: '3 MR handles', runsOut: null, served: 1 },
    transfersStopped: false,
    workQueued: false,
    semaphoreHeld: false,
    armed: [],
    trace: [],
    step: 1,
    config: { pageSize: 4096 },
    ...more,
  }) as Scene;
const lines = (s: Scene): string[] =>
  driverFacts(s).map((f) => `${f.label} ${f.value}${f.bad ? ' !' : ''}`);

it('tells the region and the switches', () => {
  expect(tableWords(scene({}))).toBe('5 tables of 8,192 entries');
  expect(levelWords({ root: 1, top: 1, dir: 128 })).toBe('1 root, 1 top, 128 dirs');
  expect(levelWords(MAP.tables)).toBe('');
  expect(lines(scene({}))).toEqual([
    'MR length 0x1100 0000',
    'pages of 4 KiB 69,632',
    'hcalls of 512 pages 136',
    'MR handle 0x1',
    'stop-transfer clear',
  ]);
});

it('says whose region it is, and how often its calls are made, where there are more adapters', () => {
  const rules = { adapters: 3, mrBudget: 4 };
  const handles = {
    words: '4 of 4',
    runsOut: 'adapter 2, port 1, queue pair 1, to receive',
    served: 2,
  };
  const config = { pageSize: 4096, options: rules } as Scene['config'];
  expect(lines(scene({ config, handles }))).toEqual([
    'MR length 0x1100 0000',
    'region of adapter 1 of 3',
    'pages of 4 KiB 69,632',
    'hcalls of 512 pages 136 × 2 adapters',
    'MR handle 0x1',
    'MR handles in use 4 of 4',
    'goes without adapter 2, port 1, queue pair 1, to receive !',
    'stop-transfer clear',
  ]);
});

it('shows a drifting length beside what the map holds', () => {
  const lost = scene({
    map: { ...MAP, mrLength: '0x12000000' },
    region: null,
    regionGone: 'freed',
    transfersStopped: true,
    armed: [{ what: 'hcall', nth: 2, code: -1 }],
  });
  expect(lines(lost)).toEqual([
    'MR length 0x1200 0000 !',
    'map holds 0x1100 0000',
    'region none !',
    'stop-transfer set !',
    '2nd hcall answers −1 !',
  ]);
  expect(isInoperable(lost)).toBe(true);
});

it('puts the refused array into words', () => {
  const flat = scene({
    map: {
      ...MAP,
      kind: 'flat',
      bytes: '549755813896',
      refused: 'more pages than the machine has',
    },
  });
  expect(refusalWords(flat)).toMatch(/134,217,729 pages/);
  expect(isInoperable(flat)).toBe(false);
});

it('does not lay an armed failure at vmalloc’s door, nor a small machine’s at its area', () => {
  const words = (refused: Scene['map']['refused']) =>
    refusalWords(scene({ map: { ...MAP, kind: 'flat', bytes: '400', refused } }));
  expect(words('the allocation that was told to fail')).toBe(
    'The allocation failed, as it was told to. −ENOMEM, nothing is mapped.',
  );
  expect(words('no such gap in the vmalloc area')).toBe(
    'vmalloc refuses: 1 page is more than its area has room for. −ENOMEM, nothing is mapped.',
  );
  expect(words('more pages than the machine has')).toBe(
    'vmalloc refuses: 1 page is more than the machine has. −ENOMEM, nothing is mapped.',
  );
  expect(words(null)).toBeNull();
});

it('numbers an armed failure as people count', () => {
  const armed = [11, 21, 22, 23, 112].map((nth) => ({ what: 'hcall' as const, nth, code: -1 }));
  expect(lines(scene({ armed })).slice(-5)).toEqual(
    ['11th', '21st', '22nd', '23rd', '112th'].map((nth) => `${nth} hcall answers −1 !`),
  );
});

it('parts figures that are pressed one below the other', () => {
  const facts = driverFacts(scene({}));
  expect(facts.map((_, i) => standsApart(facts, i))).toEqual([true, true, true, true, true]);
  const lost = driverFacts(scene({ region: null, regionGone: 'freed' }));
  expect(lost.map((_, i) => standsApart(lost, i))).toEqual([false, false, false]);
});
