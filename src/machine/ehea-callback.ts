import type { Draft } from './draft.ts';
import type { DriverAct } from './ehea/act.ts';
import type { FlatDriver, ThreeLevelDriver } from './ehea/driver.ts';
import { createFlatMap, flatLength, scanSections } from './ehea/flat-map.ts';
import { registerFlat, registerThreeLevel } from './ehea/register.ts';
import { addRange, bootWindow, createMap, removeRange } from './ehea/three-level-map.ts';
import { pageShiftOf } from './machine.ts';
import { vmallocRefusal } from './memory/vmalloc.ts';
import type { MemoryAction } from './notifier/action.ts';
import { NOTIFY_BAD, NOTIFY_OK } from './notifier/chain.ts';
import { countTables, type Tables } from './structures/three-level.ts';
import { formatHex } from './units/address.ts';
import { EIO, ENOMEM } from './units/errno.ts';
import { SECTION_SIZE_BITS } from './units/section.ts';

/**
 * eHEA at work on a machine: loading, its memory callback (ehea_mem_notifier, drivers/net/ehea/ehea_main.c,
 * Linux 2.6.32), and the queued re-registration of the flat driver (ehea_rereg_mrs, Linux 2.6.24).
 */

const NO_TABLE: Tables = { root: 0, top: 0, dir: 0 };

/** Sections of one block, as the chain's memory_notify tells them. */
export interface Range {
  readonly first: number;
  readonly sections: number;
}

const tablesOf = (driver: ThreeLevelDriver): Tables => countTables(driver.map.tables);

/** What the callback answers to an action, and what it did. */
export function eheaCallback(
  draft: Draft,
  action: MemoryAction,
  range: Range,
): { readonly answer: number; readonly act: DriverAct | null } {
  const driver = draft.driver;
  if (driver.kind !== 'three-level') return { answer: NOTIFY_OK, act: null };
  if (action === 'MEM_GOING_OFFLINE') return change(draft, driver, 'remove', action, range);
  // CANCEL_OFFLINE falls into ONLINE: it adds, asked or not.
  if (action === 'MEM_ONLINE' || action === 'MEM_CANCEL_OFFLINE')
    return change(draft, driver, 'add', action, range);
  return { answer: NOTIFY_OK, act: null };
}

function change(
  draft: Draft,
  before: ThreeLevelDriver,
  update: 'add' | 'remove',
  on: MemoryAction,
  range: Range,
): { answer: number; act: DriverAct } {
  const shift = BigInt(SECTION_SIZE_BITS - pageShiftOf(draft.config));
  const pages = { pfn: BigInt(range.first) << shift, pages: BigInt(range.sections) << shift };
  const apply = update === 'add' ? addRange : removeRange;
  const done = apply(before.map, pages, pageShiftOf(draft.config), draft.failAt);
  draft.countAllocations(done.allocations);
  const updated: ThreeLevelDriver = { ...before, map: done.map, stopped: true };
  draft.driver = updated;
  const { unregister, registration } =
    done.ret === 0
      ? reregister(draft, updated)
      : { unregister: 'none' as const, registration: null };
  return {
    answer: done.ret === 0 ? NOTIFY_OK : NOTIFY_BAD,
    act: {
      on,
      update,
      ret: done.ret,
      tablesBefore: tablesOf(before),
      tablesAfter: countTables(done.map.tables),
      allocated: done.allocations,
      mrLengthBefore: formatHex(before.map.mrLength),
      mrLengthAfter: formatHex(done.map.mrLength),
      unregister,
      registration,
    },
  };
}

type Reregistered = Pick<DriverAct, 'unregister' | 'registration'>;

/**
 * ehea_rereg_mrs: free the region, clear the stop flag, register anew. A region that is gone cannot be freed
 * (H_PARAMETER in our firmware model): "unregister MR failed", and transfers stay stopped.
 */
function reregister(draft: Draft, driver: ThreeLevelDriver): Reregistered {
  if (!driver.region) return { unregister: 'failed', registration: null };
  const { region, fact, calls } = registerThreeLevel(
    driver.map,
    draft.nextHandle,
    draft.armedHcalls,
  );
  draft.nextHandle += 1;
  draft.countHcalls(calls.armed, calls.fired);
  draft.driver = { ...driver, region, stopped: false };
  return { unregister: 'freed', registration: fact };
}

