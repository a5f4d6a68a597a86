import type { Sections } from '../machine/memory/section.ts';
import { FOOTPRINTS, formulaOver } from '../machine/structures/words/footprint.ts';
import {
  MEASURES,
  type Measures,
  type StructureId,
} from '../machine/structures/words/structure.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { SECTION_SIZE } from '../machine/units/section.ts';
import { mappedBy } from '../timeline/mapped-by.ts';
import { spread } from './spread.ts';

/** Islands that a sweep goes to at most. */
export const MOST_ISLANDS = 65_536;

/** One layout and what every structure would reserve over it. */
export interface SweepPoint {
  /** So many islands; or the highest section. */
  readonly x: number;
  /** The layout at hand. */
  readonly present: boolean;
  readonly bytes: Readonly<Record<StructureId, bigint>>;
}

/**
 * One property of the present layout varied, all others kept: which property kills which structure.
 *
 * `islands`: the same number of sections in 1, 2, 4 ... pieces of one length, at even distances up to the same highest
 * address - or up to the physical bits, where the memory there is leaves no room for gaps below its own end.
 * `highest`: the same pieces, of which the last ends at one power of two after the other, up to the physical bits.
 */
export interface Sweep {
  readonly property: 'islands' | 'highest';
  /** Ascending; the layout at hand is one of them, and stands for any other at its x. */
  readonly points: readonly SweepPoint[];
  /** No section of a layout lies at or above this address. */
  readonly below: bigint;
}

/**
 * Both, of the online sections; none over none. What is offline counts in the layout at hand alone: others have none.
 * Costs in pieces: some milliseconds for each of at most 18 and 42 layouts.
 */
export function sweeps(
  sections: RunSet,
  options: Partial<Measures> = {},
  offline: RunSet = RunSet.EMPTY,
): readonly Sweep[] {
  if (sections.isEmpty) return [];
  const there = { online: sections, offline };
  return [islandsSweep(sections, options), highestSweep(sections, options)].map((sweep) => ({
    ...sweep,
    points: sweep.points.map((point) =>
      point.present ? { ...point, bytes: bytesOver(there, options) } : point,
    ),
  }));
}

/** The layouts of the first sweep, by islands: 1, 2, 4 ... */
export function* islandLayouts(sections: RunSet, end: number): Generator<RunSet> {
  for (let pieces = 1; pieces <= Math.min(sections.size, MOST_ISLANDS); pieces *= 2) {
    const layout = spread(sections.size, end, [], pieces);
    // Without room for a gap two pieces are one.
    if (layout.runs !== pieces) return;
    yield layout;
  }
}

/** The layouts of the second, by highest address; the last island never comes to touch the one before. */
export function* highestLayouts(sections: RunSet, physicalBits: number): Generator<RunSet> {
  const last = sections.runs - 1;
  const start = sections.start(last);
  const length = sections.end(last) - start;
  const kept = sections.removeRange(start, start + length);
  const from = last === 0 ? 0 : sections.end(last - 1) + 1;
  for (let end = 1; end <= 2 ** (physicalBits - 24); end *= 2)
    if (end - length >= from) yield kept.addRange(end - length, end);
}

function islandsSweep(sections: RunSet, options: Partial<Measures>): Sweep {
  const end = roomFor(sections, { ...MEASURES, ...options });
  return {
    property: 'islands',
    points: pointsOf(islandLayouts(sections, end), sections, ({ runs }) => runs, options),
    below: BigInt(end) * BigInt(SECTION_SIZE),
  };
}

function highestSweep(sections: RunSet, options: Partial<Measures>): Sweep {
  const { physicalBits } = { ...MEASURES, ...options };
  return {
    property: 'highest',
    points: pointsOf(
      highestLayouts(sections, physicalBits),
      sections,
      ({ max }) => max ?? -1,
      options,
    ),
    below: 1n << BigInt(physicalBits),
  };
}

function pointsOf(
  layouts: Iterable<RunSet>,
  present: RunSet,
  xOf: (layout: RunSet) => number,
  options: Partial<Measures>,
): readonly SweepPoint[] {
  const there = xOf(present);
  return [...[...layouts].filter((layout) => xOf(layout) !== there), present]
    .sort((a, b) => xOf(a) - xOf(b))
    .map((layout) => ({
      x: xOf(layout),
      present: layout === present,
      bytes: bytesOver({ online: layout, offline: RunSet.EMPTY }, options),
    }));
}

/** The layout's own end, if every second section below could be missing; else the physical bits'. */
function roomFor(sections: RunSet, { physicalBits }: Measures): number {
  const end = (sections.max ?? -1) + 1;
  const all = 2 ** (physicalBits - 24);
  return 2 * sections.size <= end ? end : Math.max(end, all);
}

const bytesOver = (
  layout: Sections,
  options: Partial<Measures>,
): Readonly<Record<StructureId, bigint>> =>
  Object.fromEntries(
    FOOTPRINTS.map((id) => [id, formulaOver(id, mappedBy(id, layout), options).bytes]),
  ) as Record<StructureId, bigint>;
