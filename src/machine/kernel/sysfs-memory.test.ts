import { describe, expect, it } from 'vitest';
import type { HotplugInput } from './hotplug-input.ts';
import { dimm, lpar, pc, run, write } from './sample-machines.test-data.ts';

/** Expected: drivers/base/memory.c and core.c, lib/kstrtox.c, mm/memory-failure.c, and recorded writes. */

const memory = '/sys/devices/system/memory';
const to = (path: string, value: string, uid = 0): HotplugInput => ({
  do: 'write',
  path,
  value,
  uid,
});
const ret = (input: HotplugInput, machine = pc('6.1')) => run(machine, [input]).outcomes[0]?.ret;

describe('state', () => {
  it('takes four words exactly, with one newline at most', () => {
    for (const word of ['onlineX', 'on', 'ONLINE', 'removed', 'going-offline', ' online', '1'])
      expect(ret(write(1, word))).toBe(-22);
    expect(ret(write(1, 'offline\n'))).toBe(0);
    expect(ret(write(1, 'offline\n\n'))).toBe(-22);
  });
});

describe('online', () => {
  it('takes a boolean and is content with what is so', () => {
    for (const value of ['1', 'y', 'Yes', 'on', 'ON', 'online', '1\n', '10'])
      expect(ret(write(1, value, 'online'))).toBe(0);
    for (const value of ['7', 'o', 'x', '2', '-1'])
      expect(ret(write(1, value, 'online'))).toBe(-22);
    const { machine, outcomes } = run(pc('6.1'), [
      write(1, '0', 'online'),
      write(1, 'n', 'online'),
    ]);
    expect(outcomes.map((o) => [o.ret, o.trace.length > 0])).toEqual([
      [0, true],
      [0, false],
    ]);
    expect(machine.blocks.get(1)?.state).toBe('offline');
  });

  it('more letters count from release to release', () => {
    expect(ret(write(1, 'true', 'online'), pc('6.1'))).toBe(-22);
    expect(ret(write(1, 'true', 'online'), pc('6.12'))).toBe(0);
    expect(ret(write(1, 'enabled', 'online'), pc('6.12'))).toBe(-22);
    expect(ret(write(1, 'enabled', 'online'), pc('7.1'))).toBe(0);
  });
});

describe('who and where', () => {
  it('nobody but root writes', () => {
    expect(ret(to(`${memory}/memory1/state`, 'offline', 65534))).toBe(-13);
    expect(ret(to(`${memory}/auto_online_blocks`, 'online', 1000))).toBe(-13);
  });

  it('a block that is not there is -ENOENT, a file that is only read -EACCES', () => {
    expect(ret(to(`${memory}/memory99/state`, 'offline'))).toBe(-2);
    expect(ret(to(`${memory}/memory1/valid_zones`, 'Normal'))).toBe(-13);
  });

  it('a block is reached through its node as well', () => {
    expect(ret(to('/sys/devices/system/node/node0/memory1/state', 'offline'))).toBe(0);
    expect(ret(to('/sys/devices/system/node/node1/memory1/state', 'offline'))).toBe(-2);
  });

  it('what it does not know it says', () => {
    expect(() => ret(to('/proc/sys/vm/drop_caches', '3'))).toThrow(/unknown path/);
    expect(() => ret(to(`${memory}/memory1/power/control`, 'on'))).toThrow(/unknown path/);
  });
});

describe('auto_online_blocks', () => {
  it('takes the same four words', () => {
    for (const word of ['offline', 'online', 'online_kernel', 'online_movable\n'])
      expect(ret(to(`${memory}/auto_online_blocks`, word))).toBe(0);
    for (const word of ['1', 'onlin', 'movable', 'online  '])
      expect(ret(to(`${memory}/auto_online_blocks`, word))).toBe(-22);
  });
});

describe('probe', () => {
  const probe = (value: string) => to(`${memory}/probe`, value);

  it('adds one block where the file exists', () => {
    expect(ret(probe('0x100000000'))).toBe(-2);
    const { machine, outcomes } = run(lpar('6.1'), [probe('0x80000000'), probe('0x80000000')]);
    expect(outcomes.map((o) => o.ret)).toEqual([0, -17]);
    expect(machine.blocks.get(8)?.state).toBe('offline');
  });

  it('wants the start of a block', () => {
    for (const value of ['0x80001000', 'here', '0x', '-1', '09'])
      expect(ret(probe(value), lpar('6.1'))).toBe(-22);
    expect(ret(probe('0x10000000000000000'), lpar('6.1'))).toBe(-34);
  });
});

describe('soft_offline_page', () => {
  it('wants a page of memory that is online', () => {
    const machine = pc('6.1');
    const page = (address: string) => to(`${memory}/soft_offline_page`, address);
    const { outcomes } = run(machine, [
      dimm(machine, 'd', 32, 1),
      page('0x10000000'),
      page('0xfffffffff000'),
      page('0x100000000'),
      page('nowhere'),
    ]);
    expect(outcomes.slice(1).map((o) => o.ret)).toEqual([0, -6, -5, -22]);
  });
});
