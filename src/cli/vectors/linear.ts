import {
  compiledScan,
  createFlatMap,
  FLAT_LINEAR_SECTIONS,
  type FlatMap,
  flatLength,
  NO_FLAT_MAP,
} from '../../machine/ehea/flat-map.ts';
import { missInFlat } from '../../machine/ehea/miss.ts';
import { registerFlat } from '../../machine/ehea/register.ts';
import { slotAddress, translateFlat } from '../../machine/ehea/translate.ts';
import { PageList } from '../../machine/firmware/memory-region.ts';
import { flatBytes } from '../../machine/structures/flat.ts';
import { formatHex } from '../../machine/units/address.ts';
import { BUSMAP_START } from '../../machine/units/bus-space.ts';
import { RunSet } from '../../machine/units/run-set.ts';
import { compare, type Mismatch, unknownOp } from './check.ts';
import { Fnv64 } from './fnv.ts';
import { hashPages } from './page-hash.ts';

/** Replays a scenario of the format `ehea-busmap-linear/1`: the flat driver, driven below the kernel. */

type Op = {
  readonly result?: unknown;
  readonly xlate?: readonly { readonly pa: string; readonly bus: string | null }[];
} & (
  | { readonly op: 'sections'; readonly ranges: readonly (readonly [number, number])[] }
  | { readonly op: 'create' | 'rereg_rebuild' | 'query' }
  | { readonly op: 'reg_mr'; readonly fw_fail_at?: number }
);

export interface LinearScenario {
  readonly name: string;
  readonly max_physmem_bits: number;
  readonly vmalloc_limit: string;
  readonly ops: readonly Op[];
}

interface State {
  readonly valid: RunSet;
  readonly map: FlatMap;
  readonly requested: bigint;
  readonly refused: boolean;
  readonly stopped: boolean;
  readonly scheduled: number;
}

const SHOWN_RUNS = 40;

export function replayLinear(scenario: LinearScenario): Mismatch[] {
  let state: State = {
    valid: RunSet.EMPTY,
    map: NO_FLAT_MAP,
    requested: 0n,
    refused: false,
    stopped: false,
    scheduled: 0,
  };
  return scenario.ops.flatMap((op, i) => {
    const done = apply(state, op, scenario);
    state = done.state;
    const found = op.result === undefined ? [] : compare(i, '', op.result, done.got);
    (op.xlate ?? []).forEach((x, n) => {
      const { bus } = translateFlat(state.map, BigInt(x.pa));
      if (bus === null) {
        const effect = missInFlat(state.stopped);
        state = {
          ...state,
          stopped: effect.stopped,
          scheduled: state.scheduled + (effect.schedules ? 1 : 0),
        };
      }
      found.push(...compare(i, `xlate[${n}].bus`, x.bus, bus === null ? null : formatHex(bus)));
    });
    return found;
  });
}

function apply(state: State, op: Op, scenario: LinearScenario): { state: State; got: unknown } {
  if (op.op === 'sections') {
    const valid = compiledScan(RunSet.from(op.ranges), scenario.max_physmem_bits);
    return { state: { ...state, valid }, got: undefined };
  }
  if (op.op === 'reg_mr') return { state, got: register(state.map, op.fw_fail_at ?? 0) };
  if (op.op === 'query') return { state, got: describe(state, 0) };
  if (op.op !== 'create' && op.op !== 'rereg_rebuild') throw unknownOp(op);
  const vmallocLimit = BigInt(scenario.vmalloc_limit);
  const built = createFlatMap(state.valid, (bytes) => bytes <= vmallocLimit);
  const next: State = {
    ...state,
    map: built.map,
    requested: flatBytes(built.map.entries),
    refused: built.ret !== 0,
    stopped: op.op === 'rereg_rebuild' && built.ret === 0 ? false : state.stopped,
  };
  return { state: next, got: describe(next, built.ret) };
}

function describe(state: State, ret: number): unknown {
  const array = state.map.array ?? RunSet.EMPTY;
  const hash = new Fnv64();
  const runs: [number, number, string][] = [];
  let slot = 0;
  for (const [start, end] of array) {
    if (runs.length < SHOWN_RUNS) runs.push([start, end - start, formatHex(slotAddress(slot))]);
    for (let section = start; section < end; section++, slot++) {
      hash.addBig(BigInt(section));
      hash.addBig(slotAddress(slot));
    }
  }
  return {
    ret,
    entries: state.map.entries,
    valid_sections: array.size,
    mapped: array.size,
    vmalloc_bytes: Number(state.requested),
    vmalloc_failed: state.refused,
    nruns: array.runs,
    runs,
    hash: hash.digest(),
    stop_xfer: state.stopped ? 1 : 0,
    work_scheduled: state.scheduled,
  };
}

function register(map: FlatMap, failAt: number): unknown {
  const { fact, calls } = registerFlat(map, 1, failAt > 0 ? [{ nth: failAt, code: -1 }] : []);
  const runs = map.array
    ? new PageList(map.array, (s) => s, FLAT_LINEAR_SECTIONS).runs
    : new Float64Array(0);
  return {
    ret: fact.ret,
    mr: {
      vaddr: formatHex(BUSMAP_START),
      len: formatHex(flatLength(map)),
      acc_ctrl: '0x800000',
      pd: '0xaabcdeff',
      register_calls: calls.attempts,
      pages_accepted: calls.pagesAccepted,
      free_calls: fact.freeCalls,
      last_hret: calls.lastHret,
      pages_hash: hashPages(runs, calls.attempts),
    },
  };
}
