import type { ArchitectureId, Edition } from './edition.ts';
import { FACTS, type FactKey } from './fact-key.ts';
import { asIn, derived, ours, ran, read, type Source } from './source.ts';

type Sources = Readonly<Record<FactKey, Source>>;

/** Every fact as in that edition, of which it was read or borrowed in its turn. */
const allAsIn = (label: string): Sources =>
  Object.fromEntries(FACTS.map((key) => [key, asIn(label)])) as Record<FactKey, Source>;

const POWERPC_MEM = 'arch/powerpc/mm/mem.c';
const HOTPLUG = 'mm/memory_hotplug.c';
const SYSFS = 'drivers/base/memory.c';
const PSERIES = 'arch/powerpc/platforms/pseries/hotplug-memory.c';

/** The configuration of that release has both; this page's opening has SPARSEMEM_EXTREME alone, and all of 2008 follow. */
const EXTREME = ours(
  'chosen for the opening; arch/powerpc/configs/ppc64_defconfig of Linux 2.6.25 has SPARSEMEM_EXTREME and SPARSEMEM_VMEMMAP',
);

const BUILT_IN = ours(
  'chosen for the opening; arch/powerpc/configs/ppc64_defconfig makes it a module',
);

/** The files that were read of the kernels from 2.6.24 to 2.6.32 alike. */
const common2008 = (release: string): Partial<Sources> => ({
  online: read(`${HOTPLUG}, online_pages, Linux ${release}`),
  offline: read(`${HOTPLUG}, offline_pages, Linux ${release}`),
  undo: read(`${HOTPLUG}, offline_pages, Linux ${release}`),
  okFromErrno: read(`include/linux/notifier.h, Linux ${release}`),
  chain: derived(`the initcalls and link order of those that register, Linux ${release}`),
  autoOnline: read(`${SYSFS}, Linux ${release}`),
  rollback: read(`${SYSFS}, Linux ${release}`),
  poisoned: read(`${SYSFS}, Linux ${release}`),
  booleans: read(`${SYSFS}, Linux ${release}: no file takes one`),
  memmap: read(`${HOTPLUG}, Linux ${release}`),
});

const unchanged = (release: string): Source =>
  release === '2.6.25'
    ? read('include/asm-powerpc/sparsemem.h, Linux 2.6.25')
    : read('include/asm-powerpc/sparsemem.h, Linux 2.6.25 (unchanged to 2.6.34)');

const export2008 = (exported: boolean): Source =>
  read(`${SYSFS}, commit 3c82c30cd59 (${exported ? 'in' : 'comes with'} Linux 2.6.26)`);

const PAGE_SIZES = read(
  'include/asm-powerpc/pgtable-4k.h and pgtable-64k.h, Linux 2.6.24 and 2.6.25',
);

const V2_6_25: Sources = {
  ...allAsIn('Linux 2.6.25'),
  ...common2008('2.6.25'),
  pageSizes: PAGE_SIZES,
  limit: unchanged('2.6.25'),
  memoryModels: EXTREME,
  ehea: BUILT_IN,
  memSection: read('include/linux/mmzone.h, Linux 2.6.25'),
  structPage: read('include/linux/mm_types.h, Linux 2.6.25'),
  usemap: read('mm/sparse.c, usemap_size, Linux 2.6.25'),
  radixNode: derived('lib/radix-tree.c, struct radix_tree_node, Linux 2.6.25'),
  vmemmap: read('arch/powerpc/mm/init_64.c, Linux 2.6.25'),
  physical: read('include/asm-powerpc/page.h, Linux 2.6.25'),
  kconfig: read('mm/Kconfig and drivers/net/Kconfig, Linux 2.6.25'),
  allocator: read('arch/powerpc/configs/ppc64_defconfig, Linux 2.6.25'),
  actionValues: read('include/linux/memory.h, Linux 2.6.25'),
  rounds: read(`${HOTPLUG}, Linux 2.6.25`),
  nodes: read('include/linux/memory.h, struct memory_notify, Linux 2.6.25'),
  export: export2008(false),
  eheaRegisters: read('drivers/net/ehea/ehea_main.c, Linux 2.6.25'),
  memoryBlock: read(`${SYSFS}, Linux 2.6.25`),
  blockSize: read(`${SYSFS}, Linux 2.6.25`),
  add: read(`${HOTPLUG}, add_memory, Linux 2.6.25`),
  range: read(`${HOTPLUG}, __add_pages, Linux 2.6.25`),
  walk: read(`${POWERPC_MEM}, walk_memory_resource, Linux 2.6.25`),
  isolation: read('mm/page_isolation.c, Linux 2.6.25'),
  remove: read(`${POWERPC_MEM}, remove_memory, Linux 2.6.25`),
  removeVmemmap: read(`${POWERPC_MEM}, remove_memory, Linux 2.6.25: nothing is removed`),
};

