import type { Rule } from './kconfig.ts';
import { asIn, derived, read } from './source.ts';
import { eheaNeedsSparsemem } from './usual-rules.ts';

/** mm/Kconfig was read in 7.1.5 alone. */
export const newerRules = (release: '6.1' | '6.12' | '7.1.5'): readonly Rule[] => {
  const source = release === '7.1.5' ? read('mm/Kconfig, Linux 7.1.5') : asIn('Linux 7.1.5');
  return [
    eheaNeedsSparsemem(
      release === '7.1.5'
        ? read('drivers/net/ethernet/ibm/Kconfig, Linux 7.1.5')
        : asIn('Linux 7.1.5'),
    ),
    {
      when: { memoryHotplug: [true] },
      needs: { memoryModel: ['VMEMMAP'] },
      field: 'memoryModel',
      says: 'MEMORY_HOTPLUG depends on SPARSEMEM_VMEMMAP and 64BIT.',
      source,
    },
    {
      when: { memoryHotremove: [true] },
      needs: { memoryHotplug: [true] },
      field: 'memoryHotremove',
      says: 'MEMORY_HOTREMOVE depends on MEMORY_HOTPLUG.',
      source,
    },
    {
      when: { autoOnline: ['online', 'online_kernel', 'online_movable'] },
      needs: { memoryHotplug: [true] },
      field: 'autoOnline',
      says: 'auto_online_blocks is a file of MEMORY_HOTPLUG.',
      source: derived(`drivers/base/memory.c, Linux ${release}`),
    },
  ];
};
