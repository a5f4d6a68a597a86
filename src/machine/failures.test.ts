import { describe, expect, it } from 'vitest';
import { makeReport } from '../timeline/report.ts';
import { boot } from './boot.ts';
import type { MachineConfig, MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import { editionOf } from './kernel/editions.ts';
import type { Machine } from './machine.ts';
import { step } from './step.ts';
import type { Trace } from './trace.ts';

/**
 * How hotplug fails, kernel by kernel. Expected: FACTS c3, c4, A1 and A2 (mm/memory_hotplug.c of each).
 */

knowAllKernels();

const MIB16 = 1n << 24n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

const start = (kernel: string, more: Partial<MachineConfig> = {}): Machine => {
  const edition = editionOf(kernel);
  if (!edition) throw new Error(kernel);
  const config: MachineConfig = {
    kernel,
    driver: edition.ownDriver,
    pageSize: 4096,
    blockSize: '0x1000000',
    physicalBits: 44,
    allocator: edition.ownAllocator,
    ...more,
  };
  return boot(config, edition, [{ start: 0n, end: 16n * MIB16, state: 'online' }]).machine;
};

const range = (
  type: 'online' | 'offline' | 'unplug' | 'add' | 'remove' | 'hotplug',
  at: number,
  n = 1,
) => ({ type, start: hex(BigInt(at) * MIB16), size: hex(BigInt(n) * MIB16) }) as const;
const pages = (are: 'unmovable' | 'pinned' | 'failing' | 'movable', at: number, n = 1) =>
  ({ type: 'pages', are, start: hex(BigInt(at) * MIB16), size: hex(BigInt(n) * MIB16) }) as const;

interface Ended {
  machine: Machine;
  trace: Trace;
  ret: number;
  errno: string | null;
}

/** The last of these events, the others played before it. */
function play(from: Machine, ...events: readonly MachineEvent[]): Ended {
  let ended: Ended = { machine: from, trace: [], ret: 0, errno: null };
  for (const event of events) {
    const done = step(ended.machine, event);
    if (!done.ok) throw new Error(`${event.type}: ${done.error.message}`);
    ended = { machine: done.machine, trace: done.trace, ...done.outcome };
  }
  return ended;
}

const rounds = (trace: Trace): string[] =>
  trace.flatMap((f) => (f.type === 'blocks' ? f.rounds.map((r) => r.action.slice(4)) : []));
const online = ({ machine }: Ended, section: number): boolean =>
  machine.sections.online.has(section);

const KERNELS_2_6 = ['2.6.25', '2.6.26', '2.6.28', '2.6.32'];

describe.each(KERNELS_2_6)('taking memory offline under %s', (kernel) => {
  it.each<[string, MachineEvent[], string, string[]]>([
    ['an unmovable page', [pages('unmovable', 3)], 'EBUSY', []],
    [
      'a pinned page, for 120 s',
      [pages('pinned', 3)],
      'EAGAIN',
      ['GOING_OFFLINE', 'CANCEL_OFFLINE'],
    ],
    ['a migration that fails', [pages('failing', 3)], 'EBUSY', ['GOING_OFFLINE', 'CANCEL_OFFLINE']],
    ['a signal', [{ type: 'signal' }], 'EINTR', ['GOING_OFFLINE', 'CANCEL_OFFLINE']],
    [
      'a signal sooner than the timeout',
      [pages('pinned', 3), { type: 'signal' }],
      'EINTR',
      ['GOING_OFFLINE', 'CANCEL_OFFLINE'],
    ],
    [
      'a veto before any page moves',
      [
        pages('pinned', 3),
        { type: 'failCallback', name: 'slub', action: 'MEM_GOING_OFFLINE', answer: '-ENOMEM' },
      ],
      'ENOMEM',
      ['GOING_OFFLINE', 'CANCEL_OFFLINE'],
    ],
    [
      'isolation before any callback',
      [
        pages('unmovable', 3),
        { type: 'failCallback', name: 'slub', action: 'MEM_GOING_OFFLINE', answer: 'NOTIFY_BAD' },
        { type: 'signal' },
      ],
      'EBUSY',
      [],
    ],
    ['nothing', [pages('pinned', 3), pages('movable', 3)], '', ['GOING_OFFLINE', 'OFFLINE']],
  ])('is ended by %s', (_, told, errno, expected) => {
    const done = play(start(kernel), ...told, range('offline', 3));
    expect(done.errno ?? '').toBe(errno);
    expect(rounds(done.trace)).toEqual(expected);
    expect(online(done, 3)).toBe(errno !== '');
  });

  it('goes on to the block that holds the page, and no further', () => {
    const done = play(start(kernel), pages('unmovable', 5), range('offline', 2, 6));
    expect(done.errno).toBe('EBUSY');
    expect([2, 3, 4, 5, 6].map((n) => online(done, n))).toEqual([false, false, false, true, true]);
    expect(rounds(done.trace)).toEqual(['GOING_OFFLINE', 'OFFLINE']);
  });

  it('uses a signal up', () => {
    const done = play(start(kernel), { type: 'signal' }, range('offline', 3), range('offline', 3));
    expect(done.ret).toBe(0);
    expect(done.machine.signals).toBe(0);
  });
});

it.each([
  ['2.6.32', 'cancel first'],
  ['6.1', 'undo first'],
])('%s: %s, once isolated', (kernel, undo) => {
  const told: MachineEvent = {
    type: 'failCallback',
    name: 'slub',
    action: 'MEM_GOING_OFFLINE',
    answer: '-EBUSY',
  };
  const done = play(start(kernel), told, range('offline', 3));
  expect(done.trace.find((f) => f.type === 'blocks')).toMatchObject({ ret: -16, undo });
  const refused = play(start(kernel), pages('unmovable', 3), range('offline', 3));
  expect(refused.trace.find((f) => f.type === 'blocks')).not.toHaveProperty('undo');
});

it('a signal waits for an offline that gets as far as moving pages', () => {
  const refused = play(
    start('2.6.32'),
    pages('unmovable', 3),
    { type: 'signal' },
    range('offline', 3),
  );
  expect(refused.machine.signals).toBe(1);
});

it('memory cannot go offline at all in 2.6.24: -EINVAL without a round', () => {
  const done = play(start('2.6.24'), pages('unmovable', 3), range('offline', 3));
  expect(done.errno).toBe('EINVAL');
  expect(rounds(done.trace)).toEqual([]);
});

describe('a callback that was told what to answer', () => {
  it.each(['cpuset', 'ipc', 'slub', 'kcore', 'ehea'])('%s refuses GOING_ONLINE, once', (name) => {
    const told: MachineEvent = {
      type: 'failCallback',
      name,
      action: 'MEM_GOING_ONLINE',
      answer: '-EBUSY',
    };
    const refused = play(start('2.6.32'), told, range('hotplug', 16));
    expect(refused.errno).toBe('EBUSY');
    expect(rounds(refused.trace)).toEqual(['GOING_ONLINE', 'CANCEL_ONLINE']);
    expect(play(refused.machine, range('online', 16)).ret).toBe(0);
  });

  it('what ONLINE and OFFLINE are answered changes nothing but who hears it', () => {
    const told: MachineEvent = {
      type: 'failCallback',
      name: 'cpuset',
      action: 'MEM_ONLINE',
      answer: 'NOTIFY_BAD',
    };
    const done = play(start('2.6.32'), told, range('hotplug', 16));
    expect(done.ret).toBe(0);
    expect(online(done, 16)).toBe(true);
    // Nobody after it was told: the driver has no entry for it.
    expect(makeReport(done.machine, 0, 0).busMap.mapped).toBe(16);
  });

  it('is used up among blocks that go alike', () => {
    const told = {
      type: 'failCallback',
      name: 'ipc',
      action: 'MEM_ONLINE',
      answer: 'NOTIFY_BAD',
    } as const;
    const done = play(start('2.6.32'), told, told, range('hotplug', 16, 8));
    expect(done.ret).toBe(0);
    expect(makeReport(done.machine, 0, 0).busMap.mapped).toBe(16 + 6);
  });

  it('must be in the chain', () => {
    const done = step(start('2.6.32'), {
      type: 'failCallback',
      name: 'nobody',
      action: 'MEM_ONLINE',
      answer: 'NOTIFY_BAD',
    });
    expect(done).toMatchObject({ ok: false, error: { code: 'bad-event', field: 'name' } });
  });
});

describe('the probe file', () => {
  const probe = (address: bigint): MachineEvent => ({ type: 'probe', address: hex(address) });

  it.each(['2.6.25', '2.6.32'])(
    'cuts 2^60 to section 0 under %s: 0, and nothing is added',
    (kernel) => {
      const done = play(start(kernel), probe(1n << 60n));
      expect(done.ret).toBe(0);
      expect(done.trace).toMatchObject([{ type: 'probe', section: 0, added: false }]);
      expect(makeReport(done.machine, 0, 0).memory).toHaveLength(1);
      // The resource line is there.
      expect(play(done.machine, probe(1n << 60n)).errno).toBe('EEXIST');
    },
  );

  it('adds the section that is left of the number', () => {
    const done = play(start('2.6.25'), probe((1n << 60n) + 100n * MIB16));
    expect(done.machine.sections.offline.has(100)).toBe(true);
  });

  it('of boot memory adds a resource line, of its own memory -EEXIST', () => {
    const boots = play(start('2.6.32'), probe(0n));
    expect([boots.ret, boots.machine.sections.online.size]).toEqual([0, 16]);
    expect(play(start('2.6.32'), probe(16n * MIB16), probe(16n * MIB16)).ret).toBe(-17);
  });

  it('touches two sections from within one', () => {
    const done = play(start('2.6.32'), probe(20n * MIB16 + 4096n));
    expect([20, 21, 22].map((n) => done.machine.sections.offline.has(n))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['2.6.25', null, ['GOING_ONLINE', 'ONLINE']],
    ['2.6.26', 'EPERM', ['GOING_ONLINE', 'CANCEL_ONLINE']],
    ['2.6.32', 'EPERM', ['GOING_ONLINE', 'CANCEL_ONLINE']],
  ] as const)(
    'leaves memory that the firmware did not grant: online under %s',
    (kernel, errno, expected) => {
      const done = play(start(kernel), probe(16n * MIB16), range('online', 16));
      expect(done.errno).toBe(errno);
      expect(rounds(done.trace)).toEqual(expected);
    },
  );

  it('is not simulated where a number leads outside the table of sections', () => {
    // Section 2^31 is a negative int.
    expect(step(start('2.6.32'), probe(1n << 55n))).toMatchObject({
      ok: false,
      error: { code: 'beyond-limit', field: 'address' },
    });
  });
});

it('reports what is held and what is armed, and nothing where nothing is', () => {
  expect(Object.keys(makeReport(start('2.6.32'), 0, 0)).at(-1)).toBe('bill');
  const done = play(
    start('2.6.32'),
    pages('pinned', 2, 3),
    pages('unmovable', 3),
    { type: 'signal' },
    { type: 'failHcall', nth: 3 },
    { type: 'failCallback', name: 'ipc', action: 'MEM_OFFLINE', answer: 'NOTIFY_BAD' },
  );
  const { pages: held, armed } = makeReport(done.machine, 5, 5);
  expect(held).toEqual([
    { start: '0x2000000', size: '0x1000000', are: 'pinned' },
    { start: '0x3000000', size: '0x1000000', are: 'unmovable' },
    { start: '0x4000000', size: '0x1000000', are: 'pinned' },
  ]);
  expect(armed).toEqual([
    { what: 'hcall', nth: 3, code: -1 },
    { what: 'callback', name: 'ipc', action: 'MEM_OFFLINE', answer: 'NOTIFY_BAD' },
    { what: 'signal' },
  ]);
  const rebooted = play(done.machine, { type: 'configure' });
  expect(Object.keys(makeReport(rebooted.machine, 6, 6)).at(-1)).toBe('bill');
});

it('memory that is taken away takes its pages with it', () => {
  const done = play(start('2.6.32'), pages('pinned', 3), range('remove', 3));
  expect(makeReport(done.machine, 0, 0).pages).toBeUndefined();
});
