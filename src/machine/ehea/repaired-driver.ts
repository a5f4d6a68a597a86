import { type Generation, PASSIVE } from '../driver/generation.ts';
import { shapeOfLevels } from '../driver/map-shape.ts';
import { PageList } from '../firmware/memory-region.ts';
import { registerPages } from '../firmware/register-pages.ts';
import { RunSet } from '../units/run-set.ts';
import { offsetOf, SECTION_END, sectionBytes, sectionOf } from '../units/section.ts';
import { KEEPS, type KeptMap, keepMap, missIn, type Telling, tablesOf } from './kept-map.ts';
import { refusedAllocation, withShares } from './region-calls.ts';
import { outcomeOf, sameSection } from './register.ts';
import { registrationCalls } from './three-level-alike.ts';
import { addressIn, slotAddress, slotOf } from './translate.ts';

/**
 * eHEA as we would repair it (ours): the three-level map, the one region and the dense bus space of 2.6.28 to 7.1.5,
 * with every defect of ehea_qmr.c and ehea_mem_notifier put right.
 */

/** One region over everything: freed and registered anew for each change, each section under its own number. */
const ONE_REGION: Telling<KeptMap> = {
  tell(site, before, after) {
    const { mapped } = after;
    // A region that is not let go stands as it was, and so does the map.
    if (before.region && site.hcall('free') !== 0) {
      const { region, stopped } = before;
      return {
        driver: { ...after, mapped: before.mapped, region, stopped },
        fact: null,
        failed: true,
      };
    }
    if (mapped.isEmpty)
      return { driver: { ...after, region: null, stopped: false }, fact: null, failed: false };
    const length = sectionBytes(mapped.size);
    const refused = refusedAllocation(site, length);
    if (refused)
      return { driver: { ...after, region: null, stopped: true }, fact: refused, failed: true };
    const calls = registerPages(length, mapped.size, site.armedHcalls);
    const list = new PageList(mapped, sameSection, SECTION_END);
    const freed = calls.lastHret === 0 ? 0 : 1;
    const done = outcomeOf(site.nextHandle, length, calls, freed, list);
    const { region, fact } = done;
    site.nextHandle += 1;
    site.countHcalls(done.calls.armed, done.calls.fired);
    const driver = { ...after, region, stopped: !region };
    return { driver, fact: withShares(site, fact), failed: !region };
  },
  isTold: ({ region, mapped }) => region !== null || mapped.isEmpty,
  // The first registration of all has nothing to free.
  repeats: ({ unregister }) => unregister === 'freed',
  cost: registrationCalls,
  handles: () => 1,
  // The last section takes the region with it.
  room: (_, { mapped }, change) =>
    change > 0 ? Number.POSITIVE_INFINITY : Math.ceil(mapped.size / -change) - 1,
  skip: (driver, mapped) => ({ ...driver, mapped }),
};

const SOURCE = 'ours, after drivers/net/ehea, Linux 2.6.28 to 7.1.5';

export const REPAIRED: Generation<KeptMap> = {
  ...PASSIVE,
  checksTransmit: true,
  ...keepMap(ONE_REGION),
  id: 'repaired',
  callback: {
    name: 'ehea',
    priority: 0,
    gloss: 'maps and registers before memory is used, and refuses what it cannot map',
    source: SOURCE,
  },
  acts: KEEPS,
  stopsTransfers: true,
  length: { formula: '= sections mapped × 16 MiB', source: SOURCE, ran: false },
  source: SOURCE,
  unloaded: { region: null, stopped: false, mapped: RunSet.EMPTY, pending: null },
  translate(driver, physical) {
    const section = sectionOf(physical);
    if (!driver.mapped.has(section)) return { bus: null, missAt: missIn(driver, section) };
    const entry = slotAddress(driver.mapped.rank(section));
    return { bus: entry | BigInt(offsetOf(physical)), missAt: null };
  },
  status: () => ({ ...PASSIVE.status(), retries: true }),
  whyGone({ region, mapped }) {
    if (region) return null;
    return mapped.isEmpty
      ? 'There is no memory to register.'
      : 'Registration failed and the region was freed; the next event tries again.';
  },
  shape: (driver) => ({
    ...shapeOfLevels(tablesOf(driver), {
      runs: driver.mapped.ranked,
      mrLength: sectionBytes(driver.mapped.size),
    }),
    folds: false,
  }),
  owner({ mapped }, bus) {
    const slot = slotOf(bus);
    const section = slot === undefined ? undefined : mapped.select(slot);
    return section === undefined ? undefined : addressIn(section, bus);
  },
};
