import { expect, it } from 'vitest';
import { layOut, marksOf, type Row, rowOf, rowsBetween } from './layout.ts';
import { type Move, type Stand, span, standAt, walk } from './walk.ts';

const METRICS = { columns: 8, rowHeight: 26, headHeight: 15 };
const P36 = 2 ** 36;
const BOUNDS = { limit: 2 ** 37, end: 2 ** 40 };
const lay = (triples: number[], opened: number[] = []) =>
  layOut(Float64Array.from(triples), METRICS, BOUNDS, new Set(opened));
const short = (rows: Row[]): string[] => rows.map((r) => `${r.kind} ${r.first}+${r.count}`);

it('folds the thread into seven rows', () => {
  const layout = lay([0, 16, 9, P36, 1, 9]);
  const rows = rowsBetween(layout, 0, 1000);
  expect(short(rows)).toEqual([
    'head 0+16',
    'cells 0+8',
    'cells 8+8',
    `hole 16+${P36 - 16}`,
    `cells ${P36}+1`,
    `hole ${P36 + 1}+${P36 - 1}`,
    `beyond ${2 ** 37}+${2 ** 40 - 2 ** 37}`,
  ]);
  expect(layout.rowCount).toBe(6);
  expect(layout.height).toBe(15 + 6 * 26);
  expect(rows.map((r) => r.index)).toEqual([1, 1, 2, 3, 4, 5, 6]);
});

it('leaves a hole of a few sections in the grid, and folds a wider one', () => {
  expect(short(rowsBetween(lay([0, 8, 9, 9, 7, 9]), 0, 60))).toEqual([
    'head 0+16',
    'cells 0+8',
    'cells 8+8',
  ]);
  expect(short(rowsBetween(lay([0, 1, 9, 10, 1, 9]), 0, 60))).toEqual([
    'cells 0+1',
    'hole 1+9',
    'cells 10+1',
  ]);
  expect(marksOf(lay([0, 8, 9, 9, 7, 9]), 8)).toBe(0);
});

it('merges a long run to a bar until it is opened', () => {
  expect(short(rowsBetween(lay([0, 1024, 9]), 0, 20))[0]).toBe('bar 0+1024');
  const open = lay([0, 1024, 9], [0]);
  expect(open.rowCount).toBe(128 + 2);
  expect(short(rowsBetween(open, 15 + 26 * 100, 15 + 26 * 101))).toContain('cells 800+8');
});

it('draws what shows of 65,536 scattered sections', () => {
  const triples = Float64Array.from({ length: 65_536 * 3 }, (_, i) =>
    i % 3 === 0 ? i * 20 : i % 3 === 1 ? 1 : 9,
  );
  const layout = layOut(triples, METRICS, BOUNDS);
  expect(layout.rowCount).toBe(65_536 * 2 + 1);
  const rows = rowsBetween(layout, 1_000_000, 1_000_300);
  expect(rows.length).toBeLessThan(16);
  for (const row of rows) expect(rowOf(layout, row.first)).toEqual(row);
});

it('finds every row again by any block in it', () => {
  const layout = lay([3, 2, 9, 6, 1, 9, 30, 200, 9, 231, 4, 1, 240, 70, 9, 320, 1, 9], [30]);
  const rows = rowsBetween(layout, 0, 1e6).filter((r) => r.kind !== 'head');
  expect(rows.map((r) => r.index)).toEqual(rows.map((_, i) => i + 1));
  let at = 0;
  for (const row of rows) {
    expect(row.first).toBe(at);
    at += row.count;
    expect(rowOf(layout, row.first)).toEqual(row);
    expect(rowOf(layout, at - 1)).toEqual(row);
  }
  expect(at).toBe(2 ** 40);
});

const steps = (moves: Move[], from: Stand): string => {
  const layout = lay([0, 16, 9, P36, 1, 9]);
  let at = from;
  let column = from.first % 8;
  for (const move of moves) ({ stand: at, column } = walk(layout, at, move, column));
  return `${at.first}+${at.count}`;
};

it('walks cells, holes and what lies beyond', () => {
  const seven = { first: 7, count: 1 };
  expect(steps(['right'], seven)).toBe('8+1');
  expect(steps(['down'], seven)).toBe('15+1');
  expect(steps(['down', 'down'], seven)).toBe(`16+${P36 - 16}`);
  expect(steps(['down', 'down', 'down'], seven)).toBe(`${P36}+1`);
  expect(steps(['down', 'down', 'down', 'up', 'up'], seven)).toBe('15+1');
  expect(steps(['left', 'up', 'up'], seven)).toBe('6+1');
  expect(steps(['rowStart', 'left'], seven)).toBe('0+1');
  expect(steps(['last', 'right'], seven)).toBe(`${2 ** 37}+${2 ** 40 - 2 ** 37}`);
  expect(steps(['last', 'left', 'left', 'first'], seven)).toBe('0+1');
});

it('spans from one end to the other, either way', () => {
  const layout = lay([0, 16, 9]);
  const hole = standAt(layout, 99) ?? { first: 0, count: 0 };
  expect(span({ first: 3, count: 1 }, { first: 1, count: 1 })).toEqual({ first: 1, count: 3 });
  expect(span(hole, { first: 15, count: 1 }).first).toBe(15);
});
