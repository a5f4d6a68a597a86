import type { Draft } from './draft.ts';
import type { DriverAct } from './ehea/act.ts';
import type { ThreeLevelDriver } from './ehea/driver.ts';
import { LINEAR_SECTIONS, sectionBase } from './ehea/three-level-map.ts';
import { PageList } from './firmware/memory-region.ts';
import { CALLS_PER_SECTION, PAGES_PER_SECTION } from './firmware/register-pages.ts';
import { extentAt } from './memory/resource.ts';
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
} from './structures/three-level.ts';
import type { BlockOp, BlocksFact } from './trace.ts';
import { formatHex, U64 } from './units/address.ts';
import type { RunSet } from './units/run-set.ts';
import { sectionBytes, sectionOf, sectionStart } from './units/section.ts';

/**
 * What a block does to the map: its entries come or go (`changes`); they were as wanted before, by an alias 2^39
 * sections away, and only the length is counted (`counts`); or not even that, because no dir is there (`nothing`).
 */
type Effect = 'changes' | 'counts' | 'nothing';

/** How many further blocks will go exactly as the last one did, and what they cost together. */
export interface Eligible {
  readonly blocks: number;
  readonly effect: Effect;
  /** Page-registration hcalls of all of them. */
  readonly hcalls: bigint;
}

/**
 * The longest run of blocks after `like` for which nothing can differ: all present in the same state and granted,
 * the chain answers alike, no armed failure falls among them, and each region comes out exactly full.
 */
export function eligibleRun(
  draft: Draft,
  op: BlockOp,
  like: BlocksFact,
  wanted: number,
): Eligible | null {
  if (wanted === 0 || like.ret !== 0) return null;
  const size = like.sectionsPerBlock;
  const first = like.first + size;
  let blocks = Math.min(wanted, inSameState(draft, op, first, size), granted(draft, first, size));
  const [act] = like.acts;
  if (!act) return blocks > 0 ? { blocks, effect: 'nothing', hcalls: 0n } : null;
  if (like.acts.length !== 1 || act.ret !== 0 || draft.driver.kind !== 'three-level') return null;
  const { effect, sections } = inTables(draft.driver.map.tables, op, indexOf(first));
  blocks = Math.min(blocks, Math.floor(sections / size));
  if (blocks <= 0 || !fitsRegion(draft.driver, act, effect)) return null;
  const mapped = draft.driver.map.tables.numbered.size;
  const change = effect === 'nothing' ? 0 : op === 'online' ? size : -size;
  const cost = (n: number): bigint =>
    act.registration ? registrationCalls(mapped, change, n) : 0n;
  blocks = longest(blocks, (n) => firesNothing(draft, op, first, n * size, cost(n)));
  return blocks > 0 ? { blocks, effect, hcalls: cost(blocks) } : null;
}

/** Blocks from here on that lie in one run of sections of the state that `op` starts from. */
function inSameState(draft: Draft, op: BlockOp, first: number, size: number): number {
  const set = op === 'online' ? draft.sections.offline : draft.sections.online;
  const run = set.seek(first);
  if (run >= set.runs || set.start(run) > first) return 0;
  return Math.floor((set.end(run) - first) / size);
}

/** Blocks from here on that lie in one granted extent. */
function granted(draft: Draft, first: number, size: number): number {
  const at = sectionStart(first);
  const extent = extentAt(draft.granted, at);
  if (!extent) return 0;
  return Math.floor((sectionOf(extent.end) - first) / size);
}

/** Sections from an index on that all meet the tables in the same way, without wrapping. */
function inTables(
  tables: ThreeLevel,
  op: BlockOp,
  index: number,
): { readonly effect: Effect; readonly sections: number } {
  const { numbered, dirs } = tables;
  const numberedEnd = endOfStretch(numbered, index);
  const changes = numbered.has(index) === (op === 'offline');
  // A remove never looks for the top that the pass before it emptied; an add may find it.
  const lags = hasLaggingTop(tables) && (op === 'online' || !changes);
  if (!tables.root || !tables.flagged.isEmpty || lags) return { effect: 'nothing', sections: 0 };
  if (changes) return { effect: 'changes', sections: numberedEnd - index };
  if (op === 'online') return { effect: 'counts', sections: numberedEnd - index };
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
  if (!driver.region) return act.unregister === 'failed';
  return (
    effect !== 'counts' &&
    act.registration?.ret === 0 &&
    act.registration.lastHret === 0 &&
    driver.map.mrLength === (sectionBytes(driver.map.tables.numbered.size) & U64)
  );
}

