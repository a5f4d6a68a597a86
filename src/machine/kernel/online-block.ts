import type { MemoryBlock, ZoneName } from '../memory/memory-block.ts';
import { applyChange, changeByOffline, changeByOnline, type NodeChange } from '../memory/node.ts';
import { isWhollyRam } from '../memory/ram-resource.ts';
import { zoneFor } from '../memory/zone.ts';
import { notifierToErrno } from '../notifier/chain.ts';
import {
  betweenPrepareAndFinish,
  OFFLINE,
  ONLINE,
  runSequence,
  type Sequence,
} from '../notifier/sequence.ts';
import { EBUSY, EHWPOISON, EINTR, EINVAL } from '../units/errno.ts';
import { blockStart, type HotplugDraft, putBlock, returned } from './hotplug-machine.ts';
import { memoryNotify, type RoundAbout } from './memory-chain.ts';

/**
 * One block goes online or offline (drivers/base/core.c and memory.c, mm/memory_hotplug.c; read in Linux 6.1, 6.12
 * and 7.1.5, and replayed against recordings of the first two).
 */

/** device_online: 1 if it is online already, and then nothing is tried. */
export function deviceOnline(draft: HotplugDraft, index: number): number {
  const block = draft.blocks.get(index);
  if (!block || block.state === 'online') return 1;
  const ret = memoryBlockOnline(draft, block);
  const after = draft.blocks.get(index) as MemoryBlock;
  putBlock(draft, { ...after, onlineType: null });
  return returned(draft, 'memory_subsys_online', ret);
}

/** device_offline: 1 if it is offline already. */
export function deviceOffline(draft: HotplugDraft, index: number): number {
  const block = draft.blocks.get(index);
  if (!block || block.state === 'offline') return 1;
  return returned(draft, 'memory_subsys_offline', memoryBlockOffline(draft, block));
}

/** The pages a round is about: the block without those that hold its own struct pages. */
function pagesOf(draft: HotplugDraft, block: MemoryBlock): { startPfn: number; pages: number } {
  const perBlock = Number(draft.blockSize) / draft.pageSize;
  return {
    startPfn: block.index * perBlock + block.memmapPages,
    pages: perBlock - block.memmapPages,
  };
}

const aboutBlock = (draft: HotplugDraft, block: MemoryBlock, change: NodeChange): RoundAbout => ({
  ...pagesOf(draft, block),
  ...(draft.edition.roundsNameNodes ? change : { nid: null, nidNormal: null }),
});

/** PREPARE and FINISH are sent with node numbers that nobody set. */
const UNSET: NodeChange = { nid: 0, nidNormal: 0 };

function memoryBlockOnline(draft: HotplugDraft, block: MemoryBlock): number {
  if (block.poisoned && draft.edition.refusesPoisoned) return EHWPOISON;
  const type = block.onlineType ?? 'online';
  const zone = zoneFor(draft.blocks, block, type, draft.movableNode);
  if (draft.edition.rounds !== 'prepare and finish') return onlinePages(draft, block, zone);
  const about = aboutBlock(draft, block, UNSET);
  return betweenPrepareAndFinish(
    (action) => notifierToErrno(memoryNotify(draft, action, about)),
    () => onlinePages(draft, block, zone),
  );
}

function onlinePages(draft: HotplugDraft, block: MemoryBlock, zone: ZoneName): number {
  const change = changeByOnline(draft.nodes, block, zone);
  const ret = sendRounds(draft, ONLINE, aboutBlock(draft, block, change), 0);
  if (ret === 0) {
    draft.nodes = applyChange(draft.nodes, change, true);
    putBlock(draft, { ...block, state: 'online', zone, reaches: [zone] });
  }
  return returned(draft, 'online_pages', ret);
}

function memoryBlockOffline(draft: HotplugDraft, block: MemoryBlock): number {
  if (block.zone === null) return EINVAL;
  const ret = returned(draft, 'offline_pages', offlinePages(draft, block, block.zone));
  if (ret === 0 && draft.edition.rounds === 'prepare and finish')
    memoryNotify(draft, 'MEM_FINISH_OFFLINE', aboutBlock(draft, block, UNSET));
  return ret;
}

/** Holes and isolation are looked at first: if one of them refuses, the chain hears nothing. */
function offlinePages(draft: HotplugDraft, block: MemoryBlock, zone: ZoneName): number {
  const start = blockStart(draft, block.index);
  if (!isWhollyRam(draft.ram, start, start + draft.blockSize, BigInt(draft.pageSize)))
    return EINVAL;
  const refused = draft.circumstances.isolationFails.has(block.index);
  if (returned(draft, 'start_isolate_page_range', refused ? EBUSY : 0) !== 0) return EBUSY;
  const change = changeByOffline(draft.blocks, block, zone);
  const later = draft.circumstances.signalled.has(block.index) ? EINTR : 0;
  const ret = sendRounds(draft, OFFLINE, aboutBlock(draft, block, change), later);
  if (ret !== 0) return ret;
  draft.nodes = applyChange(draft.nodes, change, false);
  putBlock(draft, { ...block, state: 'offline', zone: null, reaches: [] });
  return 0;
}

/** GOING, then the last round or CANCEL; all with the node numbers computed before the first. */
function sendRounds(
  draft: HotplugDraft,
  sequence: Sequence,
  about: RoundAbout,
  later: number,
): number {
  return runSequence(
    sequence,
    (action) => notifierToErrno(memoryNotify(draft, action, about)),
    () => (later === 0 ? { kind: 'ok' } : { kind: 'failed', ret: later }),
  ).ret;
}
