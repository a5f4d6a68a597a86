import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReport } from '../timeline/report.ts';
import { bootOn } from './boot-on.test-data.ts';
import { ACCESS_VERDICTS, addCounts, countedAccesses, NO_COUNTS } from './device/access.ts';
import { DRIVERS } from './driver/driver-id.ts';
import type { MachineConfig, MachineEvent, Outcome } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import type { Machine } from './machine.ts';
import { step } from './step.ts';
import type { Fact, Trace } from './trace.ts';

knowAllKernels();

const MIB = 1n << 20n;
const SECTION = 16n * MIB;
const FAR = 1n << 60n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

const OPENING: MachineConfig = {
  kernel: '2.6.32',
  driver: 'three-level',
  pageSize: 4096,
  blockSize: '0x1000000',
  physicalBits: 61,
  allocator: 'SLUB',
};
/** Low enough for the driver's own arithmetic: every page of it is registered right. */
const LOW: readonly (readonly [bigint, bigint])[] = [
  [0n, 256n * MIB],
  [1n << 40n, SECTION],
];
const THREAD: readonly (readonly [bigint, bigint])[] = [
  [0n, 256n * MIB],
  [FAR, SECTION],
];

function start(config: Partial<MachineConfig> = {}, memory = LOW): Machine {
  const full = { ...OPENING, ...config };
  const extents = memory.map(([at, size]) => ({
    start: at,
    end: at + size,
    state: 'online' as const,
  }));
  return bootOn(full, extents).machine;
}

interface Played {
  readonly machine: Machine;
  readonly outcome: Outcome;
  readonly trace: Trace;
  /** Of all steps. */
  readonly facts: readonly Fact[];
}

function play(machine: Machine, ...events: MachineEvent[]): Played {
  let at: Played = { machine, outcome: { ret: 0, errno: null }, trace: [], facts: [] };
  for (const event of events) {
    const done = step(at.machine, event);
    if (!done.ok) throw new Error(`${done.error.code}: ${done.error.message}`);
    at = { ...done, facts: [...at.facts, ...done.trace] };
  }
  return at;
}

const refusal = (machine: Machine, event: MachineEvent): string => {
  const done = step(machine, event);
  return done.ok ? 'fits' : `${done.error.code} ${done.error.field ?? ''}`.trim();
};

const post = (at: bigint, direction: 'read' | 'write' = 'read'): MachineEvent => ({
  type: 'post',
  address: hex(at),
  direction,
});
const DMA: MachineEvent = { type: 'dma' };
const range = (
  type: 'hotplug' | 'unplug' | 'add' | 'online' | 'offline' | 'remove',
  at: bigint,
  size = SECTION,
): MachineEvent => ({ type, start: hex(at), size: hex(size) });

const accesses = (facts: readonly Fact[]) =>
  facts.flatMap((f) => (f.type === 'dma' ? f.accesses : []));
const verdicts = (facts: readonly Fact[]): readonly string[] =>
  accesses(facts).map((a) => a.verdict);
const queueOf = (machine: Machine) => makeReport(machine, 0, 0).device?.queue ?? [];

describe('a posted buffer', () => {
  it('is given the address that send would give, and is read where it was meant', () => {
    const done = play(start(), post(0x123n), DMA);
    expect(queueOf(done.machine)).toEqual([
      { buffer: 1, direction: 'read', meant: '0x123', bus: '0x8000000000000123', verdict: 'ok' },
    ]);
    expect(makeReport(done.machine, 0, 0).device?.counts).toEqual({ ...NO_COUNTS, ok: 1 });
  });

  it('at 2^60 is a wrong page: the region holds section 0 behind its slot (FACTS a4)', () => {
    const done = play(start({}, THREAD), post(FAR + 0xabcn), DMA);
    expect(accesses(done.trace)).toEqual([
      {
        buffer: 1,
        direction: 'read',
        meant: hex(FAR + 0xabcn),
        bus: '0x8000000010000abc',
        reached: '0xabc',
        verdict: 'wrong page',
        would: 'wrong page',
      },
    ]);
  });

  it('that misses is dropped by the receive path and stored unchecked by the transmit path (FACTS a3)', () => {
    const nowhere = 1n << 45n;
    const received = play(start(), post(nowhere, 'write'));
    expect(received.outcome).toEqual({ ret: -1, errno: null, bus: null });
    expect(queueOf(received.machine)).toEqual([]);
    const sent = play(start(), post(nowhere), DMA);
    expect(queueOf(sent.machine)).toMatchObject([{ buffer: 1, bus: null, verdict: 'miss' }]);
    expect(play(start(), post(nowhere)).outcome.bus).toBe('0xffffffffffffffff');
  });

  it('goes when it is completed, and its number is never given again', () => {
    const done = play(start(), post(0n), { type: 'complete', buffer: 1 }, post(0n));
    expect(queueOf(done.machine).map((b) => b.buffer)).toEqual([2]);
  });

  it('does not fit: a full queue, a buffer nobody posted, a callback nobody knows', () => {
    const full = play(start(), ...Array.from({ length: 64 }, () => post(0n))).machine;
    expect(refusal(full, post(0n))).toBe('too-many');
    expect(refusal(full, { type: 'dma', buffer: 65 })).toBe('bad-event buffer');
    expect(refusal(full, { type: 'complete', buffer: 65 })).toBe('bad-event buffer');
    expect(refusal(start(), DMA)).toBe('bad-event type');
    expect(refusal(full, { type: 'dma', when: { round: 'MEM_ONLINE', before: 'nobody' } })).toBe(
      'bad-event when.before',
    );
  });

  it('is gone after power off, with everything else the device had', () => {
    const on = play(start(), post(0n), DMA, { type: 'traffic', accesses: 5 });
    const off = play(on.machine, { type: 'configure' });
    expect(makeReport(off.machine, 0, 0).device).toBeUndefined();
  });
});

