import { keptIndex } from '../kit/kept-index.ts';
import type { Extents } from './extents.ts';
import type { Picture } from './picture.ts';
import { STEP } from './sight.ts';

const indexOver = keptIndex();

/** How many sections of [start, end) are installed. */
export const countInstalled = ({ memory }: Extents, start: number, end: number): number =>
  indexOver(memory).count(start, end);

/** A lone section among thousands must be seen: what is memory gets the rest of the colour (ours). */
const LONE = 0.4;

/** So much colour as there is memory in a column of `STEP` pixels, which begins and ends at these sections. */
export function coverOf({ extents, projection }: Picture, low: number, high: number): number {
  const sections = countInstalled(extents, Math.floor(low), Math.ceil(high));
  // Folds are narrower than what they stand for: what counts is pixels, where memory has a scale.
  const { sectionPx } = projection;
  const share = sectionPx > 0 ? (sections * sectionPx) / STEP : sections / (high - low);
  return LONE + (1 - LONE) * Math.min(1, share);
}
