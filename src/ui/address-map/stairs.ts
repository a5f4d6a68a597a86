import type { Scene } from '../../worker/protocol.ts';

/** What new tables a section would need in a stretch of a hole. */
export interface Stair {
  readonly from: bigint;
  readonly to: bigint;
  /** New tables of 64 KiB each. */
  readonly tables: number;
}

/** A dir table answers for 2^13 sections, a top table for 2^26. */
const DIR = 1n << 37n;
const TOP = 1n << 50n;

type Tabled = { readonly map: Pick<Scene['map'], 'kind' | 'tableList'> };

/** Numbers of the tables that stand, by level (1 top, 2 dir). */
function standing(scene: Tabled, level: number): ReadonlySet<number> {
  const { tableList } = scene.map;
  const out = new Set<number>();
  for (let i = 0; i < tableList.length; i += 5)
    if (tableList[i] === level) out.add(tableList[i + 1] ?? 0);
  return out;
}

/**
 * The price of a section across a hole [from, to): nothing where its dir table stands, one table where its top
 * stands, two elsewhere, three for the first of all.
 */
export function stairsOf(scene: Tabled, from: bigint, to: bigint): readonly Stair[] {
  if (scene.map.kind !== 'three-level') return [];
  const tops = standing(scene, 1);
  const dirs = standing(scene, 2);
  const root = scene.map.tableList.length > 0 ? 0 : 1;
  const price = (at: bigint): number =>
    dirs.has(Number(at / DIR)) ? 0 : (tops.has(Number(at / TOP)) ? 1 : 2) + root;
  const bounds = [from, ...edges(scene, from, to), to];
  const stairs: Stair[] = [];
  for (let i = 0; i + 1 < bounds.length; i++) {
    const [a = 0n, b = 0n] = [bounds[i], bounds[i + 1]];
    const tables = price(a);
    const last = stairs.at(-1);
    if (last?.tables === tables) stairs[stairs.length - 1] = { ...last, to: b };
    else if (b > a) stairs.push({ from: a, to: b, tables });
  }
  return stairs;
}

/** Where the price may change inside a hole: the borders of the tables that stand. */
function edges(scene: Tabled, from: bigint, to: bigint): readonly bigint[] {
  const { tableList } = scene.map;
  const out = new Set<bigint>();
  for (let i = 0; i < tableList.length; i += 5) {
    if (tableList[i] === 0) continue;
    const size = tableList[i] === 1 ? TOP : DIR;
    const start = BigInt(tableList[i + 1] ?? 0) * size;
    for (const at of [start, start + size]) if (at > from && at < to) out.add(at);
  }
  return [...out].sort((a, b) => (a < b ? -1 : 1));
}

/** `+64 KiB` */
export const stairName = (tables: number): string => (tables === 0 ? '+0' : `+${tables * 64} KiB`);