const V2_6_24: Sources = {
  ...allAsIn('Linux 2.6.25'),
  ...common2008('2.6.24'),
  memoryModels: EXTREME,
  ehea: BUILT_IN,
  pageSizes: PAGE_SIZES,
  limit: read('include/asm-powerpc/sparsemem.h, Linux 2.6.24'),
  kconfig: read('mm/Kconfig, Linux 2.6.24'),
  rounds: read(`${HOTPLUG}, online_pages, Linux 2.6.24`),
  export: export2008(false),
  eheaRegisters: read('drivers/net/ehea/ehea_main.c, Linux 2.6.24'),
  add: read(`${HOTPLUG}, add_memory, Linux 2.6.24`),
  range: read(`${HOTPLUG}, __add_pages, Linux 2.6.24`),
  walk: read(`${POWERPC_MEM}, walk_memory_resource, Linux 2.6.24`),
  offline: read('mm/Kconfig, MEMORY_HOTREMOVE for ia64 alone, Linux 2.6.24'),
  remove: read('mm/Kconfig, MEMORY_HOTREMOVE for ia64 alone, Linux 2.6.24'),
};

/** Of these only the driver was read. */
const before = (release: string): Sources => ({
  ...allAsIn('Linux 2.6.24'),
  memoryModels: EXTREME,
  ehea: BUILT_IN,
  limit: read(
    'include/asm-powerpc/sparsemem.h, its history to Linux 2.6.25 (44 since November 2005; 47 for a PS3 from November 2006 to January 2008)',
  ),
  export: export2008(false),
  eheaRegisters: read(`drivers/net/ehea/ehea_main.c, Linux ${release}`),
});

const V2_6_32: Sources = {
  ...allAsIn('Linux 2.6.25'),
  vmemmap: asIn('Linux 2.6.26'),
  ...common2008('2.6.32'),
  memoryModels: EXTREME,
  ehea: BUILT_IN,
  limit: read('arch/powerpc/include/asm/sparsemem.h, Linux 2.6.32'),
  kconfig: read('mm/Kconfig and arch/powerpc/Kconfig, Linux 2.6.32'),
  rounds: read(`${HOTPLUG}, Linux 2.6.32`),
  export: export2008(true),
  eheaRegisters: read('drivers/net/ehea/ehea_main.c, Linux 2.6.32'),
  add: read(`${HOTPLUG}, add_memory, Linux 2.6.32`),
  range: read(`${HOTPLUG}, __add_pages, Linux 2.6.32`),
  walk: read(`${POWERPC_MEM}, walk_system_ram_range, Linux 2.6.32`),
  isolation: read(`${HOTPLUG}, offline_pages, Linux 2.6.32`),
  remove: read(`${PSERIES}, pseries_remove_lmb, Linux 2.6.32`),
  removeVmemmap: read('mm/memory_hotplug.c, __remove_section, Linux 2.6.32'),
};

