import type { StructureId } from '../../../machine/structures/words/structure.ts';
import type { Sweep } from '../../../race/sweeps.ts';
import { SHOWN } from '../structure-words.ts';

/** How a footprint follows a property, from one end of the sweep to the other. */
export interface Growth {
  /** By how much the bytes are multiplied where the property doubles, on average; to the hundredth, as it is written. */
  readonly factor: number;
  /** For people. */
  readonly words: string;
  /** `steep`: half as fast as the property itself or faster; by the factor that is written. */
  readonly kind: 'none' | 'gentle' | 'steep';
}

const NONE: Growth = { factor: 1, words: 'does not care', kind: 'none' };

// By what the bytes are multiplied for each doubling (ours). Pictures and sentences go by these alone.
/** So far from 1 it is seen. */
const SEEN = 0.03;
/** The root of 2: from here on it is steep. */
export const STEEP = 1.41;
/** Said as doubling. */
const DOUBLING = [1.8, 2.22] as const;

export function growthOf({ points }: Sweep, structure: StructureId): Growth {
  const all = points.filter(({ x, bytes }) => x > 0 && bytes[structure] > 0n);
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last || last.x <= first.x) return NONE;
  const rise = Math.log2(Number(last.bytes[structure])) - Math.log2(Number(first.bytes[structure]));
  const exponent = rise / Math.log2(last.x / first.x);
  if (all.every(({ bytes }) => bytes[structure] === first.bytes[structure])) return NONE;
  const factor = Number((2 ** exponent).toFixed(2));
  if (Math.abs(factor - 1) < SEEN) return { factor, words: 'hardly cares', kind: 'none' };
  const kind = factor >= STEEP ? 'steep' : 'gentle';
  if (factor >= DOUBLING[0] && factor <= DOUBLING[1])
    return { factor, words: 'doubles with it', kind };
  return { factor, words: `×${factor} a doubling`, kind };
}

/** A structure, and what each property does to it. */
export interface Fate {
  readonly structure: StructureId;
  readonly islands: Growth;
  readonly highest: Growth;
}

/** Those that the highest address kills first, then those that islands weigh on, then those that grow more slowly. */
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
  if (islands.kind === 'steep') return 1;
  return highest.kind === 'none' && islands.kind === 'none' ? 3 : 2;
}

/** What sentences say of them, by the same words as the panels: whom both kill is in both lists. */
export interface Groups {
  readonly byHighest: readonly StructureId[];
  readonly byIslands: readonly StructureId[];
  /** Steep in neither, but not without either. */
  readonly slowly: readonly StructureId[];
  readonly byNeither: readonly StructureId[];
}

export function groupsOf(fates: readonly Fate[]): Groups {
  const of = (isIn: (fate: Fate) => boolean): readonly StructureId[] =>
    fates.filter(isIn).map(({ structure }) => structure);
  return {
    byHighest: of(({ highest }) => highest.kind === 'steep'),
    byIslands: of(({ islands }) => islands.kind === 'steep'),
    slowly: of((fate) => classOf(fate) === 2),
    byNeither: of((fate) => classOf(fate) === 3),
  };
}
