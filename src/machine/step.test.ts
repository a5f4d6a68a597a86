import { describe, expect, it } from 'vitest';
import { translate } from '../machine/translation.ts';
import { makeReport, type Report } from '../timeline/report.ts';
import { bootOn } from './boot-on.test-data.ts';
import type { MachineConfig, MachineEvent, Outcome } from './event.ts';
import type { Machine } from './machine.ts';
import { step } from './step.ts';
import type { BlocksFact, Trace } from './trace.ts';

const MIB = 1n << 20n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

const OPENING: MachineConfig = {
  kernel: '2.6.32',
  driver: 'three-level',
  pageSize: 4096,
  blockSize: '0x1000000',
  physicalBits: 61,
  allocator: 'SLUB',
};
const FLAT: MachineConfig = { ...OPENING, kernel: '2.6.25', driver: 'flat' };
const THREAD: readonly (readonly [bigint, bigint])[] = [
  [0n, 256n * MIB],
  [1n << 60n, 16n * MIB],
];

const start = (config: Partial<MachineConfig> = {}, memory = THREAD): Machine => {
  const full = { ...OPENING, ...config };
  return bootOn(
    full,
    memory.map(([at, size]) => ({ start: at, end: at + size, state: 'online' as const })),
  ).machine;
};

interface Played {
  readonly machine: Machine;
  readonly outcome: Outcome;
  readonly trace: Trace;
  readonly report: Report;
}

const play = (machine: Machine, ...events: MachineEvent[]): Played => {
  let at: Played = {
    machine,
    outcome: { ret: 0, errno: null },
    trace: [],
    report: makeReport(machine, 0, 0),
  };
  for (const event of events) {
    const done = step(at.machine, event);
    if (!done.ok) throw new Error(`${done.error.code}: ${done.error.message}`);
    at = { ...done, report: makeReport(done.machine, 0, 0) };
  }
  return at;
};
const refusal = (machine: Machine, event: MachineEvent): string => {
  const done = step(machine, event);
  return done.ok ? 'fits' : done.error.code;
};
const hotplug = (at: bigint, size = 16n * MIB): MachineEvent => ({
  type: 'hotplug',
  start: hex(at),
  size: hex(size),
});
const unplug = (at: bigint, size = 16n * MIB): MachineEvent => ({
  type: 'unplug',
  start: hex(at),
  size: hex(size),
});
const range = (
  type: 'add' | 'remove' | 'online' | 'offline',
  at: bigint,
  size = 16n * MIB,
): MachineEvent => ({ type, start: hex(at), size: hex(size) });
const blocksOf = (trace: Trace): BlocksFact[] =>
  trace.filter((f): f is BlocksFact => f.type === 'blocks');

