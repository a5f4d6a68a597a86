import type { StructureId } from '../../../machine/structures/words/structure.ts';
import type { Sweep } from '../../../race/sweeps.ts';
import { SHOWN } from '../structure-words.ts';

/** How a footprint follows a property, from one end of the sweep to the other. */
export interface Growth {
  /** By how much the bytes are multiplied where the property doubles, on average. */
  readonly factor: number;
  /** For people. */
  readonly words: string;
  /** `steep`: half as fast as the property itself or faster. */
  readonly kind: 'none' | 'gentle' | 'steep';
}

const NONE: Growth = { factor: 1, words: 'does not care', kind: 'none' };

/** Exponents of the property with which the bytes go: below the first it is nothing one sees, from the second on steep. */
const SEEN = 0.04;
const STEEP = 0.5;
const LINEAR = [0.85, 1.15] as const;

export function growthOf({ points }: Sweep, structure: StructureId): Growth {
  const all = points.filter(({ x, bytes }) => x > 0 && bytes[structure] > 0n);
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last || last.x <= first.x) return NONE;
  const rise = Math.log2(Number(last.bytes[structure])) - Math.log2(Number(first.bytes[structure]));
  const exponent = rise / Math.log2(last.x / first.x);
  if (all.every(({ bytes }) => bytes[structure] === first.bytes[structure])) return NONE;
  const factor = 2 ** exponent;
  if (Math.abs(exponent) < SEEN) return { factor, words: 'hardly cares', kind: 'none' };
  const kind = exponent >= STEEP ? 'steep' : 'gentle';
  if (exponent >= LINEAR[0] && exponent <= LINEAR[1])
    return { factor, words: 'doubles with it', kind };
  return { factor, words: `×${Number(factor.toFixed(2))} a doubling`, kind };
}

/** A structure, and what each property does to it. */
export interface Fate {
  readonly structure: StructureId;
  readonly islands: Growth;
  readonly highest: Growth;
}

/** Those that the highest address kills first, then those that islands weigh on, then those that bear both. */
export function fatesOf(islands: Sweep, highest: Sweep): readonly Fate[] {
  const fates = SHOWN.map((structure) => ({
    structure,
    islands: growthOf(islands, structure),
    highest: growthOf(highest, structure),
  }));
  return fates.toSorted((a, b) => classOf(a) - classOf(b));
}

function classOf({ islands, highest }: Fate): number {
  if (highest.kind === 'steep') return 0;
  return islands.kind === 'steep' ? 1 : 2;
}

/** Who is killed by which: `undefined` where nobody is. */
export function groupsOf(fates: readonly Fate[]): {
  readonly byHighest: readonly StructureId[];
  readonly byIslands: readonly StructureId[];
  readonly byNeither: readonly StructureId[];
} {
  const of = (index: number): readonly StructureId[] =>
    fates.filter((fate) => classOf(fate) === index).map(({ structure }) => structure);
  return { byHighest: of(0), byIslands: of(1), byNeither: of(2) };
}
