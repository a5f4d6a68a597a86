import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MachineConfig, MachineEvent } from '../../machine/event.ts';
import { formatHex } from '../../machine/units/address.ts';
import { arbitraryEvent } from '../../scenario/arbitrary-scenario.test-data.ts';
import { GIB, MIB, online } from '../../scenario/presets/layout.ts';
import { type BootRange, machineOf, OPENING } from '../../scenario/scenario.ts';
import { startOf } from '../../scenario/start-of.ts';
import { storyOf } from '../../scenario/stories/stories.ts';
import { finish } from '../timeline.ts';
import { type Comparison, compareLanes } from './compare-lanes.ts';
import type { Divergence, Kind } from './divergence.ts';
import type { LaneInput } from './lane.ts';
import { MOST_DIVERGENCES } from './track.ts';

/** 44 bits, as a ppc64 of 2008 had. */
function laneOn(
  kernel: string,
  change: Partial<MachineConfig>,
  boot: readonly BootRange[],
  events: readonly MachineEvent[] = [],
): LaneInput {
  const machine = { ...machineOf(kernel), physicalBits: 44, ...change };
  return { start: startOf({ machine, boot }), events };
}

function storyLane(id: string): LaneInput {
  const story = storyOf(id);
  if (!story) throw new Error(id);
  const { scenario } = story;
  return { start: startOf(scenario), events: scenario.events };
}

function compare(left: LaneInput, right: LaneInput): Comparison {
  const done = finish(compareLanes(left, right));
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
}

const at = ({ divergences }: Comparison, kind: Kind, where: string): Divergence | undefined =>
  divergences.find((d) => d.kind === kind && d.where === where);

const kindsOf = ({ divergences }: Comparison): readonly Kind[] => [
  ...new Set(divergences.map(({ kind }) => kind)),
];

const LAST = { start: formatHex(496n * MIB), size: formatHex(16n * MIB) };
const IN_LAST = { type: 'send', address: formatHex(496n * MIB + 0xabcn) } as const;
const LOW = [online(0n, 512n * MIB)];

