import { type Generation, PASSIVE, type Standing } from '../driver/generation.ts';
import { shapeOfLevels } from '../driver/map-shape.ts';
import type { Site } from '../driver/site.ts';
import {
  KEEPS,
  type KeptMap,
  keepMap,
  missIn,
  type Telling,
  type Told,
  tablesOf,
} from '../ehea/kept-map.ts';
import { H_NOT_ENOUGH_RESOURCES } from '../firmware/hcall.ts';
import { handlesInUse, regionsWithin, sectionWithout } from '../firmware/mr-budget.ts';
import { CALLS_PER_SECTION, PAGES_PER_SECTION, registerPages } from '../firmware/register-pages.ts';
import { formatHex, toAddress } from '../units/address.ts';
import { counted, formatCount } from '../units/bytes.ts';
import { EIO } from '../units/errno.ts';
import { RunSet } from '../units/run-set.ts';
import { SECTION_SIZE, sectionBytes, sectionOf, sectionStart } from '../units/section.ts';

/**
 * A region for each 16 MiB section (ours, one of the ways the thread weighs): nothing moves when memory comes or goes
 * and each section is told of once, but each needs a handle of its own, and the map now says which key goes with an
 * address. A bus address is the physical one under its section's key. Sections are told in ascending order.
 */
interface SectionDriver extends KeptMap {
  readonly keys: readonly KeyRun[];
}

type KeyRun = readonly [first: number, count: number, handle: number];

/** Keys without those of sections that are no longer mapped. */
function kept(keys: readonly KeyRun[], mapped: RunSet): KeyRun[] {
  return keys.flatMap(([first, count, handle]): KeyRun[] =>
    mapped.covers(first, first + count)
      ? [[first, count, handle]]
      : [...mapped.clip(first, first + count)].map(([a, b]) => [a, b - a, handle + a - first]),
  );
}

/** With keys for new sections, handed out in ascending order. */
function withKeys(keys: readonly KeyRun[], sections: RunSet, handle: number): readonly KeyRun[] {
  const out: KeyRun[] = [];
  const given = [...sections.ranked];
  for (let i = 0; i < given.length; i += 3)
    out.push([given[i] ?? 0, given[i + 1] ?? 0, handle + (given[i + 2] ?? 0)]);
  return joined([...keys, ...out]);
}

function joined(runs: KeyRun[]): readonly KeyRun[] {
  const out: KeyRun[] = [];
  for (const run of runs.sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && last[0] + last[1] === run[0] && last[2] + last[1] === run[2])
      out[out.length - 1] = [last[0], last[1] + run[1], last[2]];
    else out.push(run);
  }
  return out;
}

/** The first so many members. */
const lowest = (set: RunSet, count: number): RunSet => {
  const next = set.select(count);
  return next === undefined ? set : set.clip(0, next);
};

/** How many of so many calls are answered 0 before the first that is not, and that answer. */
function granted(site: Site, call: 'allocate' | 'free', calls: number) {
  if (site.armedCalls.length === 0) return { done: calls, code: 0 };
  for (let done = 0; done < calls; done += 1) {
    const code = site.hcall(call);
    if (code !== 0) return { done, code };
  }
  return { done: calls, code: 0 };
}

/** Frees the regions of sections that go; the first that is not let go ends it, and that section stays. */
function free(site: Site, before: SectionDriver, after: SectionDriver): Told<SectionDriver> {
  const leaving = before.mapped.minus(after.mapped);
  const freed = lowest(leaving, granted(site, 'free', leaving.size).done);
  const mapped = before.mapped.minus(freed);
  return {
    driver: { ...after, mapped, keys: kept(before.keys, mapped) },
    fact: null,
    failed: freed.size < leaving.size,
  };
}

