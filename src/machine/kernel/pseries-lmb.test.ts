import { describe, expect, it } from 'vitest';
import type { HotplugInput } from './hotplug-input.ts';
import type { HotplugMachine } from './hotplug-machine.ts';
import { brief, dimm, isolationFails, lpar, run, write } from './sample-machines.test-data.ts';

/** Expected: arch/powerpc/platforms/pseries/hotplug-memory.c and dlpar.c, and what a recorded LPAR did. */

const dlpar = (text: string): HotplugInput => ({ do: 'dlpar', text: `memory ${text}` });
const keys = (machine: HotplugMachine) => [...machine.blocks.keys()].slice(4).sort((a, b) => a - b);

const grown = (lmbs = 3) => {
  const machine = lpar('6.1');
  return run(machine, [dimm(machine, 'd', 8, lmbs)]).machine;
};

const did = (before: HotplugMachine, text: string, told = {}) => {
  const { machine, outcomes } = run(before, [dlpar(text)], told);
  const trace = brief(before, outcomes[0]?.trace ?? []);
  return {
    ret: outcomes[0]?.ret,
    lmbs: keys(machine),
    rounds: trace.filter((t) => /^(ONLINE|OFFLINE) /.test(t)),
    trace,
  };
};

describe('LMBs come', () => {
  it('each added and onlined by itself, although auto_online_blocks says offline', () => {
    const machine = lpar('6.1');
    const { machine: now, outcomes } = run(machine, [dimm(machine, 'd', 8, 2)]);
    expect(brief(machine, outcomes[0]?.trace ?? [])).toEqual([
      'add_memory_resource 0',
      'GOING_ONLINE 8',
      'ONLINE 8',
      'online_pages 0',
      'memory_subsys_online 0',
      'add_memory_resource 0',
      'GOING_ONLINE 9',
      'ONLINE 9',
      'online_pages 0',
      'memory_subsys_online 0',
    ]);
    expect(now.ram.length).toBe(3);
  });

  it('auto_online_blocks comes first where it onlines', () => {
    const machine = lpar('6.1', { autoOnline: 'online_movable' });
    const { machine: now, outcomes } = run(machine, [dimm(machine, 'd', 8, 1)]);
    expect(brief(machine, outcomes[0]?.trace ?? []).at(-1)).toBe('add_memory_resource 0');
    expect(now.blocks.get(8)?.zone).toBe('Movable');
  });

  it('one that cannot be onlined is taken away, and those before it as well', () => {
    const machine = lpar('6.1');
    const { machine: now, outcomes } = run(machine, [
      { do: 'register', name: 'test', priority: 0 },
      { do: 'inject', priority: 0, action: 'MEM_GOING_ONLINE', errno: 12 },
      dimm(machine, 'd', 8, 2),
    ]);
    expect(keys(now)).toEqual([]);
    expect(brief(machine, outcomes[2]?.trace ?? [])).toEqual([
      'add_memory_resource 0',
      'GOING_ONLINE 8',
      'CANCEL_ONLINE 8',
      'online_pages -12',
      'memory_subsys_online -12',
      'try_remove_memory 0',
    ]);
  });
});

