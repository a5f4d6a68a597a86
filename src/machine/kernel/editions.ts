import type { DriverId } from '../driver/driver-id.ts';
import type { Allocator } from './allocator.ts';
import type { Options } from './options.ts';

/** Where a fact stands: file and version, and how we know it. */
export interface Source {
  /** Of a cell that was not read: the edition whose rule is borrowed. */
  readonly file: string;
  readonly kind: 'ran' | 'read' | 'derived' | 'ours' | 'not read';
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
  /** How this kernel is built by itself, where that differs from the opening's. */
  readonly ownOptions: Partial<Options>;
  /** MAX_PHYSMEM_BITS as shipped. */
  readonly shippedBits: number;
  /** In registration order, before any driver. */
  readonly callbacks: readonly BuiltinCallback[];
  /** Memory can be taken out again (pseries/hotplug-memory.c exists). */
  readonly canRemove: boolean;
  /** Memory can be taken offline (remove_memory is no stub). */
  readonly canOffline: boolean;
  /** What the resource walk of ppc64 hands over: what the firmware granted, or the range as it was asked, holes included. */
  readonly walk: 'granted' | 'as asked';
  /** A failing resource walk while onlining cancels it. */
  readonly walkCancelsOnline: boolean;
  /** MEM_ONLINE is sent also where no page came online. */
  readonly tellsZeroPages: boolean;
  /** notifier_from_errno(0): with the stop bit (0x8001), or without. */
  readonly okFromErrno: number;
  /** A modular driver can register a memory notifier. */
  readonly exportsNotifier: boolean;
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

export const NOTIFY_OK = 0x0001;
/** What notifier_from_errno(0) gave from 2.6.24 to 2.6.34: OK with the stop bit set. */
export const OK_THAT_STOPS = 0x8001;

export const V2_6_32: Edition = {
  id: '2.6.32',
  label: 'Linux 2.6.32',
  sentence:
    'The first long-lived kernel in which the three-level driver works as its authors meant.',
  ownDriver: 'three-level',
  ownAllocator: 'SLUB',
  ownOptions: {},
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
  canOffline: true,
  walk: 'granted',
  walkCancelsOnline: true,
  tellsZeroPages: false,
  okFromErrno: OK_THAT_STOPS,
  exportsNotifier: true,
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

export const editionOf = (id: string): Edition | undefined => known.find((e) => e.id === id);
