import type { Draft } from './draft.ts';
import { forgetTypes } from './memory/asked-types.ts';
import { setPages } from './memory/held-pages.ts';
import { dropSections } from './memory/section.ts';
import { takeFromZones } from './memory/zone-sections.ts';

/** Sections [first, end) are no more: with their resources, their zones and whoever held their pages. */
export function drop(draft: Draft, first: number, end: number): void {
  draft.sections = dropSections(draft.sections, first, end);
  draft.resources = draft.resources.removeRange(first, end);
  draft.held = setPages(draft.held, first, end, 'movable');
  draft.zones = takeFromZones(draft.zones, first, end);
  draft.asked = forgetTypes(draft.asked, first, end);
}
