import { overlaps } from '../memory/ram-resource.ts';
import { EINVAL, EPERM } from '../units/errno.ts';
import { addMemory, bytesOf, isBeyond, tryRemoveMemory } from './add-block.ts';
import { blockIndex, blocksIn, type Dimm, type HotplugDraft } from './hotplug-machine.ts';
import { deviceOffline, deviceOnline } from './online-block.ts';

/**
 * pseries: one LMB is one memory block, added and onlined by itself
 * (arch/powerpc/platforms/pseries/hotplug-memory.c; the same in Linux 6.1, 6.12 and 7.1.5).
 */

/** drc index of the LMB at address 0, as QEMU numbers them. */
export const DRC_BASE = 0x80000000;

const dimmOf = (draft: HotplugDraft, lmb: number): Dimm | undefined =>
  draft.dimms.find((d) => overlaps(d, bytesOf(draft, lmb)));

/** Only what came as a module is in the firmware's list as assigned; boot memory is reserved there. */
const isAssigned = (draft: HotplugDraft, lmb: number): boolean =>
  draft.blocks.has(lmb) && dimmOf(draft, lmb) !== undefined;

/** LMBs of all modules, whether assigned or not, in the order of the device tree. */
const lmbsOfDimms = (draft: HotplugDraft): readonly number[] =>
  draft.dimms.flatMap((d) => lmbsOf(draft, d)).sort((a, b) => a - b);

function lmbsOf(draft: HotplugDraft, { start, end }: Dimm): readonly number[] {
  const first = blockIndex(draft, start);
  return Array.from({ length: blockIndex(draft, end) - first }, (_, i) => first + i);
}

/** dlpar_acquire_drc: the firmware must have it free; an LMB in use is refused with a bare -1. */
function acquire(draft: HotplugDraft, lmb: number): number {
  if (dimmOf(draft, lmb) === undefined) return EINVAL;
  return draft.circumstances.noLmb || isAssigned(draft, lmb) ? EPERM : 0;
}

/** dlpar_add_lmb: added, then onlined - to the default zone, unless auto_online_blocks has done it already. */
function addLmb(draft: HotplugDraft, lmb: number): number {
  if (isAssigned(draft, lmb)) return EINVAL;
  const added = addMemory(draft, {
    ...bytesOf(draft, lmb),
    node: dimmOf(draft, lmb)?.node ?? 0,
    label: 'System RAM',
    merge: false,
    mayHoldMemmap: true,
  });
  if (added !== 0) return added;
  const ret = Math.min(deviceOnline(draft, lmb), 0);
  if (ret !== 0) removeBlock(draft, lmb);
  return ret;
}

/** dlpar_remove_lmb: offlined unless it is so, then removed. */
function removeLmb(draft: HotplugDraft, lmb: number): number {
  if (!isAssigned(draft, lmb)) return EINVAL;
  const ret = Math.min(deviceOffline(draft, lmb), 0);
  if (ret === 0) removeBlock(draft, lmb);
  return ret;
}

function removeBlock(draft: HotplugDraft, lmb: number): void {
  const { start, end } = bytesOf(draft, lmb);
  tryRemoveMemory(draft, start, end);
}

const acquireAndAdd = (draft: HotplugDraft, lmb: number): number =>
  acquire(draft, lmb) || addLmb(draft, lmb);

type LmbAct = (draft: HotplugDraft, lmb: number) => number;

/** From the lowest on, passing over those that refuse, until `count` are done; otherwise all of it is undone. */
function byCount(
  draft: HotplugDraft,
  count: number,
  lmbs: readonly number[],
  act: LmbAct,
  undo: LmbAct,
): number {
  const done: number[] = [];
  for (const lmb of lmbs) {
    if (act(draft, lmb) === 0) done.push(lmb);
    if (done.length === count) return 0;
  }
  for (const lmb of done) undo(draft, lmb);
  return EINVAL;
}

/** One after the other; the first that refuses ends it, and those done are undone. */
function inRange(draft: HotplugDraft, lmbs: readonly number[], act: LmbAct, undo: LmbAct): number {
  const done: number[] = [];
  for (const lmb of lmbs) {
    if (act(draft, lmb) !== 0) {
      for (const back of done) undo(draft, back);
      return EINVAL;
    }
    done.push(lmb);
  }
  return 0;
}

function addByCount(draft: HotplugDraft, count: number): number {
  if (count === 0 || (draft.lmbEnd !== null && count > freeLmbs(draft, draft.lmbEnd)))
    return EINVAL;
  const free = lmbsOfDimms(draft).filter((lmb) => !isAssigned(draft, lmb));
  return byCount(draft, count, free, acquireAndAdd, removeLmb);
}

/** LMBs of the list that are neither assigned nor boot memory. */
const freeLmbs = (draft: HotplugDraft, end: number): number =>
  end - [...draft.blocks.keys()].filter((i) => i < end).length;

function removeByCount(draft: HotplugDraft, count: number): number {
  const removable = lmbsOfDimms(draft).filter((lmb) => isAssigned(draft, lmb));
  if (count === 0 || count > removable.length) return EINVAL;
  return byCount(draft, count, removable, removeLmb, addLmb);
}

