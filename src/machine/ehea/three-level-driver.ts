import type { DriverAct } from '../driver/act.ts';
import type { DriverId } from '../driver/driver-id.ts';
import {
  type Answered,
  type Generation,
  type LengthRule,
  type OwnCallback,
  PASSIVE,
} from '../driver/generation.ts';
import { NO_TABLE, shapeOfLevels } from '../driver/map-shape.ts';
import { pageShift, type Range, type Site } from '../driver/site.ts';
import type { Region } from '../firmware/memory-region.ts';
import type { Registration } from '../firmware/registration.ts';
import type { MemoryAction } from '../notifier/action.ts';
import { NOTIFY_BAD, NOTIFY_OK } from '../notifier/chain.ts';
import { countTables, mapRuns, ownerOf } from '../structures/three-level.ts';
import { formatHex } from '../units/address.ts';
import { SECTION_SIZE_BITS, sectionOf } from '../units/section.ts';
import type { ThreeLevelDriver } from './driver.ts';
import { refusedAllocation, withShares } from './region-calls.ts';
import { registerThreeLevel, whyNotRegistered } from './register.ts';
import { threeLevelAlike } from './three-level-alike.ts';
import {
  addRange,
  bootWindow,
  createMap,
  type EheaMap,
  NO_MAP,
  removeRange,
} from './three-level-map.ts';
import { addressIn, slotOf, translateThreeLevel } from './translate.ts';

/** What differs between the releases of the three-level driver that keeps its map up to date. */
export interface ThreeLevelFacts {
  readonly id: DriverId;
  readonly stopsTransfers: boolean;
  readonly callback: OwnCallback;
}

const MAIN = 'drivers/net/ehea/ehea_main.c, ehea_mem_notifier, Linux';

export const callbackIn = (release: string): OwnCallback => ({
  name: 'ehea',
  priority: 0,
  gloss: 'rebuilds the bus map, registers every page again',
  source: `${MAIN} ${release}`,
});

const V2_6_32: ThreeLevelFacts = {
  id: 'three-level',
  stopsTransfers: true,
  callback: callbackIn('2.6.32'),
};

const UNLOADED: ThreeLevelDriver = {
  map: NO_MAP,
  region: null,
  stopped: false,
};

/** CANCEL_OFFLINE falls into ONLINE: it adds, asked or not. */
const ACTS = {
  MEM_GOING_OFFLINE: 'remove',
  MEM_CANCEL_OFFLINE: 'add',
  MEM_ONLINE: 'add',
} as const satisfies Generation['acts'];

/** ehea_mr_len is never compared with what the map holds. */
export const LENGTH: LengthRule = {
  formula: '= sections added − sections removed, × 16 MiB',
  source: 'drivers/net/ehea/ehea_qmr.c, ehea_mr_len, Linux 2.6.28 to 7.1.5',
  ran: true,
};

type Done = Pick<DriverAct, 'unregister' | 'registration'>;

/**
 * ehea_rereg_mrs: free the region, clear the stop flag, register anew. A region that is gone cannot be freed
 * (H_PARAMETER in our firmware model): "unregister MR failed", and transfers stay stopped.
 */
function reregister(
  site: Site,
  driver: ThreeLevelDriver,
): { readonly driver: ThreeLevelDriver; readonly done: Done } {
  // Every loop over the adapters is empty.
  if (site.options.adapters === 0)
    return {
      driver: { ...driver, stopped: false },
      done: { unregister: 'none', registration: null },
    };
  // A region that is not let go stands as it was.
  if (site.hcall('free') !== 0 || !driver.region)
    return { driver, done: { unregister: 'failed', registration: null } };
  const refused = refusedAllocation(site, driver.map.mrLength);
  if (refused)
    return {
      driver: { ...driver, region: null, stopped: false },
      done: { unregister: 'freed', registration: refused },
    };
  const { region, fact, calls } = registerThreeLevel(driver.map, site.nextHandle, site.armedHcalls);
  site.nextHandle += 1;
  site.countHcalls(calls.armed, calls.fired);
  const done: Done = { unregister: 'freed', registration: withShares(site, fact) };
  return { driver: { ...driver, region, stopped: false }, done };
}