describe('renumbering under posted buffers (FACTS a3, b)', () => {
  const lone = 1n << 40n;
  const below = 1n << 39n;

  it('a transmit buffer keeps its address and reads the wrong page, a receive buffer is translated again', () => {
    const posted = play(start(), post(lone), post(lone, 'write'));
    const done = play(posted.machine, range('hotplug', below), DMA);
    expect(accesses(done.facts)).toMatchObject([
      { buffer: 1, bus: '0x8000000010000000', reached: hex(below), verdict: 'wrong page' },
      { buffer: 2, bus: '0x8000000011000000', reached: hex(lone), verdict: 'ok' },
    ]);
    expect(done.facts.find((f) => f.type === 'requeue')).toEqual({
      type: 'requeue',
      moved: [{ buffer: 2, from: '0x8000000010000000', to: '0x8000000011000000' }],
      gone: [],
    });
  });

  it('a receive buffer in memory that goes is translated to nothing, unchecked', () => {
    const done = play(start(), post(lone, 'write'), range('unplug', lone), DMA);
    expect(queueOf(done.machine)).toMatchObject([{ bus: null, verdict: 'miss' }]);
  });

  it('2.6.23 destroys the queues, and the buffers with them (FACTS 0)', () => {
    const old = start({ kernel: '2.6.23', driver: 'flat-2.6.23', physicalBits: 44 });
    const done = play(old, post(lone), range('hotplug', below), post(below), { type: 'work' });
    // The miss was stored unchecked, and the rebuild took both off.
    expect(queueOf(done.machine)).toEqual([]);
    expect(done.trace.find((f) => f.type === 'requeue')).toMatchObject({ gone: [1, 2] });
  });
});

describe('memory that has been taken away', () => {
  it('is stale on the flat map: nobody tells it (FACTS a1)', () => {
    const flat = start({ kernel: '2.6.25', driver: 'flat', physicalBits: 44 });
    const at = 1n << 40n;
    const done = play(flat, post(at), range('offline', at), DMA);
    expect(verdicts(done.trace)).toEqual(['stale']);
  });

  it('is stale where online memory is removed and the driver is not told', () => {
    const at = 15n * SECTION;
    const done = play(start(), post(at), range('remove', at), DMA);
    expect(verdicts(done.trace)).toEqual(['stale']);
  });
});

describe('transfers that are stopped (FACTS c5)', () => {
  const nowhere = 1n << 41n;
  const flat = (): Machine => start({ kernel: '2.6.25', driver: 'flat', physicalBits: 44 });

  it('a receive buffer is owed, a transmit buffer posted with PURGE: held; what was there goes on', () => {
    const stopped = play(flat(), post(0n), range('hotplug', nowhere), post(nowhere)).machine;
    expect(stopped.driver.stopped).toBe(true);
    const owed = play(stopped, post(0n, 'write'));
    expect(owed.trace).toMatchObject([{ type: 'post', kept: 'owed', buffer: null }]);
    const purged = play(owed.machine, post(0n), DMA);
    expect(accesses(purged.trace)).toMatchObject([
      { buffer: 1, verdict: 'ok' },
      { buffer: 2, verdict: 'miss' },
      { buffer: 3, verdict: 'held', would: 'ok' },
    ]);
  });

  it('a registration that fails never starts the queue pairs again: everything is held', () => {
    const veto: MachineEvent = {
      type: 'register',
      name: 'veto',
      priority: 5,
      answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
    };
    const done = play(start(), post(0n), veto, range('unplug', 1n << 40n), DMA);
    expect(accesses(done.trace)).toMatchObject([{ verdict: 'held', would: 'no region' }]);
  });
});

