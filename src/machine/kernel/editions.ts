import type { DriverId } from '../ehea/driver-id.ts';
import type { Allocator } from './allocator.ts';

/** Where a fact stands: file and version, and how we know it. */
export interface Source {
  readonly file: string;
  readonly kind: 'ran' | 'read' | 'derived' | 'ours';
}

/** A callback the kernel itself registers with the memory chain. */
export interface BuiltinCallback {
  readonly name: string;
  readonly priority: number;
  /** Registered only with this allocator. */
  readonly allocator?: Allocator;
  /** What it returns to every action. */
  readonly answer: number;
  readonly gloss: string;
  readonly source: string;
}

/** A kernel release as a table of facts. Code asks the table, never the version. */
export interface Edition {
  readonly id: string;
  readonly label: string;
  /** One sentence for the Machine part. */
  readonly sentence: string;
  readonly ownDriver: DriverId;
  readonly ownAllocator: Allocator;
  /** MAX_PHYSMEM_BITS as shipped. */
  readonly shippedBits: number;
  /** In registration order, before any driver. */
  readonly callbacks: readonly BuiltinCallback[];
  /** Memory can be taken out again (pseries/hotplug-memory.c exists). */
  readonly canRemove: boolean;
  /** A failing resource walk while onlining cancels it. */
  readonly walkCancelsOnline: boolean;
  /** Bits of the section number in hot-add; what is above them is cut off silently. */
  readonly hotAddSectionBits: number;
  /** `__pa`: subtract 0xc000000000000000, or mask the top four bits. */
  readonly physical: 'subtract' | 'mask';
  readonly sources: {
    readonly online: Source;
    readonly offline: Source;
    readonly add: Source;
    readonly remove: Source;
    readonly limit: Source;
  };
}

const NOTIFY_OK = 0x0001;
/** What notifier_from_errno(0) gave from 2.6.24 to 2.6.34: OK with the stop bit set. */
const OK_THAT_STOPS = 0x8001;

const V2_6_25: Edition = {
  id: '2.6.25',
  label: 'Linux 2.6.25',
  sentence: 'The thread’s kernel: eHEA has no callback, and memory cannot be removed.',
  ownDriver: 'flat',
  ownAllocator: 'SLUB',
  shippedBits: 44,
  callbacks: [
    {
      name: 'slub',
      priority: 1,
      allocator: 'SLUB',
      answer: OK_THAT_STOPS,
      gloss: 'answers 0x8001: no error, but nobody after it is asked',
      source: 'mm/slub.c, Linux 2.6.25',
    },
  ],
  canRemove: false,
  walkCancelsOnline: false,
  hotAddSectionBits: 32,
  physical: 'subtract',
  sources: {
    online: { file: 'mm/memory_hotplug.c, online_pages, Linux 2.6.25', kind: 'read' },
    offline: { file: 'mm/memory_hotplug.c, offline_pages, Linux 2.6.25', kind: 'read' },
    add: { file: 'mm/memory_hotplug.c, add_memory, Linux 2.6.25', kind: 'read' },
    remove: { file: 'arch/powerpc/mm/mem.c, remove_memory, Linux 2.6.25', kind: 'read' },
    limit: { file: 'include/asm-powerpc/sparsemem.h, Linux 2.6.25', kind: 'read' },
  },
};

const V2_6_32: Edition = {
  id: '2.6.32',
  label: 'Linux 2.6.32',
  sentence:
    'The first long-lived kernel in which the three-level driver works as its authors meant.',
  ownDriver: 'three-level',
  ownAllocator: 'SLUB',
  shippedBits: 44,
  callbacks: [
    {
      name: 'slub',
      priority: 1,
      allocator: 'SLUB',
      answer: NOTIFY_OK,
      gloss: 'may refuse for lack of memory',
      source: 'mm/slub.c, Linux 2.6.32',
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
  ],
  canRemove: true,
  walkCancelsOnline: true,
  hotAddSectionBits: 32,
  physical: 'subtract',
  sources: {
    online: { file: 'mm/memory_hotplug.c, online_pages, Linux 2.6.32', kind: 'read' },
    offline: { file: 'mm/memory_hotplug.c, offline_pages, Linux 2.6.32', kind: 'read' },
    add: { file: 'mm/memory_hotplug.c, add_memory, Linux 2.6.32', kind: 'read' },
    remove: {
      file: 'arch/powerpc/platforms/pseries/hotplug-memory.c, pseries_remove_lmb, Linux 2.6.32',
      kind: 'read',
    },
    limit: { file: 'arch/powerpc/include/asm/sparsemem.h, Linux 2.6.32', kind: 'read' },
  },
};

/** Every kernel the machine can be, oldest first. */
export const EDITIONS: readonly Edition[] = [V2_6_25, V2_6_32];

export const editionOf = (id: string): Edition | undefined => EDITIONS.find((e) => e.id === id);

/** eHEA's own entry in the chain, wherever its three-level driver runs. */
export const EHEA_CALLBACK = {
  name: 'ehea',
  priority: 0,
  gloss: 'rebuilds the bus map, registers every page again',
  source: 'drivers/net/ehea/ehea_main.c, ehea_mem_notifier, Linux 2.6.32',
} as const;
