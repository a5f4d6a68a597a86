import { NOTIFY_OK } from '../notifier/chain.ts';
import type { ArchitectureFacts, BuiltinCallback, Edition } from './edition.ts';

/** What notifier_from_errno(0) gave from 2.6.24 to 2.6.34: OK with the stop bit set. */
export const OK_THAT_STOPS = 0x8001;

/** ppc64 from November 2005 to 2.6.34 (include/asm-powerpc/sparsemem.h, Linux 2.6.25). */
export const ppc64Of2008 = (callbacks: readonly BuiltinCallback[]): ArchitectureFacts => ({
  sectionBits: 24,
  physicalBits: 44,
  hugePageBits: 24,
  pageSizes: [4096, 65536],
  callbacks,
});

const CALLBACKS: readonly BuiltinCallback[] = [
  {
    name: 'slub',
    priority: 1,
    allocator: 'SLUB',
    answer: NOTIFY_OK,
    gloss: 'may refuse for lack of memory',
    source: 'mm/slub.c, Linux 2.6.32',
  },
  {
    name: 'page_cgroup',
    priority: 0,
    optional: true,
    answer: NOTIFY_OK,
    gloss: 'needs CGROUP_MEM_RES_CTLR; may refuse for lack of memory',
    source: 'mm/page_cgroup.c, Linux 2.6.32',
  },
  {
    name: 'cpuset',
    priority: 10,
    answer: NOTIFY_OK,
    gloss: 'follows the nodes',
    source: 'kernel/cpuset.c, Linux 2.6.32',
  },
  {
    name: 'kcore',
    priority: 0,
    answer: NOTIFY_OK,
    gloss: 'relists /proc/kcore',
    source: 'fs/proc/kcore.c, Linux 2.6.32',
  },
  {
    name: 'ipc',
    priority: 10,
    answer: NOTIFY_OK,
    gloss: 'follows the memory total',
    source: 'ipc/ipcns_notifier.c, Linux 2.6.32',
  },
];

export const V2_6_32: Edition = {
  id: '2.6.32',
  label: 'Linux 2.6.32',
  release: '2.6.32',
  sentence:
    'The first long-lived kernel in which the three-level driver works as its authors meant.',
  ownDriver: 'three-level',
  ownAllocator: 'SLUB',
  slabRead: true,
  ownOptions: {},
  architectures: { ppc64: ppc64Of2008(CALLBACKS) },
  nodeCallbacks: [],

  actionValues: 'bits',
  rounds: 'plain',
  roundsNameNodes: true,
  okFromErrno: OK_THAT_STOPS,
  exportsNotifier: true,
  eheaRegisters: 'module init',

  memoryBlock: 'one section',
  addUnit: 'section',
  addSwallowsExisting: true,
  checksRange: false,
  checksAlignment: false,
  hotAddSectionBits: 32,
  autoOnlines: false,
  onlineTypes: false,
  refusesPoisoned: false,
  memmapOnMemory: 'none',
  booleans: { true: '', false: '' },

  walkName: 'walk_system_ram_range',
  walk: 'granted',
  walkCancelsOnline: true,
  tellsZeroPages: false,

  canOffline: true,
  isolation: 'ZONE_MOVABLE or every pageblock movable',
  refusesHoles: false,
  pinnedPages: 'EAGAIN after 120 s',
  failingPages: 'EBUSY after the fifth',
  undo: 'cancel first',

  removal: 'section by section',
  removalWithVmemmap: 'EBUSY after the resource',
  rollsBack: false,

  physical: 'subtract',
  memSectionBytes: 16,
  structPageBytes: 56,
  radixNodeBytes: 552,
  usemap: 'pageblock bits',
  vmemmapBlock: 'base page',
  rootArray: 'static',
};

/**
 * The kernels a machine can have, oldest first. The one of the first picture stands here; all-kernels.ts brings the
 * others, once, when somebody reads a text that may name them.
 */
let known: readonly Edition[] = [V2_6_32];

export function addEditions(more: readonly Edition[]): void {
  const others = known.filter((e) => more.every((m) => m.id !== e.id));
  known = [...others, ...more].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

export const editions = (): readonly Edition[] => known;

/** The edition of a release as `uname -r` prints it: `6.1.0-56-amd64`; undefined where a block is not yet the unit. */
export function editionOfRelease(release: string): Edition | undefined {
  const id = /^(\d+\.\d+)(?!\d)/.exec(release)?.[1];
  return known.find((e) => e.release === id && e.addUnit === 'block');
}

export const editionOf = (id: string): Edition | undefined => known.find((e) => e.id === id);
