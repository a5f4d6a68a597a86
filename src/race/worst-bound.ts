import { INDEX_END } from '../machine/structures/three-level.ts';
import {
  bTreeFormula,
  compactFormula,
  extentsFormula,
  extremeFormula,
  flatFormula,
  hashFormula,
  pageTableFormula,
  placesFor,
  radixFormula,
  rankBitmapFormula,
  redBlackFormula,
  staticFormula,
  threeLevelFormula,
  vmemmapFormula,
} from '../machine/structures/words/formulas.ts';
import { rankPieces } from '../machine/structures/words/rank-bitmap.ts';
import { recordsOf, rootShift, rootsOf } from '../machine/structures/words/sparsemem.ts';
import type { Formula, Measures, StructureId } from '../machine/structures/words/structure.ts';

/** Sections under one table of each level, lowest first; none for a structure without tables. */
export const BLOCKS: Readonly<Record<StructureId, (measures: Measures) => readonly number[]>> = {
  flat: () => [],
  'three-level': () => [2 ** 13, 2 ** 26],
  'three-level-compact': () => [2 ** 13, 2 ** 26],
  hash: () => [],
  extents: () => [],
  'red-black': () => [],
  'b-tree': () => [],
  'sparsemem-static': () => [],
  'sparsemem-extreme': ({ pageSize }) => [2 ** rootShift(pageSize)],
  vmemmap: () => [],
  'radix-64': () => [6, 12, 18, 24, 30, 36, 42].map((bits) => 2 ** bits),
  'page-table': () => [2 ** 10, 2 ** 20, 2 ** 30],
  'rank-bitmap': () => [2 ** 13, 2 ** 26],
};

/** Sections that a structure tells apart: the driver's indices begin again at 2^39. */
export const endOf = (id: StructureId, measures: Measures): number =>
  id.startsWith('three-level') ? Math.min(INDEX_END, recordsOf(measures)) : recordsOf(measures);

/**
 * No layout of so many sections below 2^physicalBits costs more: a section is in one table of each level, so there are
 * no more of them than sections, and no more than the physical bits allow. And none in so many pieces: a piece begins
 * and ends inside a table at the most, so it is in two of them and one more for each that it fills.
 */
export function bound(
  id: StructureId,
  count: number,
  measures: Measures,
  pieces = Number.POSITIVE_INFINITY,
): Formula {
  const end = endOf(id, measures);
  const runs = Math.min(pieces, mostPieces(count, end));
  const outer = Math.min(count, 2 * runs);
  const tables = BLOCKS[id](measures).map((size) =>
    Math.min(outer + Math.floor((count - outer) / size), Math.ceil(end / size)),
  );
  return BOUNDS[id]({ count, end, runs, tables, measures });
}

interface Most {
  readonly count: number;
  readonly end: number;
  readonly runs: number;
  /** Of each level, lowest first. */
  readonly tables: readonly number[];
  readonly measures: Measures;
}

/** Pieces of so many sections: each lone, until there is no room for a gap between them. */
const mostPieces = (count: number, end: number): number =>
  Math.max(1, Math.min(count, end - count + 1));

const BOUNDS: Readonly<Record<StructureId, (most: Most) => Formula>> = {
  flat: ({ end }) => flatFormula(end),
  'three-level': ({ tables: [dir = 0, top = 0] }) => threeLevelFormula({ root: 1, top, dir }),
  'three-level-compact': ({ tables: [leaves = 0, middles = 0] }) => compactFormula(middles, leaves),
  hash: ({ count }) => hashFormula(placesFor(count), count),
  extents: ({ runs }) => extentsFormula(runs),
  'red-black': ({ runs }) => redBlackFormula(runs),
  'b-tree': ({ runs }) => bTreeFormula(runs),
  'sparsemem-static': ({ end }) => staticFormula(end),
  'sparsemem-extreme': ({ tables: [pages = 0], measures }) =>
    extremeFormula(rootsOf(measures), pages, measures.pageSize),
  vmemmap: ({ end }) => vmemmapFormula(end),
  'radix-64': ({ end, tables, measures: { radixNode } }) => {
    const height = Math.ceil(Math.log2(end) / 6);
    const nodes = tables.slice(0, height).reduce((sum, n) => sum + n, 0);
    return radixFormula(nodes, height, radixNode);
  },
  'page-table': ({ tables }) => pageTableFormula(tables.reduce((sum, n) => sum + n, 1)),
  'rank-bitmap': ({ tables: [leaves = 0, middles = 0] }) => {
    const { bases, order } = rankPieces(middles, leaves);
    return rankBitmapFormula(middles, leaves, bases + order);
  },
};