/** LMBs [first, first + count), or null where the list ends before or boot memory is among them. */
function rangeOf(draft: HotplugDraft, drc: number, count: number): readonly number[] | null {
  const first = drc - DRC_BASE;
  if (count === 0 || first < 0) return null;
  if (draft.lmbEnd !== null && first + count > draft.lmbEnd) return null;
  const isBoot = (lmb: number) => draft.blocks.has(lmb) && !isAssigned(draft, lmb);
  // Beyond the last module there is nothing the firmware could give, however long the list is.
  const last = Math.max(...lmbsOfDimms(draft), first - 1);
  const lmbs = Array.from({ length: Math.min(count, last - first + 2) }, (_, i) => first + i);
  return lmbs.some(isBoot) ? null : lmbs;
}

function addRange(draft: HotplugDraft, drc: number, count: number): number {
  const lmbs = rangeOf(draft, drc, count)?.filter((lmb) => !isAssigned(draft, lmb));
  return lmbs ? inRange(draft, lmbs, acquireAndAdd, removeLmb) : EINVAL;
}

function removeRange(draft: HotplugDraft, drc: number, count: number): number {
  const lmbs = rangeOf(draft, drc, count)?.filter((lmb) => isAssigned(draft, lmb));
  return lmbs ? inRange(draft, lmbs, removeLmb, addLmb) : EINVAL;
}

function addIndex(draft: HotplugDraft, drc: number): number {
  const lmb = drc - DRC_BASE;
  return lmb < 0 ? EINVAL : acquireAndAdd(draft, lmb);
}

function removeIndex(draft: HotplugDraft, drc: number): number {
  return removeLmb(draft, drc - DRC_BASE);
}

/** kstrtou32 with base 0; a leading 0 alone means octal. */
function parseU32(text: string | undefined): number | null {
  const value = text?.replace(/\n$/, '').replace(/^\+/, '');
  if (value === undefined) return null;
  const octal = /^0[0-7]+$/.test(value);
  if (!octal && !/^(0x[0-9a-f]+|0|[1-9]\d*)$/i.test(value)) return null;
  const number = octal ? Number.parseInt(value, 8) : Number(value);
  return number < 2 ** 32 ? number : null;
}

const BY_ID: Readonly<
  Record<'add' | 'remove', Readonly<Record<string, (d: HotplugDraft, ids: number[]) => number>>>
> = {
  add: {
    count: (d, [count = 0]) => addByCount(d, count),
    index: (d, [drc = 0]) => addIndex(d, drc),
    'indexed-count': (d, [count = 0, drc = 0]) => addRange(d, drc, count),
  },
  remove: {
    count: (d, [count = 0]) => removeByCount(d, count),
    index: (d, [drc = 0]) => removeIndex(d, drc),
    'indexed-count': (d, [count = 0, drc = 0]) => removeRange(d, drc, count),
  },
};

/**
 * A write to /sys/kernel/dlpar: `memory add|remove count N | index DRC | indexed-count N DRC`
 * (arch/powerpc/platforms/pseries/dlpar.c). Whatever does not parse is -EINVAL, and nothing is touched.
 */
export function dlpar(draft: HotplugDraft, text: string): number {
  const [resource, action, id = '', ...rest] = text.split(' ').map((w) => w.replace(/\n$/, ''));
  if (resource !== 'memory' || (action !== 'add' && action !== 'remove')) return EINVAL;
  const act = Object.hasOwn(BY_ID[action], id) ? BY_ID[action][id] : undefined;
  const numbers = rest.slice(0, id === 'indexed-count' ? 2 : 1).map(parseU32);
  const wanted = id === 'indexed-count' ? 2 : 1;
  if (!act || numbers.length < wanted || numbers.includes(null)) return EINVAL;
  return act(draft, numbers as number[]);
}

/** False: the hypervisor takes only whole LMBs, and no module twice. */
export function addPseriesDimm(draft: HotplugDraft, dimm: Omit<Dimm, 'taken'>): boolean {
  const aligned = dimm.start % draft.blockSize === 0n && dimm.end % draft.blockSize === 0n;
  if (!aligned || dimm.start >= dimm.end) return false;
  if (draft.dimms.some((d) => d.id === dimm.id || overlaps(d, dimm))) return false;
  if (draft.ram.some((r) => overlaps(r, dimm)) || isBeyond(draft, dimm)) return false;
  draft.dimms = [...draft.dimms, { ...dimm, taken: true }];
  inRange(draft, lmbsOf(draft, { ...dimm, taken: true }), addLmb, removeLmb);
  return true;
}

/**
 * False: there is no such device. The LMBs that are left of it are removed; all, or the request is refused. QEMU lets go
 * of the module only if the kernel gave back every LMB now: those that went through dlpar before it does not count.
 */
export function removePseriesDimm(draft: HotplugDraft, id: string): boolean {
  const dimm = draft.dimms.find((d) => d.id === id);
  if (!dimm) return false;
  const left = blocksIn(draft, dimm.start, dimm.end);
  const removed = inRange(draft, left, removeLmb, addLmb) === 0;
  if (removed && left.length === lmbsOf(draft, dimm).length)
    draft.dimms = draft.dimms.filter((d) => d !== dimm);
  return true;
}
