import { describe, expect, it } from 'vitest';
import { makeReport } from '../timeline/report.ts';
import { boot } from './boot.ts';
import { bootOn } from './boot-on.test-data.ts';
import type { MachineConfig, MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import { editionOf } from './kernel/editions.ts';
import type { Options } from './kernel/options.ts';
import { ownDriver } from './kernel/own-settings.ts';
import type { Machine } from './machine.ts';
import { ZONES } from './memory/zone-sections.ts';
import { step } from './step.ts';
import type { BlocksFact, Trace } from './trace.ts';

/**
 * How hotplug fails where a memory block is the unit. Expected: FACTS c3, c4, A1c, A1d, A2c to A2e, A4 and A4c, and
 * what the recorded machines did (DATA 3 and 4).
 */

knowAllKernels();

const MIB = 1n << 20n;
const BLOCK = 128n * MIB;
/** The first block of hot-added memory: 4 GiB, where the recorded machines plug their DIMMs. */
const HOT = 32;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

type Arch = Options['architecture'];

function start(
  kernel: string,
  architecture: Arch = 'x86_64',
  more: Partial<Options> = {},
): Machine {
  const edition = editionOf(kernel);
  if (!edition) throw new Error(kernel);
  const options = { architecture, ...more };
  const config: MachineConfig = {
    kernel,
    driver: ownDriver(edition, { options }),
    pageSize: 4096,
    blockSize: architecture === 's390' ? hex(256n * MIB) : hex(BLOCK),
    physicalBits: 46,
    allocator: edition.ownAllocator,
    options,
  };
  return boot(config, edition, [{ start: 0n, end: 512n * MIB, state: 'online' }]).machine;
}

const bytes = (block: number, blocks: number) => ({
  start: hex(BigInt(block) * BLOCK),
  size: hex(BigInt(blocks) * BLOCK),
});
type Ranged = 'online' | 'offline' | 'unplug' | 'add' | 'remove' | 'hotplug';
const range = (type: Ranged, block: number, blocks = 1): MachineEvent => ({
  type,
  ...bytes(block, blocks),
});
const as = (
  type: 'online' | 'hotplug',
  zone: 'online_kernel' | 'online_movable',
  block: number,
  blocks = 1,
): MachineEvent => ({ type, ...bytes(block, blocks), as: zone });
const pages = (
  are: 'unmovable' | 'pinned' | 'failing' | 'poisoned' | 'movable',
  block: number,
  blocks = 1,
): MachineEvent => ({ type: 'pages', are, ...bytes(block, blocks) });
const signal: MachineEvent = { type: 'signal' };
const fail = (
  name: string,
  action: Extract<MachineEvent, { type: 'failCallback' }>['action'],
  answer: string,
): MachineEvent => ({ type: 'failCallback', name, action, answer });

interface Ended {
  machine: Machine;
  trace: Trace;
  ret: number;
  errno: string | null;
  pending?: true;
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
  trace.flatMap((f) =>
    f.type === 'blocks' ? f.rounds.map((r) => r.action.replace(/^MEM_/, '')) : [],
  );
const blocks = (trace: Trace): readonly BlocksFact[] =>
  trace.filter((f): f is BlocksFact => f.type === 'blocks');
/** `32 Normal`, `33 offline`, `34 absent`, as valid_zones and state would say. */
const states = (machine: Machine, first: number, n: number): string[] =>
  Array.from({ length: n }, (_, i) => {
    const at = (first + i) * 8;
    const { online, offline } = machine.sections;
    if (offline.has(at)) return `${first + i} offline`;
    if (!online.has(at)) return `${first + i} absent`;
    const zones = ZONES.filter((zone) => machine.zones[zone].touches(at, at + 8));
    return `${first + i} ${zones.length === 1 ? zones[0] : 'none'}`;
  });

const PLAIN = ['6.1', '7.1.5'];
const ALL = ['6.1', '6.12', '7.1.5'];
const inKernel = (kernel: string, plain: string[], with612: string[]): string[] =>
  kernel === '6.12' ? with612 : plain;

describe.each(ALL)('one block under %s', (kernel) => {
  const hot = (...events: MachineEvent[]): Machine =>
    play(start(kernel), range('add', HOT, 4), ...events).machine;

  it('comes online and goes offline with all rounds', () => {
    const on = play(hot(), range('online', HOT));
    expect(rounds(on.trace)).toEqual(
      inKernel(kernel, ['GOING_ONLINE', 'ONLINE'], ['PREPARE_ONLINE', 'GOING_ONLINE', 'ONLINE']),
    );
    const off = play(on.machine, range('offline', HOT));
    expect(rounds(off.trace)).toEqual(
      inKernel(
        kernel,
        ['GOING_OFFLINE', 'OFFLINE'],
        ['GOING_OFFLINE', 'OFFLINE', 'FINISH_OFFLINE'],
      ),
    );
  });

  it('a veto of GOING_ONLINE cancels, and PREPARE is taken back', () => {
    const done = play(hot(), fail('ksm', 'MEM_GOING_ONLINE', '-ENOMEM'), range('online', HOT));
    expect(done.errno).toBe('ENOMEM');
    expect(rounds(done.trace)).toEqual(
      inKernel(
        kernel,
        ['GOING_ONLINE', 'CANCEL_ONLINE'],
        ['PREPARE_ONLINE', 'GOING_ONLINE', 'CANCEL_ONLINE', 'FINISH_OFFLINE'],
      ),
    );
    const [going, cancel] = blocks(done.trace)[0]?.rounds.slice(kernel === '6.12' ? 1 : 0) ?? [];
    // CANCEL goes to all, also to those that never saw GOING.
    expect(going?.calls.filter((c) => c.answer !== null)).toHaveLength(1);
    expect(cancel?.calls.every((c) => c.answer !== null)).toBe(true);
    expect(states(done.machine, HOT, 1)).toEqual(['32 offline']);
  });

  it.each<[string, MachineEvent[], string, string[]]>([
    ['an unmovable page: no round', [pages('unmovable', HOT)], 'EBUSY', []],
    ['a signal', [signal], 'EINTR', ['GOING_OFFLINE', 'CANCEL_OFFLINE']],
    [
      'a veto',
      [fail('ksm', 'MEM_GOING_OFFLINE', '-EBUSY')],
      'EBUSY',
      ['GOING_OFFLINE', 'CANCEL_OFFLINE'],
    ],
    ['a second offline', [range('offline', HOT)], 'EINVAL', []],
  ])('does not go offline after %s', (_, told, errno, expected) => {
    const done = play(hot(range('online', HOT)), ...told, range('offline', HOT));
    expect(done.errno).toBe(errno);
    expect(rounds(done.trace)).toEqual(expected);
  });

  it('with a hole or in several zones does not go offline: -EINVAL, no round', () => {
    const zones = play(hot(), range('offline', 0));
    expect([zones.errno, blocks(zones.trace)[0]?.cause, rounds(zones.trace)]).toEqual([
      'EINVAL',
      'zones',
      [],
    ]);
    const { config } = hot();
    const holed = bootOn(config, [
      { start: 0n, end: 256n * MIB, state: 'online' },
      { start: 256n * MIB + 65536n, end: 384n * MIB, state: 'online' },
    ]).machine;
    const hole = play(holed, range('offline', 2));
    expect([hole.errno, blocks(hole.trace)[0]?.cause, rounds(hole.trace)]).toEqual([
      'EINVAL',
      'hole',
      [],
    ]);
    expect(play(holed, range('offline', 1)).ret).toBe(0);
  });

  describe.each(['pinned', 'failing'] as const)('with %s pages waits', (are) => {
    const waiting = (): Ended =>
      play(hot(range('online', HOT)), pages(are, HOT), range('offline', HOT));

    it('neither online nor offline: ret 0, pending', () => {
      const done = waiting();
      expect(done).toMatchObject({ ret: 0, errno: null, pending: true });
      expect(rounds(done.trace)).toEqual(['GOING_OFFLINE']);
      expect(makeReport(done.machine, 0, 0).pending).toEqual({
        op: 'offline',
        start: hex(BigInt(HOT) * BLOCK),
        size: hex(BLOCK),
      });
      expect(states(done.machine, HOT, 1)).toEqual(['32 Normal']);
    });

    it('until a signal: -EINTR, CANCEL', () => {
      const done = play(waiting().machine, signal);
      expect(done).toMatchObject({ ret: -4, errno: 'EINTR' });
      expect(rounds(done.trace)).toEqual(['CANCEL_OFFLINE']);
      const [end] = blocks(done.trace);
      expect(end?.earlier).toEqual(blocks(waiting().trace).at(-1)?.rounds);
      expect(end?.earlier?.map((r) => r.action)).toEqual(['MEM_GOING_OFFLINE']);
      expect(done.machine.pending).toBeNull();
      expect(done.machine.signals).toBe(0);
      expect(states(done.machine, HOT, 1)).toEqual(['32 Normal']);
    });

    it('until the pages are let go: offline', () => {
      const done = play(waiting().machine, pages('movable', HOT));
      expect(done.ret).toBe(0);
      expect(rounds(done.trace)).toEqual(
        inKernel(kernel, ['OFFLINE'], ['OFFLINE', 'FINISH_OFFLINE']),
      );
      expect(states(done.machine, HOT, 1)).toEqual(['32 offline']);
    });

    it('until a page is unmovable: -EBUSY, CANCEL', () => {
      const done = play(waiting().machine, pages('unmovable', HOT));
      expect(done.errno).toBe('EBUSY');
      expect(rounds(done.trace)).toEqual(['CANCEL_OFFLINE']);
    });

    it('and nobody else can hotplug meanwhile', () => {
      const { machine } = waiting();
      for (const event of [range('online', HOT + 1), range('hotplug', 60), range('offline', HOT)])
        expect(step(machine, event)).toMatchObject({ ok: false, error: { code: 'bad-event' } });
      expect(step(machine, { type: 'configure' })).toMatchObject({
        ok: true,
        machine: { pending: null },
      });
    });
  });

  it('a poisoned page lets its block go, and keeps it offline from 6.12 on: -EHWPOISON, no round', () => {
    const off = play(
      hot(range('online', HOT, 4), pages('poisoned', HOT + 1)),
      range('offline', HOT, 4),
    );
    expect([
      off.ret,
      states(off.machine, HOT, 4).filter((s) => s.endsWith('offline')).length,
    ]).toEqual([0, 4]);
    const on = play(off.machine, range('online', HOT, 4));
    if (kernel === '6.1') {
      expect(on.ret).toBe(0);
      return;
    }
    expect(on).toMatchObject({ ret: -133, errno: 'EHWPOISON' });
    expect(blocks(on.trace).map((f) => [f.first / 8, f.blocks, f.ret, f.cause])).toEqual([
      [HOT, 1, 0, undefined],
      [HOT + 1, 1, -133, 'poisoned'],
    ]);
    expect(blocks(on.trace)[1]?.rounds).toEqual([]);
    expect(play(on.machine, pages('movable', HOT + 1), range('online', HOT + 1)).ret).toBe(0);
  });

  it('goes on with the rest of the writes when the pages are let go', () => {
    const ready = hot(range('online', HOT, 4));
    const waits = play(ready, pages('pinned', HOT + 1), range('offline', HOT, 4));
    expect(states(waits.machine, HOT, 4)).toEqual([
      '32 offline',
      '33 Normal',
      '34 Normal',
      '35 Normal',
    ]);
    const done = play(waits.machine, pages('movable', HOT + 1));
    expect([done.ret, ...states(done.machine, HOT, 4)]).toEqual([
      0,
      '32 offline',
      '33 offline',
      '34 offline',
      '35 offline',
    ]);
    const broken = play(waits.machine, signal);
    expect([broken.errno, ...states(broken.machine, HOT, 4)]).toEqual([
      'EINTR',
      '32 offline',
      '33 Normal',
      '34 Normal',
      '35 Normal',
    ]);
  });
});

it('PREPARE_ONLINE vetoed: its errno, no FINISH, no CANCEL', () => {
  const ready = play(start('6.12'), range('add', HOT)).machine;
  const done = play(ready, fail('ksm', 'MEM_PREPARE_ONLINE', '-EINVAL'), range('online', HOT));
  expect(done.errno).toBe('EINVAL');
  expect(rounds(done.trace)).toEqual(['PREPARE_ONLINE']);
});

it('FINISH_OFFLINE’s answer is ignored, and a user’s callback hears of both', () => {
  const answers = { MEM_PREPARE_ONLINE: 'NOTIFY_DONE', MEM_FINISH_OFFLINE: 'NOTIFY_BAD' };
  const ready = play(
    start('6.12'),
    range('add', HOT),
    { type: 'register', name: 'mine', priority: 200, answers },
    range('online', HOT),
  );
  expect(blocks(ready.trace)[0]?.rounds[0]?.calls[0]).toMatchObject({ name: 'mine', answer: 0 });
  const done = play(ready.machine, range('offline', HOT));
  expect(done.ret).toBe(0);
  expect(blocks(done.trace)[0]?.rounds[2]).toMatchObject({
    action: 'MEM_FINISH_OFFLINE',
    stoppedAt: 0,
  });
});

describe('the node chain of 7.1.5', () => {
  const lone = (): Machine =>
    play(
      start('7.1.5'),
      range('add', HOT, 2),
      range('offline', 1),
      range('offline', 2),
      range('offline', 3),
    ).machine;
  /** Block 0 lies in two zones and cannot go: a machine of whole blocks in one zone. */
  const small = (): Machine => {
    return bootOn(start('7.1.5').config, [{ start: BLOCK, end: 3n * BLOCK, state: 'online' }])
      .machine;
  };

  it('is silent while the node has other memory', () => {
    expect(rounds(play(lone(), range('online', HOT)).trace)).toEqual(['GOING_ONLINE', 'ONLINE']);
  });

  it('hears of the last block that goes, and of the first that comes', () => {
    const off = play(small(), range('offline', 1, 2));
    expect(rounds(off.trace)).toEqual([
      'GOING_OFFLINE',
      'OFFLINE',
      'NODE_REMOVING_LAST_MEMORY',
      'GOING_OFFLINE',
      'NODE_REMOVED_LAST_MEMORY',
      'OFFLINE',
    ]);
    const on = play(off.machine, range('online', 1, 2));
    expect(rounds(on.trace)).toEqual([
      'NODE_ADDING_FIRST_MEMORY',
      'GOING_ONLINE',
      'NODE_ADDED_FIRST_MEMORY',
      'ONLINE',
      'GOING_ONLINE',
      'ONLINE',
    ]);
    expect(blocks(on.trace)[0]?.rounds[0]?.calls.map((c) => c.name)).toEqual([
      'memory-tiers',
      'cpuset',
      'slub',
      'mempolicy',
    ]);
  });

  it('may refuse: CANCEL_ONLINE is sent though GOING_ONLINE never was', () => {
    const empty = play(small(), range('offline', 1, 2)).machine;
    const done = play(
      empty,
      fail('slub', 'NODE_ADDING_FIRST_MEMORY', '-ENOMEM'),
      range('online', 1),
    );
    expect(done.errno).toBe('ENOMEM');
    expect(rounds(done.trace)).toEqual([
      'NODE_ADDING_FIRST_MEMORY',
      'CANCEL_ONLINE',
      'NODE_CANCEL_ADDING_FIRST_MEMORY',
    ]);
  });

  it('hears the cancel of a signal last, also after a wait', () => {
    const one = play(small(), range('offline', 1)).machine;
    const waits = play(one, pages('pinned', 2), range('offline', 2));
    expect(rounds(waits.trace)).toEqual(['NODE_REMOVING_LAST_MEMORY', 'GOING_OFFLINE']);
    expect(rounds(play(waits.machine, signal).trace)).toEqual([
      'CANCEL_OFFLINE',
      'NODE_CANCEL_REMOVING_LAST_MEMORY',
    ]);
    expect(rounds(play(waits.machine, pages('movable', 2)).trace)).toEqual([
      'NODE_REMOVED_LAST_MEMORY',
      'OFFLINE',
    ]);
  });
});

describe.each(PLAIN)('unplug of an ACPI device under %s', (kernel) => {
  const plugged = (): Machine =>
    play(start(kernel), as('hotplug', 'online_movable', HOT, 3)).machine;

  it('takes all blocks, then the range', () => {
    const done = play(plugged(), range('unplug', HOT, 3));
    expect([done.ret, ...states(done.machine, HOT, 3)]).toEqual([
      0,
      '32 absent',
      '33 absent',
      '34 absent',
    ]);
    expect(done.trace.at(-1)).toMatchObject({ type: 'revoke' });
  });

  it('asks the refusing block twice and brings the others back, Movable as Normal', () => {
    const done = play(plugged(), pages('unmovable', HOT + 2), range('unplug', HOT, 3));
    expect([done.ret, done.errno]).toEqual([-16, 'EBUSY']);
    expect(states(done.machine, HOT, 3)).toEqual(['32 Normal', '33 Normal', '34 Movable']);
    expect(blocks(done.trace).map((f) => [f.op, f.first / 8, f.blocks, f.ret])).toEqual([
      ['offline', 32, 2, 0],
      ['offline', 34, 1, -16],
      ['offline', 34, 1, -16],
      ['online', 32, 2, 0],
    ]);
  });

  it('with two refusing blocks A and B asks A, B, A', () => {
    const veto = { name: 'mine', priority: 200, answers: { MEM_GOING_OFFLINE: '-EBUSY' } };
    const done = play(plugged(), { type: 'register', ...veto }, range('unplug', HOT, 2));
    expect(blocks(done.trace).map((f) => [f.op, f.first / 8, f.blocks])).toEqual([
      ['offline', 32, 2],
      ['offline', 32, 1],
    ]);
    // One list of rounds for each fact: A and B had the same.
    expect(rounds(done.trace)).toEqual(Array(2).fill(['GOING_OFFLINE', 'CANCEL_OFFLINE']).flat());
  });

  it('a block that was offline before stays offline when it fails', () => {
    const done = play(
      plugged(),
      range('offline', HOT),
      pages('unmovable', HOT + 2),
      range('unplug', HOT, 3),
    );
    expect(states(done.machine, HOT, 3)[0]).toBe('32 offline');
  });

  it('a refusal that has gone by the second pass is none', () => {
    const done = play(
      plugged(),
      fail('ksm', 'MEM_GOING_OFFLINE', '-EBUSY'),
      range('unplug', HOT, 3),
    );
    expect(done.ret).toBe(0);
    expect(states(done.machine, HOT, 1)).toEqual(['32 absent']);
  });

  it('waits for pinned pages; a signal sends it to the second pass, where it waits again', () => {
    const first = play(plugged(), pages('pinned', HOT + 1), range('unplug', HOT, 3));
    expect(first.pending).toBe(true);
    const second = play(first.machine, signal);
    expect(second.pending).toBe(true);
    expect(states(second.machine, HOT, 3)).toEqual(['32 offline', '33 Movable', '34 offline']);
    const end = play(second.machine, signal);
    expect([end.errno, ...states(end.machine, HOT, 3)]).toEqual([
      'EBUSY',
      '32 Normal',
      '33 Movable',
      '34 Normal',
    ]);
    const gone = play(second.machine, pages('movable', HOT + 1));
    expect([gone.ret, ...states(gone.machine, HOT, 2)]).toEqual([0, '32 absent', '33 absent']);
  });
});

describe.each(ALL)('LMBs under %s', (kernel) => {
  const plugged = (): Machine => play(start(kernel, 'ppc64'), range('hotplug', HOT, 4)).machine;

  it('come and go one by one, a refusal puts back those before it: -EINVAL', () => {
    const done = play(plugged(), pages('unmovable', HOT + 2), range('unplug', HOT, 4));
    expect(done.errno).toBe('EINVAL');
    expect(states(done.machine, HOT, 4)).toEqual([
      '32 Normal',
      '33 Normal',
      '34 Normal',
      '35 Normal',
    ]);
    expect(blocks(done.trace).map((f) => [f.op, f.first / 8, f.blocks, f.ret])).toEqual([
      ['offline', 32, 2, 0],
      ['offline', 34, 1, -16],
      ['online', 32, 2, 0],
    ]);
    expect(makeReport(done.machine, 0, 0).memory).toEqual(makeReport(plugged(), 0, 0).memory);
  });

  it('that will not come online take back those before it: -EINVAL, nothing is left', () => {
    const done = play(
      start(kernel, 'ppc64'),
      { type: 'register', name: 'mine', priority: 200, answers: {} },
      fail('mine', 'MEM_GOING_ONLINE', 'NOTIFY_OK'),
      fail('mine', 'MEM_GOING_ONLINE', 'NOTIFY_OK'),
      fail('mine', 'MEM_GOING_ONLINE', '-ENOMEM'),
      range('hotplug', HOT, 4),
    );
    expect(done.errno).toBe('EINVAL');
    expect(states(done.machine, HOT, 4).every((s) => s.endsWith('absent'))).toBe(true);
    expect(done.machine.granted).toEqual(start(kernel, 'ppc64').granted);
  });

  it('wait for pinned pages, those before it gone by then', () => {
    const waits = play(plugged(), pages('pinned', HOT + 1), range('unplug', HOT, 4));
    expect(states(waits.machine, HOT, 4)).toEqual([
      '32 absent',
      '33 Normal',
      '34 Normal',
      '35 Normal',
    ]);
    const back = play(waits.machine, signal);
    expect([back.errno, ...states(back.machine, HOT, 4)]).toEqual([
      'EINVAL',
      '32 Normal',
      '33 Normal',
      '34 Normal',
      '35 Normal',
    ]);
    const gone = play(waits.machine, pages('movable', HOT + 1));
    expect([gone.ret, ...states(gone.machine, HOT, 2)]).toEqual([0, '32 absent', '33 absent']);
    expect(gone.machine.granted).toEqual(start(kernel, 'ppc64').granted);
  });
});

describe.each(ALL)('add and remove under %s', (kernel) => {
  it('-EEXIST for what is there, -EINVAL for what is not whole blocks', () => {
    const machine = start(kernel);
    expect(play(machine, range('add', 0)).errno).toBe('EEXIST');
    const lpar = start(kernel, 'ppc64');
    const odd = { start: hex(BigInt(HOT) * BLOCK + 16n * MIB), size: hex(BLOCK) };
    const done = play(lpar, { type: 'add', ...odd });
    expect([done.errno, done.machine.sections.offline.isEmpty]).toEqual(['EINVAL', true]);
    expect(done.machine.granted).toEqual(lpar.granted);
  });

  it('on pseries one call for each LMB: those before the first refusal stay', () => {
    const machine = play(start(kernel, 'ppc64'), range('add', HOT + 2)).machine;
    const done = play(machine, range('add', HOT, 4));
    expect([done.errno, ...states(done.machine, HOT, 4)]).toEqual([
      'EEXIST',
      '32 offline',
      '33 offline',
      '34 offline',
      '35 absent',
    ]);
  });

  it('beyond the limit it is refused here, and the kernel would have said -E2BIG', () => {
    const done = step(start(kernel), { type: 'add', start: hex(1n << 50n), size: hex(BLOCK) });
    expect(done).toMatchObject({ ok: false, error: { code: 'beyond-limit' } });
    expect(done.ok ? '' : done.error.message).toContain('−E2BIG (−7)');
  });

  it('removal refuses a block that is not offline: -EBUSY, nothing changed', () => {
    const machine = play(start(kernel), range('add', HOT, 3), range('online', HOT + 1)).machine;
    const done = play(machine, range('remove', HOT, 3));
    expect([done.errno, ...states(done.machine, HOT, 3)]).toEqual([
      'EBUSY',
      '32 offline',
      '33 Normal',
      '34 offline',
    ]);
    const gone = play(machine, range('offline', HOT + 1), range('remove', HOT, 3));
    expect([gone.ret, ...states(gone.machine, HOT, 1)]).toEqual([0, '32 absent']);
  });

  it('probe adds one block, and answers where it does not', () => {
    const probe = (address: bigint): MachineEvent => ({ type: 'probe', address: hex(address) });
    const machine = start(kernel, 'ppc64');
    const at = BigInt(HOT) * BLOCK;
    expect(play(machine, probe(at + 4096n)).errno).toBe('EINVAL');
    expect(play(machine, probe(1n << 50n)).errno).toBe('E2BIG');
    expect(play(machine, probe(at), probe(at)).errno).toBe('EEXIST');
    // Nobody granted it; it comes online and goes offline all the same.
    const done = play(machine, probe(at), range('online', HOT), range('offline', HOT));
    expect([done.ret, ...states(done.machine, HOT, 1)]).toEqual([0, '32 offline']);
    expect(step(start(kernel), probe(at))).toMatchObject({
      ok: false,
      error: { code: 'bad-event' },
    });
  });
});

describe('zones', () => {
  const ready = (more: Partial<Options> = {}): Machine =>
    play(start('6.1', 'x86_64', more), range('add', HOT, 5)).machine;

  it('boot memory lies by its address: block 0 in DMA and DMA32', () => {
    expect(states(ready(), 0, 3)).toEqual(['0 none', '1 DMA32', '2 DMA32']);
    expect(makeReport(start('6.1'), 0, 0).zones?.slice(0, 2)).toEqual([
      { start: '0x0', size: '0x1000000', zone: 'DMA' },
      { start: '0x1000000', size: '0x1f000000', zone: 'DMA32' },
    ]);
    expect(makeReport(start('6.1', 'ppc64'), 0, 0).zones).toBeUndefined();
  });

  it('a block goes to the zone that alone spans it, else Normal', () => {
    const between = play(
      ready(),
      as('online', 'online_movable', HOT),
      as('online', 'online_movable', HOT + 2),
    );
    expect(states(play(between.machine, range('online', HOT + 1)).machine, HOT, 3)).toEqual([
      '32 Movable',
      '33 Movable',
      '34 Movable',
    ]);
    expect(states(play(ready(), range('online', HOT, 2)).machine, HOT, 2)).toEqual([
      '32 Normal',
      '33 Normal',
    ]);
  });

  it('movable_node makes Movable the default, online_kernel keeps Normal', () => {
    const machine = ready({ movableNode: true });
    expect(states(play(machine, range('online', HOT)).machine, HOT, 1)).toEqual(['32 Movable']);
    expect(states(play(machine, as('online', 'online_kernel', HOT)).machine, HOT, 1)).toEqual([
      '32 Normal',
    ]);
  });

  it('the span shrinks with its edge: the last DMA32 block would come back as Normal', () => {
    const done = play(ready(), range('offline', 3), range('online', 3));
    expect(states(done.machine, 2, 2)).toEqual(['2 DMA32', '3 Normal']);
  });

  it('auto_online_blocks onlines what is added, and what comes of it is dropped', () => {
    const done = play(
      start('6.1', 'x86_64', { autoOnline: 'online_movable' }),
      range('add', HOT, 2),
    );
    expect(states(done.machine, HOT, 2)).toEqual(['32 Movable', '33 Movable']);
    const refused = play(
      start('6.1', 'x86_64', { autoOnline: 'online' }),
      fail('ksm', 'MEM_GOING_ONLINE', '-ENOMEM'),
      range('hotplug', HOT, 2),
    );
    expect([refused.ret, ...states(refused.machine, HOT, 2)]).toEqual([
      0,
      '32 offline',
      '33 offline',
    ]);
  });

  it('older kernels know none', () => {
    const event: MachineEvent = {
      type: 'online',
      start: '0x0',
      size: '0x1000000',
      as: 'online_movable',
    };
    const old = bootOn(
      {
        kernel: '2.6.32',
        driver: 'none',
        pageSize: 4096,
        blockSize: '0x1000000',
        physicalBits: 44,
        allocator: 'SLUB',
      },
      [{ start: 0n, end: 64n * MIB, state: 'online' }],
    ).machine;
    expect(step(old, event)).toMatchObject({
      ok: false,
      error: { code: 'bad-event', field: 'as' },
    });
  });
});

it('standby memory of s390 goes offline and stays', () => {
  const done = play(
    start('6.12', 's390'),
    { type: 'hotplug', start: hex(4n << 30n), size: hex(512n * MIB) },
    { type: 'unplug', start: hex(4n << 30n), size: hex(512n * MIB) },
  );
  expect([done.ret, done.machine.sections.offline.size]).toEqual([0, 32]);
});

it('boot memory of arm64 is kept by its callback, hot-added memory is not', () => {
  const machine = play(start('7.1.5', 'arm64'), range('hotplug', HOT, 2)).machine;
  const kept = play(machine, range('offline', 1));
  expect([kept.errno, ...rounds(kept.trace)]).toEqual(['EPERM', 'GOING_OFFLINE', 'CANCEL_OFFLINE']);
  expect(play(machine, range('offline', HOT, 2)).ret).toBe(0);
});

it('with a virtual memmap 2.6.32 removes nothing after it let go of the resource', () => {
  const machine = bootOn(
    {
      kernel: '2.6.32',
      driver: 'three-level',
      pageSize: 4096,
      blockSize: '0x1000000',
      physicalBits: 44,
      allocator: 'SLUB',
      options: { memoryModel: 'VMEMMAP' },
    },
    [{ start: 0n, end: 64n * MIB, state: 'online' }],
  ).machine;
  const at = { start: hex(64n * MIB), size: hex(32n * MIB) };
  const done = play(machine, { type: 'hotplug', ...at }, { type: 'unplug', ...at });
  expect(done.errno).toBe('EBUSY');
  expect([...done.machine.sections.offline]).toEqual([[4, 6]]);
  expect([...done.machine.resources]).toEqual([[5, 6]]);
  expect(done.machine.granted).toEqual([{ start: 0n, end: 96n * MIB }]);
});
