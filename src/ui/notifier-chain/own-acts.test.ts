import { describe, expect, it } from 'vitest';
import { bootOn } from '../../machine/boot-on.test-data.ts';
import type { DriverId } from '../../machine/driver/driver-id.ts';
import type { MachineEvent } from '../../machine/event.ts';
import { knowAllKernels } from '../../machine/kernel/all-kernels.ts';
import { step } from '../../machine/step.ts';
import type { BlocksFact } from '../../machine/trace.ts';
import { scoreOf } from './score.ts';
import { whyOf } from './why.ts';

knowAllKernels();

const MEMORY = '0x10000000';

/** What stands beside the driver's dots, and below the score, for the last block that was written to. */
function told(driver: DriverId, ...events: readonly MachineEvent[]) {
  let { machine } = bootOn(
    {
      kernel: '2.6.32',
      driver,
      pageSize: 4096,
      blockSize: '0x1000000',
      physicalBits: 44,
      allocator: 'SLUB',
      options: { mrBudget: 51 },
    },
    [{ start: 0n, end: BigInt(MEMORY), state: 'online' }],
  );
  let fact: BlocksFact | undefined;
  for (const event of events) {
    const done = step(machine, event);
    if (!done.ok) throw new Error(done.error.message);
    machine = done.machine;
    fact = done.trace.find((f) => f.type === 'blocks');
  }
  if (!fact) throw new Error('No block.');
  const row = scoreOf(fact, 0, driver).rows.find((r) => r.dots.some((d) => d?.note));
  return {
    notes: row?.dots.map((d) => d?.note ?? ''),
    because: whyOf(fact, driver).because.join(' '),
  };
}

const plug = (start = MEMORY): MachineEvent => ({ type: 'hotplug', start, size: '0x1000000' });
const unplug: MachineEvent = { type: 'unplug', start: '0x0', size: '0x1000000' };
const fails: MachineEvent = { type: 'failHcall', nth: 1 };
const veto: MachineEvent = {
  type: 'register',
  name: 'late',
  priority: -1,
  answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
};

describe('each driver words its own acts', () => {
  it('a direct window: an entry for each section', () => {
    expect(told('direct-window', plug()).notes?.[0]).toBe('writes 1 entry');
    expect(told('direct-window', unplug).notes).toEqual(['', 'clears 1 entry']);
    expect(told('direct-window', fails, plug()).notes?.[0]).toMatch(/^an entry was refused/);
  });

  it('a region for each section: 8 hcalls for 16 MiB, until the handles run out', () => {
    expect(told('mr-per-section', plug()).notes?.[0]).toBe('registers 16 MiB, 8 hcalls');
    expect(told('mr-per-section', unplug).notes?.[0]).toBe('frees 1 region');
    const [going, cancel] = told('mr-per-section', veto, unplug).notes ?? [];
    expect(going).toBe('frees 1 region');
    expect(cancel).toBe('registers 16 MiB again, 8 hcalls');
    // 17 regions of 3 handles each are all that 51 give.
    const short = told('mr-per-section', plug(), plug('0x11000000'));
    expect(short.notes?.[0]).toBe('too few handles left');
    expect(short.because).toContain('H_NOT_ENOUGH_RESOURCES');
  });

  it('the mapping service: pages leave their slots and come back', () => {
    expect(told('mapping-service', plug()).notes?.[0]).toBe('registers all slots, 136 hcalls');
    expect(told('mapping-service', unplug)).toMatchObject({
      notes: ['takes its pages out, 128 hcalls', ''],
      because: expect.stringContaining('leave the region before they move'),
    });
    expect(told('mapping-service', veto, unplug)).toMatchObject({
      notes: ['takes its pages out, 128 hcalls', 'puts its pages back, 128 hcalls'],
      because: expect.stringContaining('into the slots that they had'),
    });
  });

  it('eHEA and its repair keep eHEA’s words', () => {
    for (const driver of ['three-level', 'repaired'] as const)
      expect(told(driver, unplug).notes?.[0]).toBe('unmaps, renumbers, 120 hcalls');
  });
});
