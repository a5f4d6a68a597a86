import type { Source } from './editions.ts';

/**
 * Kernels in which a memory block is the unit of hotplug and remembers its zone, as tables of facts. Code asks the
 * table, never the version.
 */
export interface BlockEdition {
  /** Major and minor number, as `uname -r` begins. */
  readonly id: string;
  /** Each block's rounds lie between MEM_PREPARE_ONLINE and MEM_FINISH_OFFLINE. */
  readonly prepareAndFinish: boolean;
  /** A round names the nodes that get their first memory or lose their last. */
  readonly roundsNameNodes: boolean;
  /** A block with a poisoned page is not onlined again: -EHWPOISON, no round. */
  readonly refusesPoisoned: boolean;
  /** What a DIMM's blocks do with memmap_on_memory: only a DIMM of one block uses it, or each block for itself. */
  readonly memmapOnMemory: 'one-block' | 'each-block';
  /** First letters that kstrtobool takes besides `on` and `off`. */
  readonly booleans: { readonly true: string; readonly false: string };
  readonly sources: {
    readonly rounds: Source;
    readonly nodes: Source;
    readonly poisoned: Source;
    readonly memmap: Source;
    readonly booleans: Source;
  };
}

const V6_1: BlockEdition = {
  id: '6.1',
  prepareAndFinish: false,
  roundsNameNodes: true,
  refusesPoisoned: false,
  memmapOnMemory: 'one-block',
  booleans: { true: 'yY1', false: 'nN0' },
  sources: {
    rounds: { file: 'mm/memory_hotplug.c, online_pages and offline_pages, Linux 6.1', kind: 'ran' },
    nodes: { file: 'include/linux/memory.h, struct memory_notify, Linux 6.1', kind: 'ran' },
    poisoned: { file: 'drivers/base/memory.c, memory_block_online, Linux 6.1', kind: 'read' },
    memmap: { file: 'mm/memory_hotplug.c, mhp_supports_memmap_on_memory, Linux 6.1', kind: 'read' },
    booleans: { file: 'lib/kstrtox.c, kstrtobool, Linux 6.1', kind: 'ran' },
  },
};

const V6_12: BlockEdition = {
  id: '6.12',
  prepareAndFinish: true,
  roundsNameNodes: true,
  refusesPoisoned: true,
  memmapOnMemory: 'each-block',
  booleans: { true: 'yYtT1', false: 'nNfF0' },
  sources: {
    rounds: {
      file: 'drivers/base/memory.c, memory_block_online and _offline, Linux 6.12',
      kind: 'ran',
    },
    nodes: { file: 'include/linux/memory.h, struct memory_notify, Linux 6.12', kind: 'ran' },
    poisoned: { file: 'drivers/base/memory.c, memory_block_online, Linux 6.12', kind: 'read' },
    memmap: {
      file: 'mm/memory_hotplug.c, create_altmaps_and_memory_blocks, Linux 6.12',
      kind: 'read',
    },
    booleans: { file: 'lib/kstrtox.c, kstrtobool, Linux 6.12', kind: 'derived' },
  },
};

const V7_1: BlockEdition = {
  ...V6_12,
  id: '7.1',
  prepareAndFinish: false,
  roundsNameNodes: false,
  booleans: { true: 'yYtT1eE', false: 'nNfF0dD' },
  sources: {
    ...V6_12.sources,
    rounds: {
      file: 'mm/memory_hotplug.c, online_pages and offline_pages, Linux 7.1.5',
      kind: 'read',
    },
    nodes: { file: 'include/linux/node.h, struct node_notify, Linux 7.1.5', kind: 'read' },
    poisoned: { file: 'drivers/base/memory.c, memory_block_online, Linux 7.1.5', kind: 'read' },
    memmap: { file: 'mm/memory_hotplug.c, __add_memory, Linux 7.1.5', kind: 'read' },
    booleans: { file: 'lib/kstrtox.c, kstrtobool, Linux 6.19', kind: 'read' },
  },
};

const BLOCK_EDITIONS: readonly BlockEdition[] = [V6_1, V6_12, V7_1];

/** The edition of a release as `uname -r` prints it: `6.1.0-56-amd64`. */
export function blockEditionOf(release: string): BlockEdition | undefined {
  const id = /^(\d+\.\d+)(?!\d)/.exec(release)?.[1];
  return BLOCK_EDITIONS.find((e) => e.id === id);
}

/** What differs between the machines these kernels run on. */
export interface Architecture {
  readonly id: 'x86_64' | 'ppc64';
  /** As `uname -m` prints it. */
  readonly names: readonly string[];
  /** Kernel zones by their upper ends. */
  readonly zoneEnds: readonly (readonly ['DMA' | 'DMA32' | 'Normal', bigint])[];
  /** Who brings memory: an ACPI device per DIMM, or pseries' LMBs, each added by itself. */
  readonly bringsMemory: 'acpi' | 'pseries';
  /** The file `probe` exists. */
  readonly hasProbe: boolean;
  readonly memmapOnMemory: boolean;
  /** MAX_PHYSMEM_BITS; x86 with four levels of page tables. */
  readonly physicalBits: number;
  readonly source: Source;
}

const GIB = 1n << 30n;
const ALL = 1n << 64n;

const ARCHITECTURES: readonly Architecture[] = [
  {
    id: 'x86_64',
    names: ['x86_64', 'amd64'],
    zoneEnds: [
      ['DMA', 1n << 24n],
      ['DMA32', 4n * GIB],
      ['Normal', ALL],
    ],
    bringsMemory: 'acpi',
    hasProbe: false,
    memmapOnMemory: true,
    physicalBits: 46,
    source: { file: 'arch/x86/mm/init.c, zone_sizes_init, Linux 6.1', kind: 'ran' },
  },
  {
    id: 'ppc64',
    names: ['ppc64', 'ppc64le'],
    zoneEnds: [['Normal', ALL]],
    bringsMemory: 'pseries',
    hasProbe: true,
    // The struct pages of an LMB with 64K pages do not fill a pageblock, so the core falls back silently.
    memmapOnMemory: false,
    physicalBits: 51,
    source: { file: 'arch/powerpc/platforms/pseries/hotplug-memory.c, Linux 6.1', kind: 'ran' },
  },
];

export const architectureOf = (name: string): Architecture | undefined =>
  ARCHITECTURES.find((a) => a.names.includes(name));
