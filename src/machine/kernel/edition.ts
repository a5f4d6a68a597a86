import type { DriverId } from '../driver/driver-id.ts';
import type { MemoryAction } from '../notifier/action.ts';
import type { Allocator } from './allocator.ts';
import type { FactKey } from './fact-key.ts';
import type { Options } from './options.ts';
import type { Source } from './source.ts';

export type ArchitectureId = Options['architecture'];

/** A callback the kernel itself registers with the memory chain. */
export interface BuiltinCallback {
  readonly name: string;
  readonly priority: number;
  /** Registered only with this allocator. */
  readonly allocator?: Allocator;
  /** Only where something is built, enabled or present that usually is not: listed, never registered by itself. */
  readonly optional?: true;
  /** Only on these architectures. */
  readonly only?: readonly ArchitectureId[];
  /** What it returns to every action. */
  readonly answer: number;
  /** It answers NOTIFY_BAD to this action for memory that was there at boot. */
  readonly keepsBootMemory?: MemoryAction;
  readonly gloss: string;
  readonly source: string;
}

/** What a kernel's numbers are on one architecture. */
export interface ArchitectureFacts {
  /** SECTION_SIZE_BITS. */
  readonly sectionBits: number;
  /** With 64 KiB pages, where that differs. */
  readonly sectionBits64K?: number;
  /** MAX_PHYSMEM_BITS. */
  readonly physicalBits: number;
  /** With SPARSEMEM_EXTREME and SPARSEMEM_VMEMMAP, where that differs. */
  readonly physicalBitsVmemmap?: number;
  /** Other numbers of bits that it can be built or booted with, from the first to the last. */
  readonly otherBits?: readonly [number, number];
  /** The only base page with which that can be built, where there is such a condition. */
  readonly otherBitsPageSize?: number;
  /** log2 of a huge page: a pageblock, and a page of the linear mapping. */
  readonly hugePageBits: number;
  /** With 64 KiB pages, where that differs. */
  readonly hugePageBits64K?: number;
  /** Sizes of base pages that can be built. */
  readonly pageSizes: readonly number[];
  /** Before any driver; those of one priority in registration order. */
  readonly callbacks: readonly BuiltinCallback[];
  /** How large a memory block is by itself, where it is not simply one section. */
  readonly blockSize?: string;
  /** Where facts stand that were read elsewhere than on ppc64. */
  readonly sources?: Readonly<Partial<Record<FactKey, Source>>>;
}

/** A kernel release as a table of facts; sources.ts says where each stands. Code asks the table, never the version. */
export interface Edition {
  readonly id: string;
  readonly label: string;
  /** As `uname -r` begins. */
  readonly release: string;
  /** One sentence for the Machine part. */
  readonly sentence: string;
  readonly ownDriver: DriverId;
  readonly ownAllocator: Allocator;
  /** What a kernel with SLAB has in its chain was read too. */
  readonly slabRead: boolean;
  /** How this kernel is built by itself, where that differs from the opening's. */
  readonly ownOptions: Partial<Options>;
  /** Those of which the numbers were read; any other is refused. */
  readonly architectures: Readonly<Partial<Record<ArchitectureId, ArchitectureFacts>>>;
  /** The node chain, in call order, where nodes have one of their own. */
  readonly nodeCallbacks: readonly BuiltinCallback[];

  /** Values of the six actions: 1, 2, 4 ..., or an enum from 0. */
  readonly actionValues: 'bits' | 'enum';
  /**
   * What a block's going online or offline sends: GOING, then done or CANCEL; the same between MEM_PREPARE_ONLINE and
   * MEM_FINISH_OFFLINE; or the same with NODE_ actions on a chain of their own where a node gets its first memory or loses its last.
   */
  readonly rounds: 'plain' | 'prepare and finish' | 'node chain';
  /** A round names the nodes that get their first memory or lose their last. */
  readonly roundsNameNodes: boolean;
  /** notifier_from_errno(0): with the stop bit (0x8001), or without. */
  readonly okFromErrno: number;
  /** A modular driver can register a memory notifier. */
  readonly exportsNotifier: boolean;
  /** When eHEA builds its map and registers its callback; null: it has none. */
  readonly eheaRegisters: 'module init' | 'first adapter' | null;

