import { reachIn } from '../firmware/memory-region.ts';
import { handlesGiven, type MrRules, whoGoesWithout } from '../firmware/mr-budget.ts';
import { CALLS_PER_SECTION } from '../firmware/register-pages.ts';
import type { ArrayRefusal } from '../memory/vmalloc.ts';
import type { MemoryAction } from '../notifier/action.ts';
import { NOTIFY_OK } from '../notifier/chain.ts';
import { counted } from '../units/bytes.ts';
import type { RunSet } from '../units/run-set.ts';
import type { DriverAct } from './act.ts';
import type { Driver } from './driver.ts';
import type { DriverId } from './driver-id.ts';
import type { MapAnswer } from './map-answer.ts';
import type { MapShape } from './map-shape.ts';
import type { Range, Site } from './site.ts';

/** The module is loaded. `ret` -12: it is not there. */
export interface Loaded<D> {
  readonly driver: D;
  readonly act: DriverAct | null;
  readonly ret: number;
  readonly refused: ArrayRefusal | null;
}

/** The memory callback returned. */
export interface Answered<D> {
  readonly driver: D;
  readonly answer: number;
  readonly act: DriverAct | null;
}

/** Queued work had its turn. */
export interface Worked<D> {
  readonly driver: D;
  readonly ran: 'idle' | 'held' | 'ran';
  readonly act: DriverAct | null;
  readonly ret: number;
}

/** A buffer was given a bus address, or was not. */
export interface Mapped<D> {
  readonly driver: D;
  readonly answer: MapAnswer;
}

/** Blocks after one that was gone through in full: the first section of the first, and how large each is. */
export interface Stretch {
  /** What the driver did for the block before. */
  readonly act: DriverAct;
  readonly first: number;
  readonly size: number;
  readonly blocks: number;
}

/** How many of them go exactly as the one before, and what they cost together. */
export interface Alike<D> {
  readonly blocks: number;
  /** Page-registration hcalls of all of them. */
  readonly hcalls: bigint;
  /** Does the driver's part for all of them and describes the last. */
  repeat(site: Site): { readonly driver: D; readonly act: DriverAct };
}

/** The callback a driver registers with the memory chain. */
export interface OwnCallback {
  readonly name: string;
  readonly priority: number;
  readonly gloss: string;
  readonly source: string;
}

/** Regions that stand, `count` of them: handles ascend by one, and each begins where the one before ends. */
export interface RegionRun {
  readonly handle: number;
  readonly start: bigint;
  readonly length: bigint;
  readonly pages: number;
  readonly count: number;
}

/** What the device was told where it is not one region over the driver's map, in a few words and a sentence. */
export interface Standing {
  readonly title: string;
  readonly text: string;
  /** Sections that the device was not told of though they are online: `13 of 19 sections have no region`. */
  readonly lacks?: string;
}

/** How a driver finds the length of its region. */
export interface LengthRule {
  readonly formula: string;
  readonly source: string;
  /** The code itself was run, not only read. */
  readonly ran: boolean;
}

/** How a driver is, beside its map and region. */
export interface Status {
  /** False: loading failed, the module is not there; or there is none. */
  readonly loaded: boolean;
  readonly workQueued: boolean;
  /** A lock is held for good. */
  readonly semaphoreHeld: boolean;
  /** A region that failed is tried again at the next event. */
  readonly retries: boolean;
}

/**
 * A generation: one way to look after the adapter - a release of eHEA, another device's driver, a design of ours. How
 * it names memory to the device, and when it looks. Its methods change nothing but the site they are given; the
 * driver's state is a value that goes in and comes out.
 */
