import type { RunSet } from '../../units/run-set.ts';
import { type Backing, OwnBacking, Pool } from './pool.ts';

/**
 * A structure that answers which bus slot a section has, held word by word: what the race builds, walks and
 * measures. (The two files one folder up are the driver's own maps as runs, by which the simulation reckons; nothing
 * is measured there, and nothing here takes part in the simulation.)
 *
 * All keep the driver's numbering, so that they answer alike: the slot of a section is its rank among the mapped
 * ones, and an add or a remove renumbers every section above (ehea_rebuild_busmap, Linux 2.6.28 to 7.1.5). Only
 * `vmemmap` is of another kind: its bus space is the physical one.
 */

export type StructureId =
  | 'flat'
  | 'three-level'
  | 'three-level-compact'
  | 'hash'
  | 'extents'
  | 'red-black'
  | 'b-tree'
  | 'sparsemem-static'
  | 'sparsemem-extreme'
  | 'vmemmap'
  | 'radix-64'
  | 'page-table'
  | 'rank-bitmap';

/** Sections of 2^64 bytes: every section number is below. */
export const SECTIONS = 2 ** 40;

/** No address is in another, and none is asked for in a lookup. */
const isSection = (section: number): boolean => section >= 0 && section < SECTIONS;

/** The size of a page by which SPARSEMEM_EXTREME reckons. */
export type KernelPage = 4096 | 65_536;
/** Bytes of a node: `radix_tree_node` of 2.6.25, `xa_node` (FACTS by the sizes of their fields). */
export type RadixNode = 552 | 576;

/** By what a structure is measured, wherever its words live. */
export interface Measures {
  /** MAX_PHYSMEM_BITS: sections at or above 2^(bits - 24) have no record in SPARSEMEM. */
  readonly physicalBits: number;
  readonly pageSize: KernelPage;
  readonly radixNode: RadixNode;
  /** An array longer than these bytes is not allocated whole: only its touched pages are held. */
  readonly wholeBytes: number;
}

export interface Options extends Measures {
  /** Where the words live. */
  readonly backing: Backing;
}

export const MEASURES: Measures = {
  physicalBits: 64,
  pageSize: 4096,
  radixNode: 552,
  wholeBytes: 2 ** 29,
};

export const defaults = (): Options => ({ backing: new OwnBacking(), ...MEASURES });

/** One read of a lookup. */
export interface Access {
  /** The table read from, in the structure's own words. */
  readonly table: string;
  /** Which of its entries. */
  readonly entry: number;
  /** Where that stands, in bytes from the start of the structure's memory. */
  readonly byte: number;
  /** Its cache line of 64 bytes. */
  readonly line: number;
  /** Bytes read. */
  readonly bytes: number;
  /** What stood there. */
  readonly value: string;
  /** What follows from it. */
  readonly means: string;
}

/** What a structure costs, with the reckoning. */
export interface Formula {
  readonly general: string;
  /** The same with the numbers of the present layout put in. */
  readonly filledIn: string;
  readonly bytes: bigint;
  readonly source: string;
}

export interface MemoryUse {
  /** By the formula: what would have to be reserved. */
  readonly reserved: bigint;
  /** What we hold: equal to `reserved` where `whole`, else the touched pages of what is only reserved, and the rest. */
  readonly held: number;
  /** Pages of 4 KiB of which a word is not zero. */
  readonly touchedPages: number;
  /** False if the literal array is longer than this program will allocate: then no time is measured. */
  readonly whole: boolean;
}

/** One table of a level. */
export interface TablePicture {
  /** Byte of its first entry, from the start of the structure's memory. */
  readonly byte: number;
  readonly entries: number;
  /** Entries in use: first, end, first, end ... */
  readonly used: readonly number[];
  /** Entries that hold something, where not all of those are in use: in the same form. */
  readonly beside?: readonly number[];
  /** The first sections of the extents in it, where they are few enough to be read. */
  readonly keys?: readonly number[];
  /** Of a node of a tree. */
  readonly node?: NodePicture;
}

/** Where a node hangs, and its colour. */
export interface NodePicture {
  /** Its place in the level above; -1 for the root. */
  readonly parent: number;
  /** False if it is a red one. */
  readonly black?: boolean;
}

/** The memory of one level, for a drawing. */
export interface Level {
  readonly name: string;
  readonly entryBytes: number;
  readonly tables: readonly TablePicture[];
  /** Entries of the whole array, where the tables are only those of its pages that are held. */
  readonly reserved?: number;
  /** What its tables are for, or what stands beside their entries: in place of how many are in use. */
  readonly note?: string;
}

export abstract class Structure {
  abstract readonly id: StructureId;
  /** True if the bus address is 2^63 + the physical one rather than by slot. */
  readonly identity: boolean = false;
  protected readonly pool: Pool;
  protected readonly options: Options;
  #size = 0;

  constructor(options: Options) {
    this.options = options;
    this.pool = new Pool(options.backing);
  }

  /** Sections in it. */
  get size(): number {
    return this.#size;
  }

  /** False if it stands only as its touched pages. */
  get whole(): boolean {
    return true;
  }

  /** Puts all of these in; only on an empty one. */
  build(sections: RunSet): this {
    this.#size = this.fill(sections);
    return this;
  }

  /** Adds a section and renumbers; false if it was there or has no place in this structure. */
  add(section: number): boolean {
    const added = isSection(section) && this.insert(section);
    if (added) this.#size += 1;
    return added;
  }

  /** Removes a section and renumbers; false if it was not there. */
  remove(section: number): boolean {
    const removed = isSection(section) && this.delete(section);
    if (removed) this.#size -= 1;
    return removed;
  }

  /** A structure that takes more than one section at a time has so many more now, or fewer. */
  protected resized(by: number): void {
    this.#size += by;
  }

  /** The slot of a section (in `vmemmap`: the section itself), -1 if it is not mapped. */
  abstract lookup(section: number): number;

  /**
   * The batch: for each address (low word, high word) the slot + 1, or 0 for a miss; in `vmemmap` 1 or 0. At most
   * 64 Ki addresses in one call.
   */
  slots(queries: Uint32Array, out: Uint32Array): void {
    if (this.whole) this.batch(queries, out);
    else this.#oneByOne(queries, out);
  }

  /** The reads that a lookup makes, in order. */
  abstract trace(section: number): readonly Access[];

  abstract formula(): Formula;

  abstract picture(): readonly Level[];

  /** The WebAssembly function that looks up in it. */
  get batchName(): string {
    return this.id;
  }

  /**
   * What that function wants to know beside queries, count and answers; null where the
   * structure is in a form that the function does not know.
   */
  abstract parameters(): readonly number[] | null;

  /** Bytes that are held, as in `memory`, which looks through all of them. */
  get held(): number {
    return this.pool.bytes;
  }

  memory(): MemoryUse {
    return {
      reserved: this.formula().bytes,
      held: this.held,
      touchedPages: this.pool.touchedPages(),
      whole: this.whole,
    };
  }

  /** Answers how many went in. */
  protected abstract fill(sections: RunSet): number;
  protected abstract insert(section: number): boolean;
  protected abstract delete(section: number): boolean;
  protected abstract batch(queries: Uint32Array, out: Uint32Array): void;

  #oneByOne(queries: Uint32Array, out: Uint32Array): void {
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const section = (queries[2 * i + 1] as number) * 256 + ((queries[2 * i] as number) >>> 24);
      const slot = this.lookup(section);
      out[i] = this.identity ? Number(slot >= 0) : slot + 1;
    }
  }
}