describe('remove', () => {
  it('count: the lowest that was plugged, offline and away', () => {
    expect(did(grown(), 'remove count 2')).toMatchObject({
      ret: 0,
      lmbs: [10],
      rounds: ['OFFLINE 8', 'OFFLINE 9'],
    });
  });

  it('count: more than there are, or none, touches nothing', () => {
    for (const text of ['remove count 4', 'remove count 0', 'remove count', 'remove count x'])
      expect(did(grown(), text)).toMatchObject({ ret: -22, lmbs: [8, 9, 10], trace: [] });
  });

  it('count: one that refuses is passed over', () => {
    expect(did(grown(), 'remove count 2', isolationFails(8))).toMatchObject({
      ret: 0,
      lmbs: [8],
      rounds: ['OFFLINE 9', 'OFFLINE 10'],
    });
  });

  it('count: too few in the end, and those removed are added back upwards', () => {
    expect(did(grown(), 'remove count 3', isolationFails(9))).toMatchObject({
      ret: -22,
      lmbs: [8, 9, 10],
      rounds: ['OFFLINE 8', 'OFFLINE 10', 'ONLINE 8', 'ONLINE 10'],
    });
  });

  it('an offline LMB goes without a round', () => {
    const before = run(grown(), [write(8, 'offline')]).machine;
    expect(did(before, 'remove count 1').trace).toEqual(['try_remove_memory 0']);
  });

  it('index: exactly that LMB, with the errno of the step', () => {
    expect(did(grown(), 'remove index 0x80000009')).toMatchObject({ ret: 0, lmbs: [8, 10] });
    expect(did(grown(), 'remove index 0x80000009', isolationFails(9)).ret).toBe(-16);
    for (const index of ['0x12345', '0x80000000', '0x80000010', '0x8000000b'])
      expect(did(grown(), `remove index ${index}`)).toMatchObject({ ret: -22, trace: [] });
  });

  it('indexed-count: the first that refuses stops it and those done come back', () => {
    expect(did(grown(), 'remove indexed-count 2 0x80000009')).toMatchObject({ ret: 0, lmbs: [8] });
    expect(did(grown(), 'remove indexed-count 3 0x80000008', isolationFails(9))).toMatchObject({
      ret: -22,
      lmbs: [8, 9, 10],
      rounds: ['OFFLINE 8', 'ONLINE 8'],
    });
  });

  it('indexed-count: what is not there is passed over, but the range must lie in the list', () => {
    expect(did(grown(), 'remove indexed-count 3 0x8000000a')).toMatchObject({
      ret: 0,
      lmbs: [8, 9],
    });
    expect(did(grown(), 'remove indexed-count 23 0x8000000a').ret).toBe(-22);
    expect(did(grown(), 'remove indexed-count 2 0x80000003').ret).toBe(-22);
  });
});

describe('add', () => {
  const without = () => run(grown(), [dlpar('remove count 2')]).machine;

  it('count: the lowest that the firmware gives', () => {
    expect(did(without(), 'add count 1')).toMatchObject({ ret: 0, lmbs: [8, 10] });
    expect(did(without(), 'add count 0')).toMatchObject({ ret: -22, trace: [] });
  });

  it('count: fewer than asked for, and those added go again', () => {
    expect(did(without(), 'add count 3')).toMatchObject({
      ret: -22,
      lmbs: [10],
      rounds: ['ONLINE 8', 'ONLINE 9', 'OFFLINE 8', 'OFFLINE 9'],
    });
  });

  it('the firmware has none', () => {
    const told = { noLmb: true };
    expect(did(without(), 'add count 1', told)).toMatchObject({ ret: -22, trace: [] });
    expect(did(without(), 'add indexed-count 1 0x80000008', told).ret).toBe(-22);
    expect(did(without(), 'add index 0x80000008', told).ret).toBe(-1);
  });

  it('index: one in use is refused with a bare -1, one without a module with -EINVAL', () => {
    expect(did(without(), 'add index 0x80000008')).toMatchObject({ ret: 0, lmbs: [8, 10] });
    expect(did(without(), 'add index 0x8000000a').ret).toBe(-1);
    expect(did(without(), 'add index 0x80000014').ret).toBe(-22);
  });
});

describe('the module goes', () => {
  it('with the LMBs that are left of it', () => {
    const before = run(grown(), [dlpar('remove count 1'), write(9, 'offline')]).machine;
    const { machine, outcomes } = run(before, [{ do: 'dimm-del', id: 'd' }]);
    const trace = brief(before, outcomes[0]?.trace ?? []);
    expect(trace[0]).toBe('try_remove_memory 0');
    expect(trace.filter((t) => t.startsWith('OFFLINE'))).toEqual(['OFFLINE 10']);
    expect(keys(machine)).toEqual([]);
    expect(machine.ram.length).toBe(1);
    // QEMU waits for the LMB that went before.
    expect(machine.dimms.length).toBe(1);
    expect(run(grown(), [{ do: 'dimm-del', id: 'd' }]).machine.dimms).toEqual([]);
  });

  it('or not at all', () => {
    const { machine, outcomes } = run(grown(), [{ do: 'dimm-del', id: 'd' }], isolationFails(9));
    expect(keys(machine)).toEqual([8, 9, 10]);
    expect(outcomes[0]?.refused).toBe(false);
  });
});

it('words that dlpar does not know are -EINVAL', () => {
  for (const text of ['memory', 'memory grow count 1', 'memory add lmb 1', 'disk add count 1', ''])
    expect(run(lpar('6.12'), [{ do: 'dlpar', text }]).outcomes[0]?.ret).toBe(text === '' ? 0 : -22);
});
