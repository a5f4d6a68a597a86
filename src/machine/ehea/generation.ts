import type { ArmedHcall } from '../firmware/register-pages.ts';
import type { Granted } from '../memory/resource.ts';
import type { ArrayRefusal } from '../memory/vmalloc.ts';
import type { MemoryAction } from '../notifier/action.ts';
import { NOTIFY_OK } from '../notifier/chain.ts';
import {
  countTables,
  type Tables,
  type ThreeLevel,
  tableBytes,
} from '../structures/three-level.ts';
import type { RunSet } from '../units/run-set.ts';
import type { DriverAct } from './act.ts';
import type { Driver } from './driver.ts';
import type { DriverId } from './driver-id.ts';
import type { MapAnswer } from './translate.ts';

/** What a driver sees of its machine while something happens, and what it takes from it. */
export interface Site {
  readonly config: { readonly pageSize: number; readonly physicalBits: number };
  readonly granted: Granted;
  /** num_physpages. */
  readonly pages: bigint;
  /** Number of the next allocation that fails; Infinity for none. */
  readonly failAt: number;
  readonly armedHcalls: readonly ArmedHcall[];
  /** Handle of the next region. */
  nextHandle: number;
  countAllocations(tried: number): void;
  countHcalls(armed: readonly ArmedHcall[], fired: readonly ArmedHcall[]): void;
  /** Every section with a memmap, as pfn_valid tells. Only the flat maps ask. */
  scanSections(): RunSet;
}

export const pageShift = ({ config }: Pick<Site, 'config'>): number => Math.log2(config.pageSize);

/** Sections of one block, as the chain's memory_notify tells them. */
export interface Range {
  readonly first: number;
  readonly sections: number;
}

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

/** A driver's map, whatever it is made of. */
export interface MapShape {
  readonly kind: 'three-level' | 'flat' | 'linear' | 'none';
  readonly bytes: bigint;
  /** Three levels: the tables that are there. */
  readonly levels: ThreeLevel | null;
  readonly tables: Tables;
  /** Entries of the flat array, as asked for. */
  readonly entries: number;
  /** [first entry, count, slot | -1 for an entry left at flag 1] for each stretch, ascending. */
  readonly runs: Float64Array;
  readonly mrLength: bigint;
  /** Why the flat array is not there; null where it is, or another map. */
  readonly refused: ArrayRefusal | null;
  /** Tables that nobody can reach any more. */
  readonly leaked: number;
}

/** The callback a driver registers with the memory chain. */
export interface OwnCallback {
  readonly name: string;
  readonly priority: number;
  readonly gloss: string;
  readonly source: string;
}

/**
 * A generation of the driver: how it keeps its map and when it looks. Its methods change nothing but the site they
 * are given; the driver's state is a value that goes in and comes out.
 */
export interface Generation<D extends Driver = Driver> {
  readonly id: DriverId;
  /** Null: it does not listen. */
  readonly callback: OwnCallback | null;
  /** Actions on which its callback does something, and what. */
  readonly acts: Readonly<Partial<Record<MemoryAction, DriverAct['update']>>>;
  /** Something sets __EHEA_STOP_XFER. */
  readonly stopsTransfers: boolean;
  readonly source: string;
  readonly unloaded: D;
  load(site: Site, driver: D): Loaded<D>;
  notified(site: Site, driver: D, action: MemoryAction, range: Range): Answered<D>;
  /** What one block after another has in common; null: nothing. */
  alike(site: Site, driver: D, stretch: Stretch): Alike<D> | null;
  translate(driver: D, physical: bigint): MapAnswer;
  /** The driver would read through a null pointer. */
  oops(driver: D, physical: bigint): boolean;
  /** What a miss sets off. */
  missed(driver: D): { readonly driver: D; readonly queued: boolean };
  work(site: Site, driver: D): Worked<D>;
  shape(driver: D): MapShape;
  /** The physical address that a bus address stands for, in the lowest section that owns it; undefined if none does. */
  owner(driver: D, bus: bigint): bigint | undefined;
}

export const NO_TABLE: Tables = { root: 0, top: 0, dir: 0 };

const NO_RUNS = new Float64Array(0);

/** No map at all. */
export const NO_SHAPE: MapShape = {
  kind: 'none',
  bytes: 0n,
  levels: null,
  tables: NO_TABLE,
  entries: 0,
  runs: NO_RUNS,
  mrLength: 0n,
  refused: null,
  leaked: 0,
};

/** A map of three levels: what its tables hold in bytes follows from how many there are. */
export function shapeOfLevels(
  levels: ThreeLevel,
  { runs, mrLength }: Pick<MapShape, 'runs' | 'mrLength'>,
): MapShape {
  const tables = countTables(levels);
  return {
    ...NO_SHAPE,
    kind: 'three-level',
    bytes: tableBytes(tables),
    levels,
    tables,
    runs,
    mrLength,
  };
}

/** What a driver does that does nothing of its own: most generations leave something out. */
export const PASSIVE = {
  callback: null,
  acts: {},
  stopsTransfers: false,
  notified: <D>(_: Site, driver: D): Answered<D> => ({
    driver,
    answer: NOTIFY_OK,
    act: null,
  }),
  alike: () => null,
  oops: () => false,
  missed: <D>(driver: D) => ({ driver, queued: false }),
  work: <D>(_: Site, driver: D): Worked<D> => ({ driver, ran: 'idle', act: null, ret: 0 }),
} as const;
