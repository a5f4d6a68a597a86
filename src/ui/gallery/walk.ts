/** Where an arrow key leads among boxes that stand in rows. Pure, so that it can be tested without a page. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

export const isArrow = (key: string): key is Arrow => /^Arrow(?:Left|Right|Up|Down)$/.test(key);

/** Index of the box that the arrow leads to; -1 above the first row, the same index where nothing lies beyond. */
export function walk(places: readonly Place[], from: number, arrow: Arrow): number {
  const here = places[from];
  if (!here) return 0;
  if (arrow === 'ArrowLeft') return from - 1;
  if (arrow === 'ArrowRight') return Math.min(from + 1, places.length - 1);
  const down = arrow === 'ArrowDown';
  const beyond = places
    .map((place, index) => ({
      index,
      across: Math.abs(place.left - here.left),
      along: (place.top - here.top) * (down ? 1 : -1),
    }))
    .filter(({ along }) => along > 1)
    .sort((a, b) => a.along - b.along || a.across - b.across);
  return beyond[0]?.index ?? (down ? from : -1);
}
