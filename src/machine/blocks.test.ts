import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReport } from '../timeline/report.ts';
import { bootOn } from './boot-on.test-data.ts';
import type { MachineConfig, MachineEvent } from './event.ts';
import type { Machine } from './machine.ts';
import { MEMORY_ACTIONS } from './notifier/action.ts';
import { step } from './step.ts';
import type { BlocksFact, Fact } from './trace.ts';

/**
 * What n blocks have in common is done by arithmetic. Doing them one event at a time takes no such short cut:
 * both must end in the same machine, with the same total of hcalls, whatever was armed.
 */

const SECTION = 1n << 24n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

const config: MachineConfig = {
  kernel: '2.6.32',
  driver: 'three-level',
  pageSize: 4096,
  blockSize: '0x1000000',
  physicalBits: 64,
  allocator: 'SLUB',
};

/** Around the edges where tables change: dir (2^13), top (2^26), the alias at 2^39 and the end of a page list. */
const place = fc
  .tuple(
    fc.constantFrom(0, 2 ** 13, 2 ** 26, 2 ** 36, 2 ** 39, 2 ** 39 + 2 ** 13, 2 ** 40 - 40),
    fc.integer({ min: -12, max: 12 }),
  )
  .map(([base, delta]) => Math.max(0, base + delta));

const piece = fc.record({ first: place, count: fc.integer({ min: 1, max: 24 }) });

const arms = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('failAllocation' as const),
      nth: fc.integer({ min: 1, max: 8 }),
    }),
    fc.record({
      type: fc.constant('failHcall' as const),
      nth: fc.integer({ min: 1, max: 3000 }),
      code: fc.constantFrom(-1, -4, 9900, 9902),
    }),
    fc.constant({ type: 'signal' as const }),
    fc.record({
      type: fc.constant('failCallback' as const),
      name: fc.constantFrom('cpuset', 'slub', 'ehea'),
      action: fc.constantFrom(...MEMORY_ACTIONS.slice(0, 6)),
      answer: fc.constantFrom('NOTIFY_OK', 'NOTIFY_STOP', '-EBUSY'),
    }),
  ),
  { maxLength: 3 },
);

/** Pages that somebody holds among sections from `first` on. */
const holds = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 80 }),
    count: fc.integer({ min: 1, max: 3 }),
    are: fc.constantFrom('unmovable' as const, 'pinned' as const, 'failing' as const),
  }),
  { maxLength: 2 },
);
type Holds = typeof holds extends fc.Arbitrary<infer T> ? T : never;

/** Only where there is memory can a page be held. */
function hold(machine: Machine, first: number, told: Holds): Machine {
  let held = machine;
  for (const { at, count, are } of told) {
    const done = step(held, {
      type: 'pages',
      start: hex(BigInt(first + at) * SECTION),
      size: hex(BigInt(count) * SECTION),
      are,
    });
    if (done.ok) held = done.machine;
  }
  return held;
}

function machineWith(
  pieces: readonly { first: number; count: number }[],
  blockSections: number,
): Machine {
  return bootOn(
    { ...config, blockSize: hex(SECTION * BigInt(blockSections)) },
    pieces.map(({ first, count }) => ({
      start: BigInt(first) * SECTION,
      end: BigInt(Math.min(2 ** 40, first + count)) * SECTION,
      state: 'online' as const,
    })),
  ).machine;
}

interface Played {
  machine: Machine;
  facts: Fact[];
  ret: number;
}

function play(machine: Machine, events: readonly MachineEvent[], stopOnFailure = false): Played {
  const out: Played = { machine, facts: [], ret: 0 };
  for (const event of events) {
    const done = step(out.machine, event);
    if (!done.ok) throw new Error(done.error.message);
    out.machine = done.machine;
    out.facts.push(...done.trace);
    out.ret = done.outcome.ret;
    if (stopOnFailure && out.ret !== 0) break;
  }
  return out;
}

const hcalls = (facts: readonly Fact[]): bigint =>
  facts.reduce((sum, f) => sum + (f.type === 'blocks' ? BigInt(f.hcalls) : 0n), 0n);
const blocksDone = (facts: readonly Fact[]): number =>
  facts.filter((f): f is BlocksFact => f.type === 'blocks').reduce((n, f) => n + f.blocks, 0);
const fired = (facts: readonly Fact[]): number => facts.filter((f) => f.type === 'fired').length;

function expectSame(bulk: Played, single: Played): void {
  expect(makeReport(bulk.machine, 0, 0)).toEqual(makeReport(single.machine, 0, 0));
  expect(bulk.machine.driver).toEqual(single.machine.driver);
  expect(bulk.machine.nextHandle).toBe(single.machine.nextHandle);
  expect(bulk.machine.pages).toBe(single.machine.pages);
  expect([...bulk.machine.armedAllocations].sort()).toEqual(
    [...single.machine.armedAllocations].sort(),
  );
  expect(bulk.machine.armedHcalls).toEqual(single.machine.armedHcalls);
  expect(bulk.machine.armedAnswers).toEqual(single.machine.armedAnswers);
  expect(bulk.machine.signals).toBe(single.machine.signals);
  expect(bulk.ret).toBe(single.ret);
  expect(hcalls(bulk.facts)).toBe(hcalls(single.facts));
  expect(blocksDone(bulk.facts)).toBe(blocksDone(single.facts));
  expect(fired(bulk.facts)).toBe(fired(single.facts));
}

