import { registerThreeLevel } from '../../machine/ehea/register.ts';
import {
  addRange,
  bootWindow,
  createMap,
  destroyMap,
  type EheaMap,
  LINEAR_SECTIONS,
  NO_MAP,
  removeRange,
  sectionBase,
  type Update,
} from '../../machine/ehea/three-level-map.ts';
import { slotAddress, translateThreeLevel } from '../../machine/ehea/translate.ts';
import { PageList } from '../../machine/firmware/memory-region.ts';
import { CALLS_PER_SECTION } from '../../machine/firmware/register-pages.ts';
import { grantAll } from '../../machine/memory/resource.ts';
import {
  countTables,
  entriesOf,
  mapRuns,
  tableBytes,
} from '../../machine/structures/three-level.ts';
import { formatHex } from '../../machine/units/address.ts';
import { BUSMAP_START } from '../../machine/units/bus-space.ts';
import { type PhysicalMode, toPhysical, toVirtual } from '../../machine/units/virtual.ts';
import { compare, type Mismatch, unknownOp } from './check.ts';
import { Fnv64 } from './fnv.ts';
import { hashPages } from './page-hash.ts';

/** Replays a scenario of the format `ehea-bmap/1`: the three-level driver, driven below the kernel. */

interface Xlate {
  readonly pa: string;
  readonly bus: string | null;
}

export type BmapOp = {
  readonly result?: unknown;
  readonly xlate?: readonly Xlate[];
} & (
  | {
      readonly op: 'boot';
      readonly ranges: readonly (readonly [string, string])[];
      readonly hugepages?: readonly string[];
      readonly fail_alloc?: number;
    }
  | {
      readonly op: 'add' | 'rem';
      readonly start: string;
      readonly size: string;
      readonly fail_alloc?: number;
    }
  | { readonly op: 'destroy' }
  | { readonly op: 'reg_mr'; readonly fw_fail_at?: number }
);

export interface BmapScenario {
  readonly name: string;
  readonly page_shift: number;
  readonly max_physmem_bits: number;
  readonly pa_mode: 'sub' | 'mask';
  readonly ops: readonly BmapOp[];
}

/** Arguments of the region's allocation that never change (ehea.h). */
const ACCESS_CONTROL = 0x00800000n;
const PD_ID = 0xaabcdeffn;
const SHOWN_RUNS = 40;
const SHOWN_WRONG = 8;

export function replayBmap(scenario: BmapScenario): Mismatch[] {
  const mode: PhysicalMode = scenario.pa_mode === 'mask' ? 'mask' : 'subtract';
  const shift = scenario.page_shift;
  let map = NO_MAP;
  return scenario.ops.flatMap((op, i) => {
    let got: unknown;
    if (op.op === 'reg_mr') got = register(map, op.fw_fail_at ?? 0, mode);
    else {
      const update = apply(map, op, shift, scenario.max_physmem_bits);
      map = update.map;
      got = describe(update);
    }
    return [
      ...(op.result === undefined ? [] : compare(i, '', op.result, got)),
      ...(op.xlate ?? []).flatMap((x, n) =>
        compare(i, `xlate[${n}].bus`, x.bus, translate(map, x.pa, mode)),
      ),
    ];
  });
}

function apply(
  map: EheaMap,
  op: Exclude<BmapOp, { op: 'reg_mr' }>,
  shift: number,
  bits: number,
): Update {
  if (op.op === 'destroy') return { map: destroyMap(map), ret: 0, allocations: 0 };
  const failAt = op.fail_alloc ?? Number.POSITIVE_INFINITY;
  if (op.op === 'boot') {
    // The walk of the shim hands over each range by itself; ranges that touch stay two.
    const huge = (op.hugepages ?? []).map(BigInt);
    let at: Update = { map: { ...map, mrLength: 0n }, ret: 0, allocations: 0 };
    for (const [start, size] of op.ranges) {
      const length = at.map.mrLength;
      const piece = createMap(
        at.map,
        grantAll([{ start: BigInt(start), end: BigInt(start) + BigInt(size) }]),
        bootWindow(bits, shift),
        shift,
        huge,
        failAt - at.allocations,
      );
      at = {
        map: { ...piece.map, mrLength: (length + piece.map.mrLength) & ((1n << 64n) - 1n) },
        ret: piece.ret,
        allocations: at.allocations + piece.allocations,
      };
      if (at.ret !== 0) break;
    }
    return at;
  }
  if (op.op !== 'add' && op.op !== 'rem') throw unknownOp(op);
  const range = { pfn: BigInt(op.start) >> BigInt(shift), pages: BigInt(op.size) >> BigInt(shift) };
  return (op.op === 'add' ? addRange : removeRange)(map, range, shift, failAt);
}

