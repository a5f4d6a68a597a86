import type { DriverId } from '../driver/driver-id.ts';
import type { Rule } from './kconfig.ts';
import type { Options } from './options.ts';
import { asIn, derived, read, type Source } from './source.ts';

/** Kconfig's rules as tables: what the kernels of 2008 and 2009 share. */

const SPARSE: readonly Options['memoryModel'][] = ['STATIC', 'EXTREME', 'VMEMMAP'];

/** eHEA that registers a callback, ours as well: what CONFIG_EHEA builds in or makes a module. */
export const LISTENING: readonly DriverId[] = [
  'three-level-2.6.26',
  'three-level-2.6.28',
  'three-level',
  'repaired',
  'mr-per-section',
];

/** eHEA since it asks for sections. */
const EHEA: readonly DriverId[] = ['flat-2.6.23', 'flat', 'mr-per-packet', ...LISTENING];

export const eheaNeedsSparsemem = (source: Source): Rule => ({
  when: { driver: EHEA },
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
