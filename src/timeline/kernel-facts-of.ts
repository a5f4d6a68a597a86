import { optionsOf } from '../machine/kernel/options.ts';
import { pageblockBitsOn, vmemmapBlock } from '../machine/kernel/vmemmap-block.ts';
import type { Machine } from '../machine/machine.ts';
import { PAGEBLOCK_BITS, usageHeader } from '../machine/memory/memory-model.ts';
import type { KernelFacts } from '../machine/structures/words/kernel-memory.ts';
import { SECTION_SIZE_BITS } from '../machine/units/section.ts';

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
  const header = usageHeader({ model: memoryModel, sectionBits: SECTION_SIZE_BITS });
  return {
    pageSize,
    structPageBytes: edition.structPageBytes,
    usageHeader: edition.usemap === 'mem_section_usage' ? header : 0,
    pageblockBits: PAGEBLOCK_BITS[edition.usemap],
    pageblockBytes: 2 ** pageblockBitsOn(edition, architecture, pageSize),
    vmemmapBlock: isVirtual ? vmemmapBlock(edition, architecture, pageSize) : null,
  };
}
