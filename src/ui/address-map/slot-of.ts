import type { Picture } from './picture.ts';

/** The slot that answers for a section. */
export function slotOfSection(pic: Picture, section: number): number | null {
  const { runs, direct } = pic.shown.map;
  if (direct !== null) return null;
  let low = 0;
  let high = runs.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle * 3] ?? 0) <= section) low = middle + 1;
    else high = middle;
  }
  const at = (low - 1) * 3;
  const first = runs[at];
  const slot = runs[at + 2];
  if (first === undefined || slot === undefined || slot < 0) return null;
  return section < first + (runs[at + 1] ?? 0) ? slot + section - first : null;
}
