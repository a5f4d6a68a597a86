import type { DriverAct } from '../driver/act.ts';
import type { DriverId } from '../driver/driver-id.ts';
import { type Generation, type LengthRule, PASSIVE, type Worked } from '../driver/generation.ts';
import { NO_SHAPE, NO_TABLE } from '../driver/map-shape.ts';
import type { Site } from '../driver/site.ts';
import { type ArrayRefusal, vmallocRefusal } from '../memory/vmalloc.ts';
import { flatBytes } from '../structures/flat.ts';
import { formatHex } from '../units/address.ts';
import { EIO, ENOMEM } from '../units/errno.ts';
import { sectionOf } from '../units/section.ts';
import type { FlatDriver } from './driver.ts';
import { createFlatMap, flatLength, NO_FLAT_MAP } from './flat-map.ts';
import { missInFlat } from './miss.ts';
import { refusedAllocation, withShares } from './region-calls.ts';
import { registerFlat } from './register.ts';
import { addressIn, slotOf, translateFlat } from './translate.ts';

/** What differs between the releases of the flat driver. */
export interface FlatFacts {
  readonly id: DriverId;
  readonly source: string;
  /** Page-registration hcalls for one section. */
  callsPerSection(pageSize: number): number;
  /** The error exits of the re-registration jump past the release of dlpar_mem_lock. */
  readonly keepsSemaphore: boolean;
}

const V2_6_24: FlatFacts = {
  id: 'flat',
  source: 'drivers/net/ehea/ehea_qmr.c, Linux 2.6.24',
  callsPerSection: () => 8,
  keepsSemaphore: true,
};

const UNLOADED: FlatDriver = {
  loaded: false,
  map: NO_FLAT_MAP,
  refused: null,
  region: null,
  stopped: false,
  workQueued: false,
  semaphoreHeld: false,
};

interface Built {
  readonly ret: number;
  readonly driver: FlatDriver;
}

/** ehea_create_busmap of the flat driver: scan and vmalloc. Each vmalloc counts, also one refused for its size. */
function build(site: Site, driver: FlatDriver): Built {
  const fails = site.failAt === 1;
  let refused: ArrayRefusal | null = fails ? 'the allocation that was told to fail' : null;
  const built = createFlatMap(site.scanSections(), (bytes) => {
    refused ??= vmallocRefusal(bytes, site.config.pageSize, site.pages);
    return refused === null;
  });
  site.countAllocations(1);
  return { ret: built.ret, driver: { ...driver, map: built.map, refused } };
}

const LENGTH: LengthRule = {
  formula: '= valid_sections × 16 MiB',
  source: 'drivers/net/ehea/ehea_qmr.c, ehea_reg_kernel_mr, Linux 2.6.24',
  ran: true,
};

function whyGone({ region, loaded, map, refused }: FlatDriver): string | null {
  if (region) return null;
  if (!loaded) return 'The driver did not load: vmalloc refused its array.';
  if (map.array) return 'Registration failed; the driver is inoperable.';
  return refused === 'the allocation that was told to fail'
    ? 'It was freed for a rebuild, and the allocation of the new array failed, as it was told to.'
    : 'It was freed for a rebuild, and vmalloc refused the new array.';
}

type Done = Pick<DriverAct, 'unregister' | 'registration'>;