describe('in the middle of a hotplug', () => {
  const lone = 1n << 40n;
  const below = 1n << 39n;

  it('between two callbacks: before ehea in MEM_ONLINE all is as it was, after it the page is wrong', () => {
    const late: MachineEvent = { type: 'register', name: 'late', priority: -1, answers: {} };
    const armBefore = (name: string): MachineEvent => ({
      type: 'dma',
      when: { round: 'MEM_ONLINE', before: name },
    });
    const armed = play(start(), late, post(lone), armBefore('ehea'), armBefore('late'));
    const done = play(armed.machine, range('hotplug', below));
    expect(done.trace.filter((f) => f.type === 'dma')).toMatchObject([
      {
        armed: true,
        moment: { at: 'round', round: 'MEM_ONLINE', before: 'ehea', first: 2 ** 15 },
        accesses: [{ verdict: 'ok' }],
      },
      { moment: { before: 'late' }, accesses: [{ verdict: 'wrong page' }] },
    ]);
    expect(done.machine.device.armed).toEqual([]);
  });

  it('between two hcalls nothing moves, and what is not registered yet could not be reached', () => {
    const arm = (hcall: number): MachineEvent => ({ type: 'dma', when: { hcall } });
    const posted = play(start(), post(0n), post(lone));
    const early = play(posted.machine, arm(1), range('hotplug', below));
    expect(early.trace.find((f) => f.type === 'dma')).toMatchObject({
      moment: { at: 'registration', hcalls: 1 },
      accesses: [
        { verdict: 'held', would: 'ok' },
        { verdict: 'held', would: 'no region' },
      ],
    });
    const half = play(posted.machine, post(2n * MIB), arm(1), range('hotplug', below));
    // The first call brings 512 pages: 2 MiB, and not a byte of the next.
    expect(accesses(half.trace)[2]).toMatchObject({ verdict: 'held', would: 'no region' });
    const all = play(posted.machine, arm(144), range('hotplug', below));
    expect(accesses(all.trace)).toMatchObject([{ would: 'ok' }, { would: 'wrong page' }]);
  });

  it('counts hcalls across events, as a failure does, and fires once', () => {
    const armed = play(start(), post(0n), { type: 'dma', when: { hcall: 200 } });
    const { machine } = play(armed.machine, range('hotplug', below));
    expect(makeReport(machine, 0, 0).device?.armed).toEqual([
      { buffer: null, when: { hcall: 200 - 144 } },
    ]);
    const done = play(armed.machine, range('hotplug', below), range('hotplug', below + SECTION));
    expect(done.facts.filter((f) => f.type === 'dma')).toMatchObject([
      { moment: { at: 'registration', hcalls: 200 - 144 } },
    ]);
  });
});

const arms: fc.Arbitrary<MachineEvent[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('dma' as const),
      when: fc.record({ hcall: fc.integer({ min: 1, max: 4000 }) }),
    }),
    fc.record({
      type: fc.constant('dma' as const),
      when: fc.record({
        round: fc.constantFrom(
          'MEM_GOING_ONLINE' as const,
          'MEM_ONLINE' as const,
          'MEM_GOING_OFFLINE' as const,
          'MEM_CANCEL_OFFLINE' as const,
        ),
        before: fc.constantFrom('cpuset', 'kcore', 'ehea'),
      }),
    }),
    fc.record({
      type: fc.constant('failHcall' as const),
      nth: fc.integer({ min: 1, max: 4000 }),
      code: fc.constantFrom(-1, 9900),
    }),
  ),
  { maxLength: 4 },
);

const posts: fc.Arbitrary<MachineEvent[]> = fc.array(
  fc
    .tuple(
      fc.constantFrom(0n, 1n << 37n, 1n << 40n, FAR),
      fc.integer({ min: 0, max: 20 }),
      fc.boolean(),
    )
    .map(([base, n, read]) => post(base + BigInt(n) * SECTION, read ? 'read' : 'write')),
  { maxLength: 6 },
);

