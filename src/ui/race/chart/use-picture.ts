import { useMemo } from 'react';
import type { StructureId } from '../../../machine/structures/words/structure.ts';
import { sans, widthOf } from '../../address-map/type.ts';
import type { Box } from '../../kit/place.ts';
import { STRUCTURE_WORDS } from '../structure-words.ts';
import type { Entry, GhostEntry } from './entries.ts';
import { type Placed, placeNames } from './place-names.ts';
import { type Frame, HALF, type Plot, plotOf, TIME_TITLE } from './plot.ts';

/** Of a name, of a word on an axis: in sixteenths of the root's font. */
const NAME = { size: 12, height: 15 } as const;
const SMALL = { size: 11, height: 14 } as const;

/** On less there is no room for all names: those of the front, and those that stand free. */
const NARROW = 480;

export interface Picture {
  readonly plot: Plot;
  readonly names: readonly Placed<StructureId>[];
}

const square = (x: number, y: number, half: number): Box => ({
  left: x - half,
  top: y - half,
  width: 2 * half,
  height: 2 * half,
});

/** Words on the ground of the plot that no name may cover. */
function wordsOn({ area, lane, times }: Plot, rem: number): readonly Box[] {
  const at = (words: string, top: number): Box => ({
    left: area.left,
    top,
    width: widthOf(words, sans(SMALL.size * rem, 400)) + 12 * rem,
    height: (SMALL.height + 4) * rem,
  });
  const top = lane?.bottom ?? area.top;
  return [
    ...(lane ? [at(lane.words, lane.top)] : []),
    ...(times.length > 0 ? [at(TIME_TITLE, top)] : []),
  ];
}

/** The stairs of the front, and what parts the lane from the plot, as thin boxes. */
function linesOf({ front, area, lane, times }: Plot): readonly Box[] {
  const right = area.left + area.width;
  const top = lane?.bottom ?? area.top;
  const border = { left: area.left, top: top - 1, width: area.width, height: 2 };
  const stairs = front.flatMap(([x, y], i): Box[] => {
    const from = front[i - 1]?.[1] ?? top;
    const to = front[i + 1]?.[0] ?? right;
    return [
      { left: x - 1, top: from, width: 2, height: y - from },
      { left: x, top: y - 1, width: to - x, height: 2 },
    ];
  });
  return lane && times.length > 0 ? [border, ...stairs] : stairs;
}

/** What a name had better not cover: ghosts, whiskers, lines. */
const faintOf = (plot: Plot, rem: number): readonly Box[] => [
  ...plot.ghosts.map(({ x, y }) => square(x, y, (HALF / 2) * rem)),
  ...plot.marks.flatMap(({ x, whisker }) =>
    whisker
      ? [{ left: x - 3, top: whisker[0], width: 6, height: Math.max(1, whisker[1] - whisker[0]) }]
      : [],
  ),
  ...linesOf(plot),
];

/** The plot with its names placed, reckoned again only when what it shows or its room changes. */
export function usePicture(
  entries: readonly Entry[],
  ghosts: readonly GhostEntry[],
  frame: Frame,
): Picture {
  const { width, height, rem } = frame;
  return useMemo(() => {
    const plot = plotOf(entries, ghosts, { width, height, rem });
    const isNarrow = width < NARROW * rem;
    const named = plot.marks.map(({ entry, x, y, onFront }) => ({
      id: entry.structure,
      x,
      y,
      half: (HALF + 1) * rem,
      width: widthOf(STRUCTURE_WORDS[entry.structure].name, sans(NAME.size * rem, 500)) + 2,
      height: NAME.height * rem,
      spare: isNarrow && !onFront,
    }));
    const ground = { bounds: plot.area, taken: wordsOn(plot, rem), faint: faintOf(plot, rem) };
    return { plot, names: placeNames(named, ground) };
  }, [entries, ghosts, width, height, rem]);
}

/** Titles of the layouts beside the ghosts of one structure, clear of all names and marks. */
export function useTitles(
  { plot, names }: Picture,
  active: StructureId | null,
  titleOf: (layout: string) => string,
  rem: number,
): readonly Placed[] {
  return useMemo(() => {
    if (active === null) return [];
    const own = plot.ghosts.filter(({ ghost }) => ghost.structure === active);
    const taken = [
      ...names.map(({ box }) => box),
      ...plot.marks.map(({ x, y }) => square(x, y, HALF * rem)),
      ...wordsOn(plot, rem),
    ];
    return placeNames(
      own.map(({ ghost, x, y }) => ({
        id: ghost.layout,
        x,
        y,
        half: (HALF / 2 + 1) * rem,
        width: widthOf(titleOf(ghost.layout), sans(NAME.size * rem, 500)) + 2,
        height: NAME.height * rem,
      })),
      { bounds: plot.area, taken },
    );
  }, [plot, names, active, titleOf, rem]);
}
