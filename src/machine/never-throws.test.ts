import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeReport } from '../timeline/report.ts';
import { boot } from './boot.ts';
import type { MachineEvent } from './event.ts';
import { knowAllKernels } from './kernel/all-kernels.ts';
import { editions } from './kernel/editions.ts';
import type { Options } from './kernel/options.ts';
import { ownBlockSize, ownDriver } from './kernel/own-settings.ts';
import type { Machine } from './machine.ts';
import { ZONES } from './memory/zone-sections.ts';
import { MEMORY_ACTIONS } from './notifier/action.ts';
import { step } from './step.ts';

/** Whatever is told to whatever kernel: an outcome or a refusal, never an exception, and the machine stays whole. */

knowAllKernels();

const hex = (n: bigint): string => `0x${n.toString(16)}`;

const machines = editions().flatMap((edition) =>
  (Object.keys(edition.architectures) as Options['architecture'][]).flatMap((architecture) =>
    [1, 0].map((adapters) => {
      const options = { architecture, adapters };
      const driver = ownDriver(edition, { options });
      return { edition, options, driver };
    }),
  ),
);

const block = fc.integer({ min: 0, max: 24 });
const count = fc.integer({ min: 1, max: 9 });
const told = fc.oneof(
  fc.record({
    type: fc.constantFrom('hotplug', 'unplug', 'add', 'remove', 'online', 'offline'),
    block,
    count,
    as: fc.constantFrom(undefined, 'online_kernel', 'online_movable'),
  }),
  fc.record({
    type: fc.constant('pages'),
    block,
    count,
    are: fc.constantFrom('unmovable', 'pinned', 'failing', 'poisoned', 'movable'),
  }),
  fc.record({ type: fc.constantFrom('signal', 'work', 'probe', 'configure'), block }),
  fc.record({
    type: fc.constant('failCallback'),
    name: fc.constantFrom('slub', 'ehea', 'ksm', 'kcore', 'ipc', 'mempolicy'),
    action: fc.constantFrom(...MEMORY_ACTIONS, 'NODE_REMOVING_LAST_MEMORY'),
    answer: fc.constantFrom('NOTIFY_BAD', '-ENOMEM', 'NOTIFY_STOP'),
  }),
  fc.record({
    type: fc.constant('failHcall'),
    nth: fc.integer({ min: 1, max: 200 }),
    call: fc.constantFrom('register', 'allocate', 'free', 'share'),
    code: fc.constantFrom(-1, -44, 9900),
  }),
);
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;

function eventOf(one: Told, size: bigint): MachineEvent {
  const at = 'block' in one ? hex(BigInt(one.block) * size) : '0x0';
  if (one.type === 'probe') return { type: 'probe', address: at };
  const {
    block: _at,
    count: blocks = 1,
    as,
    ...rest
  } = { as: undefined, ...one } as Told & {
    readonly block?: number;
    readonly count?: number;
    readonly as?: string;
  };
  const bytes = 'count' in one ? { start: at, size: hex(BigInt(blocks) * size) } : {};
  return { ...rest, ...bytes, ...(as ? { as } : {}) } as MachineEvent;
}

/** No section in two states, every online section of a kernel with zones in one zone, and nothing held that is not there. */
function expectWhole(machine: Machine): void {
  const { online, offline } = machine.sections;
  for (const [first, end] of online) expect(offline.touches(first, end)).toBe(false);
  if (machine.edition.onlineTypes)
    expect(ZONES.reduce((n, zone) => n + machine.zones[zone].size, 0)).toBe(online.size);
  const valid = online.union(offline);
  for (const held of Object.values(machine.held))
    for (const [first, end] of held) expect(valid.covers(first, end)).toBe(true);
  if (machine.pending) expect(online.has(machine.pending.first)).toBe(true);
  makeReport(machine, 0, 0);
}

it('answers or refuses', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...machines),
      fc.array(told, { maxLength: 24 }),
      ({ edition, options, driver }, events) => {
        const blockSize = ownBlockSize(edition, { options, pageSize: 4096 });
        const size = BigInt(blockSize);
        const config = {
          kernel: edition.id,
          driver,
          pageSize: 4096,
          blockSize,
          physicalBits: 44,
          allocator: edition.ownAllocator,
          options,
        };
        const memory = [{ start: 0n, end: 8n * size, state: 'online' as const }];
        let { machine } = boot(config, edition, memory);
        for (const one of events) {
          const done = step(machine, eventOf(one, size));
          if (!done.ok) expect(done.error.message).toMatch(/[.)]$/);
          else ({ machine } = done);
          expectWhole(machine);
        }
      },
    ),
    { numRuns: 600 },
  );
});
