import { newBlock } from '../memory/memory-block.ts';
import { addResource, overlaps, releaseResource } from '../memory/ram-resource.ts';
import { E2BIG, EBUSY, EEXIST, EINVAL } from '../units/errno.ts';
import {
  blockIndex,
  blockStart,
  blocksIn,
  type HotplugDraft,
  type HotplugMachine,
  putBlock,
  returned,
} from './hotplug-machine.ts';
import { deviceOnline } from './online-block.ts';
import { bitsOn, factsOn } from './shipped.ts';

/** Memory appears and disappears (mm/memory_hotplug.c; read in Linux 6.1 and 6.12). No notifier hears of either. */

export interface Addition {
  readonly start: bigint;
  readonly end: bigint;
  readonly node: number;
  /** The name of the line in /proc/iomem. */
  readonly label: string;
  /** Joins the line before or after it of the same name. */
  readonly merge: boolean;
  /** Who adds asks for memmap_on_memory. */
  readonly mayHoldMemmap: boolean;
}

const isAligned = (draft: HotplugDraft, { start, end }: Addition): boolean =>
  start < end && start % draft.blockSize === 0n && end % draft.blockSize === 0n;

/** mhp_range_allowed: what the kernel has page tables for. */
export const isBeyond = (draft: HotplugDraft, { end }: { end: bigint }): boolean =>
  end > 1n << BigInt(bitsOn(factsOn(draft.edition, draft.architecture.id), 'VMEMMAP'));

/** __add_memory: all blocks exist before the first is onlined, and what that comes to is nobody's business. */
export function addMemory(draft: HotplugDraft, addition: Addition): number {
  if (isBeyond(draft, addition)) return E2BIG;
  if (draft.ram.some((r) => overlaps(r, addition))) return EEXIST;
  if (!isAligned(draft, addition)) return returned(draft, 'add_memory_resource', EINVAL);
  const memmapPages = addition.mayHoldMemmap ? memmapPagesOf(draft, addition) : 0;
  const first = blockIndex(draft, addition.start);
  const end = blockIndex(draft, addition.end);
  for (let i = first; i < end; i += 1) putBlock(draft, newBlock(i, addition.node, memmapPages));
  const { start, label } = addition;
  draft.ram = addResource(draft.ram, { start, end: addition.end, label }, addition.merge);
  autoOnline(draft, first, end);
  return returned(draft, 'add_memory_resource', 0);
}

/** auto_online_blocks: ascending, until the first that is refused. */
function autoOnline(draft: HotplugDraft, first: number, end: number): void {
  const type = draft.autoOnline;
  if (type === null) return;
  for (let i = first; i < end; i += 1) {
    const block = draft.blocks.get(i);
    if (block) putBlock(draft, { ...block, onlineType: type });
    if (deviceOnline(draft, i) !== 0) return;
  }
}

/** Pages of each block that hold the block's own struct pages, for a DIMM from start to end. */
export function memmapPagesOf(
  draft: HotplugMachine,
  { start, end }: Pick<Addition, 'start' | 'end'>,
): number {
  if (!draft.memmapOnMemory || !draft.architecture.memmapOnMemory) return 0;
  if (draft.edition.memmapOnMemory === 'one-block' && end - start !== draft.blockSize) return 0;
  const page = BigInt(draft.pageSize);
  return Number(((draft.blockSize / page) * BigInt(draft.edition.structPageBytes)) / page);
}

/** try_remove_memory: refuses if any block is online; offlines nothing itself. */
export function tryRemoveMemory(draft: HotplugDraft, start: bigint, end: bigint): number {
  const there = blocksIn(draft, start, end);
  if (there.some((i) => draft.blocks.get(i)?.state === 'online'))
    return returned(draft, 'try_remove_memory', EBUSY);
  for (const i of there) draft.blocks.delete(i);
  draft.ram = releaseResource(draft.ram, start, end);
  return returned(draft, 'try_remove_memory', 0);
}

/** The bytes of one block. */
export const bytesOf = (draft: HotplugDraft, index: number) => ({
  start: blockStart(draft, index),
  end: blockStart(draft, index + 1),
});
