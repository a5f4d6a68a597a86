import { expect, it } from 'vitest';
import { boot } from '../boot.ts';
import { step } from '../step.ts';
import { knowAllKernels } from './all-kernels.ts';
import { editionOf, V2_6_32 } from './editions.ts';
import { optionsOf, sparseOptions } from './options.ts';

knowAllKernels();

const CONFIG = {
  kernel: '2.6.32',
  driver: 'three-level',
  pageSize: 4096,
  blockSize: '0x1000000',
  physicalBits: 44,
  allocator: 'SLUB',
} as const;
const machine = boot(CONFIG, V2_6_32, [{ start: 0n, end: 1n << 28n, state: 'online' }]).machine;

it('fills in the opening’s machine: ppc64, SPARSEMEM_EXTREME, all of hotplug, one of each', () => {
  expect(optionsOf(machine)).toEqual({
    architecture: 'ppc64',
    memoryModel: 'EXTREME',
    memoryHotplug: true,
    memoryHotremove: true,
    numa: true,
    ehea: 'y',
    autoOnline: 'offline',
    movableNode: false,
    adapters: 1,
    ports: 1,
    queuePairs: 1,
    mrBudget: null,
  });
});

it('keeps only what differs from the kernel’s own, in one order', () => {
  expect(sparseOptions(V2_6_32, { memoryHotplug: true, mrBudget: null })).toBeUndefined();
  const kept = sparseOptions(V2_6_32, { queuePairs: 4, mrBudget: 64, numa: true, ports: 2 });
  expect(Object.entries(kept ?? {})).toEqual([
    ['ports', 2],
    ['queuePairs', 4],
    ['mrBudget', 64],
  ]);
});

it('knows that 2.6.24 has no MEMORY_HOTREMOVE on ppc64', () => {
  const edition = editionOf('2.6.24') ?? V2_6_32;
  expect(optionsOf({ config: {}, edition }).memoryHotremove).toBe(false);
  expect(sparseOptions(edition, { memoryHotremove: false })).toBeUndefined();
});

const configured = (...options: object[]) =>
  options.reduce((now: typeof machine, given) => {
    const done = step(now, { type: 'configure', ...given });
    if (!done.ok) throw new Error(done.error.message);
    return done.machine;
  }, machine);

it('merges what configure names with what was named before, and forgets what is the kernel’s own again', () => {
  const once = configured({ options: { queuePairs: 4 } });
  expect(once.config.options).toEqual({ queuePairs: 4 });
  const twice = configured({ options: { queuePairs: 4 } }, { options: { ports: 2 } });
  expect(twice.config.options).toEqual({ ports: 2, queuePairs: 4 });
  const back = configured({ options: { queuePairs: 4 } }, { options: { queuePairs: 1 } });
  expect(back.config).toEqual(CONFIG);
});

it('takes the hardware over to another kernel, not the way the old one was built', () => {
  const { config } = configured(
    { options: { queuePairs: 4, memoryModel: 'VMEMMAP', mrBudget: 9 } },
    { kernel: '2.6.28' },
  );
  expect(config.options).toEqual({ queuePairs: 4, mrBudget: 9 });
  const named = configured(
    { options: { memoryModel: 'VMEMMAP' } },
    { kernel: '2.6.28', options: { memoryModel: 'VMEMMAP' } },
  );
  expect(named.config.options).toEqual({ memoryModel: 'VMEMMAP' });
});

it('tells the options that somebody chose, not what another kernel does by itself', () => {
  const changed = (event: object, from = machine) => {
    const done = step(from, { type: 'configure', ...event });
    if (!done.ok) throw new Error(done.error.message);
    const [fact] = done.trace;
    return fact?.type === 'configure' ? fact.changes : null;
  };
  expect(changed({ options: { queuePairs: 4, mrBudget: 8 } })).toEqual([
    { key: 'queuePairs', from: '1', to: '4' },
    { key: 'mrBudget', from: 'none', to: '8' },
  ]);
  expect(changed({ kernel: '2.6.24' })?.map((c) => c.key)).toEqual(['kernel', 'driver']);
  const on = configured({ options: { memoryHotremove: false } });
  expect(changed({ options: { memoryHotremove: true } }, on)).toEqual([
    { key: 'memoryHotremove', from: 'no', to: 'yes' },
  ]);
});
