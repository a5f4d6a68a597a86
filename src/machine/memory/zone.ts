import type { Blocks, MemoryBlock, OnlineType, ZoneName } from './memory-block.ts';

/**
 * Which zone a block goes to (mm/memory_hotplug.c, zone_for_pfn_range and its helpers; policy contig-zones;
 * read in Linux 6.1 and 6.12).
 */

/** Those that kernel allocations may use, lowest first. */
export const KERNEL_ZONES = ['DMA', 'DMA32', 'Normal'] as const satisfies readonly ZoneName[];

export const isKernelZone = (zone: ZoneName): boolean => zone !== 'Movable';

const isOnlineIn = (block: MemoryBlock, zone: ZoneName, node: number): boolean =>
  block.state === 'online' && block.nodes.includes(node) && block.reaches.includes(zone);

/**
 * The zone's span on that node: from its first online block to its last. It shrinks when one at its edge goes
 * offline, and holes inside belong to it.
 */
export function zoneSpan(
  blocks: Blocks,
  zone: ZoneName,
  node: number,
): { readonly first: number; readonly last: number } | null {
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  for (const block of blocks.values()) {
    if (!isOnlineIn(block, zone, node)) continue;
    first = Math.min(first, block.index);
    last = Math.max(last, block.index);
  }
  return last < 0 ? null : { first, last };
}

const spans = (blocks: Blocks, zone: ZoneName, node: number, index: number): boolean => {
  const span = zoneSpan(blocks, zone, node);
  return span !== null && span.first <= index && index <= span.last;
};

/** default_kernel_zone_for_pfn: the first kernel zone that spans the block, or else Normal. */
export const kernelZoneOf = (blocks: Blocks, node: number, index: number): ZoneName =>
  KERNEL_ZONES.find((zone) => zone !== 'Normal' && spans(blocks, zone, node, index)) ?? 'Normal';

/** default_zone_for_pfn: the zone that alone spans the block; otherwise a kernel zone, or Movable with movable_node. */
export function defaultZoneOf(
  blocks: Blocks,
  node: number,
  index: number,
  movableNode: boolean,
): ZoneName {
  const kernel = kernelZoneOf(blocks, node, index);
  const inKernel = spans(blocks, kernel, node, index);
  const inMovable = spans(blocks, 'Movable', node, index);
  if (inKernel !== inMovable) return inKernel ? kernel : 'Movable';
  return movableNode ? 'Movable' : kernel;
}

/** zone_for_pfn_range: where this block lands if it is onlined so. */
export function zoneFor(
  blocks: Blocks,
  block: MemoryBlock,
  type: OnlineType,
  movableNode: boolean,
): ZoneName {
  const node = block.nodes[0] ?? 0;
  if (type === 'online_movable') return 'Movable';
  if (type === 'online_kernel') return kernelZoneOf(blocks, node, block.index);
  return defaultZoneOf(blocks, node, block.index, movableNode);
}

/** The file valid_zones: the zone of an online block or `none`; of an offline one the default, then what else may be. */
export function validZones(blocks: Blocks, block: MemoryBlock, movableNode: boolean): string {
  if (block.state === 'online') return block.zone ?? 'none';
  const names = (['online', 'online_kernel', 'online_movable'] as const).map((type) =>
    zoneFor(blocks, block, type, movableNode),
  );
  return [...new Set(names)].join(' ');
}
