import type { DriverAct } from '../driver/act.ts';
import type { Alike, Stretch } from '../driver/generation.ts';
import type { Site } from '../driver/site.ts';
import { PageList } from '../firmware/memory-region.ts';
import { CALLS_PER_SECTION, PAGES_PER_SECTION } from '../firmware/register-pages.ts';
import {
  countTables,
  DIR_SECTIONS,
  extend,
  hasLaggingTop,
  INDEX_END,
  indexOf,
  shrink,
  type ThreeLevel,
  tablesFor,
} from '../structures/three-level.ts';
import { formatHex, U64 } from '../units/address.ts';
import type { RunSet } from '../units/run-set.ts';
import { sectionBytes } from '../units/section.ts';
import type { ThreeLevelDriver } from './driver.ts';
import { LINEAR_SECTIONS, sectionBase } from './three-level-map.ts';

/**
 * What a block does to the map: its entries come or go (`changes`); they were as wanted before, by an alias 2^39
 * sections away, and only the length is counted (`counts`); or not even that, because no dir is there (`nothing`).
 */
type Effect = 'changes' | 'counts' | 'nothing';

/**
 * The longest run of blocks for which nothing can differ: the tables meet them in the same way, no armed failure
 * falls among them, and each region comes out exactly full.
 */
export function threeLevelAlike(
  site: Site,
  driver: ThreeLevelDriver,
  stretch: Stretch,
): Alike<ThreeLevelDriver> | null {
  const { act, size } = stretch;
  if (act.ret !== 0) return null;
  const grows = act.update === 'add';
  const start = indexOf(stretch.first);
  const { effect, sections } = inTables(driver.map.tables, grows, start);
  const most = Math.min(stretch.blocks, Math.floor(sections / size));
  if (most <= 0 || !fitsRegion(driver, act, effect)) return null;
  const mapped = driver.map.tables.numbered.size;
  const change = effect === 'nothing' ? 0 : grows ? size : -size;
  const cost = (n: number): bigint =>
    act.registration ? registrationCalls(mapped, change, n) : 0n;
  const blocks = longest(most, (n) => firesNothing(site, driver, grows, start, n * size, cost(n)));
  if (blocks <= 0) return null;
  const hcalls = cost(blocks);
  return {
    blocks,
    hcalls,
    repeat: (at) => repeat(at, driver, { ...stretch, blocks }, effect, hcalls),
  };
}

/** Sections from an index on that all meet the tables in the same way, without wrapping. */
function inTables(
  tables: ThreeLevel,
  grows: boolean,
  index: number,
): { readonly effect: Effect; readonly sections: number } {
  const { numbered, dirs } = tables;
  const numberedEnd = endOfStretch(numbered, index);
  const changes = numbered.has(index) !== grows;
  // A remove never looks for the top that the pass before it emptied; an add may find it.
  const lags = hasLaggingTop(tables) && (grows || !changes);
  if (!tables.root || !tables.flagged.isEmpty || lags) return { effect: 'nothing', sections: 0 };
  if (changes) return { effect: 'changes', sections: numberedEnd - index };
  if (grows) return { effect: 'counts', sections: numberedEnd - index };
  const dir = Math.floor(index / DIR_SECTIONS);
  const dirEnd = endOfStretch(dirs, dir) * DIR_SECTIONS;
  const effect = dirs.has(dir) ? 'counts' : 'nothing';
  return { effect, sections: Math.min(numberedEnd, dirEnd) - index };
}

/** Where the run that holds a number ends, or the next one begins; the end of all indices after the last. */
function endOfStretch(set: RunSet, n: number): number {
  const run = set.seek(n);
  if (run >= set.runs) return INDEX_END;
  return set.start(run) <= n ? set.end(run) : set.start(run);
}

