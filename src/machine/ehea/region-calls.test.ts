import { describe, expect, it } from 'vitest';
import { makeReport } from '../../timeline/report.ts';
import { boot } from '../boot.ts';
import type { MachineEvent } from '../event.ts';
import { knowAllKernels } from '../kernel/all-kernels.ts';
import { editionOf } from '../kernel/editions.ts';
import type { Machine } from '../machine.ts';
import { step } from '../step.ts';
import type { Trace } from '../trace.ts';

/** What eHEA does when another hcall than page registration fails. Expected: FACTS b, and ehea_rereg_mrs as read there. */

knowAllKernels();

const SECTION = 1n << 24n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

function start(kernel = '2.6.32', queuePairs = 1): Machine {
  const edition = editionOf(kernel);
  if (!edition) throw new Error(kernel);
  return boot(
    {
      kernel,
      driver: edition.ownDriver,
      pageSize: 4096,
      blockSize: hex(SECTION),
      physicalBits: 44,
      allocator: 'SLUB',
      ...(queuePairs === 1 ? {} : { options: { queuePairs } }),
    },
    edition,
    [{ start: 0n, end: 16n * SECTION, state: 'online' }],
  ).machine;
}

const hotplug = (at: number, sections = 1): MachineEvent => ({
  type: 'hotplug',
  start: hex(BigInt(at) * SECTION),
  size: hex(BigInt(sections) * SECTION),
});
const fails = (call: 'allocate' | 'free' | 'share', nth = 1, code?: number): MachineEvent => ({
  type: 'failHcall',
  nth,
  call,
  ...(code === undefined ? {} : { code }),
});

function play(from: Machine, ...events: readonly MachineEvent[]) {
  let machine = from;
  let trace: Trace = [];
  let ret = 0;
  for (const event of events) {
    const done = step(machine, event);
    if (!done.ok) throw new Error(done.error.message);
    ({ machine, trace } = done);
    ({ ret } = done.outcome);
  }
  const act = trace.flatMap((f) => (f.type === 'blocks' ? f.lastActs : [])).at(-1);
  return { machine, trace, ret, act, report: makeReport(machine, 0, 0) };
}

describe('allocating a region fails', () => {
  it('-EIO: nothing to free, no handle used, no region until reboot, and the notifier said OK', () => {
    const done = play(start(), fails('allocate', 1, -44), hotplug(16));
    expect(done.ret).toBe(0);
    expect(done.act?.registration).toMatchObject({
      ret: -5,
      lastHret: -44,
      hcalls: '0',
      freeCalls: 0,
    });
    expect(done.report.regions).toEqual([]);
    expect(done.report.transfersStopped).toBe(false);
    expect(done.machine.nextHandle).toBe(2);
    const later = play(done.machine, hotplug(17));
    expect(later.act).toMatchObject({ unregister: 'failed', registration: null });
    expect(later.report.transfersStopped).toBe(true);
  });

  it('a long-busy is tried again: four cost nothing, five are H_BUSY', () => {
    const four = [9900, 9901, 9902, 9903].map((code, i) => fails('allocate', i + 1, code));
    expect(play(start(), ...four, hotplug(16)).report.regions).toHaveLength(1);
    const done = play(start(), ...four, fails('allocate', 5, 9904), hotplug(16));
    expect(done.act?.registration).toMatchObject({ lastHret: 1, ret: -5 });
  });
});

describe('freeing the region fails', () => {
  it('“unregister MR failed”: the old region stands, transfers stay stopped, the next event tries again', () => {
    const done = play(start(), fails('free'), hotplug(16));
    expect(done.act).toMatchObject({ unregister: 'failed', registration: null });
    expect(done.report.regions).toMatchObject([{ handle: '0x1', length: '0x10000000' }]);
    expect(done.report.busMap.mrLength).toBe('0x11000000');
    expect(done.report.transfersStopped).toBe(true);
    const later = play(done.machine, hotplug(17));
    expect(later.report.regions).toMatchObject([{ handle: '0x2', length: '0x12000000' }]);
    expect(later.report.transfersStopped).toBe(false);
  });

  it('in 2.6.24 the error exit keeps the semaphore', () => {
    const done = play(
      start('2.6.24'),
      hotplug(16),
      { type: 'send', address: hex(16n * SECTION) },
      fails('free'),
      { type: 'work' },
    );
    expect(done.ret).toBe(-5);
    expect(done.report.regions).toHaveLength(1);
    expect(play(done.machine, { type: 'work' }).ret).toBe(0);
  });
});

describe('sharing the region fails', () => {
  it('the region stands, the stop flag is clear, the port is not restarted', () => {
    const done = play(start(), fails('share', 2), hotplug(16));
    expect(done.act?.registration).toMatchObject({ ret: 0, refused: 'share', shareHret: -1 });
    expect(done.report.regions).toHaveLength(1);
    expect(done.report.transfersStopped).toBe(false);
  });

  it('each queue pair shares it twice', () => {
    const done = play(start('2.6.32', 4), fails('share', 10), hotplug(16));
    expect(done.report.armed).toEqual([{ what: 'hcall', call: 'share', nth: 2, code: -1 }]);
  });
});

it.each([
  ['allocate', 700],
  ['free', 1],
  ['share', 1301],
] as const)('%s fails among 1,000 blocks as one by one', (call, nth) => {
  const armed = [fails(call, nth), fails(call, nth + 3)];
  const bulk = play(start(), ...armed, hotplug(16, 1000));
  const ready = play(start(), { ...hotplug(16, 1000), type: 'add' } as MachineEvent, ...armed);
  const single = play(
    ready.machine,
    ...Array.from(
      { length: 1000 },
      (_, i) => ({ ...hotplug(16 + i), type: 'online' }) as MachineEvent,
    ),
  );
  expect(bulk.report).toEqual(single.report);
  expect(bulk.machine.driver).toEqual(single.machine.driver);
  expect(bulk.machine.nextHandle).toBe(single.machine.nextHandle);
  expect(bulk.trace.length).toBeLessThan(30);
});