/** Registers new sections one after the other; the first that fails ends it, and takes those of its block with it. */
function tell(site: Site, before: SectionDriver, after: SectionDriver): Told<SectionDriver> {
  const added = after.mapped.minus(before.mapped);
  if (added.isEmpty) return free(site, before, after);
  const keys = kept(before.keys, after.mapped);
  const room = regionsWithin(site.options) - before.mapped.size;
  const given = granted(site, 'allocate', Math.min(added.size, Math.max(0, room)));
  const tried = lowest(added, given.done);
  const calls = registerPages(sectionBytes(tried.size), tried.size, site.armedHcalls);
  const done = Math.floor(calls.pagesAccepted / PAGES_PER_SECTION);
  const short = tried.size < added.size;
  const failed = calls.refused || short;
  const handle = site.nextHandle;
  site.nextHandle += calls.refused ? done + 1 : tried.size;
  site.countHcalls(calls.armed, calls.fired);
  // At boot and on a cancel there is nobody to refuse to: what was told stands.
  const stays = !failed || after.pending === null;
  const told = failed ? lowest(added, done) : added;
  return {
    failed,
    driver: stays
      ? {
          ...after,
          mapped: after.mapped.minus(added).union(told),
          keys: withKeys(keys, told, handle),
        }
      : { ...after, mapped: after.mapped.minus(added), keys },
    fact: {
      handle: formatHex(BigInt(handle)),
      length: formatHex(sectionBytes(added.size)),
      hcalls: calls.attempts.toString(),
      pagesAccepted: calls.pagesAccepted.toString(),
      lastHret: calls.refused || !short ? calls.lastHret : given.code || H_NOT_ENOUGH_RESOURCES,
      freeCalls: stays ? 0 : done,
      ret: failed ? EIO : 0,
    },
  };
}

const ONE_EACH: Telling<SectionDriver> = {
  tell,
  isTold: () => true,
  repeats: () => true,
  cost: (_, change, blocks) => BigInt(Math.max(0, change) * CALLS_PER_SECTION) * BigInt(blocks),
  handles: (change) => Math.max(0, change),
  room: (site, { mapped }, change) =>
    change > 0
      ? Math.floor((regionsWithin(site.options) - mapped.size) / change)
      : Number.POSITIVE_INFINITY,
  skip(driver, mapped, handle) {
    const keys = kept(driver.keys, mapped);
    const added = mapped.minus(driver.mapped);
    return { ...driver, mapped, keys: added.isEmpty ? keys : withKeys(keys, added, handle) };
  },
};

export const MR_PER_SECTION: Generation<SectionDriver> = {
  ...PASSIVE,
  checksTransmit: true,
  ...keepMap(ONE_EACH),
  id: 'mr-per-section',
  callback: {
    name: 'ehea',
    priority: 0,
    gloss: 'registers a region for each section, and refuses what gets none',
    source: 'ours',
  },
  acts: KEEPS,
  renumbers: false,
  source: 'ours',
  costWords: (hcalls) => `${counted(hcalls, 'hcall')} registered the sections that came, no other.`,
  length: { formula: '= sections registered × 16 MiB', source: 'ours', ran: false },
  unloaded: { region: null, stopped: false, mapped: RunSet.EMPTY, pending: null, keys: [] },
  translate(driver, physical) {
    const section = sectionOf(physical);
    return driver.mapped.has(section)
      ? { bus: toAddress(physical), missAt: null }
      : { bus: null, missAt: missIn(driver, section) };
  },
  reach: ({ mapped }, bus) => (mapped.has(sectionOf(bus)) ? bus : null),
  whyGone: ({ mapped }) => (mapped.isEmpty ? 'No section has a region.' : null),
  regions: ({ keys }) =>
    keys.map(([first, count, handle]) => ({
      handle,
      start: sectionStart(first),
      length: BigInt(SECTION_SIZE),
      pages: PAGES_PER_SECTION,
      count,
    })),
  handles: ({ mapped }, rules) => handlesInUse(rules, mapped.size),
  runsOut: (rules, { mapped }, online) => sectionWithout(rules, mapped, online),
  standing: ({ mapped }, online) => ({
    ...regionsOf(mapped, online),
    text: '8 hcalls once for each; a change touches no other, and no address moves',
  }),
  shape: (driver) => ({
    ...shapeOfLevels(tablesOf(driver), {
      runs: identity(driver.mapped),
      mrLength: sectionBytes(driver.mapped.size),
    }),
    folds: false,
    origin: 0n,
    direct: 'the physical address, under its section’s own key',
  }),
  owner: ({ mapped }, bus) => (mapped.has(sectionOf(bus)) ? bus : undefined),
};

/** How many there are, and whether each section has one. */
function regionsOf(mapped: RunSet, online: RunSet): Pick<Standing, 'title' | 'lacks'> {
  const regions = counted(mapped.size, 'memory region');
  const none = online.minus(mapped).size;
  if (none === 0) return { title: `${regions}, one for each section` };
  const without = `${formatCount(none)} of ${counted(online.size, 'section')}`;
  const have = none === 1 ? 'has' : 'have';
  return {
    title: `${regions}, ${without} without one`,
    lacks: `${without} ${have} no region`,
  };
}

/** Each section in the slot of its own number. */
const identity = (set: RunSet): Float64Array =>
  new Float64Array([...set].flatMap(([start, end]) => [start, end - start, start]));
