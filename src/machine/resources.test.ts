import { describe, expect, it } from 'vitest';
import { bootOn } from './boot-on.test-data.ts';
import type { MachineConfig, MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import { step } from './step.ts';

/** What a removal leaves of /proc/iomem, seen by the next add. Expected: FACTS A1b, A1c (step 1) and A1d. */

knowAllKernels();

const BLOCK = 1n << 27n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;
const EEXIST = -17;

function returns(
  kernel: string,
  more: Partial<MachineConfig>,
  ...events: readonly (readonly [string, number, number?])[]
): readonly number[] {
  let { machine } = bootOn(
    {
      kernel,
      driver: 'none',
      pageSize: 4096,
      blockSize: hex(BLOCK),
      physicalBits: 46,
      allocator: 'SLUB',
      ...more,
    },
    [{ start: 0n, end: 4n * BLOCK, state: 'online' }],
  );
  return events.map(([type, block, blocks = 1]) => {
    const at = { start: hex(BigInt(block) * BLOCK), size: hex(BigInt(blocks) * BLOCK) };
    const event =
      type === 'probe'
        ? { type, address: hex(BigInt(block) * (BLOCK / 8n) + 4096n) }
        : { type, ...at };
    const done = step(machine, event as MachineEvent);
    if (!done.ok) throw new Error(done.error.message);
    machine = done.machine;
    return done.outcome.ret;
  });
}

describe.each(['6.1', '6.12', '7.1.5'])('__remove_memory of %s', (kernel) => {
  const x86 = { options: { architecture: 'x86_64' } } as const;

  it('lets go of no resource where its range covers several', () => {
    expect(
      returns(
        kernel,
        x86,
        ['add', 8, 2],
        ['add', 10, 2],
        ['remove', 8, 4],
        ['add', 8, 4],
        ['add', 9],
      ),
    ).toEqual([0, 0, 0, EEXIST, EEXIST]);
  });

  it('lets go of each that has a call of its own', () => {
    expect(
      returns(
        kernel,
        x86,
        ['add', 8, 2],
        ['add', 10, 2],
        ['remove', 10, 2],
        ['remove', 8, 2],
        ['add', 8, 4],
      ),
    ).toEqual([0, 0, 0, 0, 0]);
  });

  it('splits one, and what is added in its middle is another', () => {
    const split = [
      ['add', 8, 4],
      ['remove', 9],
      ['add', 9],
    ] as const;
    expect(returns(kernel, x86, ...split, ['remove', 9], ['add', 9])).toEqual([0, 0, 0, 0, 0]);
    expect(returns(kernel, x86, ...split, ['remove', 8, 4], ['add', 8, 4])).toEqual([
      0,
      0,
      0,
      0,
      EEXIST,
    ]);
  });

  it('lets go of a part of boot memory, of none together with what was added beside it', () => {
    const off = [
      ['add', 4, 2],
      ['offline', 3],
    ] as const;
    expect(returns(kernel, x86, ...off, ['remove', 3], ['add', 3])).toEqual([0, 0, 0, 0]);
    expect(returns(kernel, x86, ...off, ['remove', 3, 2], ['add', 3], ['add', 4])).toEqual([
      0,
      0,
      0,
      EEXIST,
      EEXIST,
    ]);
  });

  it('is called for each LMB on pseries', () => {
    const pseries = { options: { architecture: 'ppc64' } } as const;
    expect(
      returns(kernel, pseries, ['add', 8, 2], ['add', 10, 2], ['remove', 8, 4], ['add', 8, 4]),
    ).toEqual([0, 0, 0, 0]);
  });

  it('unplug lets go of all: each range goes as it came', () => {
    expect(
      returns(kernel, x86, ['hotplug', 8, 2], ['hotplug', 10, 2], ['unplug', 8, 4], ['add', 8, 4]),
    ).toEqual([0, 0, 0, 0]);
  });
});

describe('remove of 2.6.32', () => {
  const config = { blockSize: hex(BLOCK / 8n), options: { memoryModel: 'EXTREME' } } as const;

  it('lets go of the resource of each section', () => {
    expect(
      returns('2.6.32', config, ['add', 8, 2], ['add', 10, 2], ['remove', 8, 4], ['add', 8, 4]),
    ).toEqual([0, 0, 0, 0]);
  });

  it('passes over one that is not of exactly that section, as a probe within a section leaves it', () => {
    expect(returns('2.6.32', config, ['probe', 64], ['remove', 8], ['add', 8])).toEqual([
      0,
      -22,
      EEXIST,
    ]);
  });
});