/** eHEA with its flat map: built over the kernel's sections, and again after a miss (ehea_rereg_mrs). */
export function flat(facts: FlatFacts = V2_6_24): Generation<FlatDriver> {
  const { id, source } = facts;

  /** The driver with its region, and what was done for it. */
  const register = (site: Site, driver: FlatDriver): { driver: FlatDriver; done: Done } => {
    if (site.options.adapters === 0)
      return { driver, done: { unregister: 'none', registration: null } };
    const refused = refusedAllocation(site, flatLength(driver.map));
    if (refused)
      return {
        driver: { ...driver, region: null },
        done: { unregister: 'none', registration: refused },
      };
    const each = facts.callsPerSection(site.config.pageSize);
    const { region, fact, calls } = registerFlat(
      driver.map,
      site.nextHandle,
      site.armedHcalls,
      each,
    );
    site.nextHandle += 1;
    site.countHcalls(calls.armed, calls.fired);
    const registration = withShares(site, fact);
    return { driver: { ...driver, region }, done: { unregister: 'none', registration } };
  };

  /** The queued work. Error exits that leave the semaphore held see to it that it never runs again. */
  const work = (site: Site, before: FlatDriver): Worked<FlatDriver> => {
    if (!before.workQueued || before.semaphoreHeld)
      return { driver: before, ran: before.workQueued ? 'held' : 'idle', act: null, ret: 0 };
    const finish = (after: FlatDriver, ret: number, done: Done): Worked<FlatDriver> => ({
      driver: { ...after, semaphoreHeld: ret !== 0 && facts.keepsSemaphore },
      ran: 'ran',
      ret,
      act: actOf('work', before, after, ret === EIO ? 0 : ret, done),
    });
    const noAdapter = site.options.adapters === 0;
    if (!noAdapter && (site.hcall('free') !== 0 || !before.region))
      return finish({ ...before, workQueued: false }, EIO, {
        unregister: 'failed',
        registration: null,
      });
    const unregister = noAdapter ? 'none' : 'freed';
    const built = build(site, { ...before, workQueued: false, region: null });
    if (built.ret !== 0) return finish(built.driver, ENOMEM, { unregister, registration: null });
    const { driver, done } = register(site, { ...built.driver, stopped: false });
    return finish(driver, done.registration?.ret ?? 0, { ...done, unregister });
  };

  return {
    ...PASSIVE,
    id,
    source,
    length: LENGTH,
    mapsAtInit: true,
    stopsTransfers: true,
    unloaded: UNLOADED,
    /** A refused array means that the module is not there. */
    load(site, before) {
      const { ret, driver } = build(site, before);
      const { refused } = driver;
      if (ret !== 0) {
        const act = actOf('boot', before, driver, ret, { unregister: 'none', registration: null });
        return { driver, act, ret, refused };
      }
      const registered = register(site, driver);
      const loaded = { ...registered.driver, loaded: true };
      const act = actOf('boot', before, loaded, ret, registered.done);
      return { driver: loaded, act, ret, refused };
    },
    translate: ({ map }, physical) => translateFlat(map, physical),
    // A map whose array was refused in a rebuild has entries but no array.
    oops: ({ loaded, map }, physical) => loaded && !map.array && sectionOf(physical) < map.entries,
    missed(driver) {
      if (!driver.loaded) return { driver, queued: false };
      const { stopped, schedules } = missInFlat(driver.stopped);
      const workQueued = driver.workQueued || schedules;
      return { driver: { ...driver, stopped, workQueued }, queued: schedules };
    },
    work,
    status: ({ loaded, workQueued, semaphoreHeld }) => ({
      loaded,
      workQueued,
      semaphoreHeld,
      retries: false,
    }),
    whyGone,
    shape: ({ map, refused }) => ({
      ...NO_SHAPE,
      kind: 'flat',
      bytes: flatBytes(map.entries),
      entries: map.entries,
      runs: map.array?.ranked ?? NO_SHAPE.runs,
      mrLength: flatLength(map),
      refused,
    }),
    owner({ map }, bus) {
      const slot = slotOf(bus);
      const section = slot === undefined ? undefined : map.array?.select(slot);
      return section === undefined ? undefined : addressIn(section, bus);
    },
  };
}

const actOf = (
  on: 'boot' | 'work',
  before: FlatDriver,
  after: FlatDriver,
  ret: number,
  done: Done,
): DriverAct => ({
  on,
  update: 'build',
  ret,
  tablesBefore: NO_TABLE,
  tablesAfter: NO_TABLE,
  allocated: 1,
  mrLengthBefore: formatHex(flatLength(before.map)),
  mrLengthAfter: formatHex(flatLength(after.map)),
  ...done,
});
