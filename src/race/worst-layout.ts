import { LIMITS } from '../machine/event.ts';
import { formulaOver } from '../machine/structures/words/footprint.ts';
import {
  type Formula,
  MEASURES,
  type Measures,
  type StructureId,
} from '../machine/structures/words/structure.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { SECTION_SIZE } from '../machine/units/section.ts';
import { spread } from './spread.ts';
import { BLOCKS, bound, endOf } from './worst-bound.ts';

/** What is asked for: the layout with the most bytes for each section. */
export interface WorstAsked {
  readonly structure: StructureId;
  /** Bytes of installed memory there are to lay out: whole sections of it count, at least one. */
  readonly budget: bigint;
  /**
   * `exactly` installs all of it; `at most` may leave some out where that is worse. It is for every structure but
   * the sorted extents: what a structure needs before its first section is then shared by none, so one section is worst.
   */
  readonly installed: 'exactly' | 'at most';
  /** Physical bits, pages and nodes; the rest as usual. */
  readonly measures: Partial<Measures>;
  /** Runs of memory it may have: what a scene can hold, if nothing else is said. */
  readonly pieces?: number;
}

export interface WorstLayout extends WorstAsked {
  readonly sections: RunSet;
  /** How many of them. */
  readonly count: number;
  /** What the structure reserves over them. */
  readonly formula: Formula;
  readonly perSection: number;
  /** No layout of as many sections reserves more than these bytes, of however many pieces. */
  readonly bound: bigint;
  /** One or two sentences: why nothing is worse. */
  readonly why: string;
}

/** By what each structure is driven up, not by trial: reckoned from its tables. Costs in pieces. */
export function worstLayout(asked: WorstAsked): WorstLayout {
  const { structure, budget, installed, pieces = LIMITS.runs } = asked;
  const measures = { ...MEASURES, ...asked.measures };
  const end = 2 ** (measures.physicalBits - 24);
  const most = Math.max(1, Math.min(end, Number(budget / BigInt(SECTION_SIZE))));
  const count = installed === 'exactly' ? most : worstCount(structure, most, end, pieces);
  const sections = layOut(structure, count, measures, pieces);
  const formula = formulaOver(structure, sections, measures);
  const highest = bound(structure, count, measures).bytes;
  return {
    ...asked,
    sections,
    count,
    formula,
    perSection: Number(formula.bytes) / count,
    bound: highest,
    why: `${count < most && count === 1 ? ONE : WHY[structure]}${formula.bytes < highest ? LESS : ''}`,
  };
}

/** Of sorted extents each costs the same, from the first on: as many as can lie alone. */
const worstCount = (id: StructureId, most: number, end: number, pieces: number): number =>
  id === 'extents' ? Math.min(most, Math.ceil(end / 2), pieces) : 1;

function layOut(id: StructureId, count: number, measures: Measures, pieces: number): RunSet {
  const end = endOf(id, measures);
  if (count >= end) return RunSet.of(0, count);
  if (id === 'hash' || id === 'sparsemem-static') return RunSet.of(0, count);
  if (id === 'flat' || id === 'vmemmap') return RunSet.of(0, count - 1).addRange(end - 1, end);
  return spread(count, end, BLOCKS[id](measures), pieces);
}

const TABLES =
  'Sections at even distances: each opens a table of its own on every level, until there is none left to open.';
const ALONE = 'Every section lies alone: each is an extent, and only extents count.';
const TOP =
  'One section at the very end: everything below it is paid for, whether it is there or not.';
const ONE =
  'One section, and the rest left out: what the structure needs for its first is shared by no other.';
const LESS = ' A scene holds no more pieces; with more of them it would be worse.';

const WHY: Readonly<Record<StructureId, string>> = {
  flat: TOP,
  'three-level': TABLES,
  'three-level-compact': TABLES,
  hash: 'Any layout costs the same: only the number of sections counts.',
  extents: ALONE,
  'red-black': ALONE,
  'b-tree': ALONE,
  'sparsemem-static': 'Any layout costs the same: the array is as long as the physical bits allow.',
  'sparsemem-extreme': TABLES,
  vmemmap: TOP,
  'radix-64': `${TABLES} The last of them makes the tree as high as it can be.`,
  'page-table': TABLES,
  'rank-bitmap': TABLES,
};
