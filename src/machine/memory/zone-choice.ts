import type { OnlineType, ZoneName } from './memory-block.ts';

/**
 * Which zone memory goes to (mm/memory_hotplug.c, zone_for_pfn_range and its helpers; policy contig-zones; read in
 * Linux 6.1 and 6.12), whatever the zones are kept in.
 */

/** Those that kernel allocations may use, lowest first. */
export const KERNEL_ZONES = ['DMA', 'DMA32', 'Normal'] as const satisfies readonly ZoneName[];

export const isKernelZone = (zone: ZoneName): boolean => zone !== 'Movable';

/** Does the zone's span - from its first online memory to its last, holes included - hold the place in question? */
export type Spans = (zone: ZoneName) => boolean;

/** default_kernel_zone_for_pfn: the first kernel zone that spans it, or else Normal. */
export const kernelZone = (spans: Spans): ZoneName =>
  KERNEL_ZONES.find((zone) => zone !== 'Normal' && spans(zone)) ?? 'Normal';

/** default_zone_for_pfn: the zone that alone spans it; otherwise a kernel zone, or Movable with movable_node. */
export function defaultZone(spans: Spans, movableNode: boolean): ZoneName {
  const kernel = kernelZone(spans);
  const inKernel = spans(kernel);
  if (inKernel !== spans('Movable')) return inKernel ? kernel : 'Movable';
  return movableNode ? 'Movable' : kernel;
}

/** zone_for_pfn_range: where it lands if it is onlined so. */
export function zoneOf(spans: Spans, type: OnlineType, movableNode: boolean): ZoneName {
  if (type === 'online_movable') return 'Movable';
  return type === 'online_kernel' ? kernelZone(spans) : defaultZone(spans, movableNode);
}