export interface Generation<D extends Driver = Driver> {
  readonly id: DriverId;
  /** Null: it does not listen. */
  readonly callback: OwnCallback | null;
  /** Actions on which its callback does something, and what. */
  readonly acts: Readonly<Partial<Record<MemoryAction, DriverAct['update']>>>;
  /** What builds it in or makes it a module: CONFIG_EHEA since it goes by sections, CONFIG_EHEA before that; null: neither. */
  readonly builtBy: 'EHEA' | 'EHEA before sections' | null;
  /** Its map and callback stand once the module is loaded, adapter or not, unless its kernel waits for the first. */
  readonly mapsAtInit: boolean;
  /** Something sets __EHEA_STOP_XFER. */
  readonly stopsTransfers: boolean;
  /** Kernels, beside those whose own driver it is, with which it was read; empty: with none, or ours. */
  readonly kernels: readonly string[];
  /** Where its device is at home, to begin a sentence with; null: anywhere. */
  readonly home: string | null;
  /** A change of memory may move other sections on the bus. */
  readonly renumbers: boolean;
  /** What is to be said when memory changed and it did nothing. */
  readonly untold: string;
  /** Its transmit path drops a buffer that was not named, instead of storing the answer unchecked. */
  readonly checksTransmit: boolean;
  /** Actions that its callback always refuses. */
  readonly vetoes: readonly MemoryAction[];
  readonly length: LengthRule;
  /** Hcalls that tell the device of one section. */
  readonly callsPerSection: number;
  /** What so many hcalls did, as a sentence. */
  costWords(hcalls: bigint): string;
  readonly source: string;
  readonly unloaded: D;
  load(site: Site, driver: D): Loaded<D>;
  notified(site: Site, driver: D, action: MemoryAction, range: Range): Answered<D>;
  /** What the kernel itself does for the driver as its sections come and go, before anyone is told. */
  follow(site: Site, driver: D): D;
  /** What one block after another has in common; null: nothing. */
  alike(site: Site, driver: D, stretch: Stretch): Alike<D> | null;
  /** A question: the bus address that stands for a physical one. It changes nothing. */
  translate(driver: D, physical: bigint): MapAnswer;
  /** Names a buffer to the device; it stays named until `unmap`. */
  map(site: Site, driver: D, physical: bigint): Mapped<D>;
  /** The device has done with the buffer at that bus address. */
  unmap(site: Site, driver: D, bus: bigint): D;
  /** Physical address that the device itself reaches at a bus address; null: none. */
  reach(driver: D, bus: bigint): bigint | null;
  /** The driver would read through a null pointer. */
  oops(driver: D, physical: bigint): boolean;
  /** What a miss sets off. */
  missed(driver: D): { readonly driver: D; readonly queued: boolean };
  work(site: Site, driver: D): Worked<D>;
  status(driver: D): Status;
  /** Why there is no region, in one sentence; null where one stands. */
  whyGone(driver: D, site: Pick<Site, 'nextHandle'>): string | null;
  regions(driver: D): readonly RegionRun[];
  /** MR handles in use on all adapters, with those shared with their queue pairs. */
  handles(driver: D, rules: MrRules): number;
  /** Who goes without a region first, now or when more comes: `section 6, at 0x6000000`. Null: nobody ever. */
  runsOut(rules: MrRules, driver: D, online: RunSet): string | null;
  /** Null: one region, or none. */
  standing(driver: D, online: RunSet): Standing | null;
  shape(driver: D): MapShape;
  /** How the bytes of a map without levels come about: `= 8 × 524,288 entries`. */
  bytesFormula(driver: D): string;
  /** The physical address that a bus address stands for, in the lowest section that owns it; undefined if none does. */
  owner(driver: D, bus: bigint): bigint | undefined;
}

type Translates<D extends Driver> = Pick<Generation<D>, 'translate'>;

/** What a driver does that does nothing of its own: most generations leave something out. */
export const PASSIVE = {
  callback: null,
  acts: {},
  builtBy: 'EHEA',
  kernels: [],
  home: 'The adapter sits on the GX bus of big-endian ppc64 machines',
  renumbers: true,
  untold: 'The driver was not told.',
  checksTransmit: false,
  vetoes: [],
  mapsAtInit: false,
  stopsTransfers: false,
  callsPerSection: CALLS_PER_SECTION,
  costWords: (hcalls: bigint) => `${counted(hcalls, 'hcall')} registered every page again.`,
  notified: <D>(_: Site, driver: D): Answered<D> => ({
    driver,
    answer: NOTIFY_OK,
    act: null,
  }),
  follow: <D>(_: Site, driver: D): D => driver,
  alike: () => null,
  map<D extends Driver>(this: Translates<D>, _: Site, driver: D, physical: bigint): Mapped<D> {
    return { driver, answer: this.translate(driver, physical) };
  },
  unmap: <D>(_: Site, driver: D): D => driver,
  reach: ({ region }: Driver, bus: bigint) => reachIn(region, bus),
  oops: () => false,
  missed: <D>(driver: D) => ({ driver, queued: false }),
  work: <D>(_: Site, driver: D): Worked<D> => ({ driver, ran: 'idle', act: null, ret: 0 }),
  status: (): Status => ({
    loaded: true,
    workQueued: false,
    semaphoreHeld: false,
    retries: false,
  }),
  regions: ({ region }: Driver): readonly RegionRun[] => (region ? [{ ...region, count: 1 }] : []),
  handles: ({ region }: Driver, rules: MrRules): number => handlesGiven(rules, region ? 1 : 0),
  runsOut: whoGoesWithout,
  standing: () => null,
  bytesFormula: () => '= no map',
  whyGone: ({ region }: Driver) => (region ? null : 'Registering it failed.'),
} as const;
