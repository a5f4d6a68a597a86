import { sectionBytes, sectionsTouched } from '../machine/units/section.ts';
import type { StateRange } from './listed-range.ts';

/** What whole sections make of listed bytes: a section exists if any byte of it is memory. */
export interface SectionCover {
  /** Ranges that begin or end inside a section. */
  readonly ragged: number;
  /** Bytes that the sections have beyond the listed ones. */
  readonly added: bigint;
  /** Sections that hold both online and offline bytes. */
  readonly mixed: number;
}

/** Counts what rounding to sections adds. Wants ascending ranges without overlap. */
export function coverSections(ranges: readonly StateRange[]): SectionCover {
  let [ragged, listed, sections, mixed, covered] = [0, 0n, 0, 0, 0];
  let before: StateRange | undefined;
  for (const range of ranges) {
    const [first, end] = sectionsTouched(range.start, range.end);
    const bytes = range.end - range.start;
    if (sectionBytes(end - first) !== bytes) ragged += 1;
    listed += bytes;
    if (first < covered && before && before.state !== range.state) mixed += 1;
    sections += Math.max(0, end - Math.max(first, covered));
    covered = Math.max(covered, end);
    before = range;
  }
  return { ragged, added: sectionBytes(sections) - listed, mixed };
}