/** Loads the three-level driver: map over what the firmware granted, then the region. It stays even if that fails. */
export function loadThreeLevel(draft: Draft, driver: ThreeLevelDriver): void {
  const { config } = draft;
  const shift = pageShiftOf(config);
  const built = createMap(driver.map, draft.granted, bootWindow(config.physicalBits, shift), shift);
  const { region, fact } = registerThreeLevel(built.map, draft.nextHandle, []);
  draft.nextHandle += 1;
  draft.driver = { ...driver, map: built.map, region };
  draft.facts.push({
    type: 'load',
    driver: 'three-level',
    ret: 0,
    refused: null,
    act: {
      on: 'boot',
      update: 'build',
      ret: built.ret,
      tablesBefore: NO_TABLE,
      tablesAfter: countTables(built.map.tables),
      allocated: built.allocations,
      mrLengthBefore: '0x0',
      mrLengthAfter: formatHex(built.map.mrLength),
      unregister: 'none',
      registration: fact,
    },
  });
}

interface FlatBuilt {
  readonly ret: number;
  readonly refused: string | null;
  readonly driver: FlatDriver;
}

/** ehea_create_busmap of the flat driver: scan and vmalloc. Each vmalloc counts, also one refused for its size. */
function buildFlat(draft: Draft, driver: FlatDriver): FlatBuilt {
  const fails = draft.failAt === 1;
  let refused: string | null = fails ? 'the allocation that was told to fail' : null;
  const built = createFlatMap(scanSections(draft.sections), (bytes) => {
    refused ??= vmallocRefusal(bytes, draft.config.pageSize, draft.pages);
    return refused === null;
  });
  draft.countAllocations(1);
  return { ret: built.ret, refused, driver: { ...driver, map: built.map } };
}

/** The driver with its region, and what was done for it. */
function registerFlatRegion(
  draft: Draft,
  driver: FlatDriver,
): { readonly driver: FlatDriver; readonly done: Reregistered } {
  const { region, fact, calls } = registerFlat(driver.map, draft.nextHandle, draft.armedHcalls);
  draft.nextHandle += 1;
  draft.countHcalls(calls.armed, calls.fired);
  return { driver: { ...driver, region }, done: { unregister: 'none', registration: fact } };
}

const flatAct = (
  on: 'boot' | 'work',
  before: FlatDriver,
  after: FlatDriver,
  ret: number,
  done: Reregistered,
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

/** Loads the flat driver; a refused array means that the module is not there. */
export function loadFlat(draft: Draft, before: FlatDriver): void {
  const built = buildFlat(draft, before);
  let { driver } = built;
  let done: Reregistered = { unregister: 'none', registration: null };
  if (built.ret === 0) {
    const registered = registerFlatRegion(draft, driver);
    done = registered.done;
    driver = { ...registered.driver, loaded: true };
  }
  draft.driver = driver;
  draft.facts.push({
    type: 'load',
    driver: 'flat',
    ret: built.ret,
    refused: built.refused,
    act: flatAct('boot', before, driver, built.ret, done),
  });
}

/** The queued work of the flat driver. The error exits leave the semaphore held, so that it never runs again. */
export function runFlatWork(draft: Draft): number {
  const before = draft.driver;
  if (before.kind !== 'flat' || !before.workQueued || before.semaphoreHeld) {
    const held = before.kind === 'flat' && before.workQueued && before.semaphoreHeld;
    draft.facts.push({ type: 'work', ran: held ? 'held' : 'idle', act: null, ret: 0 });
    return 0;
  }
  const finish = (after: FlatDriver, ret: number, done: Reregistered): number => {
    draft.driver = { ...after, semaphoreHeld: ret !== 0 };
    draft.facts.push({
      type: 'work',
      ran: 'ran',
      ret,
      act: flatAct('work', before, after, ret === EIO ? 0 : ret, done),
    });
    return ret;
  };
  if (!before.region) {
    return finish({ ...before, workQueued: false }, EIO, {
      unregister: 'failed',
      registration: null,
    });
  }
  const built = buildFlat(draft, { ...before, workQueued: false, region: null });
  if (built.ret !== 0)
    return finish(built.driver, ENOMEM, { unregister: 'freed', registration: null });
  const { driver, done } = registerFlatRegion(draft, { ...built.driver, stopped: false });
  return finish(driver, done.registration?.ret ?? 0, { ...done, unregister: 'freed' });
}
