import { RunSet } from '../../units/run-set.ts';
import { grouped } from './explain.ts';
import type { Formula } from './structure.ts';

/**
 * What the kernel itself keeps for its sections beside the records of SPARSEMEM: usemaps and the memmap. The bill shows
 * them apart, as no lookup of ours reads them.
 */

/** Of one kernel, as it was built; sections are of 16 MiB. */
export interface KernelFacts {
  readonly pageSize: number;
  /** sizeof(struct page): 56 in 2.6.25 without a memory controller, 64 with one, and now. */
  readonly structPageBytes: number;
  /** Bytes of `struct mem_section_usage` before its bits: rcu_head 16, with VMEMMAP a sub-section bitmap of 8; 0 where there was none. */
  readonly usageHeader: number;
  /** Bits for each pageblock: 3 in 2.6.25, 4 in 7.1.5, 8 with memory isolation, which removing memory needs. */
  readonly pageblockBits: number;
  readonly pageblockBytes: number;
  /** Bytes by which SPARSEMEM_VMEMMAP backs the memmap; null where the memmap is allocated section by section. */
  readonly vmemmapBlock: number | null;
}

const SECTION_BYTES = 2 ** 24;

/** Usemaps: mm/sparse.c usemap_size, Linux 2.6.25; mem_section_usage_size, 7.1.5. Whole words of 8 bytes. */
export function usemaps(sections: RunSet, facts: KernelFacts): Formula {
  const bits = facts.pageblockBits * (SECTION_BYTES / facts.pageblockBytes);
  const each = facts.usageHeader + Math.ceil(bits / 64) * 8;
  return {
    general: 'sections × (header + bits of pageblocks in words of 8 bytes)',
    filledIn: `${grouped(sections.size)} × ${grouped(each)} = ${grouped(sections.size * each)}`,
    bytes: BigInt(sections.size) * BigInt(each),
    source: 'mm/sparse.c usemap_size, Linux 2.6.25; mem_section_usage_size, 7.1.5',
  };
}

/** Bytes of struct page for one section. */
const memmapOfSection = ({ pageSize, structPageBytes }: KernelFacts): number =>
  (SECTION_BYTES / pageSize) * structPageBytes;

/** The memmap: a `struct page` for every page of every section; with VMEMMAP the blocks that back it. */
export function memmap(sections: RunSet, facts: KernelFacts): Formula {
  const each = memmapOfSection(facts);
  if (facts.vmemmapBlock !== null) return backing(sections, each, facts.vmemmapBlock);
  const bytes = BigInt(sections.size) * BigInt(each);
  return {
    general: 'sections × (16 MiB / page) × struct page',
    filledIn: `${grouped(sections.size)} × ${grouped(each)} = ${grouped(bytes)}`,
    bytes,
    source: 'mm/sparse.c, Linux 2.6.25 to 7.1.5',
  };
}

/** The blocks of the virtual array, base + pfn, in which some section's pages lie. */
function backing(sections: RunSet, each: number, block: number): Formula {
  const touched: [number, number][] = [];
  for (const [start, end] of sections) {
    const first = (BigInt(start) * BigInt(each)) / BigInt(block);
    const last = (BigInt(end) * BigInt(each) - 1n) / BigInt(block);
    touched.push([Number(first), Number(last) + 1]);
  }
  const blocks = RunSet.from(touched).size;
  const bytes = BigInt(blocks) * BigInt(block);
  return {
    general: 'block × blocks in which a section’s struct pages lie',
    filledIn: `${grouped(block)} × ${grouped(blocks)} = ${grouped(bytes)}`,
    bytes,
    source: 'mm/sparse-vmemmap.c, arch vmemmap_populate, Linux 2.6.25 to 7.1.5',
  };
}
