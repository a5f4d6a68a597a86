import { RunSet } from '../units/run-set.ts';
import { MAP_ENTRIES, TABLE_BYTES } from './map-entries.ts';

/**
 * The three-level table of the eHEA driver: section index -> bus slot. `ehea_bmap`, `ehea_top_bmap` and
 * `ehea_dir_bmap` (drivers/net/ehea/ehea.h, Linux 2.6.28 to 7.1.5).
 *
 * Held as what the tables contain rather than as tables: which tables are there, which entries hold a bus slot,
 * which were left at the flag value. After a rebuild the slot of an entry is its rank, so slots need no memory.
 */

/** log2 of the entries of one dir: EHEA_DIR_INDEX_SHIFT. */
export const DIR_SHIFT = 13;
/** log2 of the sections under one top: EHEA_TOP_INDEX_SHIFT. */
export const TOP_SHIFT = 26;
/** Sections that the three indices can tell apart; bit 39 of a section number is masked off. */
export const INDEX_END = 2 ** 39;

/** Sections under one dir. */
export const DIR_SECTIONS = 2 ** DIR_SHIFT;
const TOP_DIRS = 2 ** (TOP_SHIFT - DIR_SHIFT);

/** How many tables of each level there are. */
export interface Tables {
  readonly root: number;
  readonly top: number;
  readonly dir: number;
}

export interface ThreeLevel {
  readonly root: boolean;
  /** Top tables, by number 0 .. 8191. */
  readonly tops: RunSet;
  /** Tops that hold no dir: the next pass over the tables frees them. */
  readonly emptyTops: RunSet;
  /** Dir tables, by number top * 8192 + dir. */
  readonly dirs: RunSet;
  /** Entries with a bus slot: the slot is the rank in this set. */
  readonly numbered: RunSet;
  /** Entries left at the flag value 1 by an add that ran out of memory; they hide a slot of `numbered`. */
  readonly flagged: RunSet;
}

export const NO_TABLES: ThreeLevel = {
  root: false,
  tops: RunSet.EMPTY,
  emptyTops: RunSet.EMPTY,
  dirs: RunSet.EMPTY,
  numbered: RunSet.EMPTY,
  flagged: RunSet.EMPTY,
};

/** The 39-bit index of a section number: what the tables see of it. */
export const indexOf = (section: number): number => section % INDEX_END;

/** The three table indices of a section. */
export const indices = (section: number): { top: number; dir: number; index: number } => {
  const index = indexOf(section);
  return {
    top: Math.floor(index / 2 ** TOP_SHIFT),
    dir: Math.floor(index / DIR_SECTIONS) % MAP_ENTRIES,
    index: index % MAP_ENTRIES,
  };
};

export const countTables = (map: ThreeLevel): Tables => ({
  root: map.root ? 1 : 0,
  top: map.tops.size,
  dir: map.dirs.size,
});

/** Bytes of all tables: 65,536 each. */
export const tableBytes = (tables: Tables): bigint =>
  BigInt(TABLE_BYTES) * BigInt(tables.root + tables.top + tables.dir);

/** Every entry that is not zero. */
export const entriesOf = (map: ThreeLevel): RunSet => map.numbered.union(map.flagged);

const dirsOf = (entries: RunSet): RunSet => entries.coarsen(DIR_SECTIONS);
const topsOf = (dirs: RunSet): RunSet => dirs.coarsen(TOP_DIRS);

/** The index ranges of a section range, in the order in which the driver's loop visits them. */
export function indexRanges(
  first: number,
  sections: number,
): readonly (readonly [number, number])[] {
  const out: [number, number][] = [];
  let at = first;
  const end = first + sections;
  while (at < end) {
    const start = indexOf(at);
    const stop = Math.min(INDEX_END, start + (end - at));
    out.push([start, stop]);
    at += stop - start;
  }
  return out;
}

/** What an add or a remove did, before any renumbering. */
export interface Touched {
  readonly map: ThreeLevel;
  /** Sections counted into (or out of) the region's length. */
  readonly counted: number;
  /** Table allocations tried, the failing one included. */
  readonly allocations: number;
  readonly failed: boolean;
}

/** Allocates the root if it is absent: the driver does so for a remove as well. */
export function ensureRoot(map: ThreeLevel, failAt: number): Touched {
  if (map.root) return { map, counted: 0, allocations: 0, failed: false };
  const failed = failAt === 1;
  return { map: failed ? map : { ...map, root: true }, counted: 0, allocations: 1, failed };
}

/**
 * Sets the entries of a section range to the flag value, with tables as needed; the caller rebuilds.
 *
 * @param failAt the nth table allocation that fails; Infinity for none
 */
