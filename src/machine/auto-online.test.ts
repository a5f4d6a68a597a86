import { describe, expect, it } from 'vitest';
import { boot } from './boot.ts';
import type { MachineConfig, MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import { editionOf } from './kernel/editions.ts';
import type { Options } from './kernel/options.ts';
import type { Machine } from './machine.ts';
import { step } from './step.ts';
import type { Trace } from './trace.ts';

/**
 * Blocks that come online without a word of anybody's: by auto_online_blocks, where it meets a refusal, and after an
 * eject that failed. Expected: FACTS A1c (step 9), A2e, A4a and A4c.
 */

knowAllKernels();

const MIB = 1n << 20n;
const BLOCK = 128n * MIB;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

function start(architecture: Options['architecture']): Machine {
  const edition = editionOf('6.1');
  if (!edition) throw new Error('6.1');
  const config: MachineConfig = {
    kernel: '6.1',
    driver: 'none',
    pageSize: 4096,
    blockSize: hex(BLOCK),
    physicalBits: 46,
    allocator: edition.ownAllocator,
    options: { architecture, autoOnline: 'online_movable' },
  };
  return boot(config, edition, [{ start: 0n, end: 4n * BLOCK, state: 'online' }]).machine;
}

const FIRST = 32;
const range = (
  type: 'add' | 'hotplug' | 'unplug' | 'online' | 'pages',
  blocks: number,
  more: object = {},
  from = FIRST,
): MachineEvent =>
  ({
    type,
    start: hex(BigInt(from) * BLOCK),
    size: hex(BigInt(blocks) * BLOCK),
    ...more,
  }) as MachineEvent;
/** The next time it is asked, and never again. */
const once: MachineEvent = {
  type: 'failCallback',
  name: 'ksm',
  action: 'MEM_GOING_ONLINE',
  answer: '-ENOMEM',
};
const always: MachineEvent = {
  type: 'register',
  name: 'no',
  priority: 50,
  answers: { MEM_GOING_ONLINE: '-EBUSY' },
};

function play(from: Machine, ...events: readonly MachineEvent[]) {
  let [machine, trace, ret]: [Machine, Trace, number] = [from, [], 0];
  for (const event of events) {
    const done = step(machine, event);
    if (!done.ok) throw new Error(done.error.message);
    [machine, trace, ret] = [done.machine, done.trace, done.outcome.ret];
  }
  const tried = trace.flatMap((f) =>
    f.type === 'blocks'
      ? Array.from({ length: f.blocks }, (_, i) => {
          const block = (f.first + i * f.sectionsPerBlock) / 8;
          return `${block} ${f.ret === 0 ? f.zone : f.ret}`;
        })
      : [],
  );
  return { machine, ret, tried };
}

describe('LMBs', () => {
  it('that did not come online by themselves are tried once more, by `online`: Normal, not Movable', () => {
    const done = play(start('ppc64'), once, range('hotplug', 3));
    expect([done.ret, ...done.tried]).toEqual([
      0,
      '32 -12',
      '32 Normal',
      '33 Movable',
      '34 Movable',
    ]);
  });

  it('refused twice they are taken away again', () => {
    const done = play(start('ppc64'), always, range('hotplug', 2));
    expect([done.ret, ...done.tried]).toEqual([-22, '32 -16', '32 -16']);
    expect(done.machine.sections.offline.isEmpty).toBe(true);
  });

  it('added one by one are each tried', () => {
    const done = play(start('ppc64'), always, range('add', 3));
    expect([done.ret, ...done.tried]).toEqual([0, '32 -16', '33 -16', '34 -16']);
    expect(done.machine.sections.offline.size).toBe(24);
  });
});

describe('a DIMM', () => {
  it.each(['add', 'hotplug'] as const)(
    '%s: the first refusal ends it, and add returns 0',
    (type) => {
      const done = play(start('x86_64'), always, range(type, 3));
      expect([done.ret, ...done.tried]).toEqual([0, '32 -16']);
      expect(done.machine.sections.offline.size).toBe(24);
    },
  );
});

describe('an eject that failed brings a block back', () => {
  const kernelOnly = { as: 'online_kernel' };
  const held = range('pages', 1, { are: 'unmovable' }, FIRST + 2);
  const back = (...before: readonly MachineEvent[]) =>
    play(start('x86_64'), range('hotplug', 3, kernelOnly), ...before, held, range('unplug', 3));

  it('by `online`: to the zone that spans it', () => {
    const done = back();
    expect([done.ret, ...done.tried.slice(-2)]).toEqual([-16, '32 Normal', '33 Normal']);
  });

  it('as was asked for while it was online, though that was refused', () => {
    const asked = range('online', 1, { as: 'online_movable' });
    const [first, ...rest] = back(asked).tried.slice(-2);
    expect([first, ...rest]).toEqual(['32 Movable', '33 Normal']);
    // Only once: the attempt forgot it. And `online`, refused as well, takes the word back.
    const again = [asked, range('online', 1)];
    expect(back(...again).tried.slice(-2)).toEqual(['32 Normal', '33 Normal']);
  });
});
