import { RunSet } from '../units/run-set.ts';
import { SECTION_END, sectionsTouched } from '../units/section.ts';
import type { Extent } from './resource.ts';

/**
 * The kernel's sections: which are there (valid: they have a memmap), and which of them are online
 * (mm/sparse.c, Linux 2.6.25). In 2008 a removed section was the only one that lost its valid bit.
 */
export interface Sections {
  readonly online: RunSet;
  readonly offline: RunSet;
}

export const NO_SECTIONS: Sections = { online: RunSet.EMPTY, offline: RunSet.EMPTY };

/** NR_MEM_SECTIONS for so many physical bits. */
export const sectionLimit = (physicalBits: number): number =>
  Math.min(SECTION_END, 2 ** (physicalBits - 24));

/** Every section with a memmap: valid_section_nr of the kernel. */
export const validSections = (sections: Sections): RunSet =>
  sections.online.union(sections.offline);

/**
 * A section of the kernel, `unit` of 16 MiB, exists if any byte of it is memory; what lies beyond the limit has none
 * (memory_present).
 */
export function sectionsOf(extents: readonly Extent[], limit: number, unit = 1): RunSet {
  return RunSet.from(
    extents.map((e): [number, number] => {
      const [first, end] = sectionsTouched(e.start, e.end);
      const whole = Math.ceil(end / unit) * unit;
      return [Math.min(Math.floor(first / unit) * unit, limit), Math.min(whole, limit)];
    }),
  );
}

export function setOnline(sections: Sections, first: number, end: number): Sections {
  return {
    online: sections.online.addRange(first, end),
    offline: sections.offline.removeRange(first, end),
  };
}

export function setOffline(sections: Sections, first: number, end: number): Sections {
  return {
    online: sections.online.removeRange(first, end),
    offline: sections.offline.addRange(first, end),
  };
}

export function dropSections(sections: Sections, first: number, end: number): Sections {
  return {
    online: sections.online.removeRange(first, end),
    offline: sections.offline.removeRange(first, end),
  };
}
