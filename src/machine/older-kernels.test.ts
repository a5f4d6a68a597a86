import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReport, type Report } from '../timeline/report.ts';
import type { BootExtent } from './boot.ts';
import { bootOn } from './boot-on.test-data.ts';
import { DRIVERS } from './driver/driver-id.ts';
import type { MachineConfig, MachineEvent, Outcome } from './event.ts';
import type { Allocator } from './kernel/allocator.ts';
import { editionOf } from './kernel/editions.ts';
import type { Machine } from './machine.ts';
import { step } from './step.ts';
import type { BlocksFact, Trace } from './trace.ts';
import { translate } from './translation.ts';

/** What the kernels before 2.6.32 did, by hand from their sources. */

const SECTION = 1n << 24n;
const MIB = 1n << 20n;
const GIB = 1n << 30n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

function on(kernel: string, change: Partial<MachineConfig> = {}): MachineConfig {
  const edition = editionOf(kernel);
  if (!edition) throw new Error(kernel);
  return {
    kernel,
    driver: edition.ownDriver,
    pageSize: 4096,
    blockSize: '0x1000000',
    physicalBits: 44,
    allocator: edition.ownAllocator,
    ...change,
  };
}

const extent = (start: bigint, size: bigint): BootExtent => ({
  start,
  end: start + size,
  state: 'online',
});

function start(config: MachineConfig, ...memory: readonly BootExtent[]): Machine {
  return bootOn(config, memory.length > 0 ? memory : [extent(0n, 256n * MIB)]).machine;
}

interface Played {
  readonly machine: Machine;
  readonly trace: Trace;
  readonly outcome: Outcome;
}

function play(machine: Machine, ...events: readonly MachineEvent[]): Played {
  let last: Played = { machine, trace: [], outcome: { ret: 0, errno: null } };
  for (const event of events) {
    const done = step(last.machine, event);
    if (!done.ok) throw new Error(`${event.type}: ${done.error.message}`);
    last = done;
  }
  return last;
}

const report = (machine: Machine): Report => makeReport(machine, 0, 0);
const blocksOf = (trace: Trace): readonly BlocksFact[] =>
  trace.filter((f): f is BlocksFact => f.type === 'blocks');
/** `MEM_ONLINE cpuset ipc slub` for each round: who was asked. */
const asked = (trace: Trace): readonly string[] =>
  blocksOf(trace).flatMap((f) =>
    f.rounds.map((r) =>
      [r.action, ...r.calls.filter((c) => c.answer !== null).map((c) => c.name)].join(' '),
    ),
  );
const verdict = (machine: Machine, at: bigint) => translate(machine, at, 'physical').verdict;

const GIVE: MachineEvent = { type: 'hotplug', start: hex(GIB), size: hex(SECTION) };
const TAKE: MachineEvent = { type: 'unplug', start: hex(GIB), size: hex(SECTION) };

describe('2.6.22: no map', () => {
  it('registers the linear mapping from KERNELBASE to high_memory, holes and all', () => {
    const machine = start(on('2.6.22'), extent(0n, 256n * MIB), extent(GIB, 16n * MIB));
    expect(report(machine)).toMatchObject({
      driver: 'linear',
      busMap: { kind: 'linear', bytes: '0', tables: {}, mapped: 0, runs: [] },
      regions: [
        { handle: '0x1', start: '0xc000000000000000', length: '0x41000000', pages: '266240' },
      ],
      chain: [{ name: 'slub', priority: 1 }],
    });
    expect(machine.driver.region?.hcalls).toBe(520);
  });

  it('sends the kernel’s own virtual address, and never misses', () => {
    const machine = start(on('2.6.22'));
    const done = play(machine, { type: 'send', address: '0x123456' });
    expect(done.outcome).toEqual({ ret: 0, errno: null, bus: '0xc000000000123456' });
    expect(done.machine).toEqual(machine);
    expect(translate(machine, 0x123456n, 'physical')).toMatchObject({
      virtual: '0xc000000000123456',
      bus: '0xc000000000123456',
      registered: '0x123456',
      verdict: 'ok',
    });
    expect(translate(machine, 0xc000000000123456n, 'bus')).toMatchObject({ physical: '0x123456' });
  });

  it('never looks again: memory above has no region, memory in a hole has', () => {
    const machine = start(on('2.6.22'), extent(0n, 256n * MIB), extent(GIB, 16n * MIB));
    const hole = 512n * MIB;
    const { machine: after, outcome } = play(
      machine,
      { type: 'hotplug', start: hex(hole), size: hex(SECTION) },
      { type: 'hotplug', start: hex(2n * GIB), size: hex(SECTION) },
    );
    expect(outcome.ret).toBe(0);
    expect(after.driver).toBe(machine.driver);
    expect(verdict(after, hole)).toBe('ok');
    expect(verdict(machine, hole)).toBe('stale');
    expect(verdict(after, 2n * GIB)).toBe('no region');
  });

  it('registers what is left of a last call: pages are those of the length', () => {
    const size = fc.bigInt({ min: 1n, max: 1n << 30n }).map((n) => n * 4096n);
    fc.assert(
      fc.property(size, (bytes) => {
        const { region } = start(on('2.6.22'), extent(0n, bytes)).driver;
        expect(region?.length).toBe(bytes);
        expect(region?.pages).toBe(Number(bytes / 4096n));
        expect(region?.hcalls).toBe(Math.ceil(Number(bytes / 4096n) / 512));
      }),
    );
  });
});

