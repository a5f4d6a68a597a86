import type { Draft } from './draft.ts';
import type { DriverAct } from './ehea/act.ts';
import type { ThreeLevelDriver } from './ehea/driver.ts';
import { LINEAR_SECTIONS, sectionBase } from './ehea/three-level-map.ts';
import { PageList } from './firmware/memory-region.ts';
import { CALLS_PER_SECTION, PAGES_PER_SECTION } from './firmware/register-pages.ts';
import { extentAt } from './memory/resource.ts';
import {
  countTables,
  extend,
  hasLaggingTop,
  INDEX_END,
  indexOf,
  shrink,
  tablesFor,
} from './structures/three-level.ts';
import type { BlockOp, BlocksFact } from './trace.ts';
import { formatHex } from './units/address.ts';
import { sectionBytes, sectionOf, sectionStart } from './units/section.ts';

/** How many further blocks will go exactly as the last one did, and what they cost together. */
export interface Eligible {
  readonly blocks: number;
  /** Page-registration hcalls of all of them. */
  readonly hcalls: bigint;
}

const U64 = (1n << 64n) - 1n;

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
  if (!act) return blocks > 0 ? { blocks, hcalls: 0n } : null;
  if (like.acts.length !== 1 || act.ret !== 0 || draft.driver.kind !== 'three-level') return null;
  blocks = Math.min(blocks, inTables(draft.driver, op, first, size));
  if (blocks <= 0 || !fitsRegion(draft.driver, act)) return null;
  const mapped = draft.driver.map.tables.numbered.size;
  const cost = (n: number): bigint =>
    act.registration ? registrationCalls(op, mapped, size, n) : 0n;
  blocks = longest(blocks, (n) => firesNothing(draft, op, first, n * size, cost(n)));
  return blocks > 0 ? { blocks, hcalls: cost(blocks) } : null;
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

/** Blocks that are all new to the tables (online) or all numbered in them (offline), without wrapping. */
function inTables(driver: ThreeLevelDriver, op: BlockOp, first: number, size: number): number {
  const { tables } = driver.map;
  if (!tables.root || !tables.flagged.isEmpty) return 0;
  // An add may find a top that the pass before it would have freed; a remove never looks for one.
  if (op === 'online' && hasLaggingTop(tables)) return 0;
  const index = indexOf(first);
  const run = tables.numbered.seek(index);
  const start = run < tables.numbered.runs ? tables.numbered.start(run) : INDEX_END;
  if (op === 'online') return start <= index ? 0 : Math.floor((start - index) / size);
  return start > index ? 0 : Math.floor((tables.numbered.end(run) - index) / size);
}

/** The last block's registration came out as the next ones will. */
function fitsRegion(driver: ThreeLevelDriver, act: DriverAct): boolean {
  if (!driver.region) return act.unregister === 'failed';
  return (
    act.registration?.ret === 0 &&
    act.registration.lastHret === 0 &&
    driver.map.mrLength === (sectionBytes(driver.map.tables.numbered.size) & U64)
  );
}

/** Sum over n re-registrations of 8 calls per mapped section. */
function registrationCalls(op: BlockOp, mapped: number, size: number, n: number): bigint {
  const steps = BigInt(n);
  const growth = (BigInt(size) * steps * (steps + 1n)) / 2n;
  const sections = BigInt(mapped) * steps + (op === 'online' ? growth : -growth);
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

/** Does eHEA's part for all of them and describes the last. */
export function repeatAct(draft: Draft, like: BlocksFact, alike: Eligible): DriverAct | null {
  const [act] = like.acts;
  if (!act) return null;
  const before = draft.driver as ThreeLevelDriver;
  const size = like.sectionsPerBlock;
  const sections = alike.blocks * size;
  const start = indexOf(like.first + size);
  const grows = act.update === 'add';
  const tables = grows
    ? extend(before.map.tables, start, sections)
    : shrink(before.map.tables, start, sections, size);
  const allocated = grows ? tablesFor(before.map.tables, start, sections) : 0;
  draft.countAllocations(allocated);
  const change = sectionBytes(sections);
  const mrLength = (before.map.mrLength + (grows ? change : -change)) & U64;
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
    mrLengthBefore: formatHex(
      (mrLength + (grows ? -sectionBytes(size) : sectionBytes(size))) & U64,
    ),
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