describe('known pairs', () => {
  // FACTS a5: 256M@0 + 16M@(2^44-16M).
  it('flat against three-level: 8 MiB against four tables from step 0 on, and the same answers', () => {
    const far = (1n << 44n) - 16n * MIB;
    const boot = [online(0n, 256n * MIB), online(far, 16n * MIB)];
    const events = [0xabcn, far + 0xabcn].map(
      (address): MachineEvent => ({ type: 'send', address: formatHex(address) }),
    );
    const result = compare(
      laneOn('2.6.32', { driver: 'flat' }, boot, events),
      laneOn('2.6.32', { driver: 'three-level' }, boot, events),
    );
    expect(at(result, 'bytes', 'busMap.bytes')).toMatchObject({
      ...{ step: 0, last: 2, left: '8,388,608', right: '262,144', alikeFrom: null },
    });
    expect(kindsOf(result)).toEqual(['order', 'bytes']);
    // Only one of them listens; nothing came or went, so nobody was asked anything.
    expect(result.divergences.filter((d) => d.kind === 'order').map((d) => d.where)).toEqual([
      'chain',
    ]);
    expect(result.pairs[2]).toMatchObject({
      left: { outcome: { ret: 0, bus: '0x8000000010000abc' } },
      right: { outcome: { ret: 0, bus: '0x8000000010000abc' } },
    });
  });

  // FACTS a5 and A6: 512 GiB + 8 B are more than the machine has pages, so vmalloc answers NULL and loading fails.
  it('flat against three-level on the thread’s partition: the array is refused', () => {
    const start = startOf(OPENING);
    const lane = (driver: MachineConfig['driver']): LaneInput => ({
      start: { ...start, config: { ...start.config, driver } },
      events: [],
    });
    const result = compare(lane('three-level'), lane('flat'));
    expect(at(result, 'bytes', 'bill.flat')).toBeUndefined();
    expect(at(result, 'bytes', 'busMap.kind')).toMatchObject({ step: 0, left: 'three-level' });
    expect(at(result, 'verdicts', 'load.ret')).toMatchObject({
      step: 0,
      left: '0',
      right: '−ENOMEM',
    });
    expect(at(result, 'state', 'driver.loaded')).toMatchObject({ left: 'yes', right: 'no' });
    // A driver that is not there has no map: 17 sections lie in two stretches of memory.
    expect(result.found.map).toBe(2);
  });

  // FACTS A3a: with SLUB ipc, slub stops with 0x8001, eHEA is never called; with SLAB ipc, eHEA. A2: rebuilt at MEM_OFFLINE.
  it('2.6.26 on SLUB against SLAB: who is asked', () => {
    const events: MachineEvent[] = [
      { type: 'offline', ...LAST },
      { type: 'online', ...LAST },
    ];
    const result = compare(
      laneOn('2.6.26', {}, LOW, events),
      laneOn('2.6.26', { allocator: 'SLAB' }, LOW, events),
    );
    expect(result.divergences[0]).toMatchObject({
      ...{ step: 0, kind: 'order', where: 'chain' },
      ...{ left: 'ipc 10, slub 1, ehea 0', right: 'ipc 10, ehea 0' },
    });
    const orders = result.divergences.filter((d) => d.where === 'trace');
    expect(orders.map(({ step }) => step)).toEqual([1, 2]);
    expect(orders[0]?.left).toBe(
      'MEM_GOING_OFFLINE to ipc, slub NOTIFY_STOP; MEM_OFFLINE to ipc, slub NOTIFY_STOP',
    );
    // 32 sections, 8 hcalls each: that kernel's walk finds what is offline, too.
    expect(orders[0]?.right).toBe(
      'MEM_GOING_OFFLINE to ipc, ehea; MEM_OFFLINE to ipc, ehea acts; 256 hcalls',
    );
    expect(orders[1]?.right).toBe('MEM_GOING_ONLINE to ipc, ehea; MEM_ONLINE to ipc, ehea');
  });

  it('the stories of SLUB and SLAB: the same, and nothing that was sent tells them apart', () => {
    const result = compare(storyLane('untold'), storyLane('told'));
    expect(kindsOf(result)).toEqual(['order']);
  });

  // FACTS a4: 2^60 is top 1024, which an int shifted by 26 makes 0: the pages of section 0 are registered for it.
  it('shipped against repaired: the access to 2^60 reaches section 0', () => {
    const result = compare(storyLane('wrong-page'), storyLane('repaired'));
    expect(result.divergences.filter((d) => d.kind === 'verdicts')).toMatchObject([
      {
        ...{ step: 3, where: 'dma buffer 2 now', left: 'wrong page, at 0xabc' },
        right: 'ok, at 0x1000000000000abc',
      },
    ]);
    expect(result.found.map).toBe(0);
  });

  // FACTS a1: the flat map does not notice removal; a3 and c: the three-level one removes at GOING_OFFLINE.
  it('nobody listens against a notifier: a stale answer, and alike again once the memory is back', () => {
    const events: MachineEvent[] = [
      { type: 'offline', ...LAST },
      IN_LAST,
      { type: 'online', ...LAST },
      IN_LAST,
    ];
    const result = compare(
      laneOn('2.6.32', { driver: 'flat' }, LOW, events),
      laneOn('2.6.32', { driver: 'three-level' }, LOW, events),
    );
    expect(at(result, 'map', 'busMap[0x1f000000]')).toMatchObject({
      ...{ step: 1, last: 2, alikeFrom: 3, left: '0x800000001f000000', right: 'none' },
      words: 'bus address of 16 MiB at 0x1f000000',
    });
    expect(at(result, 'verdicts', 'outcome.bus')).toMatchObject({
      ...{ step: 2, last: 2, alikeFrom: null, left: '0x800000001f000abc', right: 'miss' },
    });
    expect(result.pairs[4]?.left.outcome).toEqual(result.pairs[4]?.right.outcome);
  });

  it('memory that goes on one side alone is a difference in state', () => {
    const events: MachineEvent[] = [
      { type: 'offline', ...LAST },
      { type: 'online', ...LAST },
    ];
    const result = compare(
      laneOn('2.6.25', {}, LOW, events),
      laneOn('2.6.25', {}, LOW, [IN_LAST, IN_LAST]),
    );
    expect(at(result, 'state', 'memory[0x1f000000]')).toMatchObject({
      ...{ step: 1, last: 1, alikeFrom: 2, left: 'offline', right: 'online' },
      words: 'memory of 16 MiB at 0x1f000000',
    });
  });
});

