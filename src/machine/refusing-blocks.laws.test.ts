import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootOn } from './boot-on.test-data.ts';
import type { MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import type { Options } from './kernel/options.ts';
import type { Machine } from './machine.ts';
import { askedFrom } from './memory/asked-types.ts';
import { step } from './step.ts';
import type { Fact } from './trace.ts';

/**
 * Callers that go on when a block refuses - an ACPI eject, LMBs that come online by themselves or are put back - do in
 * one step what the same writes do one by one, whoever refuses, whatever was armed.
 */

knowAllKernels();

const hex = (n: bigint): string => `0x${n.toString(16)}`;
const SIZE = 8;
const BLOCK = BigInt(SIZE) << 24n;
const BOOT = 6;
/** One more than there are blocks. */
const END = 30;

const range = (type: string, block: number, blocks = 1, more: object = {}): MachineEvent =>
  ({
    type,
    start: hex(BigInt(block) * BLOCK),
    size: hex(BigInt(blocks) * BLOCK),
    ...more,
  }) as MachineEvent;

function start(
  kernel: string,
  options: Partial<Options>,
  state: 'online' | 'offline' = 'online',
): Machine {
  return bootOn(
    {
      kernel,
      driver: options.architecture === 'ppc64' ? 'three-level' : 'none',
      pageSize: 4096,
      blockSize: hex(BLOCK),
      physicalBits: 46,
      allocator: 'SLUB',
      options,
    },
    [{ start: 0n, end: BigInt(BOOT) * BLOCK, state }],
  ).machine;
}

interface Played {
  machine: Machine;
  facts: Fact[];
}

/** What does not fit is passed over. @returns what the event returned */
function tell(played: Played, event: MachineEvent): number {
  const done = step(played.machine, event);
  if (!done.ok) return 0;
  played.machine = done.machine;
  played.facts.push(...done.trace);
  return done.outcome.ret;
}

function play(machine: Machine, events: readonly MachineEvent[]): Played {
  const played: Played = { machine, facts: [] };
  for (const event of events) tell(played, event);
  return played;
}

const at = fc.integer({ min: 0, max: END - 1 });
const kernel = fc.constantFrom('6.1', '6.12', '7.1.5');
const refusing = fc.constantFrom(
  {},
  { MEM_GOING_OFFLINE: '-EBUSY' },
  { MEM_GOING_ONLINE: '-EBUSY' },
  { MEM_GOING_OFFLINE: 'NOTIFY_BAD', MEM_GOING_ONLINE: '-ENOMEM' },
);
/** Higher than the kernel's own, or lower than all of them. */
const veto = fc
  .record({ answers: refusing, priority: fc.constantFrom(200, -1) })
  .map((v): MachineEvent => ({ type: 'register', name: 'no', ...v }));
const held = fc.array(
  fc.record({
    at,
    blocks: fc.integer({ min: 1, max: 8 }),
    are: fc.constantFrom('unmovable' as const, 'pinned' as const, 'poisoned' as const),
  }),
  { maxLength: 3 },
);
const armed = fc.array(
  fc.oneof(
    fc.constant<MachineEvent>({ type: 'signal' }),
    fc.record({
      type: fc.constant('failCallback' as const),
      name: fc.constantFrom('ksm', 'kcore', 'no', 'ehea', 'slub', 'prevent_memory_remove'),
      action: fc.constantFrom(
        'MEM_GOING_OFFLINE' as const,
        'MEM_CANCEL_OFFLINE' as const,
        'MEM_GOING_ONLINE' as const,
        'MEM_CANCEL_ONLINE' as const,
        'NODE_ADDING_FIRST_MEMORY' as const,
      ),
      answer: fc.constantFrom('NOTIFY_OK', 'NOTIFY_STOP', '-EBUSY'),
    }),
    fc
      .record({
        round: fc.constantFrom(
          'MEM_GOING_ONLINE' as const,
          'MEM_CANCEL_ONLINE' as const,
          'MEM_CANCEL_OFFLINE' as const,
        ),
        before: fc.constantFrom('ksm', 'no'),
      })
      .map((when): MachineEvent => ({ type: 'dma', when })),
  ),
  { maxLength: 3 },
);
/** Words written to blocks that are online: refused, and kept for when they come back. */
const words = fc
  .array(
    fc.tuple(
      at,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('online_movable', 'online_kernel'),
    ),
    {
      maxLength: 2,
    },
  )
  .map((rows) =>
    rows.flatMap(([block, n, as]) =>
      Array.from({ length: Math.min(n, END - block) }, (_, i) =>
        range('online', block + i, 1, { as }),
      ),
    ),
  );
const POSTED: MachineEvent = { type: 'post', address: '0x1000' };

const total = (facts: readonly Fact[], of: (fact: Fact & { type: 'blocks' }) => number): number =>
  facts.reduce((n, f) => n + (f.type === 'blocks' ? of(f) : 0), 0);

const KEYS = [
  'sections',
  'zones',
  'asked',
  'held',
  'resources',
  'pages',
  'driver',
  'signals',
  'armedAnswers',
  'device',
  'nextHandle',
] as const;

function expectSame(bulk: Played, single: Played): void {
  for (const key of KEYS) expect(plain(bulk.machine, key)).toEqual(plain(single.machine, key));
  for (const of of [
    (f: Fact & { type: 'blocks' }) => f.blocks,
    (f: Fact & { type: 'blocks' }) => f.blocks * f.ret,
    (f: Fact & { type: 'blocks' }) => f.blocks * f.rounds.length,
  ])
    expect(total(bulk.facts, of)).toBe(total(single.facts, of));
  const fired = (facts: readonly Fact[]) =>
    facts.filter((f) => f.type === 'answered as told' || f.type === 'dma' || f.type === 'signal');
  expect(fired(bulk.facts)).toEqual(fired(single.facts));
}

/** Sets of runs by their runs: how they are held says nothing. */
function plain(machine: Machine, key: (typeof KEYS)[number]): unknown {
  const value = machine[key];
  if (key === 'resources') return [...machine.resources];
  if (key === 'sections' || key === 'zones' || key === 'asked' || key === 'held')
    return Object.entries(value).map(([name, set]) => [name, [...set]]);
  return value;
}

/** acpi_scan_try_to_offline and what follows, by events of one block each (FACTS A4a). */
function ejectOneByOne(machine: Machine, first: number, end: number): Played {
  const played: Played = { machine, facts: [] };
  const blocks = Array.from({ length: end - first }, (_, i) => first + i);
  const isOnline = (b: number) => played.machine.sections.online.has(b * SIZE);
  const put: number[] = [];
  const offline = (b: number): number => {
    const ret = tell(played, range('offline', b));
    if (ret === 0) put.push(b);
    return ret;
  };
  const failed = blocks.filter((b) => isOnline(b) && offline(b) !== 0);
  for (const b of failed) {
    if (offline(b) === 0) continue;
    for (const back of put.sort((x, y) => x - y)) {
      const { type } = askedFrom(played.machine.asked, back * SIZE, (back + 1) * SIZE);
      tell(played, range('online', back, 1, type === 'online' ? {} : { as: type }));
    }
    return played;
  }
  for (const b of blocks) tell(played, range('remove', b));
  return played;
}

/** dlpar_memory_remove_by_ic, by events of one LMB each (FACTS A4c). */
function removeLmbsOneByOne(machine: Machine, first: number, end: number): Played {
  const played: Played = { machine, facts: [] };
  const isOnline = (b: number) => played.machine.sections.online.has(b * SIZE);
  for (let b = first; b < end; b += 1) {
    if (!isOnline(b) || tell(played, range('offline', b)) === 0) {
      if (played.machine.pending) return played;
      tell(played, range('remove', b));
      continue;
    }
    for (let back = first; back < b; back += 1) {
      // `add` itself brings it online where auto_online_blocks says so; if not, it is tried once more.
      tell(played, range('add', back));
      const auto = played.machine.config.options?.autoOnline;
      const as = auto === undefined || auto === 'offline' || !isOnline(back) ? {} : null;
      if (as && tell(played, range('online', back)) !== 0) tell(played, range('remove', back));
    }
    return played;
  }
  return played;
}

describe('blocks that refuse', () => {
  it('an eject at once ends as block by block', () => {
    fc.assert(
      fc.property(
        kernel,
        fc.constantFrom('x86_64' as const, 'arm64' as const),
        veto,
        held,
        armed,
        words,
        fc.integer({ min: 0, max: 12 }),
        (id, architecture, registered, holds, arms, asked, from) => {
          const ready = play(start(id, { architecture }), [
            range('hotplug', BOOT, 10, { as: 'online_movable' }),
            range('hotplug', BOOT + 10, END - BOOT - 10),
            ...asked,
            registered,
            ...holds.map((h) => range('pages', h.at, Math.min(h.blocks, END - h.at), h)),
            ...arms,
          ]);
          fc.pre(ready.machine.pending === null);
          const single = ejectOneByOne(ready.machine, from, END);
          fc.pre(single.machine.pending === null);
          expectSame(play(ready.machine, [range('unplug', from, END - from)]), single);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('LMBs that come online by themselves end as LMB by LMB', () => {
    fc.assert(
      fc.property(
        kernel,
        fc.constantFrom('online' as const, 'online_movable' as const),
        fc.constantFrom('online' as const, 'offline' as const),
        veto,
        armed,
        fc.integer({ min: 1, max: END - BOOT }),
        (id, type, state, registered, arms, count) => {
          const autoOnline = id === '7.1.5' ? type : 'online';
          const ready = play(start(id, { architecture: 'ppc64', autoOnline }, state), [
            registered,
            POSTED,
            ...arms,
          ]);
          const each = Array.from({ length: count }, (_, i) => range('add', BOOT + i));
          expectSame(play(ready.machine, [range('add', BOOT, count)]), play(ready.machine, each));
        },
      ),
      { numRuns: 250 },
    );
  });

  it('LMBs put back after a remove that failed end as LMB by LMB', () => {
    fc.assert(
      fc.property(
        kernel,
        fc.constantFrom('offline' as const, 'online' as const),
        veto,
        held,
        armed,
        fc.integer({ min: BOOT, max: END - 1 }),
        (id, autoOnline, registered, holds, arms, from) => {
          const ready = play(start(id, { architecture: 'ppc64', autoOnline }), [
            range('hotplug', BOOT, END - BOOT),
            registered,
            POSTED,
            ...holds.map((h) => range('pages', h.at, Math.min(h.blocks, END - h.at), h)),
            ...arms,
          ]);
          const single = removeLmbsOneByOne(ready.machine, from, END);
          fc.pre(single.machine.pending === null);
          expectSame(play(ready.machine, [range('unplug', from, END - from)]), single);
        },
      ),
      { numRuns: 250 },
    );
  });
});
