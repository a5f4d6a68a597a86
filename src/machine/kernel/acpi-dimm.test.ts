import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HotplugInput } from './hotplug-input.ts';
import {
  blockLines,
  brief,
  dimm,
  isolationFails,
  pc,
  run,
  write,
} from './sample-machines.test-data.ts';

/** Expected: drivers/acpi/scan.c, acpi_memhotplug.c and mm/memory_hotplug.c, and the recorded refusals. */

const remove: HotplugInput = { do: 'dimm-del', id: 'd' };
const autoOnline = (value: string): HotplugInput => ({
  do: 'write',
  path: '/sys/devices/system/memory/auto_online_blocks',
  value,
  uid: 0,
});

function onlined(blocks: number, words: readonly string[]) {
  const machine = pc('6.1');
  return run(machine, [
    dimm(machine, 'd', 32, blocks, 1),
    ...words.map((word, i) => write(32 + i, word)),
  ]).machine;
}

const offlined = (trace: readonly string[]): string[] =>
  trace.filter((t) => /^(ONLINE|OFFLINE|start_isolate_page_range -16)/.test(t));

describe('a DIMM comes', () => {
  it('offline, without a round, if nothing onlines it', () => {
    const machine = pc('6.1');
    const { outcomes } = run(machine, [dimm(machine, 'd', 32, 2)]);
    expect(brief(machine, outcomes[0]?.trace ?? [])).toEqual(['add_memory_resource 0']);
    expect(outcomes[0]?.events).toEqual([
      { event: 'ACPI_DEVICE_OST', device: 'd', source: 1, status: 0 },
    ]);
  });

  it('and is onlined upwards with the word of auto_online_blocks, then added', () => {
    const machine = pc('6.1');
    const { machine: now, outcomes } = run(machine, [
      autoOnline('online_movable'),
      dimm(machine, 'd', 32, 2),
    ]);
    expect(brief(machine, outcomes[1]?.trace ?? [])).toEqual([
      'GOING_ONLINE 32',
      'ONLINE 32',
      'online_pages 0',
      'memory_subsys_online 0',
      'GOING_ONLINE 33',
      'ONLINE 33',
      'online_pages 0',
      'memory_subsys_online 0',
      'add_memory_resource 0',
    ]);
    expect(blockLines(now).slice(4)).toEqual(['32 online Movable', '33 online Movable']);
  });

  it('the first block that is refused ends the onlining, and the DIMM is added all the same', () => {
    const machine = pc('6.1', { autoOnline: 'online' });
    const { machine: now, outcomes } = run(machine, [
      { do: 'register', name: 'test', priority: 0 },
      { do: 'inject', priority: 0, action: 'MEM_GOING_ONLINE', errno: 12 },
      dimm(machine, 'd', 32, 2),
    ]);
    expect(brief(machine, outcomes[2]?.trace ?? [])).toEqual([
      'GOING_ONLINE 32',
      'CANCEL_ONLINE 32',
      'online_pages -12',
      'memory_subsys_online -12',
      'add_memory_resource 0',
    ]);
    expect(
      blockLines(now)
        .slice(4)
        .every((l) => l.includes('offline')),
    ).toBe(true);
  });

  it('of odd size brings no block, and is tried again with the next', () => {
    const machine = pc('6.12');
    const half: HotplugInput = {
      do: 'dimm-add',
      id: 'half',
      start: 0x100000000n,
      size: 0x4000000n,
      node: 0,
    };
    const { machine: now, outcomes } = run(machine, [half, dimm(machine, 'd', 40, 1)]);
    expect(outcomes.map((o) => brief(machine, o.trace))).toEqual([
      ['add_memory_resource -22'],
      ['add_memory_resource -22', 'add_memory_resource 0'],
    ]);
    expect([...now.blocks.keys()]).toEqual([0, 1, 2, 3, 40]);
  });

  it('over another one it is refused before the kernel hears of it', () => {
    const machine = pc('6.12');
    const { outcomes } = run(machine, [
      dimm(machine, 'd', 40, 2),
      dimm(machine, 'e', 41, 2),
      dimm(machine, 'd', 48, 1),
    ]);
    expect(outcomes.map((o) => [o.refused, o.events.length])).toEqual([
      [false, 1],
      [true, 0],
      [true, 0],
    ]);
  });
});