/** The last block's registration came out as the next ones will. */
function fitsRegion(driver: ThreeLevelDriver, act: DriverAct, effect: Effect): boolean {
  // There is none and there will be none: nothing was freed, or there is no adapter.
  if (!driver.region) return act.unregister !== 'freed';
  return (
    effect !== 'counts' &&
    act.registration?.ret === 0 &&
    act.registration.lastHret === 0 &&
    driver.map.mrLength === (sectionBytes(driver.map.tables.numbered.size) & U64)
  );
}

/** Sum over n re-registrations of 8 calls per mapped section. */
export function registrationCalls(mapped: number, change: number, n: number): bigint {
  const steps = BigInt(n);
  const sections = BigInt(mapped) * steps + (BigInt(change) * steps * (steps + 1n)) / 2n;
  return sections * BigInt(CALLS_PER_SECTION);
}

/** Number of the next hcall that is to fail; Infinity for none. */
export const nextArmedHcall = ({ armedHcalls }: Pick<Site, 'armedHcalls'>): number =>
  armedHcalls.reduce((n, a) => Math.min(n, a.nth), Number.POSITIVE_INFINITY);

function firesNothing(
  site: Site,
  driver: ThreeLevelDriver,
  grows: boolean,
  start: number,
  sections: number,
  hcalls: bigint,
): boolean {
  const nextHcall = nextArmedHcall(site);
  if (nextHcall !== Number.POSITIVE_INFINITY && hcalls >= BigInt(nextHcall)) return false;
  if (!grows || site.failAt === Number.POSITIVE_INFINITY) return true;
  return tablesFor(driver.map.tables, start, sections) < site.failAt;
}

/** The largest n up to `most` for which `holds`, which is true up to some n and false after it. */
export function longest(most: number, holds: (n: number) => boolean): number {
  if (holds(most)) return most;
  let low = 0;
  let high = most;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Does eHEA's part for all of them and describes the last. */
function repeat(
  site: Site,
  before: ThreeLevelDriver,
  { act, first, size, blocks }: Stretch,
  effect: Effect,
  fired: bigint,
): { driver: ThreeLevelDriver; act: DriverAct } {
  const old = before.map.tables;
  const sections = blocks * size;
  const start = indexOf(first);
  const grows = act.update === 'add';
  const changes = effect === 'changes';
  const changed = grows ? extend : shrink;
  const tables = changes ? changed(old, start, sections, size) : old;
  const allocated = changes && grows ? tablesFor(old, start, sections) : 0;
  site.countAllocations(allocated);
  const counted = (n: number): bigint =>
    effect === 'nothing' ? 0n : grows ? sectionBytes(n) : -sectionBytes(n);
  const mrLength = (before.map.mrLength + counted(sections)) & U64;
  const mapped = tables.numbered.size;
  const hcalls = mapped * CALLS_PER_SECTION;
  let { region } = before;
  if (region) {
    const handle = site.nextHandle + blocks - 1;
    site.nextHandle += blocks;
    const list = new PageList(tables.numbered, sectionBase, LINEAR_SECTIONS);
    const pages = mapped * PAGES_PER_SECTION;
    region = { ...region, handle, length: mrLength, hcalls, pages, list };
    site.countHcalls(countedOff(site, fired), []);
  }
  return {
    driver: { ...before, map: { tables, mrLength }, region },
    act: {
      ...act,
      tablesBefore: countTables(old),
      tablesAfter: countTables(tables),
      allocated,
      mrLengthBefore: formatHex((mrLength - counted(size)) & U64),
      mrLengthAfter: formatHex(mrLength),
      registration: region && {
        ...act.registration,
        handle: formatHex(BigInt(region.handle)),
        length: formatHex(mrLength),
        hcalls: hcalls.toString(),
        pagesAccepted: region.pages.toString(),
        lastHret: 0,
        freeCalls: 0,
        ret: 0,
      },
    },
  };
}

/** The armed hcalls after so many that failed none. */
export const countedOff = ({ armedHcalls }: Pick<Site, 'armedHcalls'>, hcalls: bigint) =>
  armedHcalls.map((a) => ({ ...a, nth: a.nth - Number(hcalls) }));
