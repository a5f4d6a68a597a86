import { BTree } from './b-tree.ts';
import { Extents } from './extents.ts';
import { Flat } from './flat.ts';
import { Hash } from './hash.ts';
import { PageTable } from './page-table.ts';
import { Radix64 } from './radix-64.ts';
import { RankBitmap } from './rank-bitmap.ts';
import { RedBlack } from './red-black.ts';
import { SparsememExtreme } from './sparsemem-extreme.ts';
import { SparsememStatic } from './sparsemem-static.ts';
import { defaults, type Options, type Structure, type StructureId } from './structure.ts';
import { ThreeLevelTables } from './three-level.ts';
import { ThreeLevelCompact } from './three-level-compact.ts';
import { Vmemmap } from './vmemmap.ts';

const CLASSES = {
  flat: Flat,
  'three-level': ThreeLevelTables,
  'three-level-compact': ThreeLevelCompact,
  hash: Hash,
  extents: Extents,
  'red-black': RedBlack,
  'b-tree': BTree,
  'sparsemem-static': SparsememStatic,
  'sparsemem-extreme': SparsememExtreme,
  vmemmap: Vmemmap,
  'radix-64': Radix64,
  'page-table': PageTable,
  'rank-bitmap': RankBitmap,
} as const satisfies Record<StructureId, new (options: Options) => Structure>;

/** All structures of the race, in the order in which they are shown. */
export const STRUCTURES = Object.keys(CLASSES) as readonly StructureId[];

/** An empty structure. */
export const create = (id: StructureId, options: Partial<Options> = {}): Structure =>
  new CLASSES[id]({ ...defaults(), ...options });
