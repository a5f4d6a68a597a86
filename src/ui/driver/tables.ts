import { MAP_ENTRIES } from '../../machine/structures/map-entries.ts';
import type { MapView } from '../../worker/protocol.ts';

/** One table of the three-level map. */
export interface Table {
  readonly level: 0 | 1 | 2;
  readonly top: number;
  readonly dir: number;
  /** `root`, `top 1024`, `dir 1024·0` */
  readonly name: string;
  readonly used: number;
}

const FIELDS = 5;
const LEVELS = [0, 1, 2] as const;

/** The tables as a walk of the map meets them: root, then each top with its dirs below it. */
export function tablesOf(map: Pick<MapView, 'tableList'>): readonly Table[] {
  const { tableList } = map;
  const tables: Table[] = [];
  for (let i = 0; i < tableList.length; i += FIELDS) {
    const level = LEVELS[tableList[i] ?? 0] ?? 0;
    tables.push(table(level, tableList[i + 1] ?? 0, tableList[i + 2] ?? 0));
  }
  return tables.sort((a, b) => placeOf(a) - placeOf(b));
}

function table(level: Table['level'], number: number, used: number): Table {
  if (level === 0) return { level, top: 0, dir: 0, name: 'root', used };
  const top = level === 1 ? number : Math.floor(number / MAP_ENTRIES);
  const dir = level === 1 ? 0 : number % MAP_ENTRIES;
  const name = level === 1 ? `top ${top}` : `dir ${top}·${dir}`;
  return { level, top, dir, name, used };
}

const placeOf = ({ level, top, dir }: Table): number =>
  level === 0 ? -1 : top * 2 * MAP_ENTRIES + (level === 1 ? 0 : 1 + dir);

/** [first, count] of entries in use. */
export type Range = readonly [number, number];

/** Which entries of a table are used: pointers to tables that exist, or sections that are mapped. */
export function usedRanges(
  map: Pick<MapView, 'runs'>,
  tables: readonly Table[],
  { level, top, dir }: Table,
): Range[] {
  if (level === 0) return joined(tables.filter((t) => t.level === 1).map((t) => t.top));
  if (level === 1)
    return joined(tables.filter((t) => t.level === 2 && t.top === top).map((t) => t.dir));
  const first = (top * MAP_ENTRIES + dir) * MAP_ENTRIES;
  return runsWithin(map.runs, first, MAP_ENTRIES);
}

/** The parts of the map's runs that lie in [first, first + count), counted from `first`. */
export function runsWithin(runs: Float64Array, first: number, count: number): Range[] {
  const out: Range[] = [];
  for (let i = 3 * firstRun(runs, first); i < runs.length; i += 3) {
    const start = Math.max(first, runs[i] ?? 0);
    if (start >= first + count) break;
    const end = Math.min(first + count, (runs[i] ?? 0) + (runs[i + 1] ?? 0));
    if (end > start) out.push([start - first, end - start]);
  }
  return out;
}

/** Index of the last run that starts at or before a section, or 0. */
function firstRun(runs: Float64Array, section: number): number {
  let low = 0;
  let high = runs.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle * 3] ?? 0) <= section) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function joined(numbers: readonly number[]): Range[] {
  const out: [number, number][] = [];
  for (const n of numbers) {
    const last = out.at(-1);
    if (last && last[0] + last[1] === n) last[1] += 1;
    else out.push([n, 1]);
  }
  return out;
}

const LEAST_PX = 2;

/** A piece of a bar. */
export interface BarMark {
  readonly x: number;
  readonly width: number;
  /** Fewer than half of the entries under it are used: drawn pale, or scattered entries would look like a full table. */
  readonly thin: boolean;
}

/** Ranges as pixels of a bar, each at least two wide so that none disappears; neighbours that meet are joined. */
export function inPixels(ranges: readonly Range[], entries: number, width: number): BarMark[] {
  const out: { x: number; width: number; used: number }[] = [];
  for (const [first, count] of ranges) {
    const x = Math.min(Math.floor((first / entries) * width), width - LEAST_PX);
    const end = Math.max(Math.ceil(((first + count) / entries) * width), x + LEAST_PX);
    const last = out.at(-1);
    if (last && x <= last.x + last.width) {
      last.width = Math.max(last.width, end - last.x);
      last.used += count;
    } else out.push({ x, width: end - x, used: count });
  }
  return out.map((mark) => ({
    x: mark.x,
    width: mark.width,
    thin: mark.width > 2 * LEAST_PX && mark.used < (mark.width / width) * entries * 0.5,
  }));
}