describe('the thread, Linux 2.6.32', () => {
  it('boots into 327,680 bytes of tables and one region of 69,632 pages', () => {
    const { busMap, regions, chain } = play(start()).report;
    expect(busMap.bytes).toBe('327680');
    expect(busMap.tables).toEqual({ root: 1, top: 2, dir: 2 });
    expect(regions).toEqual([
      { handle: '0x1', start: '0x8000000000000000', length: '0x11000000', pages: '69632' },
    ]);
    expect(chain.map((c) => c.name)).toEqual(['cpuset', 'ipc', 'slub', 'kcore', 'ehea']);
  });

  it('reads page 0 when asked for 2^60', () => {
    const answer = translate(start(), (1n << 60n) + 0xabcn, 'physical');
    expect(answer.bus).toBe('0x8000000010000abc');
    expect(answer.registered).toBe('0xabc');
    expect(answer.verdict).toBe('wrong page');
    expect([answer.top, answer.dir, answer.index]).toEqual([1024, 0, 0]);
    expect(translate(start(), 0x123n, 'physical').verdict).toBe('ok');
  });

  it('a 16 MB part takes two rounds, 144 hcalls and handle 0x2, and moves the section above', () => {
    const done = play(start(), hotplug(1n << 44n));
    const [fact] = blocksOf(done.trace);
    expect(fact?.rounds.map((r) => r.action)).toEqual(['MEM_GOING_ONLINE', 'MEM_ONLINE']);
    expect(fact?.hcalls).toBe('144');
    expect(done.report.regions[0]?.handle).toBe('0x2');
    expect(done.report.busMap.bytes).toBe('393216');
    expect(done.report.busMap.runs.at(-1)).toEqual([2 ** 36, 1, '0x8000000011000000']);
  });

  it('16 GB on the opening is 1,024 blocks, 2,048 rounds, 4,337,664 hcalls in one fact', () => {
    const done = play(start(), hotplug(1n << 44n, 1n << 34n));
    const facts = blocksOf(done.trace);
    expect(facts).toHaveLength(1);
    expect(facts[0]?.blocks).toBe(1024);
    expect((facts[0]?.blocks ?? 0) * (facts[0]?.rounds.length ?? 0)).toBe(2048);
    expect(facts[0]?.hcalls).toBe('4337664');
    expect(done.report.regions[0]?.handle).toBe('0x401');
  });

  it('a veto ahead of eHEA: CANCEL reaches eHEA, the length drifts, registration ends in -EIO, the notifier says OK', () => {
    const veto: MachineEvent = {
      type: 'register',
      name: 'veto',
      priority: 5,
      answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
    };
    const done = play(start(), veto, unplug(1n << 60n));
    expect(done.outcome).toEqual({ ret: -1, errno: 'EPERM' });
    const [fact] = blocksOf(done.trace);
    expect(fact?.rounds.map((r) => r.action)).toEqual(['MEM_GOING_OFFLINE', 'MEM_CANCEL_OFFLINE']);
    const [going, cancel] = fact?.rounds ?? [];
    expect(going?.calls.map((c) => c.answer)).toEqual([1, 1, 0x8002, null, null, null]);
    expect(cancel?.calls.at(-1)).toMatchObject({ name: 'ehea', answer: 1, acted: true });
    expect(fact?.acts[0]?.registration).toMatchObject({ handle: '0x2', lastHret: 15, ret: -5 });
    expect(done.report.busMap.mrLength).toBe('0x12000000');
    expect(done.report.busMap.mapped).toBe(17);
    expect(done.report.regions).toEqual([]);
    expect(done.report.transfersStopped).toBe(false);
    // Each later event still changes map and length, and ends at "unregister MR failed".
    const later = play(done.machine, hotplug(1n << 40n));
    expect(later.outcome.ret).toBe(0);
    expect(later.report.transfersStopped).toBe(true);
    expect(later.report.busMap.mrLength).toBe('0x13000000');
    expect(later.report.regions).toEqual([]);
    // A reboot repairs it; handles count anew.
    const rebooted = play(later.machine, { type: 'configure' });
    expect(rebooted.report.regions[0]?.handle).toBe('0x1');
    expect(rebooted.report.chain.map((c) => c.name)).toContain('veto');
  });

  it('removal: unmapped at GOING_OFFLINE, everything above moves down, the memory is gone', () => {
    const done = play(start(), unplug(8n << 24n));
    expect(done.outcome.ret).toBe(0);
    expect(done.report.memory.map((m) => m.start)).toEqual([
      '0x0',
      '0x9000000',
      '0x1000000000000000',
    ]);
    expect(done.report.busMap.runs).toEqual([
      [0, 8, '0x8000000000000000'],
      [9, 7, '0x8000000008000000'],
      [2 ** 36, 1, '0x800000000f000000'],
    ]);
  });

  it('removing online memory is not refused and the driver is not told: stale; a re-add is counted twice', () => {
    const gone = play(start(), range('remove', 15n << 24n));
    expect(gone.outcome.ret).toBe(0);
    expect(translate(gone.machine, 15n << 24n, 'physical').verdict).toBe('stale');
    const back = play(gone.machine, range('add', 15n << 24n), range('online', 15n << 24n));
    expect(back.report.busMap.mrLength).toBe('0x12000000');
    expect(back.report.regions).toEqual([]);
  });

  it('-ENOMEM at MEM_ONLINE: ret 0, the old region stands, transfers stay stopped, the entry is left at 1', () => {
    const done = play(start(), { type: 'failAllocation', nth: 1 }, hotplug(1n << 44n));
    expect(done.outcome.ret).toBe(0);
    expect(done.report.transfersStopped).toBe(true);
    expect(done.report.regions[0]).toMatchObject({ handle: '0x1', length: '0x11000000' });
    // The dir could not be made, so not even the flag is left.
    expect(translate(done.machine, 1n << 44n, 'physical')).toMatchObject({ missAt: 'dir' });
    // 2 GiB blocks of 128 sections across a dir boundary: those before it keep the flag.
    const big = start({ blockSize: '0x80000000' }, [[0n, 2n << 30n]]);
    const flagged = play(big, { type: 'failAllocation', nth: 1 }, hotplug(1n << 37n, 2n << 30n));
    expect(flagged.report.busMap.mapped).toBe(128);
  });

  it('kernel calls answer as the kernel does', () => {
    expect(play(start(), range('add', 0n)).outcome.ret).toBe(0);
    expect(play(start(), range('add', 1n << 40n), range('add', 1n << 40n)).outcome).toEqual({
      ret: -17,
      errno: 'EEXIST',
    });
    expect(play(start(), range('online', 0n)).outcome).toEqual({ ret: -22, errno: 'EINVAL' });
    expect(play(start(), range('online', 1n << 40n)).outcome.ret).toBe(-22);
    expect(play(start(), range('remove', 15n << 24n, 32n * MIB)).outcome.ret).toBe(-22);
    expect(play(start(), range('remove', 1n << 40n)).outcome.ret).toBe(0);
  });

  it('onlining memory whose grant was dropped: the walk finds nothing, CANCEL_ONLINE, -EPERM', () => {
    const added = play(
      start(),
      range('add', 1n << 40n, 32n * MIB),
      range('remove', (1n << 40n) - 16n * MIB, 48n * MIB),
    );
    const done = play(added.machine, range('online', 1n << 40n));
    expect(done.outcome).toEqual({ ret: -1, errno: 'EPERM' });
    expect(blocksOf(done.trace)[0]?.rounds.map((r) => r.action)).toEqual([
      'MEM_GOING_ONLINE',
      'MEM_CANCEL_ONLINE',
    ]);
  });

  it('onlining a section with less than a page granted: no page comes, so GOING_ONLINE is the only round, ret 0', () => {
    const memory = [
      [0n, 16n * MIB],
      [16n * MIB, 0x2000n],
    ] as const;
    const one = { start: '0x1000000', size: '0x1000000' };
    const done = play(
      start({ pageSize: 65536 }, memory),
      { type: 'offline', ...one },
      { type: 'online', ...one },
    );
    expect(done.outcome).toEqual({ ret: 0, errno: null });
    expect(done.report.memory).toEqual([{ start: '0x0', size: '0x2000000', state: 'online' }]);
    const blocks = done.trace.find((f): f is BlocksFact => f.type === 'blocks');
    expect(blocks?.rounds.map((r) => r.action)).toEqual(['MEM_GOING_ONLINE']);
    expect(done.report.busMap.mapped).toBe(1);
  });

  it('refuses what does not fit, in the order of the contract', () => {
    expect(refusal(start(), hotplug(5n))).toBe('unaligned');
    expect(refusal(start(), hotplug(0n, 0n))).toBe('unaligned');
    expect(refusal(start(), hotplug(1n << 61n))).toBe('beyond-limit');
    expect(refusal(start(), hotplug(1n << 60n))).toBe('overlap');
    // Past 2^64 nothing is special: alignment is asked first, and the kernel's own calls answer.
    expect(refusal(start(), hotplug(0xffffffffff000001n))).toBe('unaligned');
    expect(refusal(start(), hotplug(0xffffffffff000000n, 32n * MIB))).toBe('beyond-limit');
    expect(play(start(), range('offline', 0xffffffffff000000n, 32n * MIB)).outcome.ret).toBe(-22);
    expect(play(start(), range('remove', 0xffffffffff000000n, 32n * MIB)).outcome.ret).toBe(0);
    expect(refusal(start(), unplug(1n << 40n))).toBe('bad-event');
    expect(refusal(start(), range('add', 1n << 62n))).toBe('beyond-limit');
    expect(refusal(start(), { type: 'register', name: 'slub', priority: 0, answers: {} })).toBe(
      'bad-event',
    );
    expect(refusal(start(), { type: 'unregister', name: 'ehea' })).toBe('bad-event');
  });

  it('an hcall that fails once: -EIO, freed twice, and a long-busy is retried', () => {
    const failed = play(start(), { type: 'failHcall', nth: 3 }, hotplug(1n << 44n));
    expect(blocksOf(failed.trace)[0]?.acts[0]?.registration).toMatchObject({
      lastHret: -1,
      freeCalls: 2,
      hcalls: '3',
      ret: -5,
    });
    const busy = play(start(), { type: 'failHcall', nth: 3, code: 9902 }, hotplug(1n << 44n));
    expect(blocksOf(busy.trace)[0]?.acts[0]?.registration).toMatchObject({ hcalls: '145', ret: 0 });
    const five = [1, 2, 3, 4, 5].map(
      (nth): MachineEvent => ({ type: 'failHcall', nth, code: 9900 }),
    );
    const gaveUp = play(start(), ...five, hotplug(1n << 44n));
    expect(blocksOf(gaveUp.trace)[0]?.acts[0]?.registration).toMatchObject({
      lastHret: 1,
      ret: -5,
    });
  });
});