describe('laws', () => {
  it('n blocks at once are n blocks one by one, whatever is posted and armed', () => {
    const setting = fc.tuple(
      posts,
      arms,
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom('online' as const, 'offline' as const),
    );
    fc.assert(
      fc.property(setting, ([given, armed, blocks, op]) => {
        const at = 1n << 37n;
        const base = start({}, [
          [0n, 64n * MIB],
          [at, SECTION * 31n],
          [FAR, SECTION],
        ]);
        const ready =
          op === 'offline'
            ? play(base, ...given, ...armed).machine
            : play(base, range('offline', at, SECTION * BigInt(blocks)), ...given, ...armed)
                .machine;
        const bulk = play(ready, range(op, at, SECTION * BigInt(blocks)));
        let single = play(ready);
        for (let i = 0; i < blocks && single.outcome.ret === 0; i++) {
          const next = play(single.machine, range(op, at + BigInt(i) * SECTION, SECTION));
          single = { ...next, facts: [...single.facts, ...next.facts] };
        }
        expect(bulk.machine.device).toEqual(single.machine.device);
        expect(bulk.machine.armedHcalls).toEqual(single.machine.armedHcalls);
        expect(bulk.facts.filter((f) => f.type === 'dma')).toEqual(
          single.facts.filter((f) => f.type === 'dma'),
        );
        expect(bulk.machine.driver).toEqual(single.machine.driver);
      }),
      { numRuns: 150 },
    );
  });

  it('the running counts are the sum of what the traces tell, and a replay gives them again', () => {
    const event = fc.oneof(
      posts.map((list) => list[0] ?? post(0n)),
      fc.constant<MachineEvent>(DMA),
      fc.constantFrom<MachineEvent>(
        range('hotplug', 1n << 37n, 4n * SECTION),
        range('unplug', 1n << 37n, 4n * SECTION),
        range('unplug', 3n * SECTION),
        { type: 'traffic', accesses: 77, seed: 5, buffers: 9 },
        { type: 'traffic', accesses: 0 },
      ),
      arms.map((list) => list[0] ?? DMA),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 14 }), (events) => {
        const once = playFitting(start({}, THREAD), events);
        const again = playFitting(start({}, THREAD), events);
        expect(again.facts).toEqual(once.facts);
        expect(again.machine.device).toEqual(once.machine.device);
        const told = once.facts.reduce((sum, f) => {
          if (f.type === 'traffic') return addCounts(sum, f.counts);
          if (f.type !== 'dma') return sum;
          const counts = { ...NO_COUNTS };
          for (const { verdict } of f.accesses) counts[verdict] += 1;
          return addCounts(sum, counts);
        }, NO_COUNTS);
        expect(once.machine.device.counts).toEqual(told);
      }),
      { numRuns: 200 },
    );
  });
});

function playFitting(machine: Machine, events: readonly MachineEvent[]): Played {
  let at: Played = { machine, outcome: { ret: 0, errno: null }, trace: [], facts: [] };
  for (const event of events) {
    const done = step(at.machine, event);
    if (done.ok) at = { ...done, facts: [...at.facts, ...done.trace] };
  }
  return at;
}

describe('traffic', () => {
  const on: MachineEvent = { type: 'traffic', accesses: 1000, buffers: 32 };

  it('is counted as one fact per moment, with few examples', () => {
    const done = play(start(), on, range('hotplug', 1n << 39n, 16n * SECTION));
    const told = done.trace.flatMap((f) => (f.type === 'traffic' ? [f] : []));
    expect(told.map((f) => (f.moment.at === 'round' ? f.moment.round : f.moment.at))).toEqual([
      'before the step',
      'MEM_GOING_ONLINE',
      'MEM_ONLINE',
      'registration',
      'after the step',
    ]);
    for (const fact of told) {
      expect(countedAccesses(fact.counts)).toBe(1000);
      expect(fact.examples.length).toBeLessThanOrEqual(3);
    }
    expect(told[0]?.counts.ok).toBe(1000);
    expect(told[3]?.counts.held).toBe(1000);
    expect(ACCESS_VERDICTS.reduce((n, v) => n + (told[3]?.would[v] ?? 0), 0)).toBe(1000);
    // Renumbered by what came below them: transmit buffers above read the wrong page.
    expect(told[4]?.counts['wrong page']).toBeGreaterThan(0);
  });

  it('says ok and nothing else on a low layout that does not change', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 1, max: 64 }),
        (seed, buffers) => {
          const done = play(
            start(),
            { type: 'traffic', accesses: 100, seed, buffers },
            { type: 'register', name: 'a', priority: 0, answers: {} },
            { type: 'unregister', name: 'a' },
          );
          expect(done.machine.device.counts).toEqual({ ...NO_COUNTS, ok: 400 });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('has its miss set off what a buffer’s miss does: the flat driver stops and rebuilds (FACTS a1)', () => {
    const flat = start({ kernel: '2.6.25', driver: 'flat', physicalBits: 44 });
    const plugged = play(flat, range('hotplug', 1n << 39n, 16n * SECTION), on).machine;
    const missed = play(plugged, { type: 'register', name: 'a', priority: 2, answers: {} });
    expect(missed.machine.driver.stopped).toBe(true);
    expect(missed.machine.device.counts.miss).toBeGreaterThan(0);
    const repaired = play(missed.machine, { type: 'work' });
    expect(repaired.outcome.ret).toBe(0);
    const after = play(repaired.machine, { type: 'unregister', name: 'a' }).trace;
    expect(after.flatMap((f) => (f.type === 'traffic' ? [f.counts.ok] : []))).toEqual([1000, 1000]);
  });

  it('costs nothing where there is no driver, and nothing without memory', () => {
    const none = play(start({ driver: 'none' }), on, range('hotplug', 1n << 39n));
    expect(none.trace.some((f) => f.type === 'traffic')).toBe(false);
    const empty = play(start({}, []), on, range('hotplug', 0n));
    expect(empty.trace.some((f) => f.type === 'traffic')).toBe(false);
  });
});