const range = (
  type: 'add' | 'online' | 'offline' | 'remove' | 'unplug',
  first: number,
  sections: number,
): MachineEvent => ({
  type,
  start: hex(BigInt(first) * SECTION),
  size: hex(BigInt(sections) * SECTION),
});

describe('a run of blocks', () => {
  it('onlined at once ends as block by block', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 3 }),
        piece,
        fc.constantFrom(1, 2, 4),
        fc.integer({ min: 1, max: 40 }),
        arms,
        (boots, at, size, blocks, armed) => {
          const base = machineWith(boots, size);
          const first = Math.min(2 ** 40 - size * blocks, Math.floor(at.first / size) * size);
          const added = play(base, [range('add', first, size * blocks), ...armed]);
          const each = Array.from({ length: blocks }, (_, i) =>
            range('online', first + i * size, size),
          );
          expectSame(
            play(added.machine, [range('online', first, size * blocks)]),
            play(added.machine, each, true),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  it('offlined at once ends as block by block', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 3 }),
        piece,
        fc.constantFrom(1, 2),
        fc.integer({ min: 1, max: 40 }),
        arms,
        holds,
        (boots, at, size, blocks, armed, held) => {
          const first = Math.min(2 ** 40 - size * blocks, Math.floor(at.first / size) * size);
          const base = machineWith([...boots, { first, count: size * blocks }], size);
          const ready = play(hold(base, first, held), armed);
          const each = Array.from({ length: blocks }, (_, i) =>
            range('offline', first + i * size, size),
          );
          expectSame(
            play(ready.machine, [range('offline', first, size * blocks)]),
            play(ready.machine, each, true),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  it('unplugged at once, lone blocks among offline ones, ends as block by block', () => {
    const lone = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        place,
        lone,
        fc.constantFrom(1, 2),
        arms,
        holds,
        (at, gaps, size, armed, held) => {
          const blocks = gaps.reduce((sum, gap) => sum + gap + 1, 0);
          const first = Math.floor(Math.min(2 ** 40 - size * blocks, at) / size) * size;
          const online: number[] = [];
          for (let i = 0, n = first; i < gaps.length; n += ((gaps[i] as number) + 1) * size, i++)
            online.push(n);
          const base = machineWith(
            online.map((n) => ({ first: n, count: 1 })),
            size,
          );
          const added = play(base, [range('add', first, size * blocks)]);
          const ready = play(hold(added.machine, first, held), armed);
          expectSame(
            play(ready.machine, [range('unplug', first, size * blocks)]),
            play(
              ready.machine,
              [
                ...online.map((n) => range('offline', n, size)),
                range('remove', first, size * blocks),
              ],
              true,
            ),
          );
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('cost', () => {
  it('grows with runs: 2^36 blocks in one gesture are one fact of a few block cycles', () => {
    const base = machineWith([{ first: 0, count: 16 }], 1);
    const done = play(base, [{ type: 'hotplug', start: hex(1n << 60n), size: hex(1n << 60n) }]);
    const facts = done.facts.filter((f): f is BlocksFact => f.type === 'blocks');
    expect(facts).toHaveLength(1);
    expect(facts[0]?.blocks).toBe(2 ** 36);
    // 8 calls for each of 16 + 1, 16 + 2 ... sections
    const n = 1n << 36n;
    expect(facts[0]?.hcalls).toBe((8n * (16n * n + (n * (n + 1n)) / 2n)).toString());
  });

  it('grows with runs where an alias 2^39 sections away is in the map already, or is gone from it', () => {
    const half = { start: hex(0n), size: hex(1n << 60n) };
    const alias = { start: hex(1n << 63n), size: hex(1n << 60n) };
    const done = play(machineWith([], 1), [
      { type: 'hotplug', ...half },
      { type: 'hotplug', ...alias },
      { type: 'unplug', ...half },
      { type: 'unplug', ...alias },
    ]);
    expect(done.facts.length).toBeLessThan(24);
    expect(blocksDone(done.facts)).toBe(4 * 2 ** 36);
    // Added twice, taken off once: the second time no dir was there to count under.
    expect(done.machine.driver).toMatchObject({ region: null, map: { mrLength: 1n << 60n } });
  });

  it('of a fact does not grow with the callbacks: thousands of lone blocks tell of one list of rounds', () => {
    const lone = Array.from({ length: 3000 }, (_, i) => ({ first: 2 * i, count: 1 }));
    const done = play(machineWith(lone, 1), [range('add', 0, 6000), range('unplug', 0, 6000)]);
    const facts = done.facts.filter((f): f is BlocksFact => f.type === 'blocks');
    expect(facts).toHaveLength(3000);
    expect(new Set(facts.map((f) => f.rounds)).size).toBe(1);
  });
});
