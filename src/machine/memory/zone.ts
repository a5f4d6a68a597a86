import type { Blocks, MemoryBlock, OnlineType, ZoneName } from './memory-block.ts';
import { type Spans, zoneOf } from './zone-choice.ts';

/** The zones of a machine that is kept block by block. */

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

const spansAt =
  (blocks: Blocks, node: number, index: number): Spans =>
  (zone) => {
    const span = zoneSpan(blocks, zone, node);
    return span !== null && span.first <= index && index <= span.last;
  };

/** zone_for_pfn_range: where this block lands if it is onlined so. */
export const zoneFor = (
  blocks: Blocks,
  block: MemoryBlock,
  type: OnlineType,
  movableNode: boolean,
): ZoneName => zoneOf(spansAt(blocks, block.nodes[0] ?? 0, block.index), type, movableNode);

/** The file valid_zones: the zone of an online block or `none`; of an offline one the default, then what else may be. */
export function validZones(blocks: Blocks, block: MemoryBlock, movableNode: boolean): string {
  if (block.state === 'online') return block.zone ?? 'none';
  const names = (['online', 'online_kernel', 'online_movable'] as const).map((type) =>
    zoneFor(blocks, block, type, movableNode),
  );
  return [...new Set(names)].join(' ');
}
