import { describe, expect, it } from 'vitest';
import type { HotplugInput } from './hotplug-input.ts';
import type { HotplugMachine } from './hotplug-machine.ts';
import { brief, pc, run, write } from './sample-machines.test-data.ts';

/** Expected: drivers/virtio/virtio_mem.c, and what a recorded machine's rules say. */

const MIB = 1n << 20n;
const want = (mib: number): HotplugInput => ({ do: 'virtio-mem', requested: BigInt(mib) * MIB });

const machine = (over: Partial<HotplugMachine> = {}) =>
  pc('6.1', {
    autoOnline: 'online',
    chain: [
      { name: 'kcore_callback', priority: 0, errors: null },
      { name: 'virtio_mem_memory_notifier_cb', priority: 0, errors: null },
    ],
    virtioMem: {
      id: 'vmem0',
      start: 0x140000000n,
      end: 0x180000000n,
      node: 0,
      plugged: new Map(),
    },
    ...over,
  });

const own = ({ blocks }: HotplugMachine) =>
  [...blocks.values()].filter((b) => b.index >= 40).map((b) => `${b.index} ${b.state}`);

describe('virtio-mem', () => {
  it('fills the lowest blocks, each onlined as it comes, one line in /proc/iomem', () => {
    const { machine: now, outcomes } = run(machine(), [want(256)]);
    expect(own(now)).toEqual(['40 online', '41 online']);
    expect(brief(now, outcomes[0]?.trace ?? []).filter((t) => /^(ONLINE|add)/.test(t))).toEqual([
      'ONLINE 40',
      'add_memory_resource 0',
      'ONLINE 41',
      'add_memory_resource 0',
    ]);
    expect(now.ram.at(-1)).toEqual({
      start: 0x140000000n,
      end: 0x150000000n,
      label: 'System RAM (virtio_mem)',
    });
  });

  it('adds a whole block for a part of one, and fills it before the next', () => {
    expect(own(run(machine(), [want(192)]).machine)).toEqual(['40 online', '41 online']);
    expect(own(run(machine(), [want(64), want(128)]).machine)).toEqual(['40 online']);
    expect(own(run(machine(), [want(64), want(130)]).machine)).toEqual(['40 online', '41 online']);
  });

  it('cannot be asked for more than its region', () => {
    expect(own(run(machine(), [want(1024)]).machine).length).toBe(8);
    const { machine: now, outcomes } = run(machine(), [want(4096)]);
    expect([own(now), outcomes[0]?.refused]).toEqual([[], true]);
  });

  it('shrinks from the top, blocks in part first', () => {
    expect(own(run(machine(), [want(384), want(256)]).machine)).toEqual(['40 online', '41 online']);
    const { machine: now, outcomes } = run(machine(), [want(320), want(128)]);
    expect(own(now)).toEqual(['40 online']);
    expect(brief(now, outcomes[1]?.trace ?? []).filter((t) => t.startsWith('OFFLINE'))).toEqual([
      'OFFLINE 42',
      'OFFLINE 41',
    ]);
    expect(now.ram.at(-1)?.end).toBe(0x148000000n);
  });

  it('takes Movable before what the kernel uses', () => {
    const before = run(machine(), [
      want(256),
      write(40, 'offline'),
      write(40, 'online_movable'),
    ]).machine;
    expect(own(run(before, [want(128)]).machine)).toEqual(['41 online']);
  });

  it('what cannot be isolated stays plugged, and its block online', () => {
    const before = run(machine(), [want(256)]).machine;
    const told = { isolationFails: new Map([[41, 32n * MIB]]) };
    const { machine: now, outcomes } = run(before, [want(0)], told);
    expect(own(now)).toEqual(['41 online']);
    expect(now.virtioMem?.plugged).toEqual(new Map([[41, 32n * MIB]]));
    expect(brief(now, outcomes[0]?.trace ?? []).filter((t) => t.includes(' 41'))).toEqual([]);
    expect(own(run(now, [want(160)]).machine)).toEqual(['41 online', '40 online']);
  });

  it('a block offlined by hand goes without a round', () => {
    const before = run(machine(), [want(128), write(40, 'offline')]).machine;
    const { machine: now, outcomes } = run(before, [want(0)]);
    expect(brief(now, outcomes[0]?.trace ?? [])).toEqual(['try_remove_memory 0']);
    expect(own(now)).toEqual([]);
  });

  it('has nothing to say of other memory', () => {
    const { outcomes } = run(machine(), [want(128), write(1, 'offline')]);
    const results = outcomes.map((o) =>
      o.trace.flatMap((e) => (e.kind === 'round' ? [e.result] : [])),
    );
    expect(results).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });
});
