import { flatLength } from '../machine/ehea/flat-map.ts';
import { slotAddress } from '../machine/ehea/translate.ts';
import type { SectionState } from '../machine/event.ts';
import { BUSMAP_START } from '../machine/firmware/memory-region.ts';
import type { Machine } from '../machine/machine.ts';
import { validSections } from '../machine/memory/section.ts';
import { flatBytes, flatEntries } from '../machine/structures/flat.ts';
import {
  buildThreeLevel,
  countTables,
  mapRuns,
  tableBytes,
} from '../machine/structures/three-level.ts';
import { formatHex } from '../machine/units/address.ts';
import { SECTION_SIZE, sectionBytes, sectionStart } from '../machine/units/section.ts';

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
  };
  readonly regions: readonly {
    readonly handle: string;
    readonly start: string;
    readonly length: string;
    readonly pages: string;
  }[];
  readonly chain: readonly { readonly name: string; readonly priority: number }[];
  readonly transfersStopped: boolean;
  readonly bill: readonly { readonly structure: string; readonly bytes: string }[];
}

/** Everything another program may want to know of a machine at a step. */
export function makeReport(machine: Machine, step: number, steps: number): Report {
  const { config, driver } = machine;
  const { region } = driver;
  const bill = billOf(machine);
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
    memory: memoryRuns(machine).map(({ first, sections, state }) => ({
      start: formatHex(sectionStart(first)),
      size: formatHex(sectionBytes(sections)),
      state,
    })),
    busMap: busMapOf(machine),
    regions: region
      ? [
          {
            handle: formatHex(BigInt(region.handle)),
            start: formatHex(BUSMAP_START),
            length: formatHex(region.length),
            pages: region.pages.toString(),
          },
        ]
      : [],
    chain: machine.chain.map(({ name, priority }) => ({ name, priority })),
    transfersStopped: driver.stopped,
    bill: [
      { structure: 'flat', bytes: bill.flat.toString() },
      { structure: 'three-level', bytes: bill.threeLevel.toString() },
    ],
  };
}

/** A maximal run of sections in one state. */
export interface MemoryRun {
  readonly first: number;
  readonly sections: number;
  readonly state: SectionState;
}

export function memoryRuns(machine: Machine): MemoryRun[] {
  const { online, offline } = machine.sections;
  const of = (state: SectionState, set: typeof online): MemoryRun[] =>
    [...set].map(([first, end]) => ({ first, sections: end - first, state }));
  return [...of('online', online), ...of('offline', offline)].sort((a, b) => a.first - b.first);
}

function busMapOf({ driver }: Machine): Report['busMap'] {
  const { kind } = driver;
  if (kind === 'none')
    return { kind, bytes: '0', tables: {}, mapped: 0, runs: [], mrLength: '0x0' };
  if (kind === 'flat') {
    const { array, entries } = driver.map;
    const before = array?.before;
    return {
      kind,
      bytes: flatBytes(entries).toString(),
      tables: { entries },
      mapped: array?.size ?? 0,
      runs: [...(array ?? [])].map(
        ([start, end], i): Run => [start, end - start, formatHex(slotAddress(before?.[i] ?? 0))],
      ),
      mrLength: formatHex(flatLength(driver.map)),
    };
  }
  const { tables, mrLength } = driver.map;
  const counts = countTables(tables);
  const runs = [...threeLevelRuns(driver.map.tables)];
  return {
    kind,
    bytes: tableBytes(counts).toString(),
    tables: { ...counts },
    mapped: runs.reduce((sum, run) => sum + run[1], 0),
    runs,
    mrLength: formatHex(mrLength),
  };
}

/** Entries left at the flag value do not ascend, so each is a run of its own, as the driver's dump shows them. */
function* threeLevelRuns(tables: Parameters<typeof mapRuns>[0]): Generator<Run> {
  for (const run of mapRuns(tables)) {
    if (run.slot >= 0) yield [run.first, run.count, formatHex(slotAddress(run.slot))];
    else for (let i = 0; i < run.count; i++) yield [run.first + i, 1, '0x1'];
  }
}

/** Bytes of each map: the one in use as it stands, the other built anew over this memory. */
export function billOf(machine: Machine): { readonly flat: bigint; readonly threeLevel: bigint } {
  const { driver, sections } = machine;
  return {
    flat:
      driver.kind === 'flat'
        ? flatBytes(driver.map.entries)
        : flatBytes(flatEntries(validSections(sections))),
    threeLevel: tableBytes(
      countTables(
        driver.kind === 'three-level' ? driver.map.tables : buildThreeLevel(sections.online),
      ),
    ),
  };
}
