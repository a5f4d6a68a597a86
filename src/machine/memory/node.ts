import type { Blocks, MemoryBlock, ZoneName } from './memory-block.ts';
import { isKernelZone } from './zone-choice.ts';

/**
 * What the nodes have, and how one block changes it (mm/memory_hotplug.c, node_states_check_changes_online and
 * _offline, Linux 6.1 and 6.12).
 */
export interface MemoryNode {
  /** N_MEMORY. */
  readonly memory: boolean;
  /** N_NORMAL_MEMORY: memory that the kernel itself may use, of whatever zone but Movable. */
  readonly normal: boolean;
}

export type Nodes = ReadonlyMap<number, MemoryNode>;

const EMPTY: MemoryNode = { memory: false, normal: false };

/** The two node numbers of a round; -1: nothing changes for any node. */
export interface NodeChange {
  readonly nid: number;
  readonly nidNormal: number;
}

const nodeOf = (block: MemoryBlock): number => block.nodes[0] ?? 0;

/** Is this the first memory of its node, or the first a kernel may use? */
export function changeByOnline(nodes: Nodes, block: MemoryBlock, zone: ZoneName): NodeChange {
  const id = nodeOf(block);
  const { memory, normal } = nodes.get(id) ?? EMPTY;
  return { nid: memory ? -1 : id, nidNormal: isKernelZone(zone) && !normal ? id : -1 };
}

/** Is this the last? */
export function changeByOffline(blocks: Blocks, block: MemoryBlock, zone: ZoneName): NodeChange {
  const id = nodeOf(block);
  const others = [...blocks.values()].filter(
    (b) => b !== block && b.state === 'online' && b.nodes.includes(id),
  );
  const kernelLeft = others.some((b) => b.reaches.some(isKernelZone));
  return {
    nid: others.length > 0 ? -1 : id,
    nidNormal: isKernelZone(zone) && !kernelLeft ? id : -1,
  };
}

/** The nodes after the change has come true. */
export function applyChange(nodes: Nodes, change: NodeChange, has: boolean): Nodes {
  const after = new Map(nodes);
  const set = (id: number, part: Partial<MemoryNode>) =>
    id >= 0 && after.set(id, { ...(after.get(id) ?? EMPTY), ...part });
  set(change.nid, { memory: has });
  set(change.nidNormal, { normal: has });
  return after;
}
