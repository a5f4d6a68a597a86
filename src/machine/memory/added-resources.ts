import type { RunSet } from '../units/run-set.ts';
import { isWithin } from './ram-resource.ts';

/**
 * The `System RAM` resources of memory that was added, as runs: 2^36 of one section each cost as much as one of 2^36
 * sections. The same rules as in ram-resource.ts, which keeps each line by itself.
 */
export interface AddedResources {
  /** Sections that have one. */
  readonly resources: RunSet;
  /** Where one ends and another may begin, in units: sections, or memory blocks where those are the unit. */
  readonly resourceEdges: RunSet;
}

/** Sections [first, end), and how many are a unit. */
export interface UnitRange {
  readonly first: number;
  readonly end: number;
  readonly unit: number;
}

/** With the sections of a range: one resource for each unit, or one for all. */
export function addResources(
  { resources, resourceEdges }: AddedResources,
  { first, end, unit }: UnitRange,
  each: 'unit' | 'whole',
): AddedResources {
  const [from, to] = [first / unit, end / unit];
  const edges =
    each === 'unit'
      ? resourceEdges.addRange(from, to + 1)
      : resourceEdges
          .removeRange(from, to + 1)
          .addRange(from, from + 1)
          .addRange(to, to + 1);
  return { resources: resources.addRange(first, end), resourceEdges: edges };
}

/** Without those of a range, however many they are. */
export function releaseAll(
  { resources, resourceEdges }: AddedResources,
  { first, end, unit }: UnitRange,
): AddedResources {
  const rest = resources.removeRange(first, end);
  const [from, to] = [first / unit, end / unit];
  let edges = resourceEdges.removeRange(from, to + 1);
  if (rest.has(first - 1)) edges = edges.addRange(from, from + 1);
  if (rest.has(end)) edges = edges.addRange(to, to + 1);
  return { resources: rest, resourceEdges: edges };
}

/**
 * One call for each unit, and no exact match is passed over with a warning (__release_region; Linux 2.6.32): a
 * resource that begins or ends elsewhere stays.
 */
export function releaseExact(all: AddedResources, range: UnitRange): AddedResources {
  const { unit } = range;
  const edges = all.resourceEdges.clip(range.first / unit, range.end / unit + 1);
  let left = all;
  for (const [low, high] of edges)
    left = releaseAll(left, { first: low * unit, end: (high - 1) * unit, unit });
  return left;
}

/**
 * One call for all (release_mem_region_adjustable): a part of one resource is let go of; of several, none.
 *
 * @param boot sections of the range that were there at boot, one resource for each run
 * @returns null if the range is not within one
 */
export function releaseOne(
  all: AddedResources,
  range: UnitRange,
  boot: RunSet,
): AddedResources | null {
  const { first, end, unit } = range;
  const there = boot.union(all.resources);
  const run = there.seek(first);
  if (run >= there.runs) return null;
  const edges = all.resourceEdges.clip(first / unit + 1, end / unit);
  const entry = {
    start: there.start(run),
    end: edges.isEmpty ? there.end(run) : edges.start(0) * unit,
  };
  return isWithin(entry, first, end) ? releaseAll(all, range) : null;
}