describe('2.6.23: the flat map, first form', () => {
  it('with 64 KiB pages registers no page, and every hcall there was succeeded', () => {
    const machine = start(on('2.6.23', { pageSize: 65536 }));
    expect(report(machine)).toMatchObject({
      busMap: { kind: 'flat', bytes: '128', mapped: 16, mrLength: '0x10000000' },
      regions: [{ handle: '0x1', length: '0x10000000', pages: '0' }],
    });
    expect(machine.driver.region?.hcalls).toBe(0);
    expect(translate(machine, 0n, 'physical')).toMatchObject({
      bus: '0x8000000000000000',
      registered: null,
      verdict: 'no region',
    });
  });

  it('with 4 KiB pages is the flat map of 2.6.24', () => {
    const older = report(start(on('2.6.23')));
    const newer = report(start(on('2.6.24')));
    expect(older).toEqual({ ...newer, kernel: '2.6.23', driver: 'flat-2.6.23' });
    expect(older.regions[0]?.pages).toBe('65536');
  });

  it('has no semaphore that an error exit could keep', () => {
    const broken = [
      { type: 'send', address: hex(GIB) },
      { type: 'failHcall', nth: 1 },
      { type: 'work' },
      { type: 'send', address: hex(GIB) },
      { type: 'work' },
    ] as const satisfies readonly MachineEvent[];
    const before = play(start(on('2.6.23')), ...broken).trace;
    expect(before).toMatchObject([{ type: 'work', ran: 'ran', ret: -5 }]);
    const after = play(start(on('2.6.24')), ...broken).trace;
    expect(after).toMatchObject([{ type: 'work', ran: 'held', ret: 0 }]);
  });
});

describe('2.6.24: memory comes online and never goes', () => {
  it.each(['2.6.22', '2.6.23', '2.6.24'])(
    '%s answers offline with -EINVAL and no round',
    (kernel) => {
      const machine = start(on(kernel));
      const {
        trace,
        outcome,
        machine: after,
      } = play(machine, {
        type: 'offline',
        start: '0x0',
        size: hex(SECTION),
      });
      expect(outcome).toEqual({ ret: -22, errno: 'EINVAL' });
      expect(asked(trace)).toEqual([]);
      expect(after).toEqual(machine);
    },
  );

  it('unplug ends there', () => {
    const { outcome, machine } = play(start(on('2.6.24')), GIVE, TAKE);
    expect(outcome.ret).toBe(-22);
    expect(report(machine).memory.at(-1)).toEqual({
      start: hex(GIB),
      size: hex(SECTION),
      state: 'online',
    });
  });

  it('onlines what the firmware never granted: the walk hands over the range as asked', () => {
    const machine = start(on('2.6.24'));
    const away = { start: hex(GIB), size: hex(SECTION) };
    expect(play(machine, { type: 'add', ...away }, { type: 'online', ...away }).outcome.ret).toBe(
      0,
    );
  });
});