function describe({ map, ret }: Update): unknown {
  const tables = countTables(map.tables);
  const hash = new Fnv64();
  const runs: [number, number, string][] = [];
  let count = 0;
  let mapped = 0;
  const all = mapRuns(map.tables);
  for (let at = 0; at < all.length; at += 3) {
    const run = {
      first: all[at] as number,
      count: all[at + 1] as number,
      slot: all[at + 2] as number,
    };
    mapped += run.count;
    // Flags do not ascend, so each is a run of its own.
    const pieces = run.slot < 0 ? run.count : 1;
    count += pieces;
    for (let p = 0; p < pieces && runs.length < SHOWN_RUNS; p++)
      runs.push(
        run.slot < 0
          ? [run.first + p, 1, '0x1']
          : [run.first, run.count, formatHex(slotAddress(run.slot))],
      );
    for (let i = 0; i < run.count; i++) {
      hash.addBig(BigInt(run.first + i));
      hash.addBig(run.slot < 0 ? 1n : slotAddress(run.slot + i));
    }
  }
  return {
    ret,
    mr_len: formatHex(map.mrLength),
    mapped,
    alloc: { ...tables, bytes: Number(tableBytes(tables)) },
    nruns: count,
    runs,
    hash: hash.digest(),
  };
}

function register(map: EheaMap, failAt: number, mode: PhysicalMode): unknown {
  const armed = failAt > 0 ? [{ nth: failAt, code: -1 }] : [];
  const { fact, calls } = registerThreeLevel(map, 1, armed);
  const runs = map.tables.root
    ? new PageList(
        entriesOf(map.tables),
        (index) => absolute(sectionBase(index), mode),
        LINEAR_SECTIONS,
      ).runs
    : new Float64Array(0);
  const reached = Math.ceil(calls.attempts / CALLS_PER_SECTION);
  const wrong = wrongSections(map, runs, reached);
  return {
    ret: fact.ret,
    mr: {
      vaddr: formatHex(BUSMAP_START),
      len: fact.length,
      acc_ctrl: formatHex(ACCESS_CONTROL),
      pd: formatHex(PD_ID),
      register_calls: calls.attempts,
      pages_accepted: calls.pagesAccepted,
      free_calls: fact.freeCalls,
      last_hret: calls.lastHret,
      wrong_sections: wrong.count,
      wrong: wrong.first,
      // Costs more than all else; only where it is compared.
      get pages_hash() {
        return hashPages(runs, calls.attempts);
      },
    },
  };
}

/** The section that __va and __pa make of a computed base. */
const absolute = (section: number, mode: PhysicalMode): number =>
  Number(toPhysical(toVirtual(BigInt(section) << 24n), mode) >> 24n);

function wrongSections(
  map: EheaMap,
  runs: Float64Array,
  reached: number,
): { count: number; first: [number, string][] } {
  const entries = entriesOf(map.tables);
  const first: [number, string][] = [];
  let count = 0;
  for (let at = 0; at < runs.length; at += 3) {
    const run = {
      slot: runs[at] as number,
      count: runs[at + 1] as number,
      section: runs[at + 2] as number,
    };
    for (let i = 0; i < run.count && run.slot + i < reached; i++) {
      const index = entries.select(run.slot + i) as number;
      const section = run.section + i;
      if (index === section) continue;
      count += 1;
      if (first.length < SHOWN_WRONG) first.push([index, formatHex(BigInt(section) << 24n)]);
    }
  }
  return { count, first };
}

function translate(map: EheaMap, pa: string, mode: PhysicalMode): string | null {
  const physical = toPhysical(toVirtual(BigInt(pa)), mode);
  const { bus } = translateThreeLevel(map.tables, physical);
  return bus === null ? null : formatHex(bus);
}
