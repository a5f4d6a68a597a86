import { RunSet } from '../../units/run-set.ts';
import { indexSet } from '../three-level.ts';
import { PAGE_BYTES } from './pool.ts';
import { RADIX_HEADER, radixLevels } from './radix-64.ts';
import { type RankTables, rankTables } from './rank-bitmap.ts';
import { RECORD_BYTES, recordsOf, rootShift, rootsOf } from './sparsemem.ts';
import type { Measures, StructureId } from './structure.ts';

/**
 * Pages of 4 KiB of which a word is not zero, as `build` would lay a structure out: what an operating system would
 * have to back. Reckoned by runs; null for a hash of more than one page, where nothing but hashing every section
 * tells.
 */
export const touchedPages = (
  id: StructureId,
  sections: RunSet,
  measures: Measures,
): number | null => (sections.isEmpty ? OVER_NOTHING[id] : TOUCHED[id](sections, measures));

/** Node 0 of a red-black tree is black; every other table begins as zeros. */
const OVER_NOTHING: Readonly<Record<StructureId, number>> = {
  flat: 0,
  'three-level': 0,
  'three-level-compact': 0,
  hash: 0,
  extents: 0,
  'red-black': 1,
  'b-tree': 0,
  'sparsemem-static': 0,
  'sparsemem-extreme': 0,
  vmemmap: 0,
  'radix-64': 0,
  'page-table': 0,
  'rank-bitmap': 0,
};

type Reckoning = (sections: RunSet, measures: Measures) => number | null;

/** Over at least one section. */
const TOUCHED: Readonly<Record<StructureId, Reckoning>> = {
  flat: (sections) => pagesOf(sections, 8),
  'three-level': (sections) => pagesOfLevels(indexSet(sections), 8192, 3, 8),
  'three-level-compact': (sections) => pagesOfLevels(indexSet(sections), 8192, 3, 4),
  hash: ({ size }) => (size <= PAGE_BYTES / 16 ? 1 : null),
  // No extent is zero and there are no gaps: every page holds something of one.
  extents: ({ runs }) => Math.ceil((16 * runs) / PAGE_BYTES),
  'red-black': ({ runs }) => Math.ceil((48 * (runs + 1)) / PAGE_BYTES),
  'b-tree': ({ runs }) => Math.ceil((256 * Math.ceil(runs / 16)) / PAGE_BYTES),
  'sparsemem-static': (sections, measures) =>
    pagesOf(sections.clip(0, recordsOf(measures)), RECORD_BYTES),
  'sparsemem-extreme': ofExtreme,
  vmemmap: (sections) => sections.coarsen(8 * PAGE_BYTES).size,
  'radix-64': ofRadix,
  'page-table': (sections) => pagesOfLevels(sections, 1024, 4, 8),
  'rank-bitmap': (sections) => ofRankBitmap(rankTables(sections)),
};

/** Pages that hold any of these entries, of an array or of tables that begin with a page. */
const pagesOf = (entries: RunSet, entryBytes: number): number =>
  entries.coarsen(PAGE_BYTES / entryBytes).size;

/** Of tables in tables, the entries of a level being the tables of the next. */
function pagesOfLevels(
  entries: RunSet,
  perTable: number,
  levels: number,
  entryBytes: number,
): number {
  let pages = 0;
  let level = entries;
  for (let i = 0; i < levels; i++) {
    pages += pagesOf(level, entryBytes);
    level = level.coarsen(perTable);
  }
  return pages;
}

/** The pages of ranges of bytes that come ascending. */
class Pages {
  #bounds: Float64Array;
  #used = 0;

  /** @param most ranges */
  constructor(most: number) {
    this.#bounds = new Float64Array(2 * most);
  }

  /** Bytes [first, end), not below those before; none if it is empty. */
  add(first: number, end: number): void {
    if (end <= first) return;
    const bounds = this.#bounds;
    const page = Math.floor(first / PAGE_BYTES);
    if (this.#used === 0 || page > (bounds[this.#used - 1] as number)) {
      bounds[this.#used] = page;
      this.#used += 2;
    }
    bounds[this.#used - 1] = Math.floor((end - 1) / PAGE_BYTES) + 1;
  }

  get runs(): RunSet {
    return RunSet.over(this.#bounds.slice(0, this.#used));
  }
}

/** Pages in which anything of these lies. */
const countPages = (...lists: readonly Pages[]): number =>
  lists.map(({ runs }) => runs).reduce((pages, more) => pages.union(more)).size;

/** Pages of records follow the roots in the order of their sections, where the array of roots ends. */
function ofExtreme(sections: RunSet, measures: Measures): number {
  const there = sections.clip(0, recordsOf(measures));
  const perRoot = 2 ** rootShift(measures.pageSize);
  const roots = there.coarsen(perRoot);
  const rootBytes = 8 * rootsOf(measures);
  if (rootBytes > measures.wholeBytes) return pagesOf(roots, 8) + pagesOf(there, RECORD_BYTES);
  const pointers = new Pages(roots.runs);
  for (const [first, end] of roots) pointers.add(8 * first, 8 * end);
  const records = new Pages(there.runs);
  for (const [first, end] of there) {
    const page = roots.rank(Math.floor(first / perRoot));
    const at = rootBytes + page * measures.pageSize + (first % perRoot) * RECORD_BYTES;
    records.add(at, at + (end - first) * RECORD_BYTES);
  }
  return countPages(pointers, records);
}

/**
 * Nodes without a gap, none of them empty: only the last page may hold no more than the end of a node, and that is
 * the lowest node of the highest section.
 */
function ofRadix(sections: RunSet, { radixNode }: Measures): number {
  const nodes = radixLevels(sections).reduce((sum, level) => sum + level.size, 0);
  if (nodes === 0) return 0;
  const header = 4 * RADIX_HEADER[radixNode];
  const filled = (nodes - 1) * radixNode + header + 8 * (((sections.max as number) % 64) + 1);
  return Math.ceil(filled / PAGE_BYTES);
}

/** All of it in blocks of a leaf, 2 KiB. */
const BLOCK = 2048;

/** The empty middle, the root, bases, order; then each middle with the leaves below it. */
function ofRankBitmap({ middles, leaves, pieces }: RankTables): number {
  const basesAt = 48 * BLOCK;
  const orderAt = basesAt + pieces.bases * BLOCK;
  // A run of leaves is cut where a middle begins.
  const most = leaves.runs + middles.size;
  const root = new Pages(middles.runs);
  for (const [a, b] of middles) root.add(16 * BLOCK + 4 * a, 16 * BLOCK + 4 * b);
  const order = new Pages(1);
  order.add(orderAt, orderAt + 8 * leaves.size);
  const entries = new Pages(most);
  const bases = new Pages(most);
  const held = new Pages(most);
  let next = 48 + pieces.bases + pieces.order;
  let middle = -1;
  let middleAt = 0;
  // The first leaf begins with slot 0: its base is zero.
  let zero = 1;
  for (const [start, end] of leaves)
    for (let at = start; at < end; ) {
      if (Math.floor(at / 8192) !== middle) {
        middle = Math.floor(at / 8192);
        middleAt = next * BLOCK;
        next += 16;
      }
      const stop = Math.min(end, (middle + 1) * 8192);
      const count = stop - at;
      const entry = middleAt + 4 * (at % 8192);
      entries.add(entry, entry + 4 * count);
      bases.add(basesAt + 4 * (next + zero), basesAt + 4 * (next + count));
      held.add(next * BLOCK, (next + count) * BLOCK);
      next += count;
      zero = 0;
      at = stop;
    }
  return countPages(root, order, entries, bases, held);
}