describe('a DIMM goes', () => {
  it('block by block, then at once', () => {
    const { machine, outcomes } = run(onlined(2, ['online_movable']), [remove]);
    expect(brief(machine, outcomes[0]?.trace ?? []).slice(-2)).toEqual([
      'memory_subsys_offline 0',
      'try_remove_memory 0',
    ]);
    expect(offlined(brief(machine, outcomes[0]?.trace ?? []))).toEqual(['OFFLINE 32']);
    expect([...machine.blocks.keys()]).toEqual([0, 1, 2, 3]);
    expect(machine.ram.length).toBe(2);
    expect(outcomes[0]?.events.map((e) => ('status' in e ? e.status : e.event))).toEqual([
      132,
      'DEVICE_DELETED',
      0,
    ]);
  });

  it('or not: the refusing block is tried twice, the others come back - Movable as Normal', () => {
    const before = onlined(3, ['online_movable', 'online_movable', 'online_kernel']);
    const { machine, outcomes } = run(before, [remove], isolationFails(34));
    expect(offlined(brief(machine, outcomes[0]?.trace ?? []))).toEqual([
      'OFFLINE 32',
      'OFFLINE 33',
      'start_isolate_page_range -16',
      'start_isolate_page_range -16',
      'ONLINE 32',
      'ONLINE 33',
    ]);
    expect(blockLines(machine).slice(4)).toEqual([
      '32 online Normal',
      '33 online Normal',
      '34 online Normal',
    ]);
    expect(outcomes[0]?.events.map((e) => ('status' in e ? e.status : e.event))).toEqual([
      132, 130,
    ]);
  });

  it('two refuse: A, B, A', () => {
    const before = onlined(2, ['online_kernel', 'online_kernel']);
    const { outcomes } = run(before, [remove], isolationFails(32, 33));
    expect(outcomes[0]?.trace.length).toBe(9);
    expect(outcomes[0]?.trace.every((e) => e.kind === 'return' && e.ret === -16)).toBe(true);
  });

  it('a block that was offline before is neither tried nor brought back', () => {
    const before = onlined(3, ['online_movable', 'offline', 'online_kernel']);
    const { machine, outcomes } = run(before, [remove], isolationFails(34));
    expect(offlined(brief(machine, outcomes[0]?.trace ?? []))).not.toContain('ONLINE 33');
    expect(machine.blocks.get(33)?.state).toBe('offline');
  });

  it('a word refused because the block is online already decides how it comes back', () => {
    const before = run(onlined(2, ['online_kernel', 'online_kernel']), [
      write(32, 'online_movable'),
    ]).machine;
    const { machine } = run(before, [remove], isolationFails(33));
    expect(blockLines(machine).slice(4)).toEqual(['32 online Movable', '33 online Normal']);
  });

  it('law: refused, every block has the state it had', () => {
    const words = fc.array(fc.constantFrom('online_kernel', 'online_movable', 'offline'), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, fc.array(fc.integer({ min: 32, max: 39 })), (how, failing) => {
        const before = onlined(how.length, how);
        const { machine, outcomes } = run(before, [remove], isolationFails(...failing));
        const refuses = failing.some((b) => before.blocks.get(b)?.state === 'online');
        if (!refuses) {
          expect(machine.blocks.size).toBe(4);
          return;
        }
        for (const [i, { state }] of before.blocks)
          expect(machine.blocks.get(i)?.state).toBe(state);
        expect(machine.nodes.get(1)?.memory).toBe(before.nodes.get(1)?.memory);
        expect(outcomes[0]?.events.length).toBe(2);
      }),
    );
  });
});
