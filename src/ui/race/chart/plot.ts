import type { StructureId } from '../../../machine/structures/words/structure.ts';
import type { Spread } from '../../../race/result.ts';
import type { Box } from '../../kit/place.ts';
import { beatenBy, beatenFrom, type Entry, frontOf, type GhostEntry } from './entries.ts';
import {
  byteAxis,
  byteTicks,
  type LogAxis,
  pixelOf,
  type Tick,
  timeAxis,
  timeTicks,
} from './log-axis.ts';

/** The place that the picture has, in pixels; `rem`: how many sixteenths the root's font is. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly rem: number;
}

export interface PlotMark {
  readonly entry: Entry;
  readonly x: number;
  readonly y: number;
  /** The middle half of the rounds, as pixels; null without a time. */
  readonly whisker: readonly [top: number, bottom: number] | null;
  /** Nothing as small is faster beyond the spread. */
  readonly onFront: boolean;
}

export interface PlotGhost {
  readonly ghost: GhostEntry;
  readonly x: number;
  readonly y: number;
}

/** Marks that have bytes and no time. */
export interface Lane {
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
  readonly words: string;
}

export type Corner = readonly [x: number, y: number];

/** The picture reckoned: everything at its pixel. Nothing in it knows of the page. */
export interface Plot {
  /** Where marks may stand. */
  readonly area: Box;
  readonly sizes: readonly Tick[];
  readonly times: readonly Tick[];
  readonly marks: readonly PlotMark[];
  readonly ghosts: readonly PlotGhost[];
  /** The corners of the front by medians, from the smallest to the fastest. */
  readonly front: readonly Corner[];
  /** The corners of the ground that is clearly beaten; what lies between them and the front is alike. */
  readonly beaten: readonly Corner[];
  /** Null where every structure has a time. */
  readonly lane: Lane | null;
}

/** Half the side of a mark's square. */
export const HALF = 6;
/** What the upright axis says of itself. */
export const TIME_TITLE = '↑ time for one lookup; faster is lower';
const MARGIN = { left: 52, right: 14, top: 10, bottom: 42 } as const;
const LANE = 58;
/** Between the lane and the plot. */
const LANE_GAP = 12;
const TICKS = { sizes: 84, times: 22 } as const;

/** What the picture shows: marks of the present layout and, faint, of others. */
export function plotOf(
  entries: readonly Entry[],
  ghosts: readonly GhostEntry[],
  { width, height, rem }: Frame,
): Plot {
  const timed = entries.some(({ time }) => time !== null);
  const untimed = entries.filter(({ time }) => time === null);
  const area: Box = {
    left: MARGIN.left * rem,
    top: MARGIN.top * rem,
    width: Math.max(1, width - (MARGIN.left + MARGIN.right) * rem),
    height: Math.max(1, height - (MARGIN.top + MARGIN.bottom) * rem),
  };
  const lane = untimed.length > 0 ? laneOf(untimed, timed, area, rem) : null;
  const sized = [...entries, ...ghosts].map(({ bytes }) => bytes);
  const x = byteAxis(sized, area.left + HALF * rem, area.left + area.width);
  const top = lane && timed ? lane.bottom + LANE_GAP * rem : area.top;
  const y = timeAxis(
    [
      ...entries.flatMap(({ time }) => (time ? [time.low, time.high] : [])),
      ...ghosts.flatMap(({ time }) => (time ? [time.median] : [])),
    ],
    area.top + area.height,
    top,
  );
  const marks = marksOf(entries, { x, y, lane });
  return {
    area,
    sizes: byteTicks(x, Math.min(TICKS.sizes * rem, area.width / 4)),
    times: timed ? timeTicks(y, TICKS.times * rem) : [],
    marks,
    ghosts: ghosts.flatMap((ghost) => ghostAt(ghost, x, y)),
    front: frontOf(entries).flatMap(({ bytes, time }): Corner[] =>
      time ? [[pixelOf(x, bytes), pixelOf(y, time.median)]] : [],
    ),
    beaten: beatenFrom(entries).map(({ bytes, time }) => [pixelOf(x, bytes), pixelOf(y, time)]),
    lane,
  };
}

interface Axes {
  readonly x: LogAxis;
  readonly y: LogAxis;
  readonly lane: Lane | null;
}

function marksOf(entries: readonly Entry[], { x, y, lane }: Axes): readonly PlotMark[] {
  return entries.map((entry) => ({
    entry,
    x: pixelOf(x, entry.bytes),
    y: entry.time ? pixelOf(y, entry.time.median) : (lane?.y ?? 0),
    whisker: entry.time && whiskerOf(entry.time, y),
    onFront: entry.time !== null && beatenBy(entry, entries).length === 0,
  }));
}

const whiskerOf = ({ low, high }: Spread, y: LogAxis): readonly [number, number] => [
  pixelOf(y, high),
  pixelOf(y, low),
];

/** A layout that cannot be measured has no ghost: its bytes alone are no place. */
const ghostAt = (ghost: GhostEntry, x: LogAxis, y: LogAxis): readonly PlotGhost[] =>
  ghost.time ? [{ ghost, x: pixelOf(x, ghost.bytes), y: pixelOf(y, ghost.time.median) }] : [];

/** Above the plot; the whole of it where nothing has a time yet. */
function laneOf(untimed: readonly Entry[], timed: boolean, area: Box, rem: number): Lane {
  const bottom = timed ? area.top + LANE * rem : area.top + area.height;
  const words = laneWords(untimed, timed);
  const y = timed ? area.top + (LANE / 2 + 8) * rem : (area.top + bottom) / 2;
  return { y, top: area.top, bottom, words };
}

function laneWords(untimed: readonly Entry[], timed: boolean): string {
  if (!timed && untimed.every(({ why }) => why === null)) return 'no times yet';
  const waiting = untimed.some(({ why }) => why === null);
  const refused = untimed.some(({ why }) => why !== null);
  if (!refused) return 'not raced yet';
  return waiting ? 'not raced yet, or too long to exist' : 'not measured: too long to exist';
}

/** The mark one comes to with an arrow key, in the order of bytes or of times; from nowhere the first. */
export function neighbour(
  marks: readonly PlotMark[],
  from: StructureId | null,
  along: 'x' | 'y',
  by: 1 | -1,
): PlotMark | undefined {
  // A mark without a time stands above all others; the picture's y grows downwards.
  const order = [...marks].sort((a, b) =>
    along === 'x' ? a.x - b.x || b.y - a.y : b.y - a.y || a.x - b.x,
  );
  const index = order.findIndex(({ entry }) => entry.structure === from);
  if (index < 0) return order[by > 0 ? 0 : order.length - 1];
  return order[Math.max(0, Math.min(index + by, order.length - 1))];
}

/** The mark nearest to a point, no further than `reach` pixels. */
export function markAt(
  marks: readonly PlotMark[],
  x: number,
  y: number,
  reach: number,
): PlotMark | undefined {
  let nearest: PlotMark | undefined;
  let least = reach;
  for (const mark of marks) {
    const distance = Math.hypot(mark.x - x, mark.y - y);
    if (distance >= least) continue;
    nearest = mark;
    least = distance;
  }
  return nearest;
}
