import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReport } from '../../timeline/report.ts';
import { bootOn } from '../boot-on.test-data.ts';
import type { DriverId } from '../driver/driver-id.ts';
import type { MachineEvent } from '../event.ts';
import type { OtherCall } from '../firmware/other-calls.ts';
import { knowAllKernels } from '../kernel/all-kernels.ts';
import type { Machine } from '../machine.ts';
import { step } from '../step.ts';
import type { BlocksFact, Fact } from '../trace.ts';
import { sectionStart } from '../units/section.ts';

knowAllKernels();

const SECTION = 1n << 24n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

const OURS = ['repaired', 'mapping-service', 'mr-per-section', 'direct-window'] as const;
const drivers = fc.constantFrom<DriverId>(...OURS);

interface Piece {
  readonly first: number;
  readonly count: number;
}

function machineWith(
  driver: DriverId,
  pieces: readonly Piece[],
  blockSections: number,
  mrBudget: number | null = null,
): Machine {
  return bootOn(
    {
      kernel: '2.6.32',
      driver,
      pageSize: 4096,
      blockSize: hex(SECTION * BigInt(blockSections)),
      physicalBits: 64,
      allocator: 'SLUB',
      ...(mrBudget === null ? {} : { options: { mrBudget } }),
    },
    pieces.map(({ first, count }) => ({
      start: sectionStart(first),
      end: sectionStart(Math.min(2 ** 40, first + count)),
      state: 'online' as const,
    })),
  ).machine;
}

interface Played {
  readonly machine: Machine;
  readonly facts: readonly Fact[];
  readonly ret: number;
}

/** Events that do not fit are left out: whatever a scenario holds, the laws hold. */
function play(machine: Machine, events: readonly MachineEvent[], stopOnFailure = false): Played {
  let at = machine;
  const facts: Fact[] = [];
  let ret = 0;
  for (const event of events) {
    const done = step(at, event);
    if (!done.ok) continue;
    at = done.machine;
    facts.push(...done.trace);
    ret = done.outcome.ret;
    if (stopOnFailure && ret !== 0) break;
  }
  return { machine: at, facts, ret };
}

const blocksIn = (facts: readonly Fact[]): BlocksFact[] =>
  facts.filter((f): f is BlocksFact => f.type === 'blocks');
const hcalls = (facts: readonly Fact[]): bigint =>
  blocksIn(facts).reduce((sum, f) => sum + BigInt(f.hcalls), 0n);

/** Around the edges where tables change, and where the three indices end. */
const place = fc
  .tuple(
    fc.constantFrom(0, 2 ** 13, 2 ** 26, 2 ** 36, 2 ** 39, 2 ** 40 - 40),
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
      call: fc.constantFrom<'register' | OtherCall>('register', 'allocate', 'free', 'share'),
    }),
  ),
  { maxLength: 3 },
);

const range = (
  type: 'add' | 'online' | 'offline' | 'remove' | 'hotplug' | 'unplug',
  first: number,
  sections: number,
): MachineEvent => ({ type, start: hex(sectionStart(first)), size: hex(sectionStart(sections)) });

function expectSame(bulk: Played, single: Played): void {
  expect(makeReport(bulk.machine, 0, 0)).toEqual(makeReport(single.machine, 0, 0));
  expect(bulk.machine.driver).toEqual(single.machine.driver);
  expect(bulk.machine.nextHandle).toBe(single.machine.nextHandle);
  expect([...bulk.machine.armedAllocations].sort()).toEqual(
    [...single.machine.armedAllocations].sort(),
  );
  expect(bulk.machine.armedCalls).toEqual(single.machine.armedCalls);
  expect(bulk.machine.armedHcalls).toEqual(single.machine.armedHcalls);
  expect(bulk.ret).toBe(single.ret);
  expect(hcalls(bulk.facts)).toBe(hcalls(single.facts));
}

