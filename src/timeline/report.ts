import type { SectionState } from '../machine/event.ts';
import type { Options } from '../machine/kernel/options.ts';
import type { Machine } from '../machine/machine.ts';
import { formatHex, toAddress } from '../machine/units/address.ts';
import { SECTION_SIZE, sectionBytes, sectionStart } from '../machine/units/section.ts';
import { type ArmedFault, armedFaults } from './armed-faults.ts';
import { type DeviceReport, reportDevice } from './device-report.ts';
import { type HeldRange, heldRanges } from './held-ranges.ts';
import { memoryRuns } from './memory-runs.ts';
import { wholeBill } from './whole-bill.ts';
import { type ZoneRange, zoneRanges } from './zone-ranges.ts';

type Run = readonly [section: number, sections: number, bus: string];

/** What `inspect` prints and `window.sparsescope.report()` returns; keys in this order. */
export interface Report {
  readonly format: 'sparsescope-report/1';
  readonly step: number;
  readonly steps: number;
  readonly kernel: string;
  readonly driver: string;
  readonly pageSize: number;
  readonly sectionSize: string;
  readonly blockSize: string;
  readonly physicalBits: number;
  readonly memory: readonly {
    readonly start: string;
    readonly size: string;
    readonly state: SectionState;
  }[];
  readonly busMap: {
    readonly kind: string;
    readonly bytes: string;
    readonly tables: Readonly<Record<string, number>>;
    readonly mapped: number;
    readonly runs: readonly Run[];
    readonly mrLength: string;
    /** Tables that nobody can reach any more; left out where there are none. */
    readonly leaked?: number;
  };
  readonly regions: readonly {
    readonly handle: string;
    readonly start: string;
    readonly length: string;
    readonly pages: string;
    /** So many alike, handles ascending, each beginning where the one before ends; left out for one. */
    readonly count?: number;
  }[];
  readonly chain: readonly { readonly name: string; readonly priority: number }[];
  readonly transfersStopped: boolean;
  readonly bill: readonly { readonly structure: string; readonly bytes: string }[];
  /** Those that differ from the kernel's own; left out where none does. */
  readonly options?: Partial<Options>;
  /** Where online memory lies in more than one zone, or in another than Normal; left out otherwise. */
  readonly zones?: readonly ZoneRange[];
  /** The block that waits for pinned pages; left out where none does. */
  readonly pending?: { readonly op: 'offline'; readonly start: string; readonly size: string };
  /** Pages that somebody holds; left out where there are none. */
  readonly pages?: readonly HeldRange[];
  /** What was told to happen and has not yet; left out where nothing was. */
  readonly armed?: readonly ArmedFault[];
  /** Left out where nothing was ever posted and no traffic runs. */
  readonly device?: DeviceReport;
}

/** Everything another program may want to know of a machine at a step. */
export function makeReport(machine: Machine, step: number, steps: number): Report {
  const { config, driver, generation } = machine;
  return {
    format: 'sparsescope-report/1',
    step,
    steps,
    kernel: config.kernel,
    driver: config.driver,
    pageSize: config.pageSize,
    sectionSize: formatHex(BigInt(SECTION_SIZE)),
    blockSize: config.blockSize,
    physicalBits: config.physicalBits,
    memory: [...triplesOf(memoryRuns(machine))].map(([first, sections, state]) => ({
      start: formatHex(sectionStart(first)),
      size: formatHex(sectionBytes(sections)),
      state: state === 0 ? 'online' : 'offline',
    })),
    busMap: busMapOf(machine),
    regions: generation.regions(driver).map(({ handle, start, length, pages, count }) => ({
      handle: formatHex(BigInt(handle)),
      start: formatHex(start),
      length: formatHex(length),
      pages: pages.toString(),
      ...(count > 1 ? { count } : {}),
    })),
    chain: machine.chain.map(({ name, priority }) => ({ name, priority })),
    transfersStopped: driver.stopped,
    bill: wholeBill(machine).map(({ structure, bytes }) => ({
      structure,
      bytes: bytes.toString(),
    })),
    ...(config.options ? { options: config.options } : {}),
    ...filled('pages', heldRanges(machine)),
    ...filled('zones', zoneRanges(machine)),
    ...pendingOf(machine),
    ...filled('armed', armedFaults(machine)),
    ...reportDevice(machine),
  };
}

const pendingOf = ({ pending }: Machine): Pick<Report, 'pending'> =>
  pending
    ? {
        pending: {
          op: pending.op,
          start: formatHex(sectionStart(pending.first)),
          size: formatHex(sectionBytes(pending.sections)),
        },
      }
    : {};

/** The key with its list, or nothing where the list is empty. */
const filled = <K extends string, T>(key: K, list: readonly T[]): { [P in K]?: readonly T[] } =>
  list.length > 0 ? ({ [key]: list } as { [P in K]: readonly T[] }) : {};

/** The items of an array of triples. */
function* triplesOf(runs: Float64Array): Generator<readonly [number, number, number]> {
  for (let i = 0; i < runs.length; i += 3)
    yield [runs[i] as number, runs[i + 1] as number, runs[i + 2] as number];
}

function busMapOf({ driver, generation }: Machine): Report['busMap'] {
  const { kind, bytes, levels, tables, entries, runs, mrLength, leaked, origin } =
    generation.shape(driver);
  const list = [...busRuns(runs, origin)];
  return {
    kind,
    bytes: bytes.toString(),
    tables: kind === 'flat' ? { entries } : levels ? { ...tables } : {},
    mapped: list.reduce((sum, run) => sum + run[1], 0),
    runs: list,
    mrLength: formatHex(mrLength),
    ...(leaked > 0 ? { leaked } : {}),
  };
}

/** Entries left at the flag value do not ascend, so each is a run of its own, as the driver's dump shows them. */
function* busRuns(runs: Float64Array, origin: bigint): Generator<Run> {
  for (const [first, count, slot] of triplesOf(runs)) {
    if (slot >= 0) yield [first, count, formatHex(toAddress(origin + sectionStart(slot)))];
    else for (let i = 0; i < count; i++) yield [first + i, 1, '0x1'];
  }
}
