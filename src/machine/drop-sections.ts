import type { Draft } from './draft.ts';
import { sectionsPerBlock } from './machine.ts';
import {
  type AddedResources,
  releaseAll,
  releaseExact,
  releaseOne,
} from './memory/added-resources.ts';
import { forgetTypes } from './memory/asked-types.ts';
import { setPages } from './memory/held-pages.ts';
import { extentAt } from './memory/resource.ts';
import { dropSections, validSections } from './memory/section.ts';
import { takeFromZones } from './memory/zone-sections.ts';
import { RunSet } from './units/run-set.ts';
import { sectionStart } from './units/section.ts';

/**
 * How resources are let go of: `each` whatever lies in the range, a call for each; `exact` a call for each section,
 * which must have one of its own (Linux 2.6.32); `once` one call for all, which must lie within one (__remove_memory,
 * Linux 6.1, 6.12 and 7.1.5).
 */
export type Release = 'each' | 'exact' | 'once';

/** Sections [first, end) are no more: with their resources, their zones and whoever held their pages. */
export function drop(draft: Draft, first: number, end: number, how: Release = 'each'): void {
  release(draft, first, end, how);
  draft.sections = dropSections(draft.sections, first, end);
  draft.held = setPages(draft.held, first, end, 'movable');
  draft.zones = takeFromZones(draft.zones, first, end);
  draft.asked = forgetTypes(draft.asked, first, end);
}

/** What resources are counted in: sections where each is added by itself, else memory blocks. */
export const resourceUnit = ({ edition, config }: Draft): number =>
  edition.addUnit === 'block' ? sectionsPerBlock(config) : 1;

/** What there is from now on. */
export function keepResources(draft: Draft, { resources, resourceEdges }: AddedResources): void {
  draft.resources = resources;
  draft.resourceEdges = resourceEdges;
}

/** Lets go of the resources of sections [first, end), as far as that call does. */
export function release(draft: Draft, first: number, end: number, how: Release): void {
  const range = { first, end, unit: resourceUnit(draft) };
  if (how === 'once') releaseOnce(draft, range);
  else
    keepResources(draft, how === 'exact' ? releaseExact(draft, range) : releaseAll(draft, range));
}

/** Of several resources none is let go of: those of boot memory stay too, though their sections go. */
function releaseOnce(draft: Draft, range: Parameters<typeof releaseOne>[1]): void {
  const { first, end } = range;
  const boot = validSections(draft.sections).clip(first, end).minus(draft.resources);
  const left = releaseOne(draft, range, RunSet.fromSorted([...boot].filter(inOnePiece(draft))));
  if (left) keepResources(draft, left);
  else draft.resources = draft.resources.union(boot);
}

const inOnePiece =
  ({ granted }: Draft) =>
  ([first, end]: readonly [number, number]): boolean =>
    (extentAt(granted, sectionStart(first))?.end ?? 0n) >= sectionStart(end);
