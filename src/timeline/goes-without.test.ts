import { expect, it } from 'vitest';
import { bootOn } from '../machine/boot-on.test-data.ts';
import type { DriverId } from '../machine/driver/driver-id.ts';
import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import { step } from '../machine/step.ts';
import { accountFor } from './account-for.ts';
import { bootAccount } from './boot-account.ts';

knowAllKernels();

/** What is said at boot and of a block that comes, on two adapters with one queue pair each. */
function said(driver: DriverId, mrBudget: number) {
  const booted = bootOn(
    {
      kernel: '2.6.32',
      driver,
      pageSize: 4096,
      blockSize: '0x1000000',
      physicalBits: 44,
      allocator: 'SLUB',
      options: { adapters: 2, mrBudget },
    },
    [{ start: 0n, end: 1n << 28n, state: 'online' }],
  );
  const event = { type: 'hotplug', start: '0x10000000', size: '0x1000000' } as const;
  const done = step(booted.machine, event);
  if (!done.ok) throw new Error(done.error.message);
  const account = accountFor(1, event, booted.machine, done);
  return {
    boot: bootAccount(booted.machine, booted.trace),
    hotplug: account,
    machine: booted.machine,
  };
}

const LEFT = 'no handle is left, H_NOT_ENOUGH_RESOURCES.';

/** Each adapter needs 1 + 2 handles (FACTS b); they are given out adapter by adapter (ours). */
it.each([
  [1, 'Adapter 1, port 1, queue pair 1, to send'],
  [2, 'Adapter 1, port 1, queue pair 1, to receive'],
  [3, 'Adapter 2'],
  [4, 'Adapter 2, port 1, queue pair 1, to send'],
  [5, 'Adapter 2, port 1, queue pair 1, to receive'],
])('%i handles: who goes without is told at boot and when memory comes', (mrBudget, who) => {
  for (const driver of ['three-level', 'repaired', 'mapping-service'] as const) {
    const { boot: first, hotplug } = said(driver, mrBudget);
    expect([first.cost, first.tone]).toEqual([`${who}: ${LEFT}`, 'broken']);
    expect(hotplug.tone).toBe('broken');
    if (mrBudget > 2) expect(hotplug.cost).toContain(`${who}: ${LEFT}`);
    else expect(hotplug.cost).toContain('H_NOT_ENOUGH_RESOURCES (−44)');
  }
});

it('6 handles are enough: all is well', () => {
  const { boot: first, hotplug } = said('three-level', 6);
  expect(first.tone).toBe('neutral');
  expect(hotplug.tone).toBe('good');
  expect(hotplug.cost).toMatch(/So on each of 2 adapters\.$/);
});

it('a region for each section: says how many have none, and names the lowest by its number', () => {
  // 16 sections from 0 at boot; with 2 adapters and 3 handles for a region on each (FACTS b), 36 make 6 regions.
  const { boot: first, hotplug, machine } = said('mr-per-section', 36);
  const cost = '10 of 16 sections have no region: the budget is used up.';
  expect([first.cost, first.tone]).toEqual([cost, 'broken']);
  expect(hotplug.tone).toBe('refused');
  expect(hotplug.cost).toBe(
    'It needs 6 handles, 0 left (H_NOT_ENOUGH_RESOURCES). The memory at 2²⁸ stays offline.',
  );
  const { driver, generation, sections } = machine;
  const { title } = generation.standing(driver, sections.online) ?? {};
  expect(title).toBe('6 memory regions, 10 of 16 sections without one');
  const rules = { adapters: 2, ports: 1, queuePairs: 1, mrBudget: 36 };
  expect(generation.runsOut(rules, driver, sections.online)).toBe('section 6, at 0x6000000');
});

it('a region for each section: all have one while the budget lasts', () => {
  const { boot: first, hotplug, machine } = said('mr-per-section', 17 * 6);
  expect(first.tone).toBe('neutral');
  expect(hotplug.tone).toBe('good');
  const { driver, generation, sections } = machine;
  const rules = { adapters: 2, ports: 1, queuePairs: 1, mrBudget: 17 * 6 };
  expect(generation.runsOut(rules, driver, sections.online)).toBe(
    'whichever comes after 17 sections, 272 MiB',
  );
});

it('a reboot with too small a budget does not say that the device was told of its memory', () => {
  const { machine } = said('mr-per-section', 17 * 6);
  const event = { type: 'configure', options: { mrBudget: 36 } } as const;
  const done = step(machine, event);
  if (!done.ok) throw new Error(done.error.message);
  expect(accountFor(1, event, machine, done)).toMatchObject({
    cost: '10 of 16 sections have no region: the budget is used up.',
    tone: 'broken',
  });
});
