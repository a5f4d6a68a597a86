import { RunSet } from '../units/run-set.ts';
import { SECTION_SIZE_BITS } from '../units/section.ts';
import type { ZoneName } from './memory-block.ts';
import type { Spans } from './zone-choice.ts';

/**
 * The online sections of each zone, where the kernel remembers a zone per block; all empty where memory has one zone
 * only. Sections that are not online are in none.
 */
export type ZoneSections = Readonly<Record<ZoneName, RunSet>>;

export const ZONES = ['DMA', 'DMA32', 'Normal', 'Movable'] as const satisfies readonly ZoneName[];

export const NO_ZONES: ZoneSections = {
  DMA: RunSet.EMPTY,
  DMA32: RunSet.EMPTY,
  Normal: RunSet.EMPTY,
  Movable: RunSet.EMPTY,
};

/** Kernel zones by their upper ends, lowest first. */
export type ZoneEnds = readonly (readonly [Exclude<ZoneName, 'Movable'>, bigint])[];

/** Boot memory lies in the kernel zones, by its addresses. */
export function zonesAtBoot(online: RunSet, ends: ZoneEnds): ZoneSections {
  const zones: Record<ZoneName, RunSet> = { ...NO_ZONES };
  let from = 0;
  for (const [zone, end] of ends) {
    const to = Number(end >> BigInt(SECTION_SIZE_BITS));
    zones[zone] = online.clip(from, to);
    from = to;
  }
  return zones;
}

/** Zones that the sections [first, end) reach into. */
export const zonesIn = (zones: ZoneSections, first: number, end: number): readonly ZoneName[] =>
  ZONES.filter((zone) => zones[zone].touches(first, end));

export const putInZone = (
  zones: ZoneSections,
  first: number,
  end: number,
  zone: ZoneName,
): ZoneSections => ({ ...zones, [zone]: zones[zone].addRange(first, end) });

export function takeFromZones(zones: ZoneSections, first: number, end: number): ZoneSections {
  const touched = zonesIn(zones, first, end);
  if (touched.length === 0) return zones;
  const next: Record<ZoneName, RunSet> = { ...zones };
  for (const zone of touched) next[zone] = zones[zone].removeRange(first, end);
  return next;
}

/** zone_intersects for [first, end): a span reaches from the zone's first online section to its last. */
export const spansOver =
  (zones: ZoneSections, first: number, end: number): Spans =>
  (zone) => {
    const { min, max } = zones[zone];
    return min !== undefined && max !== undefined && min < end && first <= max;
  };

/** The first place above `from` where some span begins or has ended; Infinity for none. */
export function nextEdge(zones: ZoneSections, from: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const zone of ZONES) {
    const { min, max } = zones[zone];
    if (min === undefined || max === undefined) continue;
    if (min > from) next = Math.min(next, min);
    else if (max + 1 > from) next = Math.min(next, max + 1);
  }
  return next;
}

/** Sections from `first` on that lie in one zone like it; Infinity where there are no zones. */
export function inOneZone(zones: ZoneSections, first: number): number {
  const zone = ZONES.find((z) => zones[z].has(first));
  return zone === undefined
    ? Number.POSITIVE_INFINITY
    : zones[zone].end(zones[zone].seek(first)) - first;
}

/** [first section, sections, index in ZONES] for each run, ascending; none where there is only Normal. */
export function zoneRuns(zones: ZoneSections): Float64Array {
  if (ZONES.every((zone) => zone === 'Normal' || zones[zone].isEmpty)) return new Float64Array(0);
  const runs = ZONES.flatMap((zone, i) => [...zones[zone]].map(([s, e]) => [s, e - s, i]));
  return new Float64Array(runs.sort((a, b) => (a[0] as number) - (b[0] as number)).flat());
}