describe('the flat map, Linux 2.6.25', () => {
  const low: readonly (readonly [bigint, bigint])[] = [[0n, 256n * MIB]];

  it('is refused on the thread’s layout: 134,217,729 pages against 69,632', () => {
    const { report } = play(start(FLAT));
    expect(report.busMap).toMatchObject({
      bytes: '549755813896',
      mapped: 0,
      runs: [],
      mrLength: '0x0',
    });
    expect(report.regions).toEqual([]);
    expect(play(start(FLAT), { type: 'send', address: '0x0' }).outcome).toEqual({
      ret: -1,
      errno: null,
      bus: null,
    });
  });

  it('hears nothing of a hotplug; a miss stops transfers and queues the rebuild; work repairs', () => {
    const added = play(start(FLAT, low), hotplug(1n << 30n));
    expect(added.report.busMap.bytes).toBe('128');
    const missed = play(added.machine, { type: 'send', address: hex(1n << 30n) });
    expect(missed.outcome).toEqual({ ret: -1, errno: null, bus: null });
    expect(missed.report.transfersStopped).toBe(true);
    const done = play(missed.machine, { type: 'work' });
    expect(done.outcome.ret).toBe(0);
    expect(done.report).toMatchObject({ transfersStopped: false, regions: [{ handle: '0x2' }] });
    expect(done.report.busMap.bytes).toBe((8 * 65).toString());
    expect(play(done.machine, { type: 'send', address: hex((1n << 30n) + 5n) }).outcome).toEqual({
      ret: 0,
      errno: null,
      bus: '0x8000000010000005',
    });
  });

  it('what is taken offline keeps translating: stale; it cannot be removed', () => {
    const off = play(start(FLAT, low), unplug(3n << 24n));
    expect(off.outcome.ret).toBe(0);
    expect(off.report.memory).toContainEqual({
      start: '0x3000000',
      size: '0x1000000',
      state: 'offline',
    });
    expect(translate(off.machine, 3n << 24n, 'physical').verdict).toBe('stale');
    expect(refusal(off.machine, range('remove', 3n << 24n))).toBe('bad-event');
  });

  it('a rebuild that vmalloc refuses leaves the semaphore held, and a send below entries is an oops', () => {
    const far = play(
      start(FLAT, low),
      hotplug(1n << 60n),
      { type: 'send', address: hex(1n << 60n) },
      { type: 'work' },
    );
    expect(far.outcome).toEqual({ ret: -12, errno: 'ENOMEM' });
    expect(far.report.transfersStopped).toBe(true);
    expect(far.report.busMap).toMatchObject({ bytes: '549755813896', mapped: 0, mrLength: '0x0' });
    expect(play(far.machine, { type: 'send', address: '0x0' }).outcome).toEqual({
      ret: -14,
      errno: 'EFAULT',
      bus: null,
    });
    expect(play(far.machine, { type: 'send', address: '0xfff0000000000000' }).outcome.ret).toBe(-1);
    expect(play(far.machine, { type: 'work' }).outcome.ret).toBe(0);
  });

  it('slub of 2.6.25 stops the chain, so a foreign three-level driver is never asked; with SLAB it is', () => {
    const stopped = play(start({ kernel: '2.6.25' }), hotplug(1n << 44n));
    expect(blocksOf(stopped.trace)[0]?.rounds[0]).toMatchObject({
      stoppedAt: 0,
      result: 0x8001,
      errno: 0,
    });
    expect(stopped.report.busMap.mapped).toBe(17);
    const asked = play(start({ kernel: '2.6.25', allocator: 'SLAB' }), hotplug(1n << 44n));
    expect(asked.report.busMap.mapped).toBe(18);
  });
});

