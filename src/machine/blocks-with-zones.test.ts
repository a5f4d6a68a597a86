import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReport } from '../timeline/report.ts';
import { bootOn } from './boot-on.test-data.ts';
import type { MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import type { Machine } from './machine.ts';
import { MEMORY_ACTIONS } from './notifier/action.ts';
import { step } from './step.ts';
import type { Fact } from './trace.ts';

/**
 * Where a block remembers its zone: what n blocks have in common is done by arithmetic, and must end as block by
 * block does, whatever the zones span, whoever holds pages, whatever was armed.
 */

knowAllKernels();

const hex = (n: bigint): string => `0x${n.toString(16)}`;
/** Sections of a block: one, or eight as on x86_64. */
const KERNELS = [
  ['6.1', 'x86_64', 8],
  ['6.12', 'ppc64', 1],
  ['7.1.5', 'ppc64', 2],
  ['7.1.5', 'arm64', 8],
] as const;

const kernel = fc.constantFrom(...KERNELS);
const LAST = 60;
/** Blocks [first, first + blocks) of the 60 there are. */
const row = fc.record({
  first: fc.integer({ min: 0, max: LAST - 1 }),
  blocks: fc.integer({ min: 1, max: 24 }),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const prior = fc.array(
  fc.record({
    at: row,
    type: fc.constantFrom('online' as const, 'offline' as const, 'add' as const, 'remove' as const),
    as: fc.constantFrom(undefined, 'online_kernel' as const, 'online_movable' as const),
  }),
  { maxLength: 6 },
);
const held = fc.array(
  fc.record({
    at: row,
    are: fc.constantFrom('unmovable' as const, 'pinned' as const, 'poisoned' as const),
  }),
  { maxLength: 1 },
);
const armed = fc.array(
  fc.oneof(
    fc.constant({ type: 'signal' as const }),
    fc.record({
      type: fc.constant('failCallback' as const),
      name: fc.constantFrom('ksm', 'kcore', 'mm_compute_batch'),
      action: fc.constantFrom(...MEMORY_ACTIONS),
      answer: fc.constantFrom('NOTIFY_OK', 'NOTIFY_STOP', '-EBUSY'),
    }),
  ),
  { maxLength: 2 },
);

function start([id, architecture, size]: (typeof KERNELS)[number], boots: number): Machine {
  const unit = BigInt(size) << 24n;
  return bootOn(
    {
      kernel: id,
      driver: architecture === 'ppc64' ? 'three-level' : 'none',
      pageSize: 4096,
      blockSize: hex(unit),
      physicalBits: 46,
      allocator: 'SLUB',
      options: { architecture },
    },
    boots > 0 ? [{ start: 0n, end: BigInt(boots) * unit, state: 'online' }] : [],
  ).machine;
}

const bytes = (size: number, { first, blocks }: Row) => ({
  start: hex(BigInt(first * size) << 24n),
  size: hex(BigInt(Math.min(blocks, LAST - first) * size) << 24n),
});

interface Played {
  machine: Machine;
  facts: Fact[];
  ret: number;
}

/** Until one fails or waits; what does not fit is passed over if `lenient`. */
function play(machine: Machine, events: readonly MachineEvent[], lenient: boolean): Played {
  const out: Played = { machine, facts: [], ret: 0 };
  for (const event of events) {
    const done = step(out.machine, event);
    if (!done.ok) {
      if (!lenient) throw new Error(done.error.message);
      continue;
    }
    out.machine = done.machine;
    out.facts.push(...done.trace);
    out.ret = done.outcome.ret;
    if (!lenient && (out.ret !== 0 || done.outcome.pending)) break;
  }
  return out;
}

const count = (facts: readonly Fact[], of: (fact: Fact & { type: 'blocks' }) => number): number =>
  facts.reduce((n, f) => n + (f.type === 'blocks' ? of(f) : 0), 0);

function expectSame(bulk: Played, single: Played): void {
  expect(makeReport(bulk.machine, 0, 0)).toEqual(makeReport(single.machine, 0, 0));
  for (const key of [
    'driver',
    'zones',
    'held',
    'pages',
    'signals',
    'armedAnswers',
    'nextHandle',
  ] as const)
    expect(bulk.machine[key]).toEqual(single.machine[key]);
  expect(bulk.ret).toBe(single.ret);
  expect(count(bulk.facts, (f) => f.blocks)).toBe(count(single.facts, (f) => f.blocks));
  expect(count(bulk.facts, (f) => f.blocks * f.rounds.length)).toBe(
    count(single.facts, (f) => f.blocks * f.rounds.length),
  );
}

describe('a row of blocks with zones', () => {
  it.each(['online', 'offline'] as const)('%s at once ends as one by one', (type) => {
    fc.assert(
      fc.property(
        kernel,
        fc.integer({ min: 0, max: 12 }),
        prior,
        held,
        armed,
        row,
        fc.constantFrom(undefined, 'online_kernel' as const, 'online_movable' as const),
        (which, boots, before, holds, arms, at, asked) => {
          const [, , size] = which;
          const as = type === 'online' && asked ? { as: asked } : {};
          const told: MachineEvent[] = [
            { type: 'add', ...bytes(size, { first: 20, blocks: 30 }) },
            { type: 'online', ...bytes(size, { first: 30, blocks: 12 }), as: 'online_movable' },
            ...before.map((e) => ({
              type: e.type,
              ...bytes(size, e.at),
              ...(e.type === 'online' && e.as ? { as: e.as } : {}),
            })),
            ...holds.map((h) => ({ type: 'pages' as const, ...bytes(size, h.at), are: h.are })),
            ...arms,
          ];
          const { machine } = play(start(which, boots), told, true);
          fc.pre(machine.pending === null);
          const n = Math.min(at.blocks, LAST - at.first);
          const each = Array.from({ length: n }, (_, i) => ({
            type,
            ...bytes(size, { first: at.first + i, blocks: 1 }),
            ...as,
          }));
          expectSame(
            play(machine, [{ type, ...bytes(size, at), ...as }], false),
            play(machine, each, false),
          );
        },
      ),
      { numRuns: 600 },
    );
  });

  it('costs as one does: 2^20 blocks of a DIMM in a handful of facts, all in one zone', () => {
    const machine = start(KERNELS[0], 4);
    const size = hex(1n << 45n);
    const done = play(
      machine,
      [{ type: 'hotplug', start: hex(1n << 45n), size, as: 'online_movable' }],
      false,
    );
    expect(done.facts.length).toBeLessThan(8);
    expect(count(done.facts, (f) => f.blocks)).toBe(2 ** 18);
    const gone = play(done.machine, [{ type: 'unplug', start: hex(1n << 45n), size }], false);
    expect(gone.facts.length).toBeLessThan(8);
    expect(makeReport(gone.machine, 0, 0).memory).toEqual(makeReport(machine, 0, 0).memory);
  });
});
