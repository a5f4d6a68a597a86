import type { StructureId } from '../../../machine/structures/words/structure.ts';

/** Who uses or used a structure, and what it trades for what. */
export interface Use {
  readonly who: string;
  readonly trades: string;
  readonly source: string;
}

const THREAD = 'linux-kernel, 13 Feb 2008';

export const USES: Readonly<Record<StructureId, Use>> = {
  flat: {
    who: 'eHEA’s map from 2.6.23 to 2.6.25, in an array from vmalloc: what the maintainer’s question in the thread is about.',
    trades:
      'One read answers. In return every section up to the highest has an entry, there or not.',
    source: 'drivers/net/ehea/ehea_qmr.c, Linux 2.6.24',
  },
  'three-level': {
    who: 'eHEA’s map since 2.6.28, after a first cut in 2.6.26.',
    trades:
      'A table stands only where there is memory below it, at 64 KiB each; three reads in a row instead of one, and every change numbers all entries anew.',
    source: 'drivers/net/ehea/ehea_qmr.c, Linux 2.6.28 to 7.1.5',
  },
  'three-level-compact': {
    who: 'Ours, after the driver’s own split of a section number.',
    trades:
      'Entries of 4 bytes where the driver has 8, and an empty node in the place of null, so that nothing is tested on the way down. A lone section still costs whole nodes.',
    source: 'ours',
  },
  hash: {
    who: 'The thread names hashes among the algorithms that give speed away for a smaller footprint; this one is ours.',
    trades:
      'Bytes grow with the sections alone, wherever they lie. The places have no order, so a change goes through all of them to renumber.',
    source: `${THREAD}; ours`,
  },
  extents: {
    who: 'Ours: the list of islands itself, sorted.',
    trades:
      'Bytes grow with the islands, not with their size. Each halving is a read that waits for the one before.',
    source: 'ours',
  },
  'red-black': {
    who: 'The thread names trees. This is how a kernel would hold one: with struct rb_node.',
    trades:
      'An island comes and goes without moving the others; each level down is a read somewhere else in memory.',
    source: `${THREAD}; include/linux/rbtree.h`,
  },
  'b-tree': {
    who: 'A tree again, with sixteen islands to a node and no pointers; ours.',
    trades:
      'Few levels, two cache lines each, and one more for the island that was found. An island more or less lays the tree out anew.',
    source: `${THREAD}; ours`,
  },
  'sparsemem-static': {
    who: 'How Linux finds the record of a section with SPARSEMEM_STATIC; as a bus map it is our what-if.',
    trades:
      'One place to look. The array is as long as the kernel’s physical bits allow, whatever memory there is.',
    source: 'mm/sparse.c, Linux 2.6.25 to 7.1.5',
  },
  'sparsemem-extreme': {
    who: 'How Linux does it with SPARSEMEM_EXTREME, which the defconfigs of ppc64 choose in 2.6.25; as a bus map it is our what-if.',
    trades:
      'Records stand by the page, only where memory was once. The roots are still as many as the physical bits allow, and no page of records is ever freed.',
    source: 'mm/sparse.c, Linux 2.6.25 to 7.1.5',
  },
  vmemmap: {
    who: 'VMEMMAP’s idea as a bus map, ours: nothing is looked up but one bit a section, to know what is there. Linux’s own SPARSEMEM_VMEMMAP keeps the roots and records of SPARSEMEM and puts a virtual array in the place of the memmap pointer alone; what backs that array is told beside it. In 7.1.5 memory hotplug needs it.',
    trades:
      'Nothing is numbered, so nothing is renumbered. The bus space is as sparse as the memory, and the bits that say what is there reach up to the highest section.',
    source: 'ours; pfn_to_page, include/asm-generic/memory_model.h; mm/Kconfig, Linux 7.1.5',
  },
  'radix-64': {
    who: 'The kernel’s radix tree, later the XArray; the items are ours.',
    trades:
      'As high as the highest section needs: a lone section far up costs a node on every level, and a read.',
    source: 'lib/radix-tree.c, Linux 2.6.25; lib/xarray.c',
  },
  'page-table': {
    who: 'What the MMU of a device walks, in the manner of a TCE table; the split is ours.',
    trades:
      'Always four reads for what is mapped. Tables of 8 KiB, only where there is memory below, and freed when empty.',
    source: 'arch/powerpc/include/asm/tce.h; ours',
  },
  'rank-bitmap': {
    who: 'Ours: the driver’s slots are ranks, so they can be counted instead of stored.',
    trades:
      'A bit for each section and a running count for each 32. A change touches counts, not entries; a lookup adds up where the others only read.',
    source: 'ours',
  },
};