export function touch(map: ThreeLevel, first: number, sections: number, failAt: number): Touched {
  const root = ensureRoot(map, failAt);
  if (root.failed) return root;
  let at = root.map;
  let allocations = root.allocations;
  let counted = 0;
  for (const [start, end] of indexRanges(first, sections)) {
    const grown = growTables(at, start, end, failAt - allocations);
    allocations += grown.allocations;
    counted += grown.stop - start;
    at = { ...grown.map, flagged: grown.map.flagged.addRange(start, grown.stop) };
    if (grown.failed) return { map: at, counted, allocations, failed: true };
  }
  return { map: at, counted, allocations, failed: false };
}

interface Grown {
  readonly map: ThreeLevel;
  readonly allocations: number;
  readonly failed: boolean;
  /** The entries below this index were reached. */
  readonly stop: number;
}

/** Tables for [start, end): top before its first dir, ascending, as the driver's loop meets them. */
function growTables(map: ThreeLevel, start: number, end: number, failAt: number): Grown {
  const firstDir = Math.floor(start / DIR_SECTIONS);
  const endDir = Math.floor((end - 1) / DIR_SECTIONS) + 1;
  const needed = RunSet.of(firstDir, endDir);
  const missingDirs = needed.minus(map.dirs);
  const missingTops = topsOf(needed).minus(map.tops);
  const wanted = missingDirs.size + missingTops.size;
  if (failAt > wanted) {
    const grown = {
      ...map,
      tops: map.tops.union(missingTops),
      emptyTops: map.emptyTops.minus(topsOf(needed)),
      dirs: map.dirs.union(missingDirs),
    };
    return { map: grown, allocations: wanted, failed: false, stop: end };
  }
  return failGrowing(map, missingDirs, missingTops, start, failAt);
}

/** Finds the table at which the nth allocation fails, top by top; everything before it stays. */
function failGrowing(
  map: ThreeLevel,
  missingDirs: RunSet,
  missingTops: RunSet,
  start: number,
  failAt: number,
): Grown {
  let left = failAt;
  let { tops, dirs } = map;
  const failure = (dir: number): Grown => ({
    map: { ...map, tops, emptyTops: tops.minus(topsOf(dirs)), dirs },
    allocations: failAt,
    failed: true,
    stop: Math.max(start, dir * DIR_SECTIONS),
  });
  for (const [runStart, runEnd] of missingDirs) {
    for (let dir = runStart; dir < runEnd; ) {
      const top = Math.floor(dir / TOP_DIRS);
      const stop = Math.min(runEnd, (top + 1) * TOP_DIRS);
      if (missingTops.has(top) && !tops.has(top)) {
        if (left === 1) return failure(dir);
        left -= 1;
        tops = tops.addRange(top, top + 1);
      }
      if (left <= stop - dir) {
        dirs = dirs.addRange(dir, dir + left - 1);
        return failure(dir + left - 1);
      }
      left -= stop - dir;
      dirs = dirs.addRange(dir, stop);
      dir = stop;
    }
  }
  throw new Error('The failing allocation lies beyond the tables that were missing.');
}

/** Clears the entries of a section range; sections without a dir are skipped and not counted. The caller rebuilds. */
export function clear(map: ThreeLevel, first: number, sections: number): Touched {
  let { numbered, flagged } = map;
  let counted = 0;
  for (const [start, end] of indexRanges(first, sections)) {
    counted += sectionsUnder(map.dirs, start, end);
    numbered = numbered.removeRange(start, end);
    flagged = flagged.removeRange(start, end);
  }
  return { map: { ...map, numbered, flagged }, counted, allocations: 0, failed: false };
}

/** Sections of [start, end) whose dir is there. */
function sectionsUnder(dirs: RunSet, start: number, end: number): number {
  const under = dirs.clip(
    Math.floor(start / DIR_SECTIONS),
    Math.floor((end - 1) / DIR_SECTIONS) + 1,
  );
  let sections = 0;
  for (const [a, b] of under)
    sections += Math.min(end, b * DIR_SECTIONS) - Math.max(start, a * DIR_SECTIONS);
  return sections;
}

/**
 * ehea_rebuild_busmap: gives every entry the next slot, frees dirs found empty. A top is freed only if it held no
 * dir when the pass reached it, so it outlives its last dir by one pass.
 *
 * @param cleared index ranges whose entries went since the last pass: nowhere else can a table have become empty
 */
export function rebuild(
  map: ThreeLevel,
  cleared: readonly (readonly [number, number])[] = [],
): ThreeLevel {
  const numbered = entriesOf(map);
  const tops = map.tops.minus(map.emptyTops);
  let { dirs } = map;
  let emptyTops = RunSet.EMPTY;
  for (const [start, end] of cleared) {
    const left = withoutEmpty(dirs, numbered, DIR_SECTIONS, start, end);
    if (left === dirs) continue;
    dirs = left;
    const firstDir = Math.floor(start / DIR_SECTIONS);
    const endDir = Math.ceil(end / DIR_SECTIONS);
    emptyTops = emptyTops.union(tops.minus(withoutEmpty(tops, dirs, TOP_DIRS, firstDir, endDir)));
  }
  return { root: map.root, tops, emptyTops, dirs, numbered, flagged: RunSet.EMPTY };
}