describe('2.6.26: the three-level map, first cut', () => {
  it('on SLUB nobody tells the driver: 0x8001 stops the chain before it', () => {
    const done = play(start(on('2.6.26')), GIVE, TAKE);
    expect(done.outcome.ret).toBe(0);
    expect(asked(done.trace)).toEqual(['MEM_GOING_OFFLINE ipc slub', 'MEM_OFFLINE ipc slub']);
    expect(report(done.machine)).toMatchObject({
      chain: [
        { name: 'ipc', priority: 10 },
        { name: 'slub', priority: 1 },
        { name: 'ehea', priority: 0 },
      ],
      regions: [{ handle: '0x1', length: '0x10000000' }],
    });
  });

  it('on SLAB it is told, listens to MEM_OFFLINE alone and builds all anew', () => {
    const machine = start(on('2.6.26', { allocator: 'SLAB' }));
    const given = play(machine, GIVE);
    expect(asked(given.trace)).toEqual(['MEM_GOING_ONLINE ipc ehea', 'MEM_ONLINE ipc ehea']);
    expect(blocksOf(given.trace)[0]?.acts).toEqual([]);
    expect(given.machine.driver).toBe(machine.driver);
    const taken = play(given.machine, TAKE);
    expect(asked(taken.trace)).toEqual(['MEM_GOING_OFFLINE ipc ehea', 'MEM_OFFLINE ipc ehea']);
    expect(blocksOf(taken.trace)[0]?.acts).toMatchObject([
      { on: 'MEM_OFFLINE', update: 'build', unregister: 'freed' },
    ]);
    expect(taken.outcome.ret).toBe(0);
  });

  it('one range from 0 on is right', () => {
    const machine = start(on('2.6.26'));
    expect(report(machine)).toMatchObject({
      driver: 'three-level-2.6.26',
      busMap: {
        kind: 'three-level',
        bytes: '196608',
        tables: { root: 1, top: 1, dir: 1 },
        runs: [[0, 16, '0x8000000000000000']],
        mrLength: '0x10000000',
      },
      regions: [{ length: '0x10000000', pages: '65536' }],
    });
    expect(verdict(machine, 0xabcn)).toBe('ok');
  });

  it('a root per range: earlier memory is lost, its tables leak, bus space is not dense, and -EIO', () => {
    const machine = start(on('2.6.26'), extent(0n, 256n * MIB), extent(GIB, 16n * MIB));
    // Bytes before: 256 MiB = 16 sections; the section is 64: slot 80.
    expect(report(machine)).toMatchObject({
      busMap: {
        bytes: '196608',
        runs: [[64, 1, '0x8000000050000000']],
        mrLength: '0x11000000',
        leaked: 3,
      },
      regions: [],
    });
    expect(translate(machine, 0n, 'physical')).toMatchObject({ missAt: 'entry', verdict: 'miss' });
    expect(translate(machine, GIB + 5n, 'physical')).toMatchObject({
      bus: '0x8000000050000005',
      verdict: 'no region',
    });
    expect(translate(machine, 0x8000000050000005n, 'bus')).toMatchObject({
      physical: hex(GIB + 5n),
    });
  });

  it('a range that is no whole number of sections shifts the next one by pages', () => {
    const machine = start(on('2.6.26'), extent(0n, 256n * MIB + 4096n), extent(GIB, 16n * MIB));
    expect(translate(machine, GIB, 'physical').bus).toBe('0x8000000050001000');
    expect(translate(machine, 0x8000000050001000n, 'bus').physical).toBe(hex(GIB));
    expect(report(machine).busMap).toMatchObject({
      runs: [[64, 1, '0x8000000050000000']],
      mrLength: '0x11001000',
    });
  });

  it('hot-added memory next to the old is one range: the rebuild finds it, though it is offline', () => {
    const machine = start(on('2.6.26', { allocator: 'SLAB' }));
    const at = { start: hex(256n * MIB), size: hex(SECTION) };
    const { machine: after } = play(
      machine,
      { type: 'hotplug', ...at },
      { type: 'offline', ...at },
    );
    expect(report(after).busMap).toMatchObject({ mapped: 17, mrLength: '0x11000000' });
    expect(verdict(after, 256n * MIB)).toBe('stale');
  });

  it('1,024 blocks offline are 1,024 rebuilds, in runs', () => {
    const size = 16n * GIB;
    const machine = start(on('2.6.26', { allocator: 'SLAB' }), extent(0n, 2n * size));
    const { machine: after, trace } = play(machine, {
      type: 'offline',
      start: hex(size),
      size: hex(size),
    });
    const facts = blocksOf(trace);
    expect(facts.length).toBeLessThan(3);
    expect(facts.reduce((n, f) => n + f.blocks, 0)).toBe(1024);
    expect(facts.reduce((n, f) => n + BigInt(f.hcalls), 0n)).toBe(1024n * 2048n * 8n);
    expect(report(after).regions[0]).toMatchObject({ handle: '0x401', pages: '8388608' });
  });
});

