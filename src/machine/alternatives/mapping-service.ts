import type { DriverAct } from '../driver/act.ts';
import type { Driver } from '../driver/driver.ts';
import {
  type Alike,
  type Answered,
  type Generation,
  PASSIVE,
  type Stretch,
} from '../driver/generation.ts';
import { NO_SHAPE, NO_TABLE } from '../driver/map-shape.ts';
import type { Range, Site } from '../driver/site.ts';
import { refusedAllocation, withShares } from '../ehea/region-calls.ts';
import { outcomeOf, whyNotRegistered } from '../ehea/register.ts';
import { countedOff, longest, nextArmedHcall } from '../ehea/three-level-alike.ts';
import { addressIn, slotAddress, slotOf } from '../ehea/translate.ts';
import { PageList } from '../firmware/memory-region.ts';
import { CALLS_PER_SECTION, registerPages } from '../firmware/register-pages.ts';
import {
  type DenseSpace,
  endOf,
  follow,
  NO_SPACE,
  sectionOfSlot,
  slotOfSection,
  spaceBytes,
} from '../memory/dense-space.ts';
import type { MemoryAction } from '../notifier/action.ts';
import { NOTIFY_BAD, NOTIFY_OK } from '../notifier/chain.ts';
import { formatHex } from '../units/address.ts';
import { formatCount } from '../units/bytes.ts';
import { RunSet } from '../units/run-set.ts';
import { offsetOf, sectionBytes, sectionOf } from '../units/section.ts';

/**
 * eHEA over a mapping service of the core (ours; what eHEA's authors asked for, and no kernel has): the core keeps
 * one dense space of slots that are never renumbered, and the driver only asks. One half of its work is gone, the
 * other stays: a region cannot be resized, so new slots still cost a free, an allocation and every page again. But
 * slots are known when memory is added, so one registration serves all blocks that then come online. A free slot is
 * registered as a spare page of the driver's, so that those behind it keep their place; no memory is behind it.
 */
interface ServiceDriver extends Driver {
  /** The core's; one for all drivers. */
  readonly space: DenseSpace;
  /** Sections whose pages the region holds. */
  readonly told: RunSet;
}

/** What the region holds in its slots: [slot, count, section], ascending by slot; others hold the spare page. */
function pagesOf(space: DenseSpace, told: RunSet): Float64Array {
  const out = space.runs.flatMap(([first, count, slot]) =>
    [...told.clip(first, first + count)].map(([a, b]) => [slot + a - first, b - a, a]),
  );
  return new Float64Array(out.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)).flat());
}

type Registered = Answered<ServiceDriver> & { readonly act: DriverAct };

/** Frees the region and registers every slot up to the highest; those of sections not told hold the spare page. */
function register(
  site: Site,
  before: ServiceDriver,
  on: DriverAct['on'],
  update: DriverAct['update'],
  told: RunSet,
): Registered {
  const { space } = before;
  const end = endOf(space);
  const length = sectionBytes(end);
  // A region that is not let go stands as it was.
  if (before.region && site.hcall('free') !== 0)
    return {
      driver: before,
      answer: NOTIFY_BAD,
      act: { ...nothingDone(before, on, update), unregister: 'failed' },
    };
  const refused = refusedAllocation(site, length);
  if (refused)
    return {
      driver: { ...before, region: null, stopped: true, told: RunSet.EMPTY },
      answer: NOTIFY_BAD,
      act: { ...nothingDone(before, on, update), unregister: 'freed', registration: refused },
    };
  const calls = registerPages(length, end, site.armedHcalls);
  const list = PageList.of(() => pagesOf(space, told));
  const freed = end > 0 && calls.lastHret === 0 ? 0 : 1;
  const done = outcomeOf(site.nextHandle, length, calls, freed, list);
  const { region, fact } = done;
  site.nextHandle += 1;
  site.countHcalls(done.calls.armed, done.calls.fired);
  const driver = { ...before, region, stopped: !region, told: region ? told : RunSet.EMPTY };
  return {
    driver,
    answer: region ? NOTIFY_OK : NOTIFY_BAD,
    act: {
      ...nothingDone(before, on, update),
      mrLengthAfter: formatHex(length),
      unregister: before.region ? 'freed' : 'none',
      registration: withShares(site, fact),
    },
  };
}

function nothingDone(
  { region }: ServiceDriver,
  on: DriverAct['on'],
  update: DriverAct['update'],
): DriverAct {
  const length = formatHex(region?.length ?? 0n);
  return {
    on,
    update,
    ret: 0,
    tablesBefore: NO_TABLE,
    tablesAfter: NO_TABLE,
    allocated: 0,
    mrLengthBefore: length,
    mrLengthAfter: length,
    unregister: 'none',
    registration: null,
  };
}

const ACTS = {
  MEM_GOING_ONLINE: 'add',
  MEM_CANCEL_ONLINE: 'add',
  MEM_GOING_OFFLINE: 'remove',
  MEM_CANCEL_OFFLINE: 'add',
  MEM_ONLINE: 'add',
  MEM_OFFLINE: 'remove',
} as const satisfies Generation['acts'];

const holds = ({ region, told }: ServiceDriver, first: number, end: number): boolean =>
  region !== null && told.covers(first, end);

