import type { DriverAct } from '../driver/act.ts';
import type { Driver } from '../driver/driver.ts';
import type { Alike, Answered, Generation, Stretch } from '../driver/generation.ts';
import { NO_TABLE } from '../driver/map-shape.ts';
import type { Range, Site } from '../driver/site.ts';
import type { Registration } from '../firmware/registration.ts';
import { wholeSections } from '../memory/whole-sections.ts';
import type { MemoryAction } from '../notifier/action.ts';
import { NOTIFY_BAD, NOTIFY_OK } from '../notifier/chain.ts';
import {
  buildThreeLevel,
  countTables,
  INDEX_END,
  lookUp,
  type ThreeLevel,
} from '../structures/three-level.ts';
import { formatHex } from '../units/address.ts';
import { ENOMEM } from '../units/errno.ts';
import { RunSet } from '../units/run-set.ts';
import { SECTION_END, sectionBytes, sectionOf } from '../units/section.ts';
import { countedOff, longest, nextArmedHcall } from './three-level-alike.ts';

/**
 * A three-level map kept as we would keep it (ours): told before memory is used and before it goes, it does a thing
 * once, remembers what it did until that is final, and leaves no trace of what failed.
 */
export interface KeptMap extends Driver {
  /** Sections that have an entry. */
  readonly mapped: RunSet;
  /** What it did for the block that is on its way: undone if that is cancelled, and only then. */
  readonly pending: Pending | null;
}

interface Pending extends Range {
  readonly update: 'add' | 'remove';
  readonly changed: RunSet;
}

/** How the device is told of the map. */
export interface Telling<D extends KeptMap> {
  /** Tells of what has changed, or again after a failure; `failed`: the driver as it is then. */
  tell(site: Site, before: D, after: D): Told<D>;
  /** Nothing is left over from a failure. */
  isTold(driver: D): boolean;
  /** The next block will make the same calls as the one that did this. */
  repeats(act: DriverAct): boolean;
  /** Hcalls of n blocks that change so many sections each, from so many mapped on. */
  cost(mapped: number, change: number, blocks: number): bigint;
  /** Handles that a block of so many sections takes. */
  handles(change: number): number;
  /** Blocks of so many sections that can still change in that direction without anything running out. */
  room(site: Site, driver: D, change: number): number;
  /** After blocks that were done by arithmetic alone. */
  skip(driver: D, mapped: RunSet, firstHandle: number): D;
}

export interface Told<D> {
  readonly driver: D;
  readonly fact: Registration | null;
  readonly failed: boolean;
}

/** The tables: those of sections on their way out stay until they are gone, so that a cancel allocates none. */
export function tablesOf({ mapped, pending }: KeptMap): ThreeLevel {
  const leaving = pending?.update === 'remove' ? pending.changed : RunSet.EMPTY;
  return { ...buildThreeLevel(mapped.union(leaving)), numbered: mapped };
}

function tablesIn(driver: KeptMap): number {
  const { root, top, dir } = countTables(tablesOf(driver));
  return root + top + dir;
}

const sectionsIn = ({ first, sections }: Range): RunSet => RunSet.of(first, first + sections);

const isPending = ({ pending }: KeptMap, { first, sections }: Range): boolean =>
  pending?.first === first && pending.sections === sections;

/** Where the walk for a section that has no entry ends. */
export function missIn(driver: KeptMap, section: number) {
  if (section >= INDEX_END) return 'root';
  const end = lookUp(tablesOf(driver), section);
  return end.found === 'miss' ? end.at : 'entry';
}

