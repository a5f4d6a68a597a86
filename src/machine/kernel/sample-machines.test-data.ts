import type { MemoryBlock, ZoneName } from '../memory/memory-block.ts';
import { ascending } from '../memory/memory-block.ts';
import { validZones } from '../memory/zone.ts';
import { knowAllKernels } from './all-kernels.ts';
import { architectureOf } from './architectures.ts';
import { editionOfRelease } from './editions.ts';
import { actOn, type HotplugInput, type HotplugOutcome } from './hotplug-input.ts';
import {
  type ChainMember,
  type Circumstances,
  type HotplugMachine,
  NOTHING_HAPPENS,
  type TraceEntry,
} from './hotplug-machine.ts';

/** Small machines to try things on: a PC of 512 MiB and an LPAR of 1 GiB, as recordings begin. */

knowAllKernels();

const MIB = 1n << 20n;

function bootBlock(index: number, reaches: readonly ZoneName[], node: number): MemoryBlock {
  const [zone = null, ...more] = reaches;
  return {
    index,
    state: 'online',
    zone: more.length > 0 ? null : zone,
    reaches,
    nodes: [node],
    onlineType: null,
    memmapPages: 0,
    poisoned: false,
  };
}

const member = (name: string, priority: number): ChainMember => ({ name, priority, errors: null });

const EMPTY_NODE = { memory: false, normal: false };
const FULL_NODE = { memory: true, normal: true };

/** Block 0 lies in two zones, block 3 ends in a hole; nodes 1 and 2 have nothing yet. */
export function pc(kernel: string, over: Partial<HotplugMachine> = {}): HotplugMachine {
  const edition = editionOfRelease(kernel);
  const architecture = architectureOf('x86_64');
  if (!edition || !architecture) throw new Error(`no edition of ${kernel}`);
  const blocks = [
    bootBlock(0, ['DMA', 'DMA32'], 0),
    ...[1, 2, 3].map((i) => bootBlock(i, ['DMA32'], 0)),
  ];
  return {
    edition,
    architecture,
    pageSize: 4096,
    blockSize: 128n * MIB,
    autoOnline: null,
    movableNode: false,
    memmapOnMemory: false,
    nodes: new Map([FULL_NODE, EMPTY_NODE, EMPTY_NODE].map((node, id) => [id, node])),
    blocks: new Map(blocks.map((b) => [b.index, b])),
    ram: [
      { start: 0x1000n, end: 0x9fc00n, label: 'System RAM' },
      { start: 0x100000n, end: 0x1ffe0000n, label: 'System RAM' },
    ],
    chain: [member('ksm', 100), member('slab', 1), member('kcore', 0)],
    dimms: [],
    virtioMem: null,
    lmbEnd: null,
    ...over,
  };
}

/** Four LMBs of 256 MiB with 64K pages; the firmware's list has 32. */
export function lpar(kernel: string, over: Partial<HotplugMachine> = {}): HotplugMachine {
  const architecture = architectureOf('ppc64le');
  if (!architecture) throw new Error('no pseries');
  const blocks = [0, 1, 2, 3].map((i) => bootBlock(i, ['Normal'], 0));
  return {
    ...pc(kernel),
    architecture,
    pageSize: 65536,
    blockSize: 256n * MIB,
    blocks: new Map(blocks.map((b) => [b.index, b])),
    ram: [{ start: 0n, end: 0x40000000n, label: 'System RAM' }],
    lmbEnd: 32,
    ...over,
  };
}

/** One input after the other. */
export function run(
  machine: HotplugMachine,
  inputs: readonly HotplugInput[],
  circumstances: Partial<Circumstances> = {},
): { readonly machine: HotplugMachine; readonly outcomes: readonly HotplugOutcome[] } {
  let now = machine;
  const outcomes = inputs.map((input) => {
    const outcome = actOn(now, input, { ...NOTHING_HAPPENS, ...circumstances });
    now = outcome.machine;
    return outcome;
  });
  return { machine: now, outcomes };
}

export const write = (block: number, value: string, file = 'state'): HotplugInput => ({
  do: 'write',
  path: `/sys/devices/system/memory/memory${block}/${file}`,
  value,
  uid: 0,
});

/** A DIMM of so many blocks from that block on. */
export const dimm = (
  machine: HotplugMachine,
  id: string,
  first: number,
  blocks: number,
  node = 0,
): HotplugInput => ({
  do: 'dimm-add',
  id,
  start: BigInt(first) * machine.blockSize,
  size: BigInt(blocks) * machine.blockSize,
  node,
});

export const isolationFails = (...blocks: readonly number[]): Partial<Circumstances> => ({
  isolationFails: new Map(blocks.map((b) => [b, null])),
});

/** `GOING_ONLINE 32`, `online_pages 0`: a trace in one word and one number per entry. */
export const brief = (machine: HotplugMachine, trace: readonly TraceEntry[]): readonly string[] =>
  trace.map((e) => {
    if (e.kind === 'return') return `${e.of} ${e.ret}`;
    const block = Math.floor((e.startPfn * machine.pageSize) / Number(machine.blockSize));
    return `${e.action.slice('MEM_'.length)} ${block}`;
  });

/** `32 offline Normal Movable`: every block as its files read. */
export const blockLines = (machine: HotplugMachine): readonly string[] =>
  ascending(machine.blocks).map(
    (b) => `${b.index} ${b.state} ${validZones(machine.blocks, b, machine.movableNode)}`,
  );
