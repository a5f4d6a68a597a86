import { describe, expect, it } from 'vitest';
import { boot } from './boot.ts';
import { addCounts, countedAccesses, NO_COUNTS } from './device/access.ts';
import type { MachineEvent } from './event.ts';
import { V2_6_32 } from './kernel/editions.ts';
import { liveTraffic } from './live-traffic.ts';
import type { Machine } from './machine.ts';
import { step } from './step.ts';

const SECTION = 1n << 24n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

function machineWith(...events: MachineEvent[]): Machine {
  const config = {
    kernel: '2.6.32',
    driver: 'three-level',
    pageSize: 4096,
    blockSize: '0x1000000',
    physicalBits: 61,
    allocator: 'SLUB',
  } as const;
  const memory = [
    { start: 0n, end: 16n * SECTION, state: 'online' as const },
    { start: 1n << 40n, end: (1n << 40n) + SECTION, state: 'online' as const },
  ];
  let { machine } = boot(config, V2_6_32, memory);
  for (const event of events) {
    const done = step(machine, event);
    if (!done.ok) throw new Error(done.error.message);
    machine = done.machine;
  }
  return machine;
}

const ON: MachineEvent = { type: 'traffic', accesses: 1000, seed: 9 };
const PLUG: MachineEvent = { type: 'hotplug', start: hex(1n << 39n), size: hex(SECTION) };

describe('live traffic', () => {
  it('is nothing unless it is on', () => {
    expect(liveTraffic(machineWith(), null, 0, 0, 50).counts).toEqual(NO_COUNTS);
  });

  it('is the same in whatever batches it is asked for, and changes nothing', () => {
    const machine = machineWith(ON);
    const whole = liveTraffic(machine, null, 1, 0, 200);
    let parts = NO_COUNTS;
    for (let at = 0; at < 200; at += 7)
      parts = addCounts(parts, liveTraffic(machine, null, 1, at, Math.min(7, 200 - at)).counts);
    expect(parts).toEqual(whole.counts);
    expect(whole.counts).toEqual({ ...NO_COUNTS, ok: 200 });
    expect(whole.last).toHaveLength(8);
    expect(liveTraffic(machine, null, 1, 192, 8).last).toEqual(whole.last);
  });

  it('tells of what was in flight when the step came: wrong pages, then ok again', () => {
    const before = machineWith(ON);
    const after = machineWith(ON, PLUG);
    const inFlight = liveTraffic(after, before, 2, 0, 32);
    expect(inFlight.counts['wrong page']).toBeGreaterThan(0);
    expect(countedAccesses(inFlight.counts)).toBe(32);
    expect(liveTraffic(after, before, 2, 32, 300).counts).toEqual({ ...NO_COUNTS, ok: 300 });
  });
});
