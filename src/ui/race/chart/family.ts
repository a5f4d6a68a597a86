import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
} from 'd3';
import type { StructureId } from '../../../machine/structures/words/structure.ts';

/** Structures that pay for the same thing share a shape and a hue; the shape alone tells them apart. */
export type Family = 'arrays' | 'tables' | 'runs' | 'hash' | 'ours';

export const FAMILIES: readonly Family[] = ['arrays', 'tables', 'runs', 'hash', 'ours'];

interface FamilyLook {
  /** For the legend. */
  readonly words: string;
  readonly shape: SymbolType;
  /** Class name (chart.css) of its hue. */
  readonly hue: string;
}

export const FAMILY_LOOKS: Readonly<Record<Family, FamilyLook>> = {
  arrays: { words: 'arrays', shape: symbolSquare, hue: 'hue-ink' },
  tables: {
    words: 'tables of tables',
    shape: symbolTriangle,
    hue: 'hue-map',
  },
  runs: { words: 'searched runs', shape: symbolCircle, hue: 'hue-on' },
  hash: { words: 'hash', shape: symbolCross, hue: 'hue-ink2' },
  ours: { words: 'ours', shape: symbolDiamond, hue: 'hue-going' },
};

export const FAMILY_OF: Readonly<Record<StructureId, Family>> = {
  flat: 'arrays',
  'three-level': 'tables',
  'three-level-compact': 'ours',
  hash: 'hash',
  extents: 'runs',
  'red-black': 'runs',
  'b-tree': 'runs',
  'sparsemem-static': 'arrays',
  'sparsemem-extreme': 'tables',
  vmemmap: 'arrays',
  'radix-64': 'tables',
  'page-table': 'tables',
  'rank-bitmap': 'ours',
};

export const lookOf = (structure: StructureId): FamilyLook => FAMILY_LOOKS[FAMILY_OF[structure]];

/** The outline of a family's mark around 0, 0; `size` is the side of the square that has its area. */
export const outlineOf = (family: Family, size: number): string =>
  symbol(FAMILY_LOOKS[family].shape, size * size)() ?? '';
