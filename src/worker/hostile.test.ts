import { describe, expect, it } from 'vitest';
import type { BootExtent } from '../machine/boot.ts';
import { bootOn } from '../machine/boot-on.test-data.ts';
import type { MachineConfig, MachineEvent } from '../machine/event.ts';
import type { Machine } from '../machine/machine.ts';
import { step } from '../machine/step.ts';
import { TextHistory } from './text-history.ts';

/**
 * Scenes that anybody may send as a link or a file: within every limit of the format, and as costly as these allow.
 * None is refused, for each can be left; no step costs more than its runs, its armed failures and its callbacks.
 */

const SECTION = 1n << 24n;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

interface Range {
  readonly start: string;
  readonly size: string;
  readonly state?: 'offline';
}

const range = (start: bigint, size: bigint): Range => ({ start: hex(start), size: hex(size) });
const gesture = (type: string, start: bigint, size: bigint): unknown => ({
  type,
  ...range(start, size),
});
const times = <T>(n: number, make: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => make(i));

/** Every other section, from 0 on. */
const lone = (n: number): Range[] => times(n, (i) => range(BigInt(2 * i) * SECTION, SECTION));
/** Every section with next to nothing in it: not even a page, then just one. */
const slivers = (n: number): Range[] =>
  times(n, (i) => ({
    ...range(BigInt(i) * SECTION, i % 2 === 0 ? 100n : 4096n),
    state: 'offline',
  }));
const span = (n: number): bigint => BigInt(2 * n) * SECTION;

const HALF = 1n << 63n;
/** All that the format allows, `npm run unit:long`; otherwise a tenth of it, which is as long a way for every mistake. */
const LONG = process.env['MODE'] === 'long';
const MANY = LONG ? 20_000 : 2000;
const MOST = LONG ? 100_000 : 10_000;
const TIMES = LONG ? 10_000 : 1000;
const callbacks = times(64, (i) => ({
  type: 'register',
  name: `callback ${i}`,
  priority: i - 32,
  answers: { MEM_ONLINE: 'NOTIFY_BAD', MEM_OFFLINE: '-ENOMEM' },
}));
const busy = times(2000, (i) => ({ type: 'failHcall', nth: 1 + i * 900, code: 9900 }));

/** Name, memory, events. */
const WORST: readonly [string, readonly Range[], readonly unknown[]][] = [
  [
    'the most events, the biggest sizes, in and out',
    [],
    times(10_000, (i) => gesture(i % 2 === 0 ? 'hotplug' : 'unplug', 0n, HALF)),
  ],
  [
    'both halves of the addresses, which are one to the map',
    [],
    times(2000, (i) => gesture(i % 4 < 2 ? 'hotplug' : 'unplug', i % 2 === 0 ? 0n : HALF, HALF)),
  ],
  [
    'machines of every size over and over',
    lone(MANY),
    times(TIMES, (i) => ({
      type: 'configure',
      driver: i % 3 === 0 ? 'flat' : 'three-level',
      pageSize: i % 2 === 0 ? 4096 : 65_536,
      physicalBits: i % 5 === 0 ? 24 : 64,
      blockSize: hex(SECTION << BigInt(i % 11)),
    })),
  ],
  [
    'lone blocks among offline ones, taken away and brought again',
    lone(MANY),
    [
      ...callbacks,
      ...times(40, (i) =>
        gesture(['add', 'unplug', 'hotplug', 'remove'][i % 4] ?? '', 0n, span(MANY)),
      ),
    ],
  ],
  [
    'memory gone behind the driver’s back',
    lone(MANY),
    [
      gesture('add', 0n, span(MANY)),
      ...times(40, (i) => gesture(i % 2 === 0 ? 'remove' : 'hotplug', 0n, span(MANY))),
    ],
  ],
  [
    'sections with less than a page in them',
    slivers(MANY),
    times(6, (i) => gesture(i % 2 === 0 ? 'online' : 'offline', 0n, BigInt(MANY) * SECTION)),
  ],
  [
    'failures armed by the thousand',
    lone(100),
    [...busy, gesture('hotplug', 1n << 50n, 1n << 50n)],
  ],
  [
    'a flat map rebuilt after every miss',
    lone(MANY),
    [
      { type: 'configure', kernel: '2.6.25' },
      ...times(TIMES - 1, (i) =>
        i % 2 === 0 ? { type: 'send', address: hex(HALF) } : { type: 'work' },
      ),
    ],
  ],
  [
    'the most memory there may be in pieces',
    lone(MOST),
    [gesture('add', 0n, span(MOST)), gesture('unplug', 0n, span(MOST))],
  ],
];

describe('the costliest scenes the format allows', () => {
  it.each(WORST)('%s: taken, and can be left after any event', (_, memory, events) => {
    const session = new TextHistory();
    const before = session.report();
    const scenario = {
      format: 'sparsescope-scenario/1',
      machine: { physicalBits: 64 },
      boot: memory,
      events,
      step: events.length,
    };
    const opening = session.opening(JSON.stringify(scenario));
    for (let i = 1; i <= Math.min(20, events.length); i++)
      expect(opening.next()).toEqual({ done: false, value: { done: i, of: events.length } });
    expect(session.report()).toEqual(before);
  });
});

/** Of memory, of what was granted, and of the map. */
const runsIn = ({ sections, granted, driver, generation }: Machine): number =>
  sections.online.runs +
  sections.offline.runs +
  granted.length +
  generation.shape(driver).runs.length / 3;

describe('the work of one step', () => {
  const config: MachineConfig = {
    kernel: '2.6.32',
    driver: 'three-level',
    pageSize: 4096,
    blockSize: hex(SECTION),
    physicalBits: 64,
    allocator: 'SLUB',
  };

  it.each(WORST)('%s: in runs, not in blocks', (_, memory, events) => {
    const extents = memory.map(({ start, size, state }): BootExtent => {
      const at = BigInt(start);
      return { start: at, end: at + BigInt(size), state: state ?? 'online' };
    });
    let { machine } = bootOn(config, extents);
    for (const event of (events as MachineEvent[]).slice(0, 70)) {
      const done = step(machine, event);
      if (!done.ok) continue;
      const fired = machine.armedHcalls.length - done.machine.armedHcalls.length;
      const each = 250 + machine.chain.length + machine.armedHcalls.length;
      const runs = runsIn(machine) + runsIn(done.machine);
      expect(done.work).toBeLessThanOrEqual((2 * runs + 2 * fired + 16) * each);
      machine = done.machine;
    }
  });
});
