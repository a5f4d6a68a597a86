import {
  type BuiltinCallback,
  type Edition,
  NOTIFY_OK,
  OK_THAT_STOPS,
  type Source,
  V2_6_32,
} from './editions.ts';

/** The kernels that the first picture needs not. What was not read of one says whose rule it borrows. */

const read = (file: string): Source => ({ file, kind: 'read' });
/** Not read: as in that edition. */
const as = ({ label }: Edition): Source => ({ file: label, kind: 'not read' });

const sparsemem = (release: string): Source =>
  read(`include/asm-powerpc/sparsemem.h, Linux ${release}`);

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

const V2_6_25: Edition = {
  id: '2.6.25',
  label: 'Linux 2.6.25',
  sentence: 'The thread’s kernel: eHEA has no callback, and memory cannot be removed.',
  ownDriver: 'flat',
  ownAllocator: 'SLUB',
  ownOptions: {},
  shippedBits: 44,
  callbacks: [slub('2.6.25', OK_THAT_STOPS)],
  canRemove: false,
  canOffline: true,
  walk: 'as asked',
  walkCancelsOnline: false,
  tellsZeroPages: false,
  okFromErrno: OK_THAT_STOPS,
  exportsNotifier: false,
  hotAddSectionBits: 32,
  physical: 'subtract',
  sources: {
    online: read('mm/memory_hotplug.c, online_pages, Linux 2.6.25'),
    offline: read('mm/memory_hotplug.c, offline_pages, Linux 2.6.25'),
    add: read('mm/memory_hotplug.c, add_memory, Linux 2.6.25'),
    remove: read('arch/powerpc/mm/mem.c, remove_memory, Linux 2.6.25'),
    limit: read('include/asm-powerpc/sparsemem.h, Linux 2.6.25'),
  },
};

const V2_6_24: Edition = {
  ...V2_6_25,
  id: '2.6.24',
  label: 'Linux 2.6.24',
  sentence:
    'The flat map of the thread’s kernel; memory comes online and never goes offline again.',
  ownOptions: { memoryHotremove: false },
  callbacks: [slub('2.6.24', OK_THAT_STOPS)],
  canOffline: false,
  sources: {
    online: read('mm/memory_hotplug.c, online_pages, Linux 2.6.24'),
    offline: read('mm/Kconfig, MEMORY_HOTREMOVE for ia64 alone, Linux 2.6.24'),
    add: read('mm/memory_hotplug.c, add_memory, Linux 2.6.24'),
    remove: read('mm/Kconfig, MEMORY_HOTREMOVE for ia64 alone, Linux 2.6.24'),
    limit: sparsemem('2.6.24'),
  },
};

/** Of the kernels before 2.6.24 only the driver was read; everything else is as in 2.6.24. */
const BEFORE_2_6_24: Edition = {
  ...V2_6_24,
  callbacks: V2_6_24.callbacks.map((c) => ({ ...c, source: 'not read; as in Linux 2.6.24' })),
  sources: {
    online: as(V2_6_24),
    offline: as(V2_6_24),
    add: as(V2_6_24),
    remove: as(V2_6_24),
    limit: sparsemem('2.6.25 (unchanged since November 2005)'),
  },
};

const V2_6_22: Edition = {
  ...BEFORE_2_6_24,
  id: '2.6.22',
  label: 'Linux 2.6.22',
  sentence:
    'No map: one region over the kernel’s linear mapping. Its hotplug was not read: as in 2.6.24.',
  ownDriver: 'linear',
};

const V2_6_23: Edition = {
  ...BEFORE_2_6_24,
  id: '2.6.23',
  label: 'Linux 2.6.23',
  sentence:
    'The first bus map, flat; with 64 KiB pages it registers none. Its hotplug was not read: as in 2.6.24.',
  ownDriver: 'flat-2.6.23',
};

const V2_6_26: Edition = {
  ...V2_6_32,
  id: '2.6.26',
  label: 'Linux 2.6.26',
  sentence: 'The three-level map’s first cut, told of nothing where SLUB stops the chain.',
  ownDriver: 'three-level-2.6.26',
  callbacks: [slub('2.6.26', OK_THAT_STOPS), ipc('2.6.26')],
  sources: {
    online: read('mm/memory_hotplug.c, online_pages, Linux 2.6.26'),
    offline: read('mm/memory_hotplug.c, offline_pages, Linux 2.6.26'),
    add: as(V2_6_32),
    // The file is there, for memory nodes only; what it does with a range was read in the later one.
    remove: as(V2_6_32),
    limit: sparsemem('2.6.25 (unchanged to 2.6.34)'),
  },
};

const V2_6_28: Edition = {
  ...V2_6_32,
  id: '2.6.28',
  label: 'Linux 2.6.28',
  sentence: 'The three-level map kept up to date; transfers are not stopped while it changes.',
  ownDriver: 'three-level-2.6.28',
  callbacks: [slub('2.6.28', NOTIFY_OK), cpuset, ipc('2.6.28')],
  sources: {
    online: read('mm/memory_hotplug.c, online_pages, Linux 2.6.28'),
    offline: read('mm/memory_hotplug.c, offline_pages, Linux 2.6.28'),
    add: as(V2_6_32),
    remove: read(
      'arch/powerpc/platforms/pseries/hotplug-memory.c, pseries_remove_lmb, Linux 2.6.28',
    ),
    limit: sparsemem('2.6.25 (unchanged to 2.6.34)'),
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
