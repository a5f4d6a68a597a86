import type { DriverId } from '../driver/driver-id.ts';
import type { Rule } from './kconfig.ts';
import type { Options } from './options.ts';
import { asIn, derived, read, type Source } from './source.ts';

/** Kconfig's rules as tables: what the kernels of 2008 and 2009 share. */

const SPARSE: readonly Options['memoryModel'][] = ['STATIC', 'EXTREME', 'VMEMMAP'];

/** eHEA with a bus map: its index is the section. */
const WITH_BUS_MAP: readonly DriverId[] = [
  'flat-2.6.23',
  'flat',
  'three-level-2.6.26',
  'three-level-2.6.28',
  'three-level',
];

export const eheaNeedsSparsemem = (source: Source): Rule => ({
  when: { driver: WITH_BUS_MAP },
  needs: { memoryModel: SPARSE },
  field: 'memoryModel',
  says: 'EHEA depends on SPARSEMEM.',
  source,
});

/** What was read of mm/Kconfig; the others borrow the nearest that was. */
const MM_KCONFIG: readonly string[] = ['2.6.24', '2.6.25', '2.6.32'];

const mmKconfig = (release: string) =>
  MM_KCONFIG.includes(release)
    ? read(`mm/Kconfig, Linux ${release}`)
    : asIn(release === '2.6.26' ? 'Linux 2.6.25' : 'Linux 2.6.32');

export const hotplugRules = (release: string): readonly Rule[] => [
  {
    when: { memoryHotplug: [true] },
    needs: { memoryModel: SPARSE },
    field: 'memoryModel',
    says: 'MEMORY_HOTPLUG depends on SPARSEMEM.',
    source: mmKconfig(release),
  },
  {
    when: { memoryHotremove: [true] },
    needs: { memoryHotplug: [true] },
    field: 'memoryHotremove',
    says: 'MEMORY_HOTREMOVE depends on MEMORY_HOTPLUG.',
    source: mmKconfig(release),
  },
];

export const REMOVE_NEEDS_NUMA: Rule = {
  when: { memoryHotremove: [true] },
  needs: { numa: [true] },
  field: 'memoryHotremove',
  says: 'MEMORY_HOTREMOVE depends on MIGRATION, and that on NUMA.',
  source: read('mm/Kconfig, Linux 2.6.25'),
};

export const NO_HOTREMOVE: Rule = {
  when: {},
  needs: { memoryHotremove: [false] },
  field: 'memoryHotremove',
  says: 'MEMORY_HOTREMOVE depends on ARCH_ENABLE_MEMORY_HOTREMOVE, which only ia64 offers.',
  source: read('mm/Kconfig, Linux 2.6.24'),
};

/** (un)register_memory_notifier got their EXPORT_SYMBOL in 2.6.26. */
export const NO_MODULE_LISTENS: Rule = {
  when: {
    driver: ['three-level-2.6.26', 'three-level-2.6.28', 'three-level'],
    ehea: ['m'],
  },
  needs: { ehea: ['y'] },
  field: 'ehea',
  says: 'register_memory_notifier is not exported to modules: a driver that listens must be built in.',
  source: derived('drivers/base/memory.c, before commit 3c82c30cd59 (Linux 2.6.26)'),
};

/** An add that onlines, and what it reads, came later. */
export const NO_AUTO_ONLINE: readonly Rule[] = [
  {
    when: {},
    needs: { autoOnline: ['offline'] },
    field: 'autoOnline',
    says: 'There is no auto_online_blocks: an added section stays offline.',
    source: read('drivers/base/memory.c, Linux 2.6.32'),
  },
  {
    when: {},
    needs: { movableNode: [false] },
    field: 'movableNode',
    says: 'The boot parameter movable_node is later than this kernel.',
    source: derived('mm/memory_hotplug.c, Linux 6.1, which has it'),
  },
];
