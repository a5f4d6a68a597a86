import type { StructureId } from '../../machine/structures/words/structure.ts';

/** How a structure is called on the page. */
export interface StructureWords {
  readonly name: string;
  /** Whose it is, or who named it. */
  readonly by: string;
  /** What it is, in one sentence. */
  readonly gist: string;
}

export const STRUCTURE_WORDS: Readonly<Record<StructureId, StructureWords>> = {
  flat: {
    name: 'flat array',
    by: 'eHEA, 2.6.24',
    gist: 'One entry of 8 bytes for every section up to the highest, mapped or not.',
  },
  'three-level': {
    name: 'three-level map',
    by: 'eHEA, since 2.6.28',
    gist: 'Tables of 8,192 entries, 64 KiB each, only where there is memory below.',
  },
  'three-level-compact': {
    name: 'compact three levels',
    by: 'ours',
    gist: 'The same split in entries of 4 bytes, out of one pool, without a test on the way down.',
  },
  hash: {
    name: 'hash table',
    by: 'named in the thread',
    gist: 'Open addressing, at most half full, 8 bytes a place.',
  },
  extents: {
    name: 'sorted extents',
    by: 'ours',
    gist: 'One entry for each island of memory, found by halving.',
  },
  'red-black': {
    name: 'red-black tree',
    by: 'a tree, the thread',
    gist: 'A node of 48 bytes for each island, balanced as the kernel balances its trees.',
  },
  'b-tree': {
    name: 'B-tree',
    by: 'a tree, the thread',
    gist: 'Sixteen islands to a node, without pointers.',
  },
  'sparsemem-static': {
    name: 'SPARSEMEM_STATIC',
    by: 'Linux, as a map',
    gist: 'One record for every section that the physical bits allow.',
  },
  'sparsemem-extreme': {
    name: 'SPARSEMEM_EXTREME',
    by: 'Linux, as a map',
    gist: 'A root of pointers, and records by the page where there is memory.',
  },
  vmemmap: {
    name: 'identity bitmap',
    by: 'ours, after VMEMMAP',
    gist: 'VMEMMAP’s idea as a bus map: the place is the number, and a bit for each section says if it is there.',
  },
  'radix-64': {
    name: 'radix tree',
    by: 'Linux, lib/',
    gist: '64 slots to a node, as high as the highest section needs.',
  },
  'page-table': {
    name: 'page table',
    by: 'as a TCE unit walks',
    gist: 'Four levels of 1,024 entries, down to the section.',
  },
  'rank-bitmap': {
    name: 'rank bitmap',
    by: 'ours',
    gist: 'A bit for each section and running counts: the slot is the rank, so no address is stored.',
  },
};

/** In the order in which they are shown: that of the catalogue, whose code stays with the workers. */
export const SHOWN = Object.keys(STRUCTURE_WORDS) as readonly StructureId[];
