import type {
  Access,
  Formula,
  MemoryUse,
  NodePicture,
  StructureId,
} from '../machine/structures/words/structure.ts';

/**
 * A structure that explains itself over one layout and for one address: what its memory looks like, which words a
 * lookup reads, and its formula with the numbers put in. All of it can be sent as a message.
 */
export interface Explanation {
  readonly id: StructureId;
  /** Mapped sections, and pieces without a gap. */
  readonly sections: number;
  readonly islands: number;
  readonly formula: Formula;
  readonly use: MemoryUse;
  /** Why it stands only as its touched pages; null where it is whole. */
  readonly partly: string | null;
  /** Where the kernel's own sections are not the driver's 16 MiB, by which SPARSEMEM is reckoned here, in words. */
  readonly otherSections: string | null;
  /** What the kernel keeps beside the records of its sections; null where there is no such thing. */
  readonly kernel: KernelMemory | null;
  readonly levels: readonly DrawnLevel[];
  readonly path: Path;
}

/** Memory that comes with the sections of SPARSEMEM, and that no lookup of a map reads. */
export interface KernelMemory {
  readonly usemaps: Formula;
  readonly memmap: Formula;
  /** Sections among them that the kernel holds and a map does not: they are offline. */
  readonly offline: number;
}

/** One level of a structure, as far as it is drawn. */
export interface DrawnLevel {
  readonly name: string;
  readonly entryBytes: number;
  /**
   * `table`: its tables stand whole. `reserved`: an array of which only some pages are held. `pages`: those pages, of
   * the level before. `node`: nodes of a tree.
   */
  readonly kind: 'table' | 'reserved' | 'pages' | 'node';
  /** Tables there are, drawn or not. */
  readonly count: number;
  /** What they are for, or what stands beside their entries. */
  readonly note?: string;
  /** In order; those of the path are always among them. */
  readonly tables: readonly DrawnTable[];
}

export interface DrawnTable {
  /** Its place in the level. */
  readonly index: number;
  /** Byte of its first entry, from the start of the structure's memory. */
  readonly byte: number;
  readonly entries: number;
  /** Entries in use. */
  readonly used: number;
  /** At most so many runs as `MOST_RUNS`: first, end, entries in use among them, and so on. */
  readonly runs: readonly number[];
  /** Runs in the same form of entries that hold something, where not all of those are in use. */
  readonly beside?: readonly number[];
  /** First sections of the extents in it, where they can be read. */
  readonly keys: readonly number[] | null;
  readonly node: NodePicture | null;
}

/** How one address is looked up. */
export interface Path {
  readonly address: bigint;
  readonly section: number;
  readonly reads: readonly Read[];
  /** Cache lines of 64 bytes that the reads are in, each once, in the order in which they are touched. */
  readonly lines: readonly number[];
  readonly answer: Answer;
}

/** One read, and where it stands in the drawing. */
export interface Read extends Access {
  readonly places: readonly Place[];
}

/** An entry of a table that is drawn: indices into `levels` and its `tables`. */
export interface Place {
  readonly level: number;
  readonly table: number;
  readonly entry: number;
}

export interface Answer {
  readonly hit: boolean;
  /** The bus slot; null for a miss, and where there are no slots. */
  readonly slot: number | null;
  readonly bus: bigint | null;
  /** One sentence: what came of it, and for a miss where it ended. */
  readonly words: string;
}
