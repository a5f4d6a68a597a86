import { NOTIFY_OK } from '../notifier/chain.ts';
import type { ArchitectureFacts, BuiltinCallback, Edition } from './edition.ts';
import { OK_THAT_STOPS, ppc64Of2008, V2_6_32 } from './editions.ts';
import { asIn, derived, read } from './source.ts';
import { VIRTUAL } from './vmemmap-block.ts';

/** The kernels before 2.6.32; sources.ts says of each fact whether it was read, and whose is borrowed. */

const slub = (release: string, answer: number): BuiltinCallback => ({
  name: 'slub',
  priority: 1,
  allocator: 'SLUB',
  answer,
  gloss:
    answer === OK_THAT_STOPS
      ? 'answers 0x8001: no error, but nobody after it is asked'
      : 'may refuse for lack of memory',
  source: `mm/slub.c, Linux ${release}`,
});

const ipc = (release: string): BuiltinCallback => ({
  name: 'ipc',
  priority: 10,
  answer: NOTIFY_OK,
  gloss: 'follows the memory total',
  source: `ipc/ipcns_notifier.c, Linux ${release}`,
});

const cpuset: BuiltinCallback = {
  name: 'cpuset',
  priority: 10,
  answer: NOTIFY_OK,
  gloss: 'follows the nodes',
  source: 'kernel/cpuset.c, Linux 2.6.28',
};

const pageCgroup: BuiltinCallback = {
  name: 'page_cgroup',
  priority: 0,
  optional: true,
  answer: NOTIFY_OK,
  gloss: 'needs CGROUP_MEM_RES_CTLR; may refuse for lack of memory',
  source: 'mm/page_cgroup.c, Linux 2.6.28',
};

const numbers = (file: string) => ({ limit: read(file), pageSizes: derived(file) });

/** x86_64 in 2.6.25 (include/asm-x86/sparsemem_64.h). */
const x86_64: ArchitectureFacts = {
  sectionBits: 27,
  physicalBits: 40,
  hugePageBits: 21,
  pageSizes: [4096],
  callbacks: [slub('2.6.25', OK_THAT_STOPS)],
  sources: {
    ...numbers('include/asm-x86/sparsemem_64.h, Linux 2.6.25'),
    ...VIRTUAL,
    offline: asIn('Linux 2.6.25 on ppc64'),
  },
};

/** s390 in 2.6.26 (include/asm-s390/sparsemem.h). */
const s390: ArchitectureFacts = {
  sectionBits: 25,
  physicalBits: 42,
  hugePageBits: 20,
  pageSizes: [4096],
  callbacks: [slub('2.6.26', OK_THAT_STOPS), ipc('2.6.26')],
  sources: {
    ...numbers('include/asm-s390/sparsemem.h, Linux 2.6.26'),
    ...VIRTUAL,
    offline: asIn('Linux 2.6.26 on ppc64'),
    removeVmemmap: asIn('Linux 2.6.26 on ppc64'),
  },
};

const V2_6_25: Edition = {
  ...V2_6_32,
  id: '2.6.25',
  label: 'Linux 2.6.25',
  release: '2.6.25',
  sentence: 'The thread’s kernel: eHEA has no callback, and memory cannot be removed.',
  ownDriver: 'flat',
  architectures: { ppc64: ppc64Of2008([slub('2.6.25', OK_THAT_STOPS)]), x86_64 },
  exportsNotifier: false,
  eheaRegisters: null,
  walkName: 'walk_memory_resource',
  walk: 'as asked',
  walkCancelsOnline: false,
  isolation: 'every pageblock movable',
  removal: 'none',
  vmemmapBlock: 'linear mapping',
};

const V2_6_24: Edition = {
  ...V2_6_25,
  id: '2.6.24',
  label: 'Linux 2.6.24',
  release: '2.6.24',
  sentence:
    'The flat map of the thread’s kernel; memory comes online and never goes offline again.',
  ownOptions: { memoryHotremove: false },
  architectures: { ppc64: ppc64Of2008([slub('2.6.24', OK_THAT_STOPS)]) },
  canOffline: false,
};

/** Of the kernels before 2.6.24 only the driver was read; everything else is as in 2.6.24. */
const BEFORE_2_6_24: Edition = {
  ...V2_6_24,
  architectures: {
    ppc64: ppc64Of2008([
      { ...slub('2.6.24', OK_THAT_STOPS), source: 'not read; as in Linux 2.6.24' },
    ]),
  },
};

const V2_6_22: Edition = {
  ...BEFORE_2_6_24,
  id: '2.6.22',
  label: 'Linux 2.6.22',
  release: '2.6.22',
  sentence:
    'No map: one region over the kernel’s linear mapping. Its hotplug was not read: as in 2.6.24.',
  ownDriver: 'linear',
};

const V2_6_23: Edition = {
  ...BEFORE_2_6_24,
  id: '2.6.23',
  label: 'Linux 2.6.23',
  release: '2.6.23',
  sentence:
    'The first bus map, flat; with 64 KiB pages it registers none. Its hotplug was not read: as in 2.6.24.',
  ownDriver: 'flat-2.6.23',
};

const V2_6_26: Edition = {
  ...V2_6_32,
  id: '2.6.26',
  label: 'Linux 2.6.26',
  release: '2.6.26',
  sentence: 'The three-level map’s first cut, told of nothing where SLUB stops the chain.',
  ownDriver: 'three-level-2.6.26',
  architectures: {
    ppc64: ppc64Of2008([slub('2.6.26', OK_THAT_STOPS), ipc('2.6.26')]),
    s390,
  },
  walkName: 'walk_memory_resource',
  isolation: 'every pageblock movable',
};

const V2_6_28: Edition = {
  ...V2_6_32,
  id: '2.6.28',
  label: 'Linux 2.6.28',
  release: '2.6.28',
  sentence: 'The three-level map kept up to date; transfers are not stopped while it changes.',
  ownDriver: 'three-level-2.6.28',
  walkName: 'walk_memory_resource',
  architectures: {
    ppc64: ppc64Of2008([slub('2.6.28', NOTIFY_OK), pageCgroup, cpuset, ipc('2.6.28')]),
  },
};

export const OLDER_EDITIONS: readonly Edition[] = [
  V2_6_22,
  V2_6_23,
  V2_6_24,
  V2_6_25,
  V2_6_26,
  V2_6_28,
];