const V2_6_26: Sources = {
  ...allAsIn('Linux 2.6.25'),
  ...common2008('2.6.26'),
  memoryModels: EXTREME,
  ehea: BUILT_IN,
  limit: unchanged('2.6.26'),
  export: export2008(true),
  eheaRegisters: read('drivers/net/ehea/ehea_main.c, Linux 2.6.26'),
  // The file is there, for memory nodes only; what it does with a range was read in the later one.
  add: asIn('Linux 2.6.32'),
  remove: asIn('Linux 2.6.32'),
  removeVmemmap: read('mm/memory_hotplug.c, __remove_section, Linux 2.6.26'),
  vmemmap: read('arch/powerpc/mm/init_64.c, Linux 2.6.26'),
  walk: read(`${POWERPC_MEM}, walk_memory_resource, Linux 2.6.26`),
};

const V2_6_28: Sources = {
  ...allAsIn('Linux 2.6.32'),
  ...common2008('2.6.28'),
  memoryModels: EXTREME,
  ehea: BUILT_IN,
  limit: unchanged('2.6.28'),
  export: export2008(true),
  eheaRegisters: read('drivers/net/ehea/ehea_main.c, Linux 2.6.28'),
  remove: read(`${PSERIES}, pseries_remove_lmb, Linux 2.6.28`),
  walk: asIn('Linux 2.6.26'),
};

/** The files that were read of the kernels from 6.1 on alike. */
const blocks = (release: string, nearest: string): Sources => ({
  ...allAsIn(nearest),
  limit: read(`the sparsemem.h of each architecture, Linux ${release}`),
  pageSizes: derived(`the sparsemem.h of each architecture, Linux ${release}`),
  vmemmap: asIn('Linux 2.6.26'),
  kconfig: asIn('Linux 7.1.5'),
  allocator: asIn('Linux 2.6.32'),
  actionValues: read(`include/linux/memory.h, Linux ${release}`),
  okFromErrno: asIn('Linux 7.1.5'),
  export: asIn('Linux 7.1.5'),
  ehea: read(
    `arch/powerpc/configs/${release === '6.1' ? 'pseries' : 'ppc64'}_defconfig, Linux ${release}`,
  ),
  chain: derived(`the initcalls and link order of those that register, Linux ${release}`),
  eheaRegisters: read(
    `drivers/net/ethernet/ibm/ehea/ehea_main.c, ehea_register_memory_hooks, Linux ${release}`,
  ),
  memoryBlock: read(`${SYSFS}, Linux ${release}`),
  blockSize: read(`memory_block_size_bytes of each architecture, Linux ${release}`),
  add: read(`${HOTPLUG}, add_memory_resource, Linux ${release}`),
  range: read(`${HOTPLUG}, mhp_range_allowed, Linux ${release}`),
  autoOnline: read(`${HOTPLUG}, Linux ${release}`),
  online: read(`${HOTPLUG}, online_pages, Linux ${release}`),
  offline: read(`${HOTPLUG}, offline_pages, Linux ${release}`),
  isolation: read(`${HOTPLUG}, offline_pages, Linux ${release}`),
  undo: read(`${HOTPLUG}, offline_pages, Linux ${release}`),
  remove: read(`${HOTPLUG}, try_remove_memory, Linux ${release}`),
  removeVmemmap: read(`${HOTPLUG}, try_remove_memory, Linux ${release}`),
  rollback: read(`${PSERIES} and drivers/acpi/scan.c, Linux ${release}`),
  poisoned: read(`${SYSFS}, memory_block_online, Linux ${release}`),
});

const V6_1: Sources = {
  ...blocks('6.1', 'Linux 7.1.5'),
  rounds: ran('mm/memory_hotplug.c, online_pages and offline_pages, Linux 6.1'),
  nodes: ran('include/linux/memory.h, struct memory_notify, Linux 6.1'),
  memmap: read('mm/memory_hotplug.c, mhp_supports_memmap_on_memory, Linux 6.1'),
  booleans: ran('lib/kstrtox.c, kstrtobool, Linux 6.1'),
};

