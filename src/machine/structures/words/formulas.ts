import { FLAT_ENTRY_BYTES } from '../flat.ts';
import { type Tables, tableBytes } from '../three-level.ts';
import { grouped } from './explain.ts';
import { RECORD_BYTES } from './sparsemem.ts';
import type { Formula, RadixNode } from './structure.ts';

/**
 * What every structure costs, from what it is made of: its tables, nodes, extents or entries. The structures tell what
 * they hold by these, and `footprint.ts` what they would hold.
 */

/** `entries`: highest section + 1, and 1 over nothing. */
export function flatFormula(entries: number): Formula {
  const bytes = BigInt(FLAT_ENTRY_BYTES) * BigInt(entries);
  return {
    general: '8 × (highest section + 1)',
    filledIn: `8 × ${grouped(entries)} = ${grouped(bytes)}`,
    bytes,
    source: 'ehea_create_busmap, drivers/net/ehea/ehea_qmr.c, Linux 2.6.24',
  };
}

export function threeLevelFormula(tables: Tables): Formula {
  const { root, top, dir } = tables;
  const bytes = tableBytes(tables);
  return {
    general: '65,536 × (root + tops + dirs)',
    filledIn: `65,536 × (${root} + ${grouped(top)} + ${grouped(dir)}) = ${grouped(bytes)}`,
    bytes,
    source: 'struct ehea_bmap, drivers/net/ethernet/ibm/ehea/ehea.h, Linux 2.6.28 to 7.1.5',
  };
}

export function compactFormula(middles: number, leaves: number): Formula {
  const bytes = 32_768n * BigInt(2 + middles + leaves);
  return {
    general: '32,768 × (2 + middles + leaves)',
    filledIn: `32,768 × (2 + ${grouped(middles)} + ${grouped(leaves)}) = ${grouped(bytes)}`,
    bytes,
    source:
      'ours: the split of EHEA_TOP_INDEX_SHIFT and EHEA_DIR_INDEX_SHIFT (ehea.h), 4 bytes for 8',
  };
}

export const FEWEST_PLACES = 8;

/** Places of a hash: a power of two, twice the sections at least, so that it is never more than half full. */
export function placesFor(sections: number): number {
  let places = FEWEST_PLACES;
  while (places < 2 * sections) places *= 2;
  return places;
}

export function hashFormula(places: number, sections: number): Formula {
  const bytes = 8n * BigInt(places);
  return {
    general: '8 × 2^⌈log₂(2 × sections)⌉, at least 64',
    filledIn: `8 × ${grouped(places)} = ${grouped(bytes)}, for ${grouped(sections)} ${sections === 1 ? 'section' : 'sections'}`,
    bytes,
    source: 'ours: open addressing, at most half full',
  };
}

export function extentsFormula(extents: number): Formula {
  const bytes = 16n * BigInt(extents);
  return {
    general: '16 × extents',
    filledIn: `16 × ${grouped(extents)} = ${grouped(bytes)}`,
    bytes,
    source: 'ours: start u64, length u32, first slot u32',
  };
}

export function redBlackFormula(extents: number): Formula {
  const bytes = 48n * BigInt(extents + 1);
  return {
    general: '48 × (extents + 1)',
    filledIn: `48 × (${grouped(extents)} + 1) = ${grouped(bytes)}`,
    bytes,
    source: 'struct rb_node is 24 bytes (include/linux/rbtree.h); start, length, first slot: ours',
  };
}

export function bTreeFormula(extents: number): Formula {
  const bytes = 256n * BigInt(Math.ceil(extents / 16));
  return {
    general: '256 × ⌈extents / 16⌉',
    filledIn: `256 × ⌈${grouped(extents)} / 16⌉ = ${grouped(bytes)}`,
    bytes,
    source: 'ours: 16 starts u64, lengths and first slots u32',
  };
}

/** `records`: NR_MEM_SECTIONS. */
export function staticFormula(records: number): Formula {
  const bytes = BigInt(RECORD_BYTES) * BigInt(records);
  return {
    general: '16 × 2^(physical bits - 24)',
    filledIn: `16 × ${grouped(records)} = ${grouped(bytes)}`,
    bytes,
    source:
      'mem_section[NR_SECTION_ROOTS][SECTIONS_PER_ROOT], mm/sparse.c, Linux 2.6.25 to 7.1.5, for sections of 16 MiB as on ppc64',
  };
}

/** `roots`: NR_SECTION_ROOTS; `pages`: those with a page of records. */
export function extremeFormula(roots: number, pages: number, pageSize: number): Formula {
  const bytes = 8n * BigInt(roots) + BigInt(pageSize) * BigInt(pages);
  return {
    general: '8 × ⌈2^(physical bits - 24) × 16 / page⌉ + page × roots in use',
    filledIn: `8 × ${grouped(roots)} + ${grouped(pageSize)} × ${grouped(pages)} = ${grouped(bytes)}`,
    bytes,
    source:
      'mem_section[NR_SECTION_ROOTS] and sparse_index_alloc, mm/sparse.c, Linux 2.6.25 to 7.1.5, for sections of 16 MiB as on ppc64',
  };
}

/** `covered`: highest section + 1. */
export function vmemmapFormula(covered: number): Formula {
  const bytes = 8n * BigInt(Math.ceil(covered / 64));
  return {
    general: '8 × ⌈(highest section + 1) / 64⌉',
    filledIn: `8 × ⌈${grouped(covered)} / 64⌉ = ${grouped(bytes)}`,
    bytes,
    source:
      'ours: one bit a section, in the place of the records that VMEMMAP keeps; its idea: pfn_to_page is base + pfn (include/asm-generic/memory_model.h)',
  };
}

export function radixFormula(nodes: number, height: number, nodeBytes: RadixNode): Formula {
  const bytes = BigInt(nodeBytes) * BigInt(nodes);
  return {
    general: `${nodeBytes} × nodes`,
    filledIn: `${nodeBytes} × ${grouped(nodes)} = ${grouped(bytes)}, ${height} levels`,
    bytes,
    source:
      nodeBytes === 552
        ? 'struct radix_tree_node, lib/radix-tree.c, Linux 2.6.25'
        : 'struct xa_node, include/linux/xarray.h, Linux 7.1.5',
  };
}

export function pageTableFormula(tables: number): Formula {
  const bytes = 8192n * BigInt(tables);
  return {
    general: '8,192 × tables',
    filledIn: `8,192 × ${grouped(tables)} = ${grouped(bytes)}`,
    bytes,
    source:
      'ours: four levels of 1,024 entries; an entry of 8 bytes as in arch/powerpc/include/asm/tce.h',
  };
}

export function rankBitmapFormula(middles: number, leaves: number, pieces: number): Formula {
  const bytes = 32_768n * BigInt(3 + middles) + 2048n * BigInt(leaves + pieces);
  return {
    general: '32,768 × (3 + middles) + 2,048 × (leaves + pieces of bases and order)',
    filledIn: `32,768 × (3 + ${grouped(middles)}) + 2,048 × (${grouped(leaves)} + ${grouped(pieces)}) = ${grouped(bytes)}`,
    bytes,
    source: 'ours: the slot is a rank, so one bit and a share of a count for each section',
  };
}