describe('2.6.28: told of everything', () => {
  it('asks cpuset, ipc, slub, ehea, in this order', () => {
    const machine = start(on('2.6.28'));
    expect(report(machine).chain).toEqual([
      { name: 'cpuset', priority: 10 },
      { name: 'ipc', priority: 10 },
      { name: 'slub', priority: 1 },
      { name: 'ehea', priority: 0 },
    ]);
    expect(asked(play(machine, GIVE).trace)).toEqual([
      'MEM_GOING_ONLINE cpuset ipc slub ehea',
      'MEM_ONLINE cpuset ipc slub ehea',
    ]);
  });

  it('nobody sets __EHEA_STOP_XFER: out of memory, and traffic goes on', () => {
    const away: MachineEvent = { type: 'hotplug', start: hex(1n << 40n), size: hex(SECTION) };
    const events: readonly MachineEvent[] = [{ type: 'failAllocation', nth: 1 }, away];
    expect(play(start(on('2.6.28')), ...events).machine.driver.stopped).toBe(false);
    expect(play(start(on('2.6.32')), ...events).machine.driver.stopped).toBe(true);
  });

  it('else does what 2.6.32 does', () => {
    const there: MachineEvent = {
      type: 'hotplug',
      start: hex(1n << 40n),
      size: hex(16n * SECTION),
    };
    const older = play(start(on('2.6.28')), there, { ...there, type: 'unplug' }).machine;
    const newer = play(start(on('2.6.32')), there, { ...there, type: 'unplug' }).machine;
    const { busMap, regions, memory } = report(newer);
    expect(report(older)).toMatchObject({ busMap, regions, memory });
  });
});

const KERNELS = ['2.6.22', '2.6.23', '2.6.24', '2.6.25', '2.6.26', '2.6.28', '2.6.32'];

describe('every driver on every kernel', () => {
  const machines = fc.record({
    kernel: fc.constantFrom(...KERNELS),
    driver: fc.constantFrom(...DRIVERS),
    allocator: fc.constantFrom<Allocator>('SLUB', 'SLAB'),
    pageSize: fc.constantFrom(4096, 65536),
    pieces: fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 6 })), { maxLength: 3 }),
  });
  const range = fc.tuple(fc.nat(48), fc.integer({ min: 1, max: 8 }));
  const events = fc.array(
    fc.tuple(fc.constantFrom('hotplug', 'unplug', 'online', 'offline'), range, fc.boolean()),
    { maxLength: 5 },
  );
  const booted = ({
    pieces,
    ...config
  }: Partial<MachineConfig> & { kernel: string; pieces: (readonly [number, number])[] }) =>
    start(
      on(config.kernel, config),
      ...pieces.map(([a, n]) => extent(BigInt(a * 32) * SECTION, BigInt(n) * SECTION)),
    );

  it('n blocks at once end where n events end, hcall for hcall', () => {
    fc.assert(
      fc.property(machines, events, (config, list) => {
        let once = booted(config);
        let each = once;
        for (const [type, [at, n], fail] of list) {
          const first = at * 8;
          if (fail) {
            const arm: MachineEvent = { type: 'failHcall', nth: 90, code: -1 };
            once = play(once, arm).machine;
            each = play(each, arm).machine;
          }
          const whole = step(once, {
            type: type as 'online',
            start: hex(BigInt(first) * SECTION),
            size: hex(BigInt(n) * SECTION),
          });
          if (!whole.ok || type === 'hotplug' || type === 'unplug') {
            if (whole.ok) once = each = whole.machine;
            continue;
          }
          once = whole.machine;
          let hcalls = 0n;
          for (let i = first; i < first + n; i++) {
            const one = play(each, {
              type: type as 'online',
              start: hex(BigInt(i) * SECTION),
              size: hex(SECTION),
            });
            each = one.machine;
            hcalls += blocksOf(one.trace).reduce((sum, f) => sum + BigInt(f.hcalls), 0n);
            if (one.outcome.ret !== 0) break;
          }
          const total = blocksOf(whole.trace).reduce((sum, f) => sum + BigInt(f.hcalls), 0n);
          expect(total).toBe(hcalls);
          expect(makeReport(once, 0, 0)).toEqual(makeReport(each, 0, 0));
          expect(once.armedHcalls).toEqual(each.armedHcalls);
          expect(once.nextHandle).toBe(each.nextHandle);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('what a bus address is owned by translates to it', () => {
    fc.assert(
      fc.property(machines, fc.nat(40 * 32), fc.nat(2 ** 24 - 1), (config, section, offset) => {
        const machine = booted(config);
        const physical = BigInt(section) * SECTION + BigInt(offset);
        const { bus } = translate(machine, physical, 'physical');
        if (bus === null) return;
        expect(translate(machine, BigInt(bus), 'bus').physical).toBe(hex(physical));
      }),
    );
  });
});