const V6_12: Sources = {
  ...blocks('6.12', 'Linux 7.1.5'),
  rounds: ran('drivers/base/memory.c, memory_block_online and _offline, Linux 6.12'),
  nodes: ran('include/linux/memory.h, struct memory_notify, Linux 6.12'),
  memmap: read('mm/memory_hotplug.c, create_altmaps_and_memory_blocks, Linux 6.12'),
  booleans: derived('lib/kstrtox.c, kstrtobool, Linux 6.12'),
};

const V7_1_5: Sources = {
  ...blocks('7.1.5', 'Linux 6.12'),
  limit: read('the sparsemem.h of each architecture, Linux 7.1.5'),
  memoryModels: derived('mm/Kconfig, MEMORY_HOTPLUG, Linux 7.1.5'),
  memSection: read('include/linux/mmzone.h, struct mem_section, Linux 7.1.5'),
  structPage: read('include/linux/mm_types.h, Linux 7.1.5'),
  usemap: read('include/linux/mmzone.h, struct mem_section_usage, Linux 7.1.5'),
  radixNode: derived('include/linux/xarray.h, struct xa_node, Linux 7.1.5'),
  physical: read('arch/powerpc/include/asm/page.h, Linux 7.1.5'),
  kconfig: read('mm/Kconfig, Linux 7.1.5'),
  okFromErrno: read('include/linux/notifier.h, Linux 7.1.5'),
  export: derived(
    'arch/powerpc/configs/ppc64_defconfig, Linux 7.1.5: an eHEA that listens is a module there',
  ),
  rounds: read('mm/memory_hotplug.c, online_pages and offline_pages, Linux 7.1.5'),
  nodes: read('include/linux/node.h, struct node_notify, Linux 7.1.5'),
  walk: read('kernel/resource.c, walk_system_ram_range, Linux 7.1.5'),
  memmap: read('mm/memory_hotplug.c, __add_memory, Linux 7.1.5'),
  booleans: read('lib/kstrtox.c, kstrtobool, Linux 6.19'),
};

const SOURCES: Readonly<Record<string, Sources>> = {
  '2.6.22': before('2.6.22'),
  '2.6.23': before('2.6.23'),
  '2.6.24': V2_6_24,
  '2.6.25': V2_6_25,
  '2.6.26': V2_6_26,
  '2.6.28': V2_6_28,
  '2.6.32': V2_6_32,
  '6.1': V6_1,
  '6.12': V6_12,
  '7.1.5': V7_1_5,
};

/** Where each fact of an edition stands. */
export const sourcesOf = ({ id }: Pick<Edition, 'id'>): Sources => {
  const sources = SOURCES[id];
  if (!sources) throw new Error(`Linux ${id} has no sources.`);
  return sources;
};

/** The file in which a fact was read in the end, of whichever kernel it is borrowed. */
export function readIn(edition: Pick<Edition, 'id'>, key: FactKey): Source {
  const source = sourcesOf(edition)[key];
  return source.kind === 'not read'
    ? readIn({ id: source.file.replace('Linux ', '') }, key)
    : source;
}

const POWERPC = /^(arch\/powerpc|include\/asm-powerpc)\//;

/** Where a fact stands on one architecture: what was read in a file of powerpc is elsewhere taken as there. */
export function sourceOn(edition: Edition, architecture: ArchitectureId, key: FactKey): Source {
  const own = edition.architectures[architecture]?.sources?.[key];
  if (own) return own;
  const asOnPpc64 = key === 'eheaRegisters' || POWERPC.test(readIn(edition, key).file);
  return architecture !== 'ppc64' && asOnPpc64
    ? asIn(`${edition.label} on ppc64`)
    : sourcesOf(edition)[key];
}