/** The tables that still hold something, where all of [start, end) below them was cleared: only the outer two can. */
function withoutEmpty(
  tables: RunSet,
  inside: RunSet,
  span: number,
  start: number,
  end: number,
): RunSet {
  const first = Math.floor(start / span);
  const last = Math.ceil(end / span) - 1;
  const holds = (n: number): boolean => inside.touches(n * span, (n + 1) * span);
  return tables.removeRange(first + (holds(first) ? 1 : 0), last + (holds(last) ? 0 : 1));
}

/** True if a top table is there that holds no dir. */
export const hasLaggingTop = (map: ThreeLevel): boolean => !map.emptyTops.isEmpty;

/** Built anew over a set of sections, as after loading the driver; nothing at all over nothing. */
export function buildThreeLevel(sections: RunSet): ThreeLevel {
  if (sections.isEmpty) return NO_TABLES;
  const entries = indexSet(sections);
  const dirs = dirsOf(entries);
  return { ...NO_TABLES, root: true, tops: topsOf(dirs), dirs, numbered: entries };
}

/** The map's numbers for these sections: from 2^39 on they begin again at 0. */
export const indexSet = (sections: RunSet): RunSet =>
  sections.clip(0, INDEX_END).union(sections.clip(INDEX_END, 2 * INDEX_END).shift(-INDEX_END));

/** Where a lookup ends. */
export type Lookup =
  | { readonly found: 'slot'; readonly slot: number }
  /** The flag value 1, which the driver takes for an address. */
  | { readonly found: 'flag' }
  | { readonly found: 'miss'; readonly at: 'root' | 'top' | 'dir' | 'entry' };

/** The walk of ehea_map_vaddr: root, top, dir, entry. */
export function lookUp(map: ThreeLevel, section: number): Lookup {
  const index = indexOf(section);
  if (!map.root) return { found: 'miss', at: 'root' };
  if (!map.tops.has(Math.floor(index / 2 ** TOP_SHIFT))) return { found: 'miss', at: 'top' };
  if (!map.dirs.has(Math.floor(index / DIR_SECTIONS))) return { found: 'miss', at: 'dir' };
  if (map.flagged.has(index)) return { found: 'flag' };
  if (!map.numbered.has(index)) return { found: 'miss', at: 'entry' };
  return { found: 'slot', slot: map.numbered.rank(index) };
}

/**
 * All non-zero entries ascending, three numbers for each stretch: first index, count, slot of the first. Slots
 * ascend inside a stretch; entries left at the flag value have slot -1.
 */
export function mapRuns(map: ThreeLevel): Float64Array {
  if (map.flagged.isEmpty) return map.numbered.ranked;
  const plain = [...map.numbered.minus(map.flagged)].map(([s, e]) => [
    s,
    e - s,
    map.numbered.rank(s),
  ]);
  const flags = [...map.flagged].map(([s, e]) => [s, e - s, -1]);
  return new Float64Array(
    [...plain, ...flags].sort((a, b) => (a[0] as number) - (b[0] as number)).flat(),
  );
}

/** The lowest entry that owns a slot; undefined if none does. */
export function ownerOf(map: ThreeLevel, slot: number): number | undefined {
  const index = map.numbered.select(slot);
  return index === undefined || map.flagged.has(index) ? undefined : index;
}

/** True if the highest top table holds no dir: the last one a walk over the tables comes to. */
export const hasLaggingTopLast = (map: ThreeLevel): boolean =>
  map.tops.max !== undefined && map.emptyTops.has(map.tops.max);

/** Tables that entries [start, start + sections) still need: dirs and tops, the root being there. */
export function tablesFor(map: ThreeLevel, start: number, sections: number): number {
  const needed = dirsOf(RunSet.of(start, start + sections));
  return needed.minus(map.dirs).size + topsOf(needed).minus(map.tops).size;
}

/** As after adding these new entries in any number of adds, each with its rebuild; nothing flagged, no lagging top. */
export function extend(map: ThreeLevel, start: number, sections: number): ThreeLevel {
  const dirs = dirsOf(RunSet.of(start, start + sections));
  return {
    ...map,
    tops: map.tops.union(topsOf(dirs)),
    dirs: map.dirs.union(dirs),
    numbered: map.numbered.addRange(start, start + sections),
  };
}

/**
 * As after clearing numbered entries in removes of `size` sections each, ascending: only tops emptied by the very
 * last of them still lag.
 */
export function shrink(map: ThreeLevel, start: number, sections: number, size: number): ThreeLevel {
  const end = start + sections;
  const without = (from: ThreeLevel, a: number, b: number): ThreeLevel =>
    a < b ? rebuild({ ...from, numbered: from.numbered.removeRange(a, b) }, [[a, b]]) : from;
  return without(without(map, start, end - size), end - size, end);
}
