import type { StructureId } from '../../../machine/structures/words/structure.ts';

/** Structures that pay for the same thing share a shape and a hue; the shape alone tells them apart. */
export type Family = 'arrays' | 'tables' | 'runs' | 'hash' | 'ours';

export const FAMILIES: readonly Family[] = ['arrays', 'tables', 'runs', 'hash', 'ours'];

interface FamilyLook {
  /** For the legend. */
  readonly words: string;
  /** Its outline around 0, 0, by the side of the square that has its area. */
  readonly outline: (side: number) => string;
  /** Class name (chart.css) of its hue. */
  readonly hue: string;
}

export const FAMILY_LOOKS: Readonly<Record<Family, FamilyLook>> = {
  arrays: { words: 'arrays', outline: square, hue: 'hue-ink' },
  tables: {
    words: 'tables of tables',
    outline: triangle,
    hue: 'hue-map',
  },
  runs: { words: 'searched runs', outline: disc, hue: 'hue-on' },
  hash: { words: 'hash', outline: cross, hue: 'hue-ink2' },
  ours: { words: 'ours', outline: diamond, hue: 'hue-going' },
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

/** The outline of a family's mark around 0, 0; `side`: of the square that has its area. */
export const outlineOf = (family: Family, side: number): string =>
  FAMILY_LOOKS[family].outline(side);

// All of equal area, so that none seems to weigh more. Drawn by hand: the shapes of d3 would come with the first picture.

function square(side: number): string {
  return `M${-side / 2} ${-side / 2}h${side}v${side}h${-side}Z`;
}

function triangle(side: number): string {
  const edge = (2 * side) / 3 ** 0.25;
  const height = (edge * Math.sqrt(3)) / 2;
  return `M0 ${(-2 * height) / 3}l${edge / 2} ${height}h${-edge}Z`;
}

function disc(side: number): string {
  const radius = side / Math.sqrt(Math.PI);
  const half = `a${radius} ${radius} 0 1 1`;
  return `M${-radius} 0${half} ${2 * radius} 0${half} ${-2 * radius} 0Z`;
}

/** Five squares. */
function cross(side: number): string {
  const arm = side / Math.sqrt(5);
  const [right, left] = [`h${arm}`, `h${-arm}`];
  const [down, up] = [`v${arm}`, `v${-arm}`];
  return `M${-arm / 2} ${-1.5 * arm}${right}${down}${right}${down}${left}${down}${left}${up}${left}${up}${right}Z`;
}

function diamond(side: number): string {
  const reach = side / Math.SQRT2;
  return `M0 ${-reach}L${reach} 0L0 ${reach}L${-reach} 0Z`;
}
