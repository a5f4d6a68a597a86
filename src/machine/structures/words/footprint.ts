import type { RunSet } from '../../units/run-set.ts';
import { flatEntries } from '../flat.ts';
import { buildThreeLevel, countTables } from '../three-level.ts';
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
} from './formulas.ts';
import { radixLevels } from './radix-64.ts';
import { rankTables } from './rank-bitmap.ts';
import { recordsOf, rootShift, rootsOf } from './sparsemem.ts';
import { type Formula, MEASURES, type Measures, type StructureId } from './structure.ts';
import { touchedPages } from './touched-pages.ts';

/** What a structure would cost over some sections, as `build` would make it: reckoned by runs, nothing is built. */
export interface Footprint {
  readonly reserved: bigint;
  /** Pages of 4 KiB of which a word is not zero; null for a hash of more than one page, whose places have no order. */
  readonly touchedPages: number | null;
  readonly formula: Formula;
}

/** Costs as many steps as there are runs, for each level of a structure. */
export function footprint(
  id: StructureId,
  sections: RunSet,
  options: Partial<Measures> = {},
): Footprint {
  const formula = formulaOver(id, sections, options);
  const pages = touchedPages(id, sections, { ...MEASURES, ...options });
  return { reserved: formula.bytes, touchedPages: pages, formula };
}

/** The formula alone, as the bill wants it. */
export const formulaOver = (
  id: StructureId,
  sections: RunSet,
  options: Partial<Measures> = {},
): Formula => FORMULAS[id](sections, { ...MEASURES, ...options });

/** In the order of the catalogue, which a test holds. */
const FORMULAS: Readonly<Record<StructureId, (sections: RunSet, measures: Measures) => Formula>> = {
  flat: (sections) => flatFormula(flatEntries(sections)),
  'three-level': (sections) => threeLevelFormula(countTables(buildThreeLevel(sections))),
  'three-level-compact': (sections) => {
    const { top, dir } = countTables(buildThreeLevel(sections));
    return compactFormula(top, dir);
  },
  hash: ({ size }) => hashFormula(placesFor(size), size),
  extents: ({ runs }) => extentsFormula(runs),
  'red-black': ({ runs }) => redBlackFormula(runs),
  'b-tree': ({ runs }) => bTreeFormula(runs),
  'sparsemem-static': (_, measures) => staticFormula(recordsOf(measures)),
  'sparsemem-extreme': extreme,
  vmemmap: ({ max }) => vmemmapFormula((max ?? -1) + 1),
  'radix-64': (sections, { radixNode }) => {
    const levels = radixLevels(sections);
    const nodes = levels.reduce((sum, level) => sum + level.size, 0);
    return radixFormula(nodes, levels.length, radixNode);
  },
  'page-table': (sections) => pageTableFormula(1 + tablesBelow(sections)),
  'rank-bitmap': (sections) => {
    const { middles, leaves, pieces } = rankTables(sections);
    return rankBitmapFormula(middles.size, leaves.size, pieces.bases + pieces.order);
  },
};

/** All structures, in the order in which they are shown. */
export const FOOTPRINTS = Object.keys(FORMULAS) as readonly StructureId[];

function extreme(sections: RunSet, measures: Measures): Formula {
  const there = sections.clip(0, recordsOf(measures));
  const pages = there.coarsen(2 ** rootShift(measures.pageSize)).size;
  return extremeFormula(rootsOf(measures), pages, measures.pageSize);
}

/** The tables of a page table below its root: three levels of 1,024 entries. */
function tablesBelow(sections: RunSet): number {
  const third = sections.coarsen(1024);
  const second = third.coarsen(1024);
  return third.size + second.size + second.coarsen(1024).size;
}
