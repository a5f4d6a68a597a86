import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boot } from './boot.ts';
import type { MachineConfig, MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import { editionOf } from './kernel/editions.ts';
import type { Machine } from './machine.ts';
import type { ZoneName } from './memory/memory-block.ts';
import { ZONES } from './memory/zone-sections.ts';
import { NaiveBlocks, type NaiveEvent, type NaiveMachine } from './naive-blocks.test-data.ts';
import { MEMORY_ACTIONS } from './notifier/action.ts';
import { step } from './step.ts';
import type { Trace } from './trace.ts';

/** Scenarios of 6.1, 6.12 and 7.1.5 against the naive model: every round and answer, every block's state and zone. */

knowAllKernels();

const SECTIONS = 16;
const BLOCK = BigInt(SECTIONS) << 24n;
/** 256 MiB blocks: three at boot, hot-added ones from 4 GiB on. */
const BOOT = 3;
const HOT = 16;
const hex = (n: bigint | number): string => `0x${n.toString(16)}`;

const place = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: HOT, max: HOT + 6 }) },
  fc.nat(BOOT),
);
const span = fc
  .tuple(place, fc.integer({ min: 1, max: 3 }))
  .map(([first, blocks]) => ({ first, end: first + blocks }));
const asked = fc.constantFrom<object>({}, {}, { as: 'online_kernel' }, { as: 'online_movable' });
const ranged = (type: string, more: fc.Arbitrary<object> = fc.constant({})) =>
  fc.tuple(span, more).map(([s, m]) => ({ type, ...s, ...m }) as NaiveEvent);
const answer = fc.constantFrom('NOTIFY_OK', 'NOTIFY_STOP', 'NOTIFY_BAD', '-ENOMEM', 2, 0x8000);
const action = fc.constantFrom(...MEMORY_ACTIONS);

const event = fc.oneof(
  { weight: 5, arbitrary: ranged('hotplug', asked) },
  { weight: 5, arbitrary: ranged('unplug') },
  { weight: 2, arbitrary: ranged('add') },
  { weight: 1, arbitrary: ranged('remove') },
  { weight: 3, arbitrary: ranged('online', asked) },
  { weight: 4, arbitrary: ranged('offline') },
  {
    weight: 4,
    arbitrary: ranged(
      'pages',
      fc
        .constantFrom('movable', 'unmovable', 'pinned', 'failing', 'poisoned')
        .map((are) => ({ are })),
    ),
  },
  { weight: 2, arbitrary: fc.constant<NaiveEvent>({ type: 'signal' }) },
  {
    weight: 2,
    arbitrary: fc
      .record({ action, answer })
      .map((told): NaiveEvent => ({ type: 'failCallback', name: 'ksm', ...told })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(-5, 0, 10, 200), fc.dictionary(action, answer, { maxKeys: 2 }))
      .map(
        ([priority, answers]): NaiveEvent => ({
          type: 'register',
          name: 'user',
          priority,
          answers,
        }),
      ),
  },
);

const scenario = fc.record({
  kernel: fc.constantFrom<NaiveMachine['kernel']>('6.1', '6.12', '7.1.5'),
  architecture: fc.constantFrom<NaiveMachine['architecture']>('x86_64', 'ppc64', 's390'),
  auto: fc.constantFrom<NaiveMachine['auto']>('offline', 'offline', 'online', 'online_movable'),
  movableNode: fc.boolean(),
  events: fc.array(event, { minLength: 1, maxLength: 16, size: 'max' }),
});

type Drawn = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

function bootMachine({ kernel, architecture, auto, movableNode }: Drawn): Machine {
  const edition = editionOf(kernel);
  if (!edition) throw new Error(kernel);
  const config: MachineConfig = {
    kernel,
    driver: 'none',
    pageSize: 4096,
    blockSize: hex(BLOCK),
    physicalBits: 46,
    allocator: edition.ownAllocator,
    options: { architecture, autoOnline: auto, movableNode },
  };
  const end = BigInt(BOOT) * BLOCK;
  return boot(config, edition, [{ start: 0n, end, state: 'online' }]).machine;
}

/** On x86 block 0 reaches into DMA and DMA32; elsewhere one zone has all of it. */
const bootZones = (x86: boolean): readonly (readonly ZoneName[])[] =>
  Array.from({ length: BOOT }, (_, i) => {
    if (!x86) return ['Normal'];
    return i === 0 ? ['DMA', 'DMA32'] : ['DMA32'];
  });

function naiveOf(drawn: Drawn, machine: Machine): NaiveBlocks {
  const plain = (chain: Machine['chain']) =>
    chain.map(({ name, priority }) => ({ name, priority, answers: null }));
  return new NaiveBlocks({
    ...drawn,
    chain: plain(machine.chain),
    nodeChain: plain(machine.nodeChain),
    boot: bootZones(drawn.architecture === 'x86_64'),
  });
}

function inBytes(drawn: NaiveEvent): MachineEvent {
  if (!('first' in drawn)) return drawn;
  const { first, end, ...more } = drawn;
  const range = { start: hex(BigInt(first) * BLOCK), size: hex(BigInt(end - first) * BLOCK) };
  return { ...more, ...range } as MachineEvent;
}

const roundsIn = (trace: Trace) =>
  trace.flatMap((f) =>
    f.type === 'blocks'
      ? Array.from({ length: f.blocks }, (_, i) =>
          f.rounds.map((r) => [
            f.first / SECTIONS + i,
            r.action,
            r.result,
            r.calls.flatMap((c) => (c.answer === null ? [] : [[c.name, c.answer]])),
          ]),
        ).flat()
      : [],
  );

const END = HOT + 10;
const everyBlock = <T>(tell: (block: number) => T): T[] =>
  Array.from({ length: END }, (_, i) => tell(i));

function statesOf({ sections, zones }: Machine): string[] {
  return everyBlock((i) => {
    const at = i * SECTIONS;
    if (sections.offline.has(at)) return 'offline';
    if (!sections.online.has(at)) return 'absent';
    return ZONES.filter((zone) => zones[zone].touches(at, at + SECTIONS)).join();
  });
}

const naiveStates = ({ blocks }: NaiveBlocks): string[] =>
  everyBlock((i) => {
    const block = blocks.get(i);
    if (!block) return 'absent';
    return block.online ? block.zones.join() : 'offline';
  });

it('a scenario of the newer kernels goes as block by block', () => {
  fc.assert(
    fc.property(scenario, (drawn) => {
      let machine = bootMachine(drawn);
      const naive = naiveOf(drawn, machine);
      for (const one of drawn.events) {
        const ret = naive.step(one);
        const done = step(machine, inBytes(one));
        if (!done.ok) {
          expect(done.error.code).toBe(ret);
          continue;
        }
        machine = done.machine;
        expect(roundsIn(done.trace)).toEqual(naive.rounds);
        expect(done.outcome.pending ? null : done.outcome.ret).toBe(ret);
        expect(statesOf(machine)).toEqual(naiveStates(naive));
      }
    }),
    { numRuns: 400 },
  );
});
