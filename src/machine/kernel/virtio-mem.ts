import { addMemory, bytesOf, tryRemoveMemory } from './add-block.ts';
import { blockIndex, blockStart, type HotplugDraft, type VirtioMem } from './hotplug-machine.ts';
import { deviceOffline } from './online-block.ts';

/**
 * virtio-mem with blocks larger than what it plugs (drivers/virtio/virtio_mem.c, the sub-block mode; read in Linux 6.1):
 * the host asks for an amount, the driver fills the lowest blocks and empties the highest.
 */

const pluggedIn = (device: VirtioMem): bigint =>
  [...device.plugged.values()].reduce((sum, bytes) => sum + bytes, 0n);

/** What the device plugs and unplugs at once: a transparent huge page (QEMU's default on x86). */
const DEVICE_BLOCK = 2n << 20n;

/** False: the host may not ask for more than the region, nor for a part of what the device plugs at once. */
export function requestSize(draft: HotplugDraft, device: VirtioMem, requested: bigint): boolean {
  if (requested > device.end - device.start || requested % DEVICE_BLOCK !== 0n) return false;
  const missing = requested - pluggedIn(device);
  if (missing > 0n) plug(draft, missing);
  else if (missing < 0n) unplug(draft, -missing);
  return true;
}

function setPlugged(draft: HotplugDraft, block: number, bytes: bigint): void {
  if (!draft.virtioMem) return;
  const plugged = new Map(draft.virtioMem.plugged);
  if (bytes === 0n) plugged.delete(block);
  else plugged.set(block, bytes);
  draft.virtioMem = { ...draft.virtioMem, plugged };
}

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Blocks plugged in part are filled first, then the lowest that are free are added. */
function plug(draft: HotplugDraft, bytes: bigint): void {
  const device = draft.virtioMem as VirtioMem;
  let left = bytes;
  for (const [block, had] of [...device.plugged].sort(([a], [b]) => a - b)) {
    const more = min(left, draft.blockSize - had);
    if (more > 0n) setPlugged(draft, block, had + more);
    left -= more;
  }
  const end = blockIndex(draft, device.end);
  for (let block = firstBlock(draft, device); block < end && left > 0n; block += 1) {
    if (device.plugged.has(block)) continue;
    const bytesHere = min(left, draft.blockSize);
    setPlugged(draft, block, bytesHere);
    if (addOwnBlock(draft, device, block) !== 0) return;
    left -= bytesHere;
  }
}

/** A block counts only if all of it lies in the region. */
function firstBlock(draft: HotplugDraft, { start }: VirtioMem): number {
  const index = blockIndex(draft, start);
  return blockStart(draft, index) === start ? index : index + 1;
}

function addOwnBlock(draft: HotplugDraft, { node }: VirtioMem, block: number): number {
  return addMemory(draft, {
    ...bytesOf(draft, block),
    node,
    label: 'System RAM (virtio_mem)',
    merge: true,
    mayHoldMemmap: false,
  });
}

/** Which blocks it would rather give back: offline ones, then Movable, then the rest; those in part first; from the top. */
function unplugOrder(draft: HotplugDraft, device: VirtioMem): readonly number[] {
  const rank = (block: number): number => {
    const is = draft.blocks.get(block);
    const whole = device.plugged.get(block) === draft.blockSize ? 1 : 0;
    if (is?.state !== 'online') return whole;
    const movable = is.zone === 'Movable';
    if (whole === 0) return movable ? 2 : 3;
    return movable ? 4 : 5;
  };
  return [...device.plugged.keys()].sort((a, b) => rank(a) - rank(b) || b - a);
}

function unplug(draft: HotplugDraft, bytes: bigint): void {
  const device = draft.virtioMem as VirtioMem;
  let left = bytes;
  for (const block of unplugOrder(draft, device)) {
    if (left === 0n) return;
    const had = device.plugged.get(block) ?? 0n;
    const given = min(left, had - stays(draft, block, had));
    setPlugged(draft, block, had - given);
    left -= given;
    if (had === given) removeOwnBlock(draft, block);
  }
}

/** Bytes that cannot be isolated. */
function stays(draft: HotplugDraft, block: number, had: bigint): bigint {
  const failed = draft.circumstances.isolationFails.get(block);
  if (failed === undefined || draft.blocks.get(block)?.state !== 'online') return 0n;
  return failed === null ? had : min(failed, had);
}

/** A block of which nothing is plugged any more goes offline and away; refused, it stays online and empty. */
function removeOwnBlock(draft: HotplugDraft, block: number): void {
  const { start, end } = bytesOf(draft, block);
  if (deviceOffline(draft, block) >= 0) tryRemoveMemory(draft, start, end);
}