describe('other drivers', () => {
  const drivers = DRIVERS.filter((id) => id !== 'none');
  const events: readonly MachineEvent[] = [
    post(0x1234n),
    post(5n * SECTION, 'write'),
    { type: 'traffic', accesses: 64 },
    { type: 'register', name: 'a', priority: 3, answers: {} },
    DMA,
    { type: 'unregister', name: 'a' },
    { type: 'complete', buffer: 1 },
    DMA,
  ];

  it.each(drivers)('%s: without a hotplug every access is ok', (driver) => {
    const done = play(start({ driver }, [[0n, 256n * MIB]]), ...events);
    const { counts } = done.machine.device;
    expect(counts).toEqual({ ...NO_COUNTS, ok: countedAccesses(counts) });
    expect(countedAccesses(counts)).toBe(2 * 64 * 5 + 2 + 1);
  });

  it('whose region never moves knows no renumbering: a posted transmit buffer stays right', () => {
    for (const driver of [
      'rdma',
      'tce',
      'direct-window',
      'mr-per-section',
      'mapping-service',
    ] as const) {
      const posted = play(start({ driver }), post(1n << 40n));
      const done = play(posted.machine, range('hotplug', 1n << 39n), DMA);
      expect([driver, ...verdicts(done.facts)]).toEqual([driver, 'ok']);
    }
  });

  it('that re-registers is stopped in the middle, one that adds a region goes on', () => {
    const arm: MachineEvent = { type: 'dma', when: { hcall: 4 } };
    const inside = (driver: MachineConfig['driver']): readonly string[] => {
      const armed = play(start({ driver }), post(0n), arm).machine;
      return verdicts(play(armed, range('hotplug', 1n << 39n)).trace);
    };
    expect(inside('repaired')).toEqual(['held']);
    expect(inside('mr-per-section')).toEqual(['ok']);
  });
});

describe('a re-registration that does not get to its end (FACTS b)', () => {
  const below = 1n << 39n;
  const fails = (call: 'allocate' | 'free' | 'share'): MachineEvent => ({
    type: 'failHcall',
    nth: 1,
    call,
  });

  it.each(['allocate', 'free', 'share'] as const)(
    '%s fails: the queue pairs stay stopped, receive buffers as they were, until one that succeeds',
    (call) => {
      const posted = play(start(), post(1n << 40n, 'write'), fails(call), range('hotplug', below));
      expect(queueOf(posted.machine)).toMatchObject([{ bus: '0x8000000010000000' }]);
      expect(makeReport(posted.machine, 0, 0).device?.halted).toBe(true);
      expect(verdicts(play(posted.machine, DMA).trace)).toEqual(['held']);
      if (call === 'allocate') return;
      const again = play(posted.machine, range('hotplug', below + SECTION), DMA);
      expect(accesses(again.facts)).toMatchObject([{ bus: '0x8000000012000000', verdict: 'ok' }]);
    },
  );

  it('-ENOMEM in the map stops nothing that is posted: the region stands, what it answers is old', () => {
    const failed: MachineEvent = { type: 'failAllocation', nth: 1 };
    const done = play(start(), post(1n << 40n), failed, range('hotplug', below), DMA);
    expect(done.machine.driver.stopped).toBe(true);
    expect(verdicts(done.trace)).toEqual(['ok']);
  });
});