/** The conduct of a driver with such a map: what it does when it is loaded and when it is told. */
export function keepMap<D extends KeptMap>(
  telling: Telling<D>,
): Pick<Generation<D>, 'load' | 'notified' | 'alike'> {
  function settle(
    site: Site,
    before: D,
    after: D,
    on: DriverAct['on'],
    update: DriverAct['update'],
    allocated: number,
  ): Answered<D> & { readonly act: DriverAct } {
    const same = telling.isTold(after) && before.mapped.equals(after.mapped);
    const told = same ? null : telling.tell(site, before, after);
    const driver = told?.driver ?? after;
    return {
      driver,
      answer: told?.failed ? NOTIFY_BAD : NOTIFY_OK,
      act: {
        on,
        update,
        ret: 0,
        tablesBefore: countTables(tablesOf(before)),
        tablesAfter: countTables(tablesOf(driver)),
        allocated,
        mrLengthBefore: formatHex(sectionBytes(before.mapped.size)),
        mrLengthAfter: formatHex(sectionBytes(driver.mapped.size)),
        unregister: !same && (before.region || update === 'remove') ? 'freed' : 'none',
        registration: told?.fact ?? null,
      },
    };
  }

  /** Every table first, then the entries. What cannot be had refuses the memory. */
  function add(site: Site, before: D, on: DriverAct['on'], range: Range): Answered<D> {
    const sections = sectionsIn(range);
    const changed = sections.clip(0, INDEX_END).minus(before.mapped).minus(hugeSections(site));
    const still: D = { ...before, pending: null };
    const grown: D = {
      ...before,
      mapped: before.mapped.union(changed),
      pending: { ...range, update: 'add', changed },
    };
    const needed = tablesIn(grown) - tablesIn(still);
    const hasTables = site.failAt > needed;
    const tried = Math.min(needed, site.failAt);
    site.countAllocations(tried);
    // A section number of 40 bits is refused, not folded.
    if (!hasTables || sections.countIn(INDEX_END, SECTION_END) > 0) {
      const { driver, act } = settle(site, before, still, on, 'add', tried);
      return { driver, answer: NOTIFY_BAD, act: { ...act, ret: hasTables ? 0 : ENOMEM } };
    }
    const done = settle(site, before, grown, on, 'add', tried);
    return done.answer === NOTIFY_OK
      ? done
      : { ...done, driver: { ...done.driver, mapped: before.mapped, pending: null } };
  }

  /** The device must not touch pages that are being moved away. */
  function remove(site: Site, before: D, on: DriverAct['on'], range: Range): Answered<D> {
    const leaving = sectionsIn(range);
    const changed = leaving.minus(leaving.minus(before.mapped));
    const shrunk: D = {
      ...before,
      mapped: before.mapped.minus(changed),
      pending: { ...range, update: 'remove', changed },
    };
    return settle(site, before, shrunk, on, 'remove', 0);
  }

  /** Back to before, if it is what was asked; what failed is tried again in any case. Nobody reads the answer. */
  function cancel(site: Site, before: D, on: MemoryAction, range: Range): Answered<D> {
    const mine = isPending(before, range) ? before.pending : null;
    const removes = mine?.update === 'add';
    const { mapped } = before;
    const back = !mine ? mapped : removes ? mapped.minus(mine.changed) : mapped.union(mine.changed);
    const after: D = { ...before, mapped: back, pending: null };
    if (back.equals(mapped) && telling.isTold(after))
      return { driver: after, answer: NOTIFY_OK, act: null };
    const done = settle(site, before, after, on, removes ? 'remove' : 'add', 0);
    return { ...done, answer: NOTIFY_OK };
  }

  /** What was asked at GOING is final; what was never asked, because the chain was stopped before, is done now. */
  function finish(site: Site, before: D, action: MemoryAction, range: Range): Answered<D> {
    if (isPending(before, range))
      return { driver: { ...before, pending: null }, answer: NOTIFY_OK, act: null };
    const done = (action === 'MEM_ONLINE' ? add : remove)(site, before, action, range);
    return { ...done, driver: { ...done.driver, pending: null } };
  }

  /** Blocks of which all sections come (or go), or of which none does. */
  function alike(
    site: Site,
    driver: D,
    { act, first, size, blocks: wanted }: Stretch,
  ): Alike<D> | null {
    const { mapped, pending } = driver;
    if (act.ret !== 0 || !telling.isTold(driver) || pending || mapped.isEmpty) return null;
    if (first + size * wanted > INDEX_END) return null;
    const grows = act.update === 'add';
    const huge = hugeSections(site);
    const changes = mapped.has(first) !== grows && !huge.has(first);
    const asBefore = act.mrLengthBefore !== act.mrLengthAfter;
    const same = Math.min(sameFrom(mapped, first), sameFrom(huge, first));
    const most = Math.min(wanted, Math.floor(same / size));
    if (changes !== asBefore || most <= 0) return null;
    if (!changes) return { blocks: most, hcalls: 0n, repeat: () => ({ driver, act }) };
    if (!telling.repeats(act)) return null;
    const change = grows ? size : -size;
    const after = (n: number): RunSet =>
      grows
        ? mapped.addRange(first, first + n * size)
        : mapped.removeRange(first, first + n * size);
    const tables = (n: number): number =>
      grows ? tablesIn({ ...driver, mapped: after(n) }) - tablesIn(driver) : 0;
    const cost = (n: number): bigint => telling.cost(mapped.size, change, n);
    const blocks = longest(
      Math.min(most, telling.room(site, driver, change)),
      (n) => cost(n) < nextArmedHcall(site) && tables(n) < site.failAt,
    );
    if (blocks <= 0) return null;
    return {
      blocks,
      hcalls: cost(blocks),
      /** All but the last by arithmetic. */
      repeat(at) {
        const { nextHandle } = at;
        at.nextHandle += telling.handles(change) * (blocks - 1);
        at.countAllocations(tables(blocks - 1));
        at.countHcalls(countedOff(at, cost(blocks - 1)), []);
        const skipped = telling.skip(driver, after(blocks - 1), nextHandle);
        const last = { first: first + (blocks - 1) * size, sections: size };
        const done = (grows ? add : remove)(at, skipped, act.on, last);
        return { driver: { ...done.driver, pending: null }, act: done.act ?? act };
      },
    };
  }

  return {
    load(site, unloaded) {
      const mapped = wholeSections(site.granted, site.config.physicalBits)
        .clip(0, INDEX_END)
        .minus(hugeSections(site));
      const after: D = { ...unloaded, mapped };
      const done = settle(site, unloaded, after, 'boot', 'build', tablesIn(after));
      return {
        driver: done.driver,
        act: { ...done.act, tablesBefore: NO_TABLE },
        ret: 0,
        refused: null,
      };
    },
    notified(site, driver, action, range) {
      switch (action) {
        case 'MEM_GOING_ONLINE':
          return add(site, driver, action, range);
        case 'MEM_GOING_OFFLINE':
          return remove(site, driver, action, range);
        case 'MEM_CANCEL_ONLINE':
        case 'MEM_CANCEL_OFFLINE':
          return cancel(site, driver, action, range);
        case 'MEM_ONLINE':
        case 'MEM_OFFLINE':
          return finish(site, driver, action, range);
        default:
          return { driver, answer: NOTIFY_OK, act: null };
      }
    },
    alike,
  };
}

/** Sections of 16 GiB pages, which the firmware does not allow in a region. */
function hugeSections({ config }: Site): RunSet {
  return RunSet.from(
    (config.hugePages ?? []).map((page): [number, number] => {
      const first = sectionOf(BigInt(page));
      return [first, first + HUGE_SECTIONS];
    }),
  );
}

/** Sections in a page of 16 GiB. */
const HUGE_SECTIONS = 1024;

/** Sections from here on that are all in the set, or all not. */
function sameFrom(set: RunSet, first: number): number {
  const run = set.seek(first);
  if (run >= set.runs) return INDEX_END - first;
  return (set.start(run) <= first ? set.end(run) : set.start(run)) - first;
}

/** Every action: what GOING did is undone by its cancel and forgotten at the end. */
export const KEEPS = {
  MEM_GOING_ONLINE: 'add',
  MEM_CANCEL_ONLINE: 'remove',
  MEM_ONLINE: 'add',
  MEM_GOING_OFFLINE: 'remove',
  MEM_CANCEL_OFFLINE: 'add',
  MEM_OFFLINE: 'remove',
} as const;
