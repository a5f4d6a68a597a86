import type { Blocks, MemoryBlock, OnlineType } from '../memory/memory-block.ts';
import type { Nodes } from '../memory/node.ts';
import type { RamResource } from '../memory/ram-resource.ts';
import type { MemoryAction } from '../notifier/action.ts';
import type { Architecture } from './architectures.ts';
import type { Edition } from './edition.ts';

/** A machine whose kernel hotplugs by memory block: a value, never changed in place. */
export interface HotplugMachine {
  readonly edition: Edition;
  readonly architecture: Architecture;
  readonly pageSize: number;
  readonly blockSize: bigint;
  /** auto_online_blocks; null: `offline`. */
  readonly autoOnline: OnlineType | null;
  readonly movableNode: boolean;
  readonly memmapOnMemory: boolean;
  readonly nodes: Nodes;
  readonly blocks: Blocks;
  readonly ram: readonly RamResource[];
  /** In call order. */
  readonly chain: readonly ChainMember[];
  readonly dimms: readonly Dimm[];
  readonly virtioMem: VirtioMem | null;
  /** One past the last LMB that the firmware's list has; null: not known. */
  readonly lmbEnd: number | null;
}

/** One callback of the memory chain. */
export interface ChainMember {
  readonly name: string;
  readonly priority: number;
  /** Errors it was told to answer (lib/notifier-error-inject.c); null: not an injector. */
  readonly errors: ReadonlyMap<string, number> | null;
}

/** A memory module, or what a hypervisor offers as one. */
export interface Dimm {
  readonly id: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly node: number;
  /** The kernel has taken it; a DIMM it refused is tried again with each later one. */
  readonly taken: boolean;
}

/** A virtio-mem device: a region of which the host asks more or less to be plugged. */
export interface VirtioMem {
  readonly id: string | null;
  readonly start: bigint;
  readonly end: bigint;
  readonly node: number;
  /** Bytes plugged, per block. */
  readonly plugged: ReadonlyMap<number, bigint>;
}

/** What no kernel decides: it is told, per input. */
export interface Circumstances {
  /** Blocks that page isolation refuses; for virtio-mem the bytes that stayed plugged, if known. */
  readonly isolationFails: ReadonlyMap<number, bigint | null>;
  /** Blocks during whose offline a signal comes. */
  readonly signalled: ReadonlySet<number>;
  /** The firmware has no LMB to give. */
  readonly noLmb: boolean;
}

export const NOTHING_HAPPENS: Circumstances = {
  isolationFails: new Map(),
  signalled: new Set(),
  noLmb: false,
};

/** One action down the chain. */
export interface BlockRound {
  readonly kind: 'round';
  readonly action: MemoryAction;
  readonly startPfn: number;
  readonly pages: number;
  /** Null where this kernel's rounds do not say. */
  readonly nid: number | null;
  readonly nidNormal: number | null;
  readonly called: readonly string[];
  readonly result: number;
}

/** A function of the kernel that returned, as a probe sees it. */
export interface Returned {
  readonly kind: 'return';
  readonly of: ReturnedFunction;
  readonly ret: number;
}

/** What the recordings have probes on. */
export type ReturnedFunction =
  | 'start_isolate_page_range'
  | 'offline_pages'
  | 'memory_subsys_offline'
  | 'online_pages'
  | 'memory_subsys_online'
  | 'add_memory_resource'
  | 'try_remove_memory';

export type TraceEntry = BlockRound | Returned;

/** What the firmware tells the hypervisor (ACPI _OST), and what that answers. */
export type FirmwareEvent =
  | {
      readonly event: 'ACPI_DEVICE_OST';
      /** Null once the device is gone. */
      readonly device: string | null;
      readonly source: number;
      readonly status: number;
    }
  | { readonly event: 'DEVICE_DELETED'; readonly device: string };

/** A machine while something happens to it: its parts are replaced, but for the blocks, which are its own copy. */
export type HotplugDraft = {
  -readonly [K in Exclude<keyof HotplugMachine, 'blocks'>]: HotplugMachine[K];
} & {
  readonly blocks: Map<number, MemoryBlock>;
  readonly circumstances: Circumstances;
  readonly trace: TraceEntry[];
  readonly events: FirmwareEvent[];
};

export const draftOf = (machine: HotplugMachine, circumstances: Circumstances): HotplugDraft => ({
  ...machine,
  blocks: new Map(machine.blocks),
  circumstances,
  trace: [],
  events: [],
});

export function machineOf(draft: HotplugDraft): HotplugMachine {
  const { circumstances: _told, trace: _trace, events: _events, ...machine } = draft;
  return machine;
}

/** Notes what a probe on the way out of the function sees, and passes the value on. */
export function returned(draft: HotplugDraft, of: ReturnedFunction, ret: number): number {
  draft.trace.push({ kind: 'return', of, ret });
  return ret;
}

export const blockIndex = (draft: HotplugMachine, address: bigint): number =>
  Number(address / draft.blockSize);

export const blockStart = (draft: HotplugMachine, index: number): bigint =>
  BigInt(index) * draft.blockSize;

/** Indexes of the blocks that exist in [start, end), ascending. */
export const blocksIn = (draft: HotplugMachine, start: bigint, end: bigint): readonly number[] =>
  [...draft.blocks.keys()]
    .filter((i) => blockStart(draft, i) >= start && blockStart(draft, i) < end)
    .sort((a, b) => a - b);

/** Puts the block in the place of the one with its index. */
export function putBlock(draft: HotplugDraft, block: MemoryBlock): void {
  draft.blocks.set(block.index, block);
}
