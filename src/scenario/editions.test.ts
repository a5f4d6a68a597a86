import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bootOn } from '../machine/boot-on.test-data.ts';
import { DRIVERS, type DriverId } from '../machine/driver/driver-id.ts';
import type { MachineEvent } from '../machine/event.ts';
import { editions } from '../machine/kernel/editions.ts';
import { OPTIONS } from '../machine/kernel/option-values.ts';
import { OPTION_KEYS } from '../machine/kernel/options.ts';
import { shippedBits } from '../machine/kernel/shipped.ts';
import type { Machine } from '../machine/machine.ts';
import { step } from '../machine/step.ts';
import { makeReport } from '../timeline/report.ts';
import { Timeline } from '../timeline/timeline.ts';
import { formatScenario } from './format-scenario.ts';
import { parseScenario } from './parse-scenario.ts';
import type { Scenario } from './scenario.ts';
import { startOf } from './start-of.ts';

const textOf = (machine: object, boot?: object): string =>
  JSON.stringify({ format: 'sparsescope-scenario/1', machine, boot });

function open(machine: object, boot?: object): Scenario {
  const read = parseScenario(textOf(machine, boot));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

function booted(machine: object, memory?: object): Machine {
  const { config, boot: extents } = startOf(open(machine, memory));
  return bootOn(config, extents).machine;
}

const refusal = (machine: object) => {
  const read = parseScenario(textOf(machine));
  return read.ok ? null : read.error;
};

const MEGA = (n: number): string => `0x${(n * 2 ** 20).toString(16)}`;

/** What CONFIG_EHEA makes a module, and listens: built in, it stands in the chain as eHEA. */
const listensAsEhea = (kernel: string, driver: DriverId): boolean =>
  booted({ kernel, driver }).chain.some((c) => c.kind === 'driver' && c.name === 'ehea');

it('boots the opening under every kernel with every driver, or names the rule', () => {
  for (const { id, exportsNotifier } of editions())
    for (const driver of DRIVERS)
      for (const ehea of ['y', 'm']) {
        const read = parseScenario(textOf({ kernel: id, driver, options: { ehea } }));
        const listens = listensAsEhea(id, driver);
        expect(read.ok).toBe(!(ehea === 'm' && listens && !exportsNotifier));
        if (read.ok) expect(Timeline.play(startOf(read.value), []).ok).toBe(true);
        else expect(read.error.message).toMatch(/not exported to modules.*\(.+\)/);
      }
});

it('brings the driver and the blocks of its architecture', () => {
  const pc = open({ kernel: '6.1', options: { architecture: 'x86_64' } }).machine;
  expect([pc.driver, pc.blockSize]).toEqual(['none', '0x8000000']);
  const arm = open({ kernel: '6.12', options: { architecture: 'arm64' }, pageSize: 65536 });
  expect(arm.machine.blockSize).toBe('0x20000000');
  expect(open({ kernel: '6.12', options: { architecture: 's390' } }).machine.blockSize).toBe(
    '0x10000000',
  );
  expect(open({ kernel: '7.1.5', options: { architecture: 's390' } }).machine.blockSize).toBe(
    '0x8000000',
  );
  expect(open({ kernel: '2.6.25', options: { architecture: 'x86_64' } }).machine.blockSize).toBe(
    '0x8000000',
  );
  expect(open({ kernel: '2.6.26', options: { architecture: 's390' } }).machine.blockSize).toBe(
    '0x2000000',
  );
  const text = `{"format":"sparsescope-scenario/1","machine":{"kernel":"6.1","options":{"architecture":"x86_64"}}}`;
  const read = parseScenario(text);
  expect(read.ok && formatScenario(read.value)).toBe(text);
});

it('rounds what is there to the architecture’s section', () => {
  const machine = booted({ kernel: '6.1', options: { architecture: 'x86_64' } }, [
    { start: '0x0', size: MEGA(192) },
  ]);
  expect(makeReport(machine, 0, 0).memory).toEqual([
    { start: '0x0', size: MEGA(256), state: 'online' },
  ]);
});

it.each<[object, string, RegExp]>([
  [{ options: { memoryModel: 'FLATMEM' } }, 'options.memoryModel', /EHEA depends on SPARSEMEM/],
  [
    { driver: 'none', options: { memoryModel: 'FLATMEM' } },
    'options.memoryModel',
    /MEMORY_HOTPLUG depends on SPARSEMEM.*mm\/Kconfig, Linux 2\.6\.32/,
  ],
  [
    { options: { memoryHotplug: false } },
    'options.memoryHotremove',
    /MEMORY_HOTREMOVE depends on MEMORY_HOTPLUG/,
  ],
  [{ kernel: '2.6.25', options: { numa: false } }, 'options.memoryHotremove', /MIGRATION.*NUMA/],
  [{ kernel: '2.6.24', options: { memoryHotremove: true } }, 'options.memoryHotremove', /ia64/],
  [
    { kernel: '2.6.25', driver: 'three-level', options: { ehea: 'm' } },
    'options.ehea',
    /not exported to modules/,
  ],
  [
    { kernel: '2.6.25', driver: 'mapping-service', options: { ehea: 'm' } },
    'options.ehea',
    /not exported to modules/,
  ],
  [
    { driver: 'mapping-service', options: { memoryModel: 'FLATMEM' } },
    'options.memoryModel',
    /EHEA depends on SPARSEMEM/,
  ],
  [
    {
      kernel: '2.6.25',
      options: {
        ...{ architecture: 'x86_64', memoryModel: 'FLATMEM' },
        ...{ numa: false, memoryHotremove: false },
      },
    },
    'options.memoryModel',
    /SPARSEMEM, or on ACPI NUMA/,
  ],
  [
    { kernel: '2.6.22', driver: 'none', options: { memoryModel: 'FLATMEM' } },
    'options.memoryModel',
    /not read of Linux 2\.6\.22; as in Linux 2\.6\.24/,
  ],
  [
    { kernel: '2.6.26', options: { numa: false } },
    'options.memoryHotremove',
    /NUMA.*not read of Linux 2\.6\.26; as in Linux 2\.6\.25/,
  ],
  [
    { kernel: '2.6.23', options: { autoOnline: 'online' } },
    'options.autoOnline',
    /not read of Linux 2\.6\.23; as in Linux 2\.6\.24/,
  ],
  [
    { kernel: '7.1.5', options: { memoryModel: 'EXTREME' } },
    'options.memoryModel',
    /SPARSEMEM_VMEMMAP and 64BIT.*mm\/Kconfig, Linux 7\.1\.5/,
  ],
  [
    { kernel: '6.1', options: { memoryModel: 'EXTREME' } },
    'options.memoryModel',
    /not read of Linux 6\.1; as in Linux 7\.1\.5/,
  ],
  [{ options: { architecture: 'arm64' } }, 'options.architecture', /not read/],
  [{ kernel: '2.6.26', options: { architecture: 'x86_64' } }, 'options.architecture', /not read/],
  [{ options: { autoOnline: 'online' } }, 'options.autoOnline', /no auto_online_blocks/],
  [{ options: { movableNode: true } }, 'options.movableNode', /movable_node/],
  [{ kernel: '6.1', options: { architecture: 'x86_64' }, pageSize: 65536 }, 'pageSize', /4 KiB/],
  [
    { kernel: '6.1', options: { architecture: 'x86_64' }, blockSize: '0x1000000' },
    'blockSize',
    /at least one section: 128 MiB/,
  ],
  [
    { kernel: '6.1', options: { architecture: 'x86_64' }, physicalBits: 26 },
    'physicalBits',
    /27 bits/,
  ],
])('refuses %j at machine.%s', (machine, field, message) => {
  const error = refusal(machine);
  expect(error).toMatchObject({ code: 'bad-scenario', field: `machine.${field}` });
  expect(error?.message).toMatch(message);
  expect(error?.line).toBe(1);
});

it('lets a listening driver be a module once the notifier is exported', () => {
  expect(refusal({ kernel: '2.6.26', options: { ehea: 'm' } })).toBeNull();
  expect(refusal({ kernel: '2.6.25', options: { ehea: 'm' } })).toBeNull();
});

it('boots 2.6.25’s x86_64 with FLATMEM and MEMORY_HOTPLUG, where ACPI NUMA allows it', () => {
  const options = { architecture: 'x86_64', memoryModel: 'FLATMEM' };
  const machine = booted({ kernel: '2.6.25', options }, [{ start: '0x0', size: MEGA(256) }]);
  const done = act(machine, { type: 'hotplug', start: MEGA(1024), size: MEGA(128) });
  expect(done).toMatchObject({ outcome: { ret: 0 } });
});

const chainOn = (machine: object): string[] =>
  booted(machine).chain.map((c) => `${c.name} ${c.priority}`);

it('calls the chains of A3, what is off by default left out', () => {
  expect(chainOn({ kernel: '2.6.25' })).toEqual(['slub 1']);
  expect(chainOn({ kernel: '2.6.26' })).toEqual(['ipc 10', 'slub 1', 'ehea 0']);
  expect(chainOn({ kernel: '2.6.26', allocator: 'SLAB' })).toEqual(['ipc 10', 'ehea 0']);
  expect(chainOn({ kernel: '2.6.28' })).toEqual(['cpuset 10', 'ipc 10', 'slub 1', 'ehea 0']);
  expect(chainOn({ kernel: '2.6.32' })).toEqual([
    ...['cpuset 10', 'ipc 10', 'slub 1', 'kcore 0', 'ehea 0'],
  ]);
  const six = ['ksm 100', 'memory-tiers 100', 'cpuset 10', 'mm_compute_batch 10', 'slub 1'];
  expect(chainOn({ kernel: '6.1' })).toEqual([...six, 'iommu 0', 'reserve 0', 'kcore 0', 'ehea 0']);
  expect(chainOn({ kernel: '6.1', options: { architecture: 'x86_64' } })).toEqual([
    ...six,
    'reserve 0',
    'kcore 0',
  ]);
  expect(chainOn({ kernel: '7.1.5' })).toEqual([
    ...['ksm 100', 'mm_compute_batch 10', 'iommu 0', 'reserve 0', 'kcore 0', 'ehea 0'],
  ]);
});

it('ships the physical bits of d1 and A5', () => {
  const bits = (machine: object) => shippedBits(booted(machine));
  expect(bits({ kernel: '2.6.25' })).toBe(44);
  expect(bits({ kernel: '2.6.25', options: { architecture: 'x86_64' } })).toBe(40);
  expect(bits({ kernel: '2.6.26', options: { architecture: 's390' } })).toBe(42);
  expect(bits({ kernel: '6.1' })).toBe(51);
  expect(bits({ kernel: '6.12', pageSize: 65536 })).toBe(51);
  const without = { memoryModel: 'EXTREME', memoryHotplug: false, memoryHotremove: false };
  expect(bits({ kernel: '7.1.5', options: without })).toBe(46);
  expect(bits({ kernel: '7.1.5', options: { architecture: 'x86_64' } })).toBe(46);
  expect(bits({ kernel: '6.12', options: { architecture: 'arm64' } })).toBe(48);
  expect(bits({ kernel: '6.1', options: { architecture: 's390' } })).toBe(46);
  // 52 bits of arm64 need 64 KiB pages in 6.1.
  const arm = { physicalBits: 52, options: { architecture: 'arm64' } };
  expect(bits({ kernel: '6.1', ...arm })).toBe(48);
  expect(bits({ kernel: '6.1', ...arm, pageSize: 65536 })).toBe(52);
  expect(bits({ kernel: '6.12', ...arm })).toBe(52);
  // Five levels of page tables; Kconfig's 42 to 53.
  expect(bits({ kernel: '6.1', physicalBits: 52, options: { architecture: 'x86_64' } })).toBe(52);
  expect(bits({ kernel: '6.1', physicalBits: 44, options: { architecture: 's390' } })).toBe(44);
  expect(bits({ kernel: '6.1', physicalBits: 51, options: { architecture: 'x86_64' } })).toBe(46);
});

const act = (machine: Machine, event: MachineEvent) => {
  const done = step(machine, event);
  return done.ok ? done : done.error;
};

it('lets 7.1.5’s arm64 keep the memory that was there at boot, and no other', () => {
  const machine = booted({ kernel: '7.1.5', options: { architecture: 'arm64' } }, [
    { start: '0x0', size: MEGA(512) },
  ]);
  const range = { start: MEGA(1024), size: MEGA(512) };
  const plugged = act(machine, { type: 'hotplug', ...range });
  if (!('machine' in plugged)) throw new Error(plugged.message);
  expect(plugged.outcome.ret).toBe(0);
  expect(act(plugged.machine, { type: 'offline', ...range })).toMatchObject({
    outcome: { ret: 0 },
  });
  const kept = act(plugged.machine, { type: 'offline', start: '0x0', size: MEGA(128) });
  expect(kept).toMatchObject({ outcome: { ret: -1, errno: 'EPERM' } });
});

it('has no file to write to where MEMORY_HOTPLUG is off, and no chain to register with', () => {
  const machine = booted({ options: { memoryHotplug: false, memoryHotremove: false } });
  expect(machine.chain).toEqual([]);
  const range = { start: '0x20000000', size: '0x1000000' };
  for (const type of ['hotplug', 'add', 'online', 'offline', 'remove', 'unplug'] as const)
    expect(act(machine, { type, ...range })).toMatchObject({
      code: 'bad-event',
      message: expect.stringContaining('built without MEMORY_HOTPLUG'),
    });
  expect(act(machine, { type: 'register', name: 'a', priority: 0, answers: {} })).toMatchObject({
    code: 'bad-event',
  });
});

it('answers an offline with -EINVAL, and has no removal, where MEMORY_HOTREMOVE is off', () => {
  const machine = booted({ options: { memoryHotremove: false } });
  const range = { start: '0x0', size: '0x1000000' };
  const off = act(machine, { type: 'offline', ...range });
  expect(off).toMatchObject({ outcome: { ret: -22, errno: 'EINVAL' } });
  expect(act(machine, { type: 'remove', ...range })).toMatchObject({
    message: expect.stringContaining('built without MEMORY_HOTREMOVE'),
  });
});

it('says what a kernel that checks the range would have answered', () => {
  const machine = booted({ kernel: '6.1', physicalBits: 46 }, [{ start: '0x0', size: MEGA(256) }]);
  expect(
    act(machine, { type: 'add', start: `0x1${'0'.repeat(15)}`, size: MEGA(16) }),
  ).toMatchObject({ code: 'beyond-limit', message: expect.stringContaining('−E2BIG') });
});

it('boots with options as configure does', () => {
  const options = { architecture: 'x86_64', memoryModel: 'VMEMMAP', queuePairs: 3 } as const;
  const memory = [{ start: '0x0', size: MEGA(256) }];
  const there = booted({ kernel: '6.1', options, physicalBits: 46 }, memory);
  const here = act(booted({ physicalBits: 46 }, memory), {
    type: 'configure',
    kernel: '6.1',
    options,
  });
  if (!('machine' in here)) throw new Error(here.message);
  expect(makeReport(here.machine, 0, 0)).toEqual(makeReport(there, 0, 0));
  const back = act(here.machine, {
    type: 'configure',
    kernel: '2.6.32',
    options: { architecture: 'ppc64', queuePairs: 1 },
  });
  if (!('machine' in back)) throw new Error(back.message);
  expect(makeReport(back.machine, 0, 0)).toEqual(
    makeReport(booted({ physicalBits: 46 }, memory), 0, 0),
  );
});

it('refuses an impossible configure with the rule, and changes nothing', () => {
  const machine = booted({});
  expect(act(machine, { type: 'configure', options: { memoryModel: 'FLATMEM' } })).toMatchObject({
    code: 'bad-event',
    field: 'options.memoryModel',
    message: expect.stringContaining('EHEA depends on SPARSEMEM'),
  });
  expect(
    act(machine, {
      type: 'configure',
      kernel: '6.1',
      options: { architecture: 'x86_64' },
      blockSize: '0x1000000',
    }),
  ).toMatchObject({ code: 'bad-event', field: 'blockSize' });
  const pc = booted({ kernel: '6.1', options: { architecture: 'x86_64' } });
  expect(act(pc, { type: 'configure', kernel: '2.6.32' })).toMatchObject({ field: 'kernel' });
  const flat = booted({
    driver: 'none',
    options: { memoryModel: 'FLATMEM', memoryHotplug: false, memoryHotremove: false },
  });
  expect(act(flat, { type: 'configure', driver: 'repaired' })).toMatchObject({ field: 'driver' });
  expect(act(machine, { type: 'configure', options: { memoryHotplug: false } })).toMatchObject({
    field: 'options.memoryHotplug',
  });
});

it('has no probe file off ppc64, and says whose rule a removal there borrows', () => {
  const machine = booted({ kernel: '2.6.25', options: { architecture: 'x86_64' } }, [
    { start: '0x0', size: MEGA(256) },
  ]);
  expect(act(machine, { type: 'probe', address: '0x40000000' })).toMatchObject({
    code: 'bad-event',
    message: expect.stringContaining('no probe file'),
  });
  expect(act(machine, { type: 'remove', start: '0x0', size: MEGA(128) })).toMatchObject({
    message: expect.stringContaining('as on ppc64'),
  });
});

it('adds and onlines one section of 128 MiB on 2.6.25’s x86_64', () => {
  const machine = booted(
    { kernel: '2.6.25', physicalBits: 40, options: { architecture: 'x86_64' } },
    [{ start: '0x0', size: MEGA(256) }],
  );
  const done = act(machine, { type: 'hotplug', start: MEGA(1024), size: MEGA(128) });
  if (!('machine' in done)) throw new Error(done.message);
  expect(done.outcome.ret).toBe(0);
  expect(makeReport(done.machine, 0, 0).memory.at(-1)).toEqual({
    start: MEGA(1024),
    size: MEGA(128),
    state: 'online',
  });
  expect(act(machine, { type: 'add', start: MEGA(1024), size: MEGA(16) })).toMatchObject({
    code: 'unaligned',
  });
});

it('configures any options to what booting with them gives, or refuses both for the same reason', () => {
  const memory = [{ start: '0x0', size: MEGA(256) }];
  const from = booted({ physicalBits: 46 }, memory);
  const values = Object.fromEntries(
    OPTION_KEYS.map((key) => {
      const kind = OPTIONS[key];
      return [key, 'low' in kind ? fc.integer({ min: 1, max: 16 }) : fc.constantFrom(...kind)];
    }),
  );
  const kernels = fc.constantFrom(...editions().map((e) => e.id));
  let built = 0;
  fc.assert(
    fc.property(kernels, fc.record(values, { requiredKeys: [] }), (kernel, options) => {
      const there = parseScenario(textOf({ kernel, options, physicalBits: 46 }, memory));
      const here = act(from, { type: 'configure', kernel, options });
      expect('machine' in here).toBe(there.ok);
      if (!there.ok || !('machine' in here)) {
        if (there.ok || !('code' in here)) return;
        expect(here.message.slice(0, 20)).toBe(there.error.message.slice(0, 20));
        // What the event does not say, its kernel brings.
        const key = there.error.field?.replace('machine.options.', '') ?? '';
        expect(here.field).toBe(key in options ? `options.${key}` : 'kernel');
        return;
      }
      built += 1;
      const { machine } = there.value;
      expect(makeReport(here.machine, 0, 0)).toEqual(
        makeReport(booted({ ...machine }, memory), 0, 0),
      );
    }),
    { numRuns: 300 },
  );
  expect(built).toBeGreaterThan(20);
});

it('has no resource for memory beyond the limit from 6.1 on; in 2008 the driver maps it all the same', () => {
  // d5: dropped while booting in 7.1.5. a3, e: the window of 2^44 pages of 64 KiB reaches 2^60 bytes and lmb has it.
  const memory = [
    { start: '0x0', size: MEGA(256) },
    { start: `0x8${'0'.repeat(14)}`, size: MEGA(16) },
  ];
  const mapped = (machine: object) => makeReport(booted(machine, memory), 0, 0).busMap.mapped;
  expect(mapped({ kernel: '2.6.32', physicalBits: 44, pageSize: 65536 })).toBe(17);
  expect(mapped({ kernel: '6.1', physicalBits: 51, pageSize: 65536 })).toBe(16);
  expect(mapped({ kernel: '7.1.5', physicalBits: 64, pageSize: 65536 })).toBe(17);
});
