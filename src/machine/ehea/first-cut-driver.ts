import type { DriverAct } from '../driver/act.ts';
import { type Alike, type Generation, PASSIVE, type Stretch } from '../driver/generation.ts';
import { shapeOfLevels } from '../driver/map-shape.ts';
import { pageShift, type Site } from '../driver/site.ts';
import { NOTIFY_OK } from '../notifier/chain.ts';
import { countTables } from '../structures/three-level.ts';
import { formatHex } from '../units/address.ts';
import type { FirstCutDriver } from './driver.ts';
import {
  buildFirstCut,
  NO_FIRST_CUT,
  ownerInFirstCut,
  tablesIn,
  translateFirstCut,
} from './first-cut-map.ts';
import { refusedAllocation, withShares } from './region-calls.ts';
import { type Registering, registerThreeLevel } from './register.ts';
import { countedOff, longest, nextArmedHcall } from './three-level-alike.ts';
import { callbackIn } from './three-level-driver.ts';
import { bootWindow } from './three-level-map.ts';

/**
 * eHEA of Linux 2.6.26 and 2.6.27: told of memory only when it has gone offline, and then everything is built anew
 * from what the firmware grants. How a failing registration frees its region was not read there: as in 2.6.28.
 */

const UNLOADED: FirstCutDriver = {
  map: NO_FIRST_CUT,
  region: null,
  stopped: false,
};

interface Built {
  readonly driver: FirstCutDriver;
  readonly act: DriverAct;
}

function register(site: Site, driver: FirstCutDriver): Pick<Registering, 'region' | 'fact'> | null {
  if (site.options.adapters === 0) return null;
  const refused = refusedAllocation(site, driver.map.mrLength);
  if (refused) return { region: null, fact: refused };
  const done = registerThreeLevel(driver.map, site.nextHandle, site.armedHcalls);
  site.nextHandle += 1;
  site.countHcalls(done.calls.armed, done.calls.fired);
  return { region: done.region, fact: withShares(site, done.fact) };
}

/** Destroys the map and builds it anew, then the region. */
function build(site: Site, before: FirstCutDriver, on: DriverAct['on']): Built {
  const shift = pageShift(site);
  const window = bootWindow(site.config.physicalBits, shift);
  const { leaked } = before.map;
  const { map, ret, allocations } = buildFirstCut(leaked, site.walked, window, shift, site.failAt);
  site.countAllocations(allocations);
  const empty: FirstCutDriver = { ...before, map, region: null };
  const registered = ret === 0 ? register(site, empty) : null;
  return {
    driver: { ...empty, region: registered?.region ?? null },
    act: {
      on,
      update: 'build',
      ret,
      tablesBefore: countTables(before.map.tables),
      tablesAfter: countTables(map.tables),
      allocated: allocations,
      mrLengthBefore: formatHex(before.map.mrLength),
      mrLengthAfter: formatHex(map.mrLength),
      unregister: before.region ? 'freed' : 'none',
      registration: registered?.fact ?? null,
    },
  };
}

/** ehea_rereg_mrs: a region that is gone cannot be freed, and everything stays as it is. */
function rebuild(site: Site, driver: FirstCutDriver): Built {
  if (site.options.adapters === 0) return build(site, driver, 'MEM_OFFLINE');
  const freed = site.hcall('free') === 0;
  if (driver.region && freed) return build(site, driver, 'MEM_OFFLINE');
  const tables = countTables(driver.map.tables);
  const length = formatHex(driver.map.mrLength);
  return {
    driver,
    act: {
      on: 'MEM_OFFLINE',
      update: 'build',
      ret: 0,
      tablesBefore: tables,
      tablesAfter: tables,
      allocated: 0,
      mrLengthBefore: length,
      mrLengthAfter: length,
      unregister: 'failed',
      registration: null,
    },
  };
}

/**
 * What the firmware grants is the same for each block that goes offline, so each rebuild makes what the one before
 * made, and loses as many tables.
 */
function alike(
  site: Site,
  driver: FirstCutDriver,
  { act, blocks: most }: Stretch,
): Alike<FirstCutDriver> | null {
  if (act.ret !== 0) return null;
  if (!driver.region && act.unregister === 'failed')
    return { blocks: most, hcalls: 0n, repeat: () => ({ driver, act }) };
  const noAdapter = site.options.adapters === 0;
  if (!driver.region && !noAdapter) return null;
  const each = noAdapter ? 0 : driver.map.tables.numbered.size * 8;
  const lost = act.allocated - tablesIn(driver.map.tables);
  const blocks = longest(
    most,
    (n) => n * each < nextArmedHcall(site) && n * act.allocated < site.failAt,
  );
  if (blocks <= 0) return null;
  const hcalls = BigInt(each) * BigInt(blocks);
  const repeat = (at: Site): Built => {
    const handle = at.nextHandle + blocks - 1;
    if (!noAdapter) at.nextHandle += blocks;
    at.countAllocations(act.allocated * blocks);
    at.countHcalls(countedOff(at, hcalls), []);
    const map = { ...driver.map, leaked: driver.map.leaked + lost * blocks };
    const region = driver.region && { ...driver.region, handle, hcalls: each };
    const registration = act.registration && {
      ...act.registration,
      handle: formatHex(BigInt(handle)),
      hcalls: each.toString(),
    };
    const { tablesAfter, mrLengthAfter } = act;
    return {
      driver: { ...driver, map, region },
      act: { ...act, tablesBefore: tablesAfter, mrLengthBefore: mrLengthAfter, registration },
    };
  };
  return { blocks, hcalls, repeat };
}

const SOURCE = 'drivers/net/ehea/ehea_qmr.c, ehea_create_busmap_callback, Linux 2.6.26';

export const FIRST_CUT: Generation<FirstCutDriver> = {
  ...PASSIVE,
  id: 'three-level-2.6.26',
  callback: { ...callbackIn('2.6.26'), gloss: 'listens to MEM_OFFLINE alone, builds all anew' },
  acts: { MEM_OFFLINE: 'build' },
  mapsAtInit: true,
  source: SOURCE,
  length: { formula: '= bytes of every range handed over', source: SOURCE, ran: false },
  unloaded: UNLOADED,
  load: (site, driver) => ({ ...build(site, driver, 'boot'), ret: 0, refused: null }),
  // The map update cannot veto what has happened: the answer is OK whatever comes of it.
  notified: (site, driver, action) =>
    action === 'MEM_OFFLINE'
      ? { ...rebuild(site, driver), answer: NOTIFY_OK }
      : { driver, answer: NOTIFY_OK, act: null },
  alike,
  whyGone: ({ region }) =>
    region ? null : 'Building or registering it failed; nothing tries again until reboot.',
  translate: ({ map }, physical) => translateFirstCut(map, physical),
  shape({ map: { tables, stretches, mrLength, leaked } }) {
    // An entry that begins within a slot is listed under that slot; translate has its address exactly.
    const runs = new Float64Array(stretches.flatMap(([a, n, slot]) => [a, n, Math.floor(slot)]));
    return { ...shapeOfLevels(tables, { runs, mrLength }), leaked };
  },
  owner: ({ map }, bus) => ownerInFirstCut(map, bus),
};
