import { describe, expect, it } from 'vitest';
import { bootOn } from './boot-on.test-data.ts';
import type { MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import type { Options } from './kernel/options.ts';
import type { Machine } from './machine.ts';
import { step } from './step.ts';
import type { BlocksFact, Fact } from './trace.ts';

/**
 * Blocks that refuse, many of them, for a caller that goes on with the next: told as runs. Block by block none of these
 * would come to an end. Expected: FACTS A1c (step 9), A4a and A4c.
 */

knowAllKernels();

const hex = (n: bigint): string => `0x${n.toString(16)}`;
const BLOCK = 1n << 27n;
const PIB = 1n << 50n;

function start(
  kernel: string,
  options: Partial<Options>,
  end: bigint,
  blockSize = BLOCK,
  state: 'online' | 'offline' = 'online',
): Machine {
  return bootOn(
    {
      kernel,
      driver: options.architecture === 'ppc64' ? 'three-level' : 'none',
      pageSize: 4096,
      blockSize: hex(blockSize),
      physicalBits: 60,
      allocator: 'SLUB',
      options,
    },
    [{ start: 0n, end, state }],
  ).machine;
}

const range = (type: string, from: bigint, size: bigint, more: object = {}): MachineEvent =>
  ({ type, start: hex(from), size: hex(size), ...more }) as MachineEvent;

const veto = (action: string): MachineEvent => ({
  type: 'register',
  name: 'no',
  priority: 200,
  answers: { [action]: '-EBUSY' },
});

/** The last event's facts; those about blocks as `[op, first block, blocks, ret]`. */
function play(from: Machine, ...events: readonly MachineEvent[]) {
  let machine = from;
  let facts: readonly Fact[] = [];
  let ret = 0;
  for (const event of events) {
    const done = step(machine, event);
    if (!done.ok) throw new Error(done.error.message);
    [machine, facts, ret] = [done.machine, done.trace, done.outcome.ret];
  }
  const blocks = facts
    .filter((f): f is BlocksFact => f.type === 'blocks')
    .map((f) => [f.op, f.first / f.sectionsPerBlock, f.blocks, f.ret]);
  return { machine, facts, ret, blocks };
}

describe('an eject', () => {
  it('of a PiB that was there at boot: arm64 refuses each block, and the first of them twice', () => {
    const done = play(start('6.1', { architecture: 'arm64' }, PIB), range('unplug', 0n, PIB));
    expect(done.ret).toBe(-16);
    expect(done.blocks).toEqual([
      ['offline', 0, 2 ** 23, -1],
      ['offline', 0, 1, -1],
    ]);
  });

  it('of boot memory and of what was added: the one refuses, the other goes and comes back', () => {
    const added = range('hotplug', PIB, PIB);
    const unplug = range('unplug', 0n, 2n * PIB);
    const done = play(start('6.1', { architecture: 'arm64' }, PIB), added, unplug);
    expect(done.blocks).toEqual([
      ['offline', 0, 2 ** 23, -1],
      ['offline', 2 ** 23, 2 ** 23, 0],
      ['offline', 0, 1, -1],
      ['online', 2 ** 23, 2 ** 23, 0],
    ]);
  });

  it('of a DIMM of 2^56 bytes whose pages are unmovable: no round at all', () => {
    const dimm = [1n << 56n, 1n << 56n] as const;
    const done = play(
      start('6.1', { architecture: 'x86_64' }, 32n * BLOCK),
      range('hotplug', ...dimm),
      range('pages', ...dimm, { are: 'unmovable' }),
      range('unplug', ...dimm),
    );
    expect(done.ret).toBe(-16);
    expect(done.blocks).toEqual([
      ['offline', 2 ** 29, 2 ** 29, -16],
      ['offline', 2 ** 29, 1, -16],
    ]);
  });

  it('of a DIMM of 2^56 bytes whose pages are poisoned, and one block unmovable: none comes back', () => {
    const dimm = [1n << 56n, 1n << 56n] as const;
    const done = play(
      start('6.12', { architecture: 'x86_64' }, 32n * BLOCK),
      range('hotplug', ...dimm),
      range('pages', ...dimm, { are: 'poisoned' }),
      range('pages', (1n << 57n) - BLOCK, BLOCK, { are: 'unmovable' }),
      range('unplug', ...dimm),
    );
    expect(done.ret).toBe(-16);
    expect(done.blocks).toEqual([
      ['offline', 2 ** 29, 2 ** 29 - 1, 0],
      ['offline', 2 ** 30 - 1, 1, -16],
      ['offline', 2 ** 30 - 1, 1, -16],
      ['online', 2 ** 29, 2 ** 29 - 1, -133],
    ]);
  });

  it.each(['6.1', '6.12', '7.1.5'])('%s: pinned pages where a callback refuses first', (kernel) => {
    const dimm = [1n << 56n, 1n << 56n] as const;
    const done = play(
      start(kernel, { architecture: 'x86_64' }, 32n * BLOCK),
      range('hotplug', ...dimm),
      range('pages', dimm[0], 1n << 55n, { are: 'pinned' }),
      veto('MEM_GOING_OFFLINE'),
      range('unplug', ...dimm),
    );
    expect(done.blocks).toEqual([
      ['offline', 2 ** 29, 2 ** 29, -16],
      ['offline', 2 ** 29, 1, -16],
    ]);
  });

  it('that took all but one block offline tries to bring each back, in vain', () => {
    const dimm = [1n << 56n, 1n << 56n] as const;
    const done = play(
      start('6.1', { architecture: 'x86_64' }, 32n * BLOCK),
      range('hotplug', ...dimm),
      range('pages', 3n << 55n, BLOCK, { are: 'unmovable' }),
      veto('MEM_GOING_ONLINE'),
      range('unplug', ...dimm),
    );
    const half = 2 ** 28;
    expect(done.blocks).toEqual([
      ['offline', 2 * half, half, 0],
      ['offline', 3 * half, 1, -16],
      ['offline', 3 * half + 1, half - 1, 0],
      ['offline', 3 * half, 1, -16],
      ['online', 2 * half, half, -16],
      ['online', 3 * half + 1, half - 1, -16],
    ]);
  });
});

describe('LMBs', () => {
  const LMB = 1n << 28n;
  const options = { architecture: 'ppc64', autoOnline: 'online_movable' } as const;
  const memory = [1n << 50n, 1n << 50n] as const;

  it.each(['6.1', '6.12', '7.1.5'])('%s: each refuses to come online by itself', (kernel) => {
    const machine = start(kernel, options, 16n * LMB, LMB);
    const done = play(machine, veto('MEM_GOING_ONLINE'), range('add', ...memory));
    expect(done.blocks).toEqual([['online', 2 ** 22, 2 ** 22, -16]]);
  });

  it('the first memory of their node: the node chain hears of each', () => {
    const machine = start('7.1.5', options, 16n * LMB, LMB, 'offline');
    const done = play(machine, veto('MEM_GOING_ONLINE'), range('add', ...memory));
    expect(done.blocks).toEqual([['online', 2 ** 22, 2 ** 22, -16]]);
    expect(done.facts.find((f) => f.type === 'blocks')?.rounds.map((r) => r.action)).toEqual([
      'NODE_ADDING_FIRST_MEMORY',
      'MEM_GOING_ONLINE',
      'MEM_CANCEL_ONLINE',
      'NODE_CANCEL_ADDING_FIRST_MEMORY',
    ]);
  });

  it('put back after a failed remove are each tried twice and removed again', () => {
    const last = memory[0] + memory[1] - LMB;
    const done = play(
      start('6.1', options, 16n * LMB, LMB),
      range('hotplug', ...memory),
      range('pages', last, LMB, { are: 'unmovable' }),
      veto('MEM_GOING_ONLINE'),
      range('unplug', ...memory),
    );
    const all = 2 ** 22 - 1;
    expect(done.ret).toBe(-22);
    expect(done.blocks).toEqual([
      ['offline', 2 ** 22, all, 0],
      ['offline', 2 ** 22 + all, 1, -16],
      ['online', 2 ** 22, all, -16],
      ['online', 2 ** 22, all, -16],
    ]);
    expect(done.machine.sections.offline.isEmpty).toBe(true);
    expect(done.machine.sections.online.size).toBe(16 * 17);
  });
});
