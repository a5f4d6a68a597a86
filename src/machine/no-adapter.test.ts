import { describe, expect, it } from 'vitest';
import { bootAccount } from '../timeline/boot-account.ts';
import { makeReport } from '../timeline/report.ts';
import { boot } from './boot.ts';
import { DRIVERS } from './driver/driver-id.ts';
import type { MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import { editionOf } from './kernel/editions.ts';
import type { Machine } from './machine.ts';
import { step } from './step.ts';
import type { BlocksFact, Trace } from './trace.ts';
import { translate } from './translation.ts';

/** A machine without an adapter. Expected: FACTS A0 (a3), A3a and c5. */

knowAllKernels();

const hex = (n: bigint): string => `0x${n.toString(16)}`;
const SECTION = 1n << 24n;
const GIB = 1n << 30n;

function start(kernel: string, driver?: Machine['config']['driver'], adapters = 0): Machine {
  const edition = editionOf(kernel);
  if (!edition) throw new Error(kernel);
  return boot(
    {
      kernel,
      driver: driver ?? edition.ownDriver,
      pageSize: 4096,
      blockSize: hex(SECTION),
      physicalBits: 44,
      allocator: 'SLAB',
      options: { adapters },
    },
    edition,
    [{ start: 0n, end: 256n << 20n, state: 'online' }],
  ).machine;
}

function play(machine: Machine, ...events: readonly MachineEvent[]) {
  let last: { machine: Machine; trace: Trace; ret: number } = { machine, trace: [], ret: 0 };
  for (const event of events) {
    const done = step(last.machine, event);
    if (!done.ok) throw new Error(`${event.type}: ${done.error.message}`);
    last = { machine: done.machine, trace: done.trace, ret: done.outcome.ret };
  }
  return last;
}

const range = (type: 'hotplug' | 'offline' | 'unplug', at: bigint, size = SECTION): MachineEvent =>
  ({ type, start: hex(at), size: hex(size) }) as MachineEvent;
const names = (machine: Machine): readonly string[] => machine.chain.map((c) => c.name);
const verdict = (machine: Machine, at: bigint) => translate(machine, at, 'physical').verdict;
const hcalls = (trace: Trace): bigint =>
  trace
    .filter((f): f is BlocksFact => f.type === 'blocks')
    .reduce((sum, f) => sum + BigInt(f.hcalls), 0n);
const bytes = ({ generation, driver }: Machine): bigint => generation.shape(driver).bytes;

describe.each(['2.6.26', '2.6.28', '2.6.32'])('%s', (kernel) => {
  it('the callback is in the chain, the map stands, no region does', () => {
    const machine = start(kernel);
    expect(names(machine)).toContain('ehea');
    // Root, one top and one dir table of 64 KiB each.
    expect(bytes(machine)).toBe(196_608n);
    expect(makeReport(machine, 0, 0).regions ?? []).toEqual([]);
    expect(verdict(machine, 0n)).toBe('no region');
    expect(bootAccount(machine, [])).toMatchObject({
      cost: 'There is no adapter. Nobody registers a memory region.',
      tone: 'neutral',
    });
  });
});

describe.each(['2.6.28', '2.6.32'])('%s', (kernel) => {
  it('the map follows memory without an hcall, and transfers are not left stopped', () => {
    const on = play(start(kernel), range('hotplug', GIB));
    expect([on.ret, hcalls(on.trace), on.machine.nextHandle]).toEqual([0, 0n, 1]);
    expect(verdict(on.machine, GIB)).toBe('no region');
    const off = play(on.machine, range('offline', GIB));
    expect(off.machine.driver.stopped).toBe(false);
    expect(verdict(off.machine, GIB)).toBe('miss');
  });

  it('sixteen thousand sections cost as two do', () => {
    const big = play(start(kernel), range('hotplug', 1n << 40n, SECTION << 14n));
    expect(hcalls(big.trace)).toBe(0n);
    expect(big.trace.filter((f) => f.type === 'blocks')).toHaveLength(1);
    expect(verdict(big.machine, (1n << 40n) + (SECTION << 13n))).toBe('no region');
  });

  it('maps what a machine with an adapter maps', () => {
    const events = [range('hotplug', GIB, SECTION * 9n), range('offline', GIB, SECTION * 3n)];
    const none = play(start(kernel), ...events).machine;
    const one = play(start(kernel, undefined, 1), ...events).machine;
    expect(none.generation.shape(none.driver)).toEqual(one.generation.shape(one.driver));
  });
});

it('2.6.26 builds anew at each MEM_OFFLINE, and each time loses the three tables of the first range', () => {
  const on = play(start('2.6.26'), range('hotplug', GIB, SECTION * 9n)).machine;
  expect(verdict(on, GIB)).toBe('miss');
  const five = [0n, 1n, 2n, 3n, 4n].map((i) => range('offline', GIB + i * SECTION));
  const [once, each] = [[range('offline', GIB, SECTION * 5n)], five].map(
    (events) => play(on, ...events).machine,
  );
  if (!once || !each) throw new Error('two machines');
  expect(once.driver.region).toBeNull();
  expect(once.generation.shape(once.driver).leaked).toBe(15);
  expect(once.generation.shape(once.driver)).toEqual(each.generation.shape(each.driver));
});

it('2.6.24 scans at module init, and rebuilds after a miss without a region', () => {
  const machine = start('2.6.24');
  expect(names(machine)).not.toContain('ehea');
  expect(bytes(machine)).toBe(128n);
  expect(verdict(machine, 0n)).toBe('no region');
  const miss = play(machine, range('hotplug', GIB), { type: 'send', address: hex(GIB) });
  const work = play(miss.machine, { type: 'work' });
  expect(work.ret).toBe(0);
  expect(work.machine.generation.status(work.machine.driver).semaphoreHeld).toBe(false);
  expect(work.machine.driver.stopped).toBe(false);
  expect(bytes(work.machine)).toBe(65n * 8n);
  expect(verdict(work.machine, GIB)).toBe('no region');
});

it.each(['6.1', '6.12', '7.1.5'])(
  '%s: neither map nor callback, before a first adapter',
  (kernel) => {
    const machine = start(kernel);
    expect(machine.config.driver).toBe('three-level');
    expect(names(machine)).not.toContain('ehea');
    expect(names(start(kernel, undefined, 1))).toContain('ehea');
    expect(bytes(machine)).toBe(0n);
    expect(verdict(machine, 0n)).toBe('miss');
    expect(play(machine, range('hotplug', GIB)).ret).toBe(0);
  },
);

it('2.6.22: the linear mapping answers, and nobody registered it', () => {
  const machine = start('2.6.22');
  expect(verdict(machine, 0n)).toBe('no region');
});

it('ehca agrees while no adapter is attached', () => {
  const machine = start('2.6.32', 'ehca');
  expect(names(machine)).toContain('ehca');
  expect(play(machine, range('hotplug', GIB)).ret).toBe(0);
  expect(play(start('2.6.32', 'ehca', 1), range('hotplug', GIB)).ret).toBe(-1);
});

describe.each(DRIVERS)('driver %s', (driver) => {
  it.each(['2.6.32', '7.1.5'])('has no region and no handle under %s', (kernel) => {
    const machine = play(
      start(kernel, driver),
      range('hotplug', GIB),
      range('unplug', GIB),
    ).machine;
    const { generation } = machine;
    const rules = { adapters: 0, ports: 1, queuePairs: 1, mrBudget: 5 };
    expect(generation.regions(machine.driver)).toEqual([]);
    expect(generation.handles(machine.driver, rules)).toBe(0);
    expect(generation.runsOut(rules, machine.driver, machine.sections.online)).toBeNull();
    expect(machine.nextHandle).toBe(1);
    expect(['miss', 'no region']).toContain(verdict(machine, 0n));
  });
});
