import { optionsOf } from '../machine/kernel/options.ts';
import { pageblockBitsOn, vmemmapBlock } from '../machine/kernel/vmemmap-block.ts';
import type { Machine } from '../machine/machine.ts';
import type { KernelFacts } from '../machine/structures/words/kernel-memory.ts';

/** struct mem_section_usage before its pageblock bits: rcu_head, and with VMEMMAP a word of sub-sections (FACTS d3, 7.1.5). */
const RCU_HEAD = 16;
const SUBSECTIONS = 8;
/** NR_PAGEBLOCK_BITS, without memory isolation: 3 in 2.6.25, rounded up to 4 in 7.1.5 (the same). */
const PAGEBLOCK_BITS = { 'pageblock bits': 3, mem_section_usage: 4 } as const;

/**
 * What a machine's kernel keeps for its sections beside their records. Null where nobody reckons it here: off ppc64,
 * whose sections are not of 16 MiB, and with FLATMEM, which has none.
 */
export function kernelFactsOf({
  config,
  edition,
}: Pick<Machine, 'config' | 'edition'>): KernelFacts | null {
  const { architecture, memoryModel } = optionsOf({ edition, config });
  if (architecture !== 'ppc64' || memoryModel === 'FLATMEM') return null;
  const { pageSize } = config;
  const isVirtual = memoryModel === 'VMEMMAP';
  const header = RCU_HEAD + (isVirtual ? SUBSECTIONS : 0);
  return {
    pageSize,
    structPageBytes: edition.structPageBytes,
    usageHeader: edition.usemap === 'mem_section_usage' ? header : 0,
    pageblockBits: PAGEBLOCK_BITS[edition.usemap],
    pageblockBytes: 2 ** pageblockBitsOn(edition, architecture, pageSize),
    vmemmapBlock: isVirtual ? vmemmapBlock(edition, architecture, pageSize) : null,
  };
}