  /** What one memoryN directory is: one section, or as many as the block size says. */
  readonly memoryBlock: 'one section' | 'sections';
  /** What one call adds: a section (the probe file), or a block (LMB, DIMM). */
  readonly addUnit: 'section' | 'block';
  /** A section that is there already is passed over (-EEXIST swallowed), or stops the call. */
  readonly addSwallowsExisting: boolean;
  /** A range above the physical bits is refused: -E2BIG, or nobody looks. */
  readonly checksRange: boolean;
  /** A range that is not whole blocks is refused: -EINVAL, or rounded to whole sections. */
  readonly checksAlignment: boolean;
  /** Bits of the section number in hot-add; what is above them is cut off silently. */
  readonly hotAddSectionBits: number;
  /** Added blocks are brought online as auto_online_blocks says. */
  readonly autoOnlines: boolean;
  /** `state` takes online_kernel and online_movable. */
  readonly onlineTypes: boolean;
  /** A block with a poisoned page is not onlined again: -EHWPOISON, no round. */
  readonly refusesPoisoned: boolean;
  /** What a DIMM's blocks do with memmap_on_memory: there is none, only a DIMM of one block uses it, or each block for itself. */
  readonly memmapOnMemory: 'none' | 'one-block' | 'each-block';
  /** First letters that kstrtobool takes besides `on` and `off`. */
  readonly booleans: { readonly true: string; readonly false: string };

  /** What the resource walk is called. */
  readonly walkName: 'walk_memory_resource' | 'walk_system_ram_range';
  /** What the resource walk hands over: what the firmware granted, the range as it was asked (holes included), or System RAM resources. */
  readonly walk: 'granted' | 'as asked' | 'resources';
  /** A failing resource walk while onlining cancels it. */
  readonly walkCancelsOnline: boolean;
  /** MEM_ONLINE is sent also where no page came online. */
  readonly tellsZeroPages: boolean;

  /** Memory can be taken offline (remove_memory is no stub). */
  readonly canOffline: boolean;
  /** Which blocks page isolation lets go; all others are -EBUSY without a round. */
  readonly isolation:
    | 'every pageblock movable'
    | 'ZONE_MOVABLE or every pageblock movable'
    | 'no unmovable page';
  /** A block with a hole is not taken offline: -EINVAL, no round. */
  readonly refusesHoles: boolean;
  /** What ends an offline whose pages migration leaves over, again and again. */
  readonly pinnedPages: 'EAGAIN after 120 s' | 'until a signal';
  /** What ends an offline whose migration fails with an error each time. */
  readonly failingPages: 'EBUSY after the fifth' | 'until a signal';
  /** Which comes first where an offline fails: MEM_CANCEL_OFFLINE, or isolation undone. */
  readonly undo: 'cancel first' | 'undo first';

  /** How memory is taken out again. */
  readonly removal: 'none' | 'section by section' | 'whole, all offline';
  /** What __remove_section does where the memmap is virtual. */
  readonly removalWithVmemmap: 'EBUSY after the resource' | 'works';
  /** Who takes several blocks away or brings them puts back what was done where one of them fails. */
  readonly rollsBack: boolean;

  /** `__pa`: subtract 0xc000000000000000, or mask the top four bits. */
  readonly physical: 'subtract' | 'mask';
  /** sizeof(struct mem_section), without page_ext. */
  readonly memSectionBytes: number;
  /** sizeof(struct page), without a memory controller's pointer. */
  readonly structPageBytes: number;
  /** A section's usemap: the pageblock bits alone, or struct mem_section_usage around them. */
  readonly usemap: 'pageblock bits' | 'mem_section_usage';
  /** What backs a virtual memmap on ppc64: pages of the linear mapping, or mmu_vmemmap_psize, taken as base pages. */
  readonly vmemmapBlock: 'linear mapping' | 'base page';
  /** sizeof(struct radix_tree_node), 64 slots; of struct xa_node since the tree is an xarray. */
  readonly radixNodeBytes: 552 | 576;
  /** Where the root array of SPARSEMEM_EXTREME lies: in the kernel's image, or allocated at boot. */
  readonly rootArray: 'static' | 'at boot';
}
