import type { Rule } from './kconfig.ts';
import type { Options } from './options.ts';
import { derived, type Source } from './source.ts';

/** Kconfig's rules as tables: what the kernels of 2008 and 2009 share. */

const SPARSE: readonly Options['memoryModel'][] = ['STATIC', 'EXTREME', 'VMEMMAP'];

export const eheaNeedsSparsemem = (source: Source): Rule => ({
  when: { builtBy: ['EHEA'] },
  needs: { memoryModel: SPARSE },
  field: 'memoryModel',
  says: 'EHEA depends on SPARSEMEM.',
  source,
});

/** `source`: mm/Kconfig, or the kernel whose is borrowed. */
export const hotplugRules = (source: Source): readonly Rule[] => [
  {
    when: { memoryHotplug: [true], architecture: ['ppc64', 's390'] },
    needs: { memoryModel: SPARSE },
    field: 'memoryModel',
    says: 'MEMORY_HOTPLUG depends on SPARSEMEM.',
    source,
  },
  {
    when: { memoryHotplug: [true], architecture: ['x86_64'], numa: [false] },
    needs: { memoryModel: SPARSE },
    field: 'memoryModel',
    says: 'MEMORY_HOTPLUG depends on SPARSEMEM, or on ACPI NUMA on x86_64.',
    source,
  },
  {
    when: { memoryHotremove: [true] },
    needs: { memoryHotplug: [true] },
    field: 'memoryHotremove',
    says: 'MEMORY_HOTREMOVE depends on MEMORY_HOTPLUG.',
    source,
  },
];

/** An add that onlines, and what it reads, came later. `source`: drivers/base/memory.c, or the kernel whose is borrowed. */
export const noAutoOnline = (source: Source): readonly Rule[] => [
  {
    when: {},
    needs: { autoOnline: ['offline'] },
    field: 'autoOnline',
    says: 'There is no auto_online_blocks: an added section stays offline.',
    source,
  },
  {
    when: {},
    needs: { movableNode: [false] },
    field: 'movableNode',
    says: 'The boot parameter movable_node is later than this kernel.',
    source: derived('mm/memory_hotplug.c, Linux 6.1, which has it'),
  },
];