/** Blocks that the region holds already, or that leave it one by one. */
function alike(
  site: Site,
  driver: ServiceDriver,
  { act, first, size, blocks: wanted }: Stretch,
): Alike<ServiceDriver> | null {
  const { told, region } = driver;
  const run = told.seek(first);
  const inside = region && run < told.runs && told.start(run) <= first;
  const most = inside ? Math.min(wanted, Math.floor((told.end(run) - first) / size)) : 0;
  if (most <= 0) return null;
  if (act.update === 'add')
    return act.registration === null
      ? { blocks: most, hcalls: 0n, repeat: () => ({ driver, act }) }
      : null;
  if (act.unregister !== 'freed') return null;
  const each = BigInt(endOf(driver.space) * CALLS_PER_SECTION);
  const blocks = longest(most, (n) => each * BigInt(n) < nextArmedHcall(site));
  if (blocks <= 0) return null;
  const end = first + blocks * size;
  return {
    blocks,
    hcalls: each * BigInt(blocks),
    /** All but the last by arithmetic. */
    repeat(at) {
      at.nextHandle += blocks - 1;
      at.countHcalls(countedOff(at, each * BigInt(blocks - 1)), []);
      const skipped = { ...driver, told: told.removeRange(first, end - size) };
      return register(at, skipped, act.on, act.update, told.removeRange(first, end));
    },
  };
}

/**
 * Pages leave the region before they are moved away, so that the device cannot touch them meanwhile; the slots stay.
 * A chain that was stopped at GOING is made good at OFFLINE.
 */
function leave(
  site: Site,
  driver: ServiceDriver,
  on: MemoryAction,
  { first, sections }: Range,
): Answered<ServiceDriver> {
  const left = driver.told.removeRange(first, first + sections);
  const isGone = driver.region !== null && left.equals(driver.told);
  if (isGone) return { driver, answer: NOTIFY_OK, act: null };
  const done = register(site, driver, on, 'remove', left);
  return on === 'MEM_GOING_OFFLINE' ? done : { ...done, answer: NOTIFY_OK };
}

/** Every slot that is known is told at once; a cancel only makes good what is missing, and in the same slot. */
function come(
  site: Site,
  driver: ServiceDriver,
  on: MemoryAction,
  { first, sections }: Range,
): Answered<ServiceDriver> {
  const { told, space, region } = driver;
  const held = holds(driver, first, first + sections);
  if (on === 'MEM_GOING_ONLINE' && held)
    return { driver, answer: NOTIFY_OK, act: nothingDone(driver, on, 'add') };
  if (held || (on === 'MEM_CANCEL_ONLINE' && region))
    return { driver, answer: NOTIFY_OK, act: null };
  const back = on === 'MEM_CANCEL_OFFLINE' && region;
  const wanted = back ? told.union(space.sections.clip(first, first + sections)) : space.sections;
  const done = register(site, driver, on, 'add', wanted);
  return on === 'MEM_GOING_ONLINE' ? done : { ...done, answer: NOTIFY_OK };
}

const SOURCE = 'ours: asked for by Jan-Bernd Themann, linux-kernel, 13 Feb 2008';

export const MAPPING_SERVICE: Generation<ServiceDriver> = {
  ...PASSIVE,
  checksTransmit: true,
  id: 'mapping-service',
  callback: {
    name: 'ehea',
    priority: 0,
    gloss: 'registers the core’s slots before memory is used, takes pages out before they move',
    source: SOURCE,
  },
  acts: ACTS,
  stopsTransfers: true,
  renumbers: false,
  source: SOURCE,
  length: { formula: '= slots up to the highest × 16 MiB', source: SOURCE, ran: false },
  unloaded: { region: null, stopped: false, space: NO_SPACE, told: RunSet.EMPTY },
  follow(site, driver) {
    const space = follow(driver.space, site.scanSections());
    if (space === driver.space) return driver;
    // What comes back may get another slot: the region knows nothing of it any more.
    const told = driver.told.minus(driver.space.sections.minus(space.sections));
    return { ...driver, space, told };
  },
  load(site, driver) {
    const valid = site.scanSections();
    const space = follow(driver.space, valid);
    const done = register(site, { ...driver, space }, 'boot', 'build', valid);
    return { driver: done.driver, act: done.act, ret: 0, refused: null };
  },
  notified(site, driver, action, range) {
    const update = (ACTS as Generation['acts'])[action];
    if (!update) return { driver, answer: NOTIFY_OK, act: null };
    const conduct = update === 'remove' ? leave : come;
    return conduct(site, driver, action, range);
  },
  alike,
  translate({ space }, physical) {
    const slot = slotOfSection(space, sectionOf(physical));
    return slot === undefined
      ? { bus: null, missAt: 'entry' }
      : { bus: slotAddress(slot) | BigInt(offsetOf(physical)), missAt: null };
  },
  status: () => ({ ...PASSIVE.status(), retries: true }),
  whyGone: (driver, site) =>
    driver.region || driver.space.sections.isEmpty
      ? whyNotRegistered(driver, site)
      : 'Registration failed and the region was freed; the next event tries again.',
  bytesFormula: ({ space }) =>
    `= 8 × (${formatCount(space.sections.size)} sections + ${formatCount(endOf(space))} slots), once for all drivers`,
  shape: ({ space, region }) => ({
    ...NO_SHAPE,
    kind: 'service',
    bytes: spaceBytes(space),
    runs: new Float64Array(space.runs.flat()),
    mrLength: region?.length ?? 0n,
  }),
  owner({ space }, bus) {
    const slot = slotOf(bus);
    const section = slot === undefined ? undefined : sectionOfSlot(space, slot);
    return section === undefined ? undefined : addressIn(section, bus);
  },
};