/** The first adapter's region, if there is one. */
function registerAtLoad(
  site: Site,
  map: EheaMap,
): { readonly region: Region | null; readonly fact: Registration | null } {
  if (site.options.adapters === 0) return { region: null, fact: null };
  const { region, fact } = registerThreeLevel(map, site.nextHandle, []);
  site.nextHandle += 1;
  return { region, fact: withShares(site, fact) };
}

function change(
  site: Site,
  before: ThreeLevelDriver,
  update: 'add' | 'remove',
  on: MemoryAction,
  range: Range,
  stopsTransfers: boolean,
): Answered<ThreeLevelDriver> {
  const bits = pageShift(site);
  const shift = BigInt(SECTION_SIZE_BITS - bits);
  const pages = { pfn: BigInt(range.first) << shift, pages: BigInt(range.sections) << shift };
  const apply = update === 'add' ? addRange : removeRange;
  const { map, ret, allocations } = apply(before.map, pages, bits, site.failAt);
  site.countAllocations(allocations);
  const updated = { ...before, map, stopped: before.stopped || stopsTransfers };
  const { driver, done } =
    ret === 0
      ? reregister(site, updated)
      : { driver: updated, done: { unregister: 'none' as const, registration: null } };
  return {
    driver,
    answer: ret === 0 ? NOTIFY_OK : NOTIFY_BAD,
    act: {
      on,
      update,
      ret,
      tablesBefore: countTables(before.map.tables),
      tablesAfter: countTables(map.tables),
      allocated: allocations,
      mrLengthBefore: formatHex(before.map.mrLength),
      mrLengthAfter: formatHex(map.mrLength),
      ...done,
    },
  };
}

/** eHEA with its three-level map, told by the memory chain (ehea_mem_notifier). */
export function threeLevel(facts: ThreeLevelFacts = V2_6_32): Generation<ThreeLevelDriver> {
  const { id, stopsTransfers, callback } = facts;
  return {
    ...PASSIVE,
    id,
    callback,
    acts: ACTS,
    stopsTransfers,
    mapsAtInit: true,
    source: callback.source,
    length: LENGTH,
    unloaded: UNLOADED,
    /** Map over what the firmware granted, then the region. The driver stays even if that fails. */
    load(site, driver) {
      const shift = pageShift(site);
      const window = bootWindow(site.config.physicalBits, shift);
      const hugePages = site.config.hugePages?.map(BigInt);
      const made = createMap(driver.map, site.walked, window, shift, hugePages);
      const { map, ret, allocations } = made;
      const { region, fact } = registerAtLoad(site, map);
      const act: DriverAct = {
        on: 'boot',
        update: 'build',
        ret,
        tablesBefore: NO_TABLE,
        tablesAfter: countTables(map.tables),
        allocated: allocations,
        mrLengthBefore: '0x0',
        mrLengthAfter: formatHex(map.mrLength),
        unregister: 'none',
        registration: fact,
      };
      return { driver: { ...driver, map, region }, act, ret: 0, refused: null };
    },
    notified(site, driver, action, range) {
      const update = (ACTS as Generation['acts'])[action];
      return update === 'add' || update === 'remove'
        ? change(site, driver, update, action, range, stopsTransfers)
        : { driver, answer: NOTIFY_OK, act: null };
    },
    alike: threeLevelAlike,
    whyGone: whyNotRegistered,
    translate: ({ map }, physical) => translateThreeLevel(map.tables, physical),
    shape: ({ map: { tables, mrLength } }) =>
      shapeOfLevels(tables, { runs: mapRuns(tables), mrLength }),
    owner({ map: { tables } }, bus) {
      const slot = slotOf(bus);
      // An entry left at flag 1 answers 1 | offset: every odd address of the first 16 MiB.
      const flagged = sectionOf(bus) === 0 && (bus & 1n) === 1n ? tables.flagged.min : undefined;
      const section = slot === undefined ? flagged : ownerOf(tables, slot);
      return section === undefined ? undefined : addressIn(section, bus);
    },
  };
}
