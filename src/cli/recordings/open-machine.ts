import { memmapPagesOf } from '../../machine/kernel/add-block.ts';
import { knowAllKernels } from '../../machine/kernel/all-kernels.ts';
import { type Architecture, architectureOf } from '../../machine/kernel/architectures.ts';
import { editionOfRelease } from '../../machine/kernel/editions.ts';
import {
  blocksIn,
  type ChainMember,
  type HotplugMachine,
  type VirtioMem,
} from '../../machine/kernel/hotplug-machine.ts';
import { isInjector } from '../../machine/kernel/memory-chain.ts';
import type { MemoryBlock, ZoneName } from '../../machine/memory/memory-block.ts';
import type { MemoryNode } from '../../machine/memory/node.ts';
import type { RamResource } from '../../machine/memory/ram-resource.ts';
import { isKernelZone } from '../../machine/memory/zone-choice.ts';
import type { RecordedBlock, Recording } from './schema.ts';

knowAllKernels();

/** The machine a recording begins with. */
export function openMachine(recording: Recording): HotplugMachine {
  const edition = editionOfRelease(recording.kernel);
  if (!edition) throw new Error(`unknown kernel ${JSON.stringify(recording.kernel)}`);
  const architecture = architectureOf(recording.arch);
  if (!architecture) throw new Error(`unknown architecture ${JSON.stringify(recording.arch)}`);
  const { initial } = recording;
  const blockSize = BigInt(recording.blockSize);
  const blocks = initial.blocks.map((row) => openBlock(row, blockSize, architecture));
  return withMemmaps({
    edition,
    architecture,
    pageSize: recording.pageSize,
    blockSize,
    autoOnline: initial.auto_online === 'offline' ? null : initial.auto_online,
    movableNode: initial.movable_node,
    memmapOnMemory: initial.memmap_on_memory,
    nodes: new Map(initial.nodes.map((node) => [node.id, openNode(node, blocks)])),
    blocks: new Map(blocks.map((b) => [b.index, b])),
    ram: initial.iomem.flatMap(openResource),
    chain: openChain(initial.chain),
    dimms: initial.dimms.map(({ id, start, size, node }) => ({
      id,
      start,
      end: start + size,
      node,
      taken: true,
    })),
    virtioMem: openVirtioMem(recording, blocks),
    lmbEnd: maxmemOf(recording.machine, blockSize),
  });
}

/** A DIMM that was there at boot holds its struct pages like one that comes later. */
function withMemmaps(machine: HotplugMachine): HotplugMachine {
  const blocks = new Map(machine.blocks);
  for (const dimm of machine.dimms)
    for (const index of blocksIn(machine, dimm.start, dimm.end)) {
      const block = blocks.get(index);
      if (block) blocks.set(index, { ...block, memmapPages: memmapPagesOf(machine, dimm) });
    }
  return { ...machine, blocks };
}

/** What a node has is told, or else follows from its blocks. */
function openNode(
  { id, memory, normal }: Recording['initial']['nodes'][number],
  blocks: readonly MemoryBlock[],
): MemoryNode {
  const own = blocks.filter((b) => b.state === 'online' && b.nodes.includes(id));
  return {
    memory: memory ?? own.length > 0,
    normal: normal ?? own.some((b) => b.reaches.some(isKernelZone)),
  };
}

const ZONES: readonly string[] = ['DMA', 'DMA32', 'Normal', 'Movable'];
const isZone = (name: string): name is ZoneName => ZONES.includes(name);

function openBlock(row: RecordedBlock, size: bigint, arch: Architecture): MemoryBlock {
  const [index, state, zones, nodes] = row;
  const online = state === 'online';
  const zone = online && zones && isZone(zones) ? zones : null;
  if (online && zones && zone === null && zones !== 'none')
    throw new Error(`unknown zone ${JSON.stringify(zones)} of block ${index}`);
  const boundaries = zone ? [zone] : zonesAt(BigInt(index) * size, size, arch);
  return {
    index,
    state,
    zone,
    reaches: online ? boundaries : [],
    nodes: nodes ?? [0],
    onlineType: null,
    memmapPages: 0,
    poisoned: false,
  };
}

/** Zones of boot memory by address: what a block reaches into that has no zone of its own. */
function zonesAt(start: bigint, size: bigint, { zoneEnds }: Architecture): readonly ZoneName[] {
  let from = 0n;
  return zoneEnds.flatMap(([zone, end]) => {
    const reaches = start < end && start + size > from;
    from = end;
    return reaches ? [zone] : [];
  });
}

const LINE = /^\s*([0-9a-f]+)-([0-9a-f]+)\s*:\s*(.*?)\s*$/i;

/** A line of /proc/iomem if it is memory the kernel uses. */
export function openResource(line: string): RamResource[] {
  const [, first, last, label] = LINE.exec(line) ?? [];
  if (first === undefined || last === undefined || label === undefined) return [];
  if (!/^System RAM(?: \(.*\))?$/.test(label) || label.includes('boot alias')) return [];
  return [{ start: BigInt(`0x${first}`), end: BigInt(`0x${last}`) + 1n, label }];
}