/** Sum over n re-registrations of 8 calls per mapped section. */
function registrationCalls(mapped: number, change: number, n: number): bigint {
  const steps = BigInt(n);
  const sections = BigInt(mapped) * steps + (BigInt(change) * steps * (steps + 1n)) / 2n;
  return sections * BigInt(CALLS_PER_SECTION);
}

function firesNothing(
  draft: Draft,
  op: BlockOp,
  first: number,
  sections: number,
  hcalls: bigint,
): boolean {
  const { tables } = (draft.driver as ThreeLevelDriver).map;
  const nextHcall = draft.armedHcalls.reduce(
    (n, a) => Math.min(n, a.nth),
    Number.POSITIVE_INFINITY,
  );
  if (nextHcall !== Number.POSITIVE_INFINITY && hcalls >= BigInt(nextHcall)) return false;
  if (op === 'offline' || draft.armedAllocations.length === 0) return true;
  return tablesFor(tables, indexOf(first), sections) < draft.failAt;
}

/** The largest n up to `most` for which `holds`, which is true up to some n and false after it. */
function longest(most: number, holds: (n: number) => boolean): number {
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

const changed = (
  tables: ThreeLevel,
  grows: boolean,
  start: number,
  sections: number,
  size: number,
): ThreeLevel => (grows ? extend(tables, start, sections) : shrink(tables, start, sections, size));

/** Does eHEA's part for all of them and describes the last. */
export function repeatAct(draft: Draft, like: BlocksFact, alike: Eligible): DriverAct | null {
  const [act] = like.acts;
  if (!act) return null;
  const before = draft.driver as ThreeLevelDriver;
  const size = like.sectionsPerBlock;
  const sections = alike.blocks * size;
  const start = indexOf(like.first + size);
  const grows = act.update === 'add';
  const changes = alike.effect === 'changes';
  const tables = changes
    ? changed(before.map.tables, grows, start, sections, size)
    : before.map.tables;
  const allocated = changes && grows ? tablesFor(before.map.tables, start, sections) : 0;
  draft.countAllocations(allocated);
  const counted = (n: number): bigint =>
    alike.effect === 'nothing' ? 0n : grows ? sectionBytes(n) : -sectionBytes(n);
  const mrLength = (before.map.mrLength + counted(sections)) & U64;
  const map = { tables, mrLength };
  const mapped = tables.numbered.size;
  const hcalls = mapped * CALLS_PER_SECTION;
  let { region } = before;
  if (region) {
    const handle = draft.nextHandle + alike.blocks - 1;
    draft.nextHandle += alike.blocks;
    const list = new PageList(tables.numbered, sectionBase, LINEAR_SECTIONS);
    region = { handle, length: mrLength, hcalls, pages: mapped * PAGES_PER_SECTION, list };
    draft.armedHcalls = draft.armedHcalls.map((a) => ({ ...a, nth: a.nth - Number(alike.hcalls) }));
  }
  draft.driver = { ...before, map, region };
  return {
    ...act,
    tablesBefore: countTables(before.map.tables),
    tablesAfter: countTables(tables),
    allocated,
    mrLengthBefore: formatHex((mrLength - counted(size)) & U64),
    mrLengthAfter: formatHex(mrLength),
    registration: region && {
      handle: formatHex(BigInt(region.handle)),
      length: formatHex(mrLength),
      hcalls: hcalls.toString(),
      pagesAccepted: region.pages.toString(),
      lastHret: 0,
      freeCalls: 0,
      ret: 0,
    },
  };
}