describe('edges', () => {
  it('an empty machine: three-level registration fails with handle 0x1 used; flat is refused', () => {
    const three = play(start({}, []));
    expect(three.report.regions).toEqual([]);
    expect(three.report.bill.slice(0, 2)).toEqual([
      { structure: 'flat', bytes: '8' },
      { structure: 'three-level', bytes: '0' },
    ]);
    const added = play(three.machine, hotplug(0n));
    expect(added.report).toMatchObject({ transfersStopped: true, regions: [] });
    expect(play(start(FLAT, [])).report.busMap).toMatchObject({
      tables: { entries: 1 },
      bytes: '8',
      mapped: 0,
    });
  });

  it('at 44 bits 2^60 is beyond: not listed, not mapped', () => {
    const { report } = play(start(), { type: 'configure', physicalBits: 44 });
    expect(report.memory).toEqual([{ start: '0x0', size: '0x10000000', state: 'online' }]);
    expect(report.busMap.mapped).toBe(16);
  });

  it('at or above 2^63 an address aliases the map 2^63 below: counted twice, registration fails', () => {
    const done = play(start({ physicalBits: 64 }), hotplug(1n << 63n));
    expect(done.report.busMap.mrLength).toBe('0x12000000');
    expect(done.report.busMap.mapped).toBe(17);
    expect(done.report.regions).toEqual([]);
    expect(translate(done.machine, 1n << 63n, 'physical')).toMatchObject({
      section: 2 ** 39,
      bus: '0x8000000000000000',
      verdict: 'no region',
    });
  });

  it('offline boot memory is mapped, and onlining it adds it a second time', () => {
    const { machine } = bootOn(OPENING, [
      { start: 0n, end: 128n * MIB, state: 'online' },
      { start: 128n * MIB, end: 256n * MIB, state: 'offline' },
    ]);
    expect(makeReport(machine, 0, 0).busMap.mapped).toBe(16);
    const done = play(machine, range('online', 128n * MIB));
    expect(done.report.busMap.mrLength).toBe('0x11000000');
    expect(done.report.regions).toEqual([]);
  });
});