/**
 * What is known of a callback whose priority was not read: the priority its source gives it
 * (include/linux/memory.h and who registers, Linux 6.1 and 6.12).
 */
const PRIORITIES: Readonly<Record<string, number>> = {
  ksm_memory_callback: 100,
  memtier_hotplug_callback: 100,
  cpuset_track_online_nodes: 10,
  mm_compute_batch_notifier: 10,
  slab_memory_callback: 1,
  iommu_mem_notifier: 0,
  page_ext_callback: 0,
  kasan_mem_notifier: 0,
  crash_memhp_notifier: 0,
  reserve_mem_notifier: 0,
  kcore_callback: 0,
  virtio_mem_memory_notifier_cb: 0,
};

/** The order is the recorded one; a priority not read lies between its neighbours'. */
function openChain(chain: Recording['initial']['chain']): readonly ChainMember[] {
  return chain.map(({ name, priority }, i) => {
    const next = chain.slice(i + 1).find((c) => typeof c.priority === 'number')?.priority;
    const own = priority ?? PRIORITIES[name] ?? next ?? 0;
    return { name, priority: own, errors: isInjector(name) ? new Map() : null };
  });
}

function numberOf(value: unknown): bigint | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && /^(0x[0-9a-f]+|\d+)$/i.test(value)) return BigInt(value);
  return null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The device's description with its keys as letters only, whether it stands alone, in a list or under its id. */
function deviceOf(
  told: unknown,
  id: string | null = null,
): Readonly<Record<string, unknown>> | null {
  if (!isObject(told)) return null;
  const [[key, first] = ['', null], ...more] = Object.entries(told);
  if (isObject(first) && more.length === 0)
    return deviceOf(first, Array.isArray(told) ? null : key);
  const entries = Object.entries(told).map(([k, value]) => [
    k.toLowerCase().replace(/[^a-z]/g, ''),
    value,
  ]);
  return entries.length === 0 ? null : { id, ...Object.fromEntries(entries) };
}

const firstOf = (from: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  names.map((n) => numberOf(from[n])).find((n) => n !== null) ?? null;

/** The region is told, or else it is the device's own line in /proc/iomem. */
function openVirtioMem(recording: Recording, blocks: readonly MemoryBlock[]): VirtioMem | null {
  const told = deviceOf(recording.initial.virtio_mem);
  if (!told) return null;
  const line = recording.initial.iomem
    .map((text) => LINE.exec(text))
    .find((m) => /^virtio\d+$/.test(m?.[3] ?? ''));
  const start =
    firstOf(told, ['start', 'addr', 'memaddr', 'address', 'base', 'regionstart']) ??
    hexOf(line?.[1]);
  if (start === null) return null;
  // QEMU's own `size` is what is plugged; a region of that size would be none.
  const size = firstOf(told, ['maxsize', 'regionsize', 'max', 'size']) || null;
  const end = size === null ? (hexOf(line?.[2]) ?? NO_END) + 1n : start + size;
  const blockSize = BigInt(recording.blockSize);
  const own = blocks.filter((b) => {
    const at = BigInt(b.index) * blockSize;
    return at >= start && at < end;
  });
  return {
    id: typeof told['id'] === 'string' ? told['id'] : null,
    start,
    end,
    node: Number(firstOf(told, ['node']) ?? 0n),
    plugged: pluggedAtBoot(
      own,
      blockSize,
      firstOf(told, ['requested', 'requestedsize', 'plugged', 'pluggedsize']),
    ),
  };
}

/** Every block that is there, whole; the highest in part if less was asked for. */
function pluggedAtBoot(
  own: readonly MemoryBlock[],
  blockSize: bigint,
  requested: bigint | null,
): ReadonlyMap<number, bigint> {
  let left = requested ?? BigInt(own.length) * blockSize;
  const ascending = own.map((b) => b.index).sort((a, b) => a - b);
  return new Map(
    ascending.map((index) => {
      const bytes = left < blockSize ? left : blockSize;
      left -= bytes;
      return [index, bytes];
    }),
  );
}

const NO_END = (1n << 64n) - 1n;

const hexOf = (digits: string | undefined): bigint | null =>
  digits === undefined ? null : BigInt(`0x${digits}`);

const UNITS: Readonly<Record<string, bigint>> = { M: 1n << 20n, G: 1n << 30n, T: 1n << 40n };

/** Where the firmware's list of LMBs ends, if the description of the machine tells. */
function maxmemOf(machine: string, blockSize: bigint): number | null {
  const [, digits, unit] = /maxmem=(\d+)([MGT])\b/.exec(machine) ?? [];
  if (digits === undefined || unit === undefined) return null;
  return Number((BigInt(digits) * (UNITS[unit] ?? 1n)) / blockSize);
}