describe('n blocks at once end as block by block', () => {
  const budget = fc.option(fc.integer({ min: 1, max: 200 }));

  it('coming', () => {
    fc.assert(
      fc.property(
        drivers,
        fc.array(piece, { maxLength: 3 }),
        piece,
        fc.constantFrom(1, 2, 4),
        fc.integer({ min: 1, max: 40 }),
        arms,
        budget,
        (driver, boots, at, size, blocks, armed, mrs) => {
          const first = Math.min(2 ** 40 - size * blocks, Math.floor(at.first / size) * size);
          const base = machineWith(driver, boots, size, mrs);
          const ready = play(base, [range('add', first, size * blocks), ...armed]).machine;
          const each = Array.from({ length: blocks }, (_, i) =>
            range('online', first + i * size, size),
          );
          expectSame(play(ready, [range('online', first, size * blocks)]), play(ready, each, true));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('going', () => {
    fc.assert(
      fc.property(
        drivers,
        fc.array(piece, { maxLength: 3 }),
        piece,
        fc.constantFrom(1, 2),
        fc.integer({ min: 1, max: 40 }),
        arms,
        budget,
        (driver, boots, at, size, blocks, armed, mrs) => {
          const first = Math.min(2 ** 40 - size * blocks, Math.floor(at.first / size) * size);
          const base = machineWith(driver, [...boots, { first, count: size * blocks }], size, mrs);
          const ready = play(base, armed).machine;
          const each = Array.from({ length: blocks }, (_, i) =>
            range('offline', first + i * size, size),
          );
          expectSame(
            play(ready, [range('offline', first, size * blocks)]),
            play(ready, each, true),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Callbacks that refuse, ahead of the driver and behind it; one that stops the chain without refusing. */
const callback = fc.record({
  type: fc.constant('register' as const),
  name: fc.constantFrom('a', 'b', 'c'),
  priority: fc.constantFrom(-5, 5, 200),
  answers: fc.dictionary(
    fc.constantFrom(
      'MEM_GOING_ONLINE',
      'MEM_CANCEL_ONLINE',
      'MEM_ONLINE',
      'MEM_GOING_OFFLINE',
      'MEM_CANCEL_OFFLINE',
      'MEM_OFFLINE',
    ),
    fc.constantFrom('NOTIFY_OK', 'NOTIFY_BAD', 'NOTIFY_STOP'),
    { maxKeys: 2 },
  ),
});

const near = fc.tuple(fc.nat(24), fc.integer({ min: 1, max: 6 }));

const events = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: near.chain(([first, count]) =>
        fc
          .constantFrom('hotplug', 'unplug', 'add', 'remove', 'online', 'offline')
          .map((type) => range(type as 'add', first, count)),
      ),
    },
    { weight: 1, arbitrary: callback },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('a', 'b', 'c')
        .map((name) => ({ type: 'unregister', name }) as const),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.nat(120), fc.constantFrom<'register' | OtherCall>('register', 'allocate', 'free'))
        .map(([n, call]) => ({
          type: 'failHcall' as const,
          nth: (call === 'register' ? n : n % 4) + 1,
          call,
        })),
    },
    {
      weight: 1,
      arbitrary: fc.nat(3).map((n) => ({ type: 'failAllocation', nth: n + 1 }) as const),
    },
  ),
  { maxLength: 16 },
);

/** First byte and an inner byte of every section that is there or was named. */
const bytes = Array.from({ length: 31 }, (_, section) => sectionStart(section) + 0xabcn);

describe('whatever happens', () => {
  it.each<DriverId>(['repaired', 'mr-per-section', 'direct-window'])(
    '%s: what an address translates to is what the device holds there',
    (driver) => {
      fc.assert(
        fc.property(events, (list) => {
          const { machine } = play(
            machineWith(driver, [{ first: 0, count: 8 }], 1),
            list as MachineEvent[],
          );
          const { generation } = machine;
          // Nothing was left over from a failure.
          if (generation.whyGone(machine.driver, machine) !== null) return;
          for (const physical of bytes) {
            const { bus } = generation.translate(machine.driver, physical);
            if (bus === null) continue;
            expect(generation.reach(machine.driver, bus)).toBe(physical);
            expect(generation.owner(machine.driver, bus)).toBe(physical);
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  it('mapping-service: a section keeps its bus address while it is there', () => {
    fc.assert(
      fc.property(events, (list) => {
        let machine = machineWith('mapping-service', [{ first: 0, count: 8 }], 1);
        for (const event of list as MachineEvent[]) {
          const before = machine;
          machine = play(machine, [event]).machine;
          const wasThere = before.sections.online.union(before.sections.offline);
          const isThere = machine.sections.online.union(machine.sections.offline);
          for (const physical of bytes) {
            const section = Number(physical >> 24n);
            if (!wasThere.has(section) || !isThere.has(section)) continue;
            const was = before.generation.translate(before.driver, physical).bus;
            expect(was).not.toBeNull();
            expect(machine.generation.translate(machine.driver, physical).bus).toBe(was);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('mapping-service: behind the address of online memory the device reaches that memory, or nothing', () => {
    fc.assert(
      fc.property(events, (list) => {
        const { machine } = play(
          machineWith('mapping-service', [{ first: 0, count: 8 }], 1),
          list as MachineEvent[],
        );
        const { generation, driver } = machine;
        for (const physical of bytes) {
          const { bus } = generation.translate(driver, physical);
          if (bus === null) continue;
          const reached = generation.reach(driver, bus);
          expect(generation.owner(driver, bus)).toBe(physical);
          if (reached !== null && machine.sections.online.has(Number(physical >> 24n)))
            expect(reached).toBe(physical);
        }
      }),
      { numRuns: 300 },
    );
  });
});
