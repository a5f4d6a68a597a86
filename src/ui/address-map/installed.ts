import { SectionIndex } from '../../machine/structures/section-index.ts';
import type { Extents } from './extents.ts';

const index = new SectionIndex();

/** How many sections of [start, end) are installed. */
export const countInstalled = ({ memory }: Extents, start: number, end: number): number =>
  index.over(memory).count(start, end);