describe('lanes that do not match', () => {
  const part = (start: bigint): MachineEvent => ({
    ...{ type: 'hotplug', start: formatHex(start), size: formatHex(16n * MIB) },
  });

  it('goes on without an event that does not fit on one side', () => {
    const boot = [online(0n, GIB)];
    const events = [part(1n << 50n), part(2n * GIB)];
    const wide = laneOn('2.6.32', { physicalBits: 61 }, boot, events);
    const result = compare(wide, laneOn('2.6.32', {}, boot, events));
    expect(result.left.dropped).toEqual([]);
    expect(result.right.dropped).toEqual([1]);
    expect(result.divergences[0]).toMatchObject({
      ...{ step: 1, last: 1, kind: 'event', where: 'event', left: 'hotplug 16 MiB at 2⁵⁰' },
      right: expect.stringMatching(/^did not fit: /),
    });
    expect(result.pairs[1]?.right).toMatchObject({ outcome: null, error: { code: /./ } });
    expect(result.pairs[2]?.right).toMatchObject({ outcome: { ret: 0 }, error: null });
  });

  it('says where the shorter one has ended, and goes on comparing the machines', () => {
    const boot = [online(0n, GIB)];
    const [one, two] = [part(2n * GIB), part(4n * GIB)];
    const result = compare(
      laneOn('2.6.32', {}, boot, [one]),
      laneOn('2.6.32', {}, boot, [one, two]),
    );
    expect(result.divergences[0]).toMatchObject({
      ...{ step: 2, kind: 'event', left: 'nothing', right: 'hotplug 16 MiB at 2³²' },
    });
    expect(at(result, 'state', 'memory[0x100000000]')).toMatchObject({
      ...{ step: 2, left: 'not there', right: 'online' },
    });
    expect(result.pairs).toHaveLength(3);
  });

  it('names the side whose machine cannot be', () => {
    const good = laneOn('2.6.32', {}, LOW);
    const bad = laneOn('2.6.32', { kernel: '1.0' }, LOW);
    expect(finish(compareLanes(good, bad))).toMatchObject({
      ...{ ok: false, error: { code: 'bad-scenario', field: 'right.machine.kernel' } },
    });
  });

  it('keeps so many divergences and counts the rest', () => {
    const boot = [online(0n, GIB)];
    const events = Array.from(
      { length: MOST_DIVERGENCES + 50 },
      (_, i): MachineEvent => ({ type: 'send', address: formatHex(BigInt(i)) }),
    );
    const result = compare(laneOn('2.6.32', {}, boot, events), laneOn('2.6.32', {}, boot));
    expect(result.divergences).toHaveLength(MOST_DIVERGENCES);
    expect(result.found.event).toBe(MOST_DIVERGENCES + 50);
  });
});

describe('laws', () => {
  const section = fc.integer({ min: 0, max: 80 });
  const range = fc.record({
    type: fc.constantFrom('hotplug', 'unplug', 'online', 'offline', 'add', 'remove'),
    start: section.map((n) => formatHex(BigInt(n) << 24n)),
    size: fc.integer({ min: 1, max: 8 }).map((n) => formatHex(BigInt(n) << 24n)),
  });
  const buffer = fc.record({
    type: fc.constantFrom('send', 'post'),
    address: section.map((n) => formatHex((BigInt(n) << 24n) + 5n)),
  });
  const other = fc.constantFrom(
    { type: 'dma' },
    { type: 'work' },
    { type: 'failAllocation', nth: 1 },
    { type: 'traffic', accesses: 9 },
  );
  const events = fc.array(fc.oneof(range, range, buffer, other, arbitraryEvent), {
    maxLength: 12,
  }) as fc.Arbitrary<MachineEvent[]>;
  const lane = fc
    .record({
      kernel: fc.constantFrom('2.6.25', '2.6.26', '2.6.32', '6.1', '7.1.5'),
      driver: fc.constantFrom('flat', 'three-level', 'repaired', 'none', 'tce', 'mapping-service'),
      sections: fc.integer({ min: 1, max: 40 }),
      events,
    })
    .map(({ kernel, driver, sections, events: list }) =>
      laneOn(kernel, { driver }, [online(0n, BigInt(sections) << 24n)], list),
    );

  it('a line of history does not differ from itself', () => {
    fc.assert(
      fc.property(lane, (one) => {
        const result = compare(one, structuredClone(one));
        expect(result.divergences).toEqual([]);
        expect(result.pairs.every(({ kinds }) => kinds.length === 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('the other way round says the same, sides changed', () => {
    fc.assert(
      fc.property(lane, lane, fc.boolean(), (a, b, same) => {
        const other = same ? { ...b, events: a.events } : b;
        const there = compare(a, other);
        const back = compare(other, a);
        expect(back.divergences.map((d) => ({ ...d, left: d.right, right: d.left }))).toEqual(
          there.divergences,
        );
        expect(back.found).toEqual(there.found);
        for (const { left, right } of there.divergences) expect(left).not.toBe(right);
      }),
      { numRuns: 40 },
    );
  });
});
