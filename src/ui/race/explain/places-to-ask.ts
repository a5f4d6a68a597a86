/** Sections that one may want to look up in a layout: [start, end) pairs, ascending. */

export const firstSection = (bounds: Float64Array): number | null => bounds[0] ?? null;

export const lastSection = (bounds: Float64Array): number | null =>
  bounds.length === 0 ? null : (bounds.at(-1) as number) - 1;

/** Every section number is below. */
const SECTIONS = 2 ** 40;

/** The first section of the next hole above a section, and from the last one around to the lowest; null: there is none. */
export function nextHole(bounds: Float64Array, section: number): number | null {
  const holes: number[] = [];
  if ((bounds[0] ?? 1) > 0) holes.push(0);
  for (let i = 1; i < bounds.length; i += 2) {
    const end = bounds[i] as number;
    if (end < SECTIONS) holes.push(end);
  }
  return holes.find((hole) => hole > section) ?? holes[0] ?? null;
}
