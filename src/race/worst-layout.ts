import { LIMITS } from '../machine/event.ts';
import { formulaOver } from '../machine/structures/words/footprint.ts';
import {
  type Formula,
  MEASURES,
  type Measures,
  type StructureId,
} from '../machine/structures/words/structure.ts';
import { formatCount, formatSize } from '../machine/units/bytes.ts';
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
}

export interface WorstLayout extends WorstAsked {
  /** In at most as many pieces as a scene can hold (LIMITS.runs). */
  readonly sections: RunSet;
  /** How many of them. */
  readonly count: number;
  /** What the structure reserves over them. */
  readonly formula: Formula;
  readonly perSection: number;
  /** No layout of as many sections reserves more than these bytes, of however many pieces. */
  readonly bound: bigint;
  /** And none of as many pieces as a scene can hold reserves more than these. */
  readonly sceneBound: bigint;
  /** A few sentences: why nothing is worse, and where something could be. */
  readonly why: string;
}

/** By what each structure is driven up, not by trial: reckoned from its tables. Costs in pieces. */
export function worstLayout(asked: WorstAsked): WorstLayout {
  const { structure, budget, installed } = asked;
  const measures = { ...MEASURES, ...asked.measures };
  const end = 2 ** (measures.physicalBits - 24);
  const most = Math.max(1, Math.min(end, Number(budget / BigInt(SECTION_SIZE))));
  const count = installed === 'exactly' ? most : worstCount(structure, most, end);
  const sections = layOut(structure, count, measures);
  const formula = formulaOver(structure, sections, measures);
  const bounds = {
    bound: bound(structure, count, measures).bytes,
    sceneBound: bound(structure, count, measures, LIMITS.runs).bytes,
  };
  return {
    ...asked,
    sections,
    count,
    formula,
    perSection: Number(formula.bytes) / count,
    ...bounds,
    why: `${whyOf(structure, count, most, end)} ${limit(formula.bytes, bounds)}`,
  };
}

/** Of sorted extents each costs the same, from the first on: as many as can lie alone. */
const worstCount = (id: StructureId, most: number, end: number): number =>
  id === 'extents' ? Math.min(most, Math.ceil(end / 2), LIMITS.runs) : 1;

function layOut(id: StructureId, count: number, measures: Measures): RunSet {
  const end = endOf(id, measures);
  if (count >= end) return RunSet.of(0, count);
  if (id === 'hash' || id === 'sparsemem-static') return RunSet.of(0, count);
  if (id === 'flat' || id === 'vmemmap') return RunSet.of(0, count - 1).addRange(end - 1, end);
  return spread(count, end, BLOCKS[id](measures), LIMITS.runs);
}

function whyOf(id: StructureId, count: number, most: number, end: number): string {
  if (count === end) return 'All of the address space is full: there is no other layout.';
  if (count < most && count === 1) return ONE;
  const why = WHY[id];
  // Too many sections for pieces of one: in a scene, or between gaps.
  if (why === ALONE && count > Math.min(LIMITS.runs, end - count + 1)) return TOGETHER;
  return why;
}

/** What could be above it: nothing, if it reaches its bound. */
function limit(
  bytes: bigint,
  { bound: all, sceneBound }: Pick<WorstLayout, 'bound' | 'sceneBound'>,
): string {
  if (bytes === all) return 'No layout of these sections exceeds that.';
  const scene =
    bytes === sceneBound
      ? `It is the worst that a scene can hold, which has at most ${formatCount(LIMITS.runs)} pieces`
      : `A scene has at most ${formatCount(LIMITS.runs)} pieces, and none exceeds ${formatSize(sceneBound)}`;
  return `${scene}; no layout of these sections, in however many, exceeds ${formatSize(all)}.`;
}

const TABLES =
  'Sections at even distances, or pieces across the borders of tables: as many tables on every level as can be opened.';
const ALONE = 'Every section lies alone: each is an extent, and only extents count.';
const TOGETHER = 'Only extents count, and there are as many as there can be.';
const TOP =
  'One section at the very end: everything below it is paid for, whether it is there or not.';
const ONE =
  'One section, and the rest left out: what the structure needs for its first is shared by no other.';
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
