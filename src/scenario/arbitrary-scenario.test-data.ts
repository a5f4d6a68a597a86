import fc from 'fast-check';
import { DRIVERS } from '../machine/driver/driver-id.ts';
import type { MachineConfig, MachineEvent } from '../machine/event.ts';
import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import { refuseBuild } from '../machine/kernel/build.ts';
import { editionOf, editions } from '../machine/kernel/editions.ts';
import { OPTIONS } from '../machine/kernel/option-values.ts';
import { OPTION_KEYS, type Options } from '../machine/kernel/options.ts';
import { MEMORY_ACTIONS, NODE_ACTIONS } from '../machine/notifier/action.ts';
import { ADDRESS_END, formatHex } from '../machine/units/address.ts';
import { checkHugePages } from './huge-pages.ts';
import { withoutDefaults } from './read-event.ts';
import { type BootRange, joinBoot, optionsKey, type Scenario } from './scenario.ts';

/** Scenarios of every kind that the format can say, in their one spelling; most of them fit no machine. */

const byte = fc.oneof(
  fc.bigInt({ min: 0n, max: ADDRESS_END - 1n }),
  fc.integer({ min: 0, max: 63 }).map((bit) => 1n << BigInt(bit)),
  fc.integer({ min: 0, max: 4000 }).map((section) => BigInt(section) << 24n),
);
const hex = byte.map(formatHex);

const plain = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(fc.string({ maxLength }), fc.string({ unit: 'grapheme', maxLength: maxLength / 8 }))
    .filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && [...text].length <= maxLength);
const name = plain(64).filter((text) => text !== '');

knowAllKernels();
const kernel = fc.constantFrom(...editions().map(({ id }) => id));
const settings = {
  kernel,
  driver: fc.constantFrom(...DRIVERS),
  pageSize: fc.constantFrom(4096, 65536),
  blockSize: fc.integer({ min: 24, max: 40 }).map((bit) => formatHex(1n << BigInt(bit))),
  physicalBits: fc.integer({ min: 24, max: 64 }),
  allocator: fc.constantFrom('SLUB' as const, 'SLAB' as const),
};

const answer = fc.oneof(
  fc.constantFrom('NOTIFY_DONE', 'NOTIFY_STOP', 'NOTIFY_BAD', '-ENOMEM', '-EPERM'),
  fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }),
);

const bytes = fc.tuple(byte, byte).map(([start, size]) => {
  const fitting = start + size > ADDRESS_END ? ADDRESS_END - start : size;
  return { start: formatHex(start), size: formatHex(fitting) };
});
const type = fc.constantFrom('hotplug', 'unplug', 'add', 'remove', 'online', 'offline');
const rangeEvent = fc.tuple(type, bytes).map(([of, range]) => ({ type: of, ...range }));
const zonedEvent = fc
  .tuple(
    fc.constantFrom('hotplug', 'online'),
    bytes,
    fc.constantFrom('online_kernel', 'online_movable'),
  )
  .map(([of, range, as]) => ({ type: of, ...range, as }));

const many = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const few = fc.integer({ min: 1, max: 256 });

const optionValue = (key: keyof Options): fc.Arbitrary<unknown> => {
  const kind = OPTIONS[key];
  if (!('low' in kind)) return fc.constantFrom(...kind);
  const number = fc.integer({ min: kind.low, max: kind.high });
  return kind.none ? fc.option(number, { nil: null }) : number;
};
const options = fc.record(Object.fromEntries(OPTION_KEYS.map((key) => [key, optionValue(key)])), {
  requiredKeys: [],
}) as fc.Arbitrary<Partial<Options>>;

const when = fc.oneof(
  fc.record({ round: fc.constantFrom(...MEMORY_ACTIONS), before: name }),
  fc.record({ hcall: many }),
);

/** An event of any type. */
export const arbitraryEvent = (
  fc.oneof(
    { weight: 4, arbitrary: rangeEvent },
    zonedEvent,
    fc.record({
      type: fc.constant('register'),
      name,
      priority: fc.integer(),
      answers: fc.record(Object.fromEntries(MEMORY_ACTIONS.map((action) => [action, answer])), {
        requiredKeys: [],
      }),
    }),
    fc.record({ type: fc.constant('unregister'), name }),
    fc.record({ type: fc.constant('configure'), ...settings, options }, { requiredKeys: ['type'] }),
    fc.record({ type: fc.constant('failAllocation'), nth: many }),
    fc.record(
      {
        type: fc.constant('failHcall'),
        nth: many,
        code: fc.constantFrom(-4, -16, 1, 9900, Number.MIN_SAFE_INTEGER),
        call: fc.constantFrom('register', 'allocate', 'free', 'share'),
      },
      { requiredKeys: ['type', 'nth'] },
    ),
    fc.record({
      type: fc.constant('failCallback'),
      name,
      action: fc.constantFrom(...MEMORY_ACTIONS, ...NODE_ACTIONS),
      answer: fc.oneof(answer, fc.constant('NOTIFY_OK')),
    }),
    fc
      .tuple(bytes, fc.constantFrom('movable', 'unmovable', 'pinned', 'failing', 'poisoned'))
      .map(([range, are]) => ({ type: 'pages', ...range, are })),
    fc.constantFrom({ type: 'signal' }, { type: 'work' }),
    fc.record({ type: fc.constantFrom('send', 'probe'), address: hex }),
    fc.record(
      { type: fc.constant('post'), address: hex, direction: fc.constantFrom('read', 'write') },
      { requiredKeys: ['type', 'address'] },
    ),
    fc.record({ type: fc.constant('complete'), buffer: many }),
    fc.record({ type: fc.constant('dma'), buffer: many, when }, { requiredKeys: ['type'] }),
    fc.record(
      {
        type: fc.constant('traffic'),
        accesses: fc.integer({ min: 0, max: 1_000_000 }),
        seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        buffers: few,
      },
      { requiredKeys: ['type', 'accesses'] },
    ),
  ) as fc.Arbitrary<MachineEvent>
).map(withoutDefaults);

/** Cuts the space at the given bytes and keeps some of the pieces, so that neighbours and gaps both come up. */
const boot: fc.Arbitrary<readonly BootRange[]> = fc
  .array(fc.tuple(byte, fc.constantFrom('online', 'offline', 'gap')), { maxLength: 12 })
  .map((cuts) => {
    const sorted = [...new Map(cuts)].sort(([a], [b]) => (a < b ? -1 : 1));
    const pieces = sorted.map(([start, state], i) => ({
      start,
      size: (sorted[i + 1]?.[0] ?? ADDRESS_END) - start,
      state,
    }));
    return joinBoot(pieces.filter((piece): piece is BootRange => piece.state !== 'gap'));
  });

const hugePages = fc
  .uniqueArray(fc.integer({ min: 0, max: 2 ** 29 }), { maxLength: 3 })
  .map((pages) => pages.sort((a, b) => a - b).map((page) => formatHex(BigInt(page) << 34n)));

/** A machine that can be built: options that go together, in their one spelling. */
const machine: fc.Arbitrary<MachineConfig> = fc
  .tuple(fc.record(settings), fc.option(options, { nil: {} }), fc.option(hugePages, { nil: [] }))
  .map(([given, chosen, pages]) => {
    const edition = editionOf(given.kernel);
    const fits = (built: MachineConfig): boolean => !edition || !refuseBuild(edition, built);
    const paged = pages.length > 0 ? { ...given, hugePages: pages } : given;
    const bare = fits(paged) ? paged : given;
    const built = { ...bare, ...optionsKey(given.kernel, chosen) };
    return fits(built) ? built : bare;
  });

export const arbitraryScenario: fc.Arbitrary<Scenario> = fc
  .tuple(
    machine,
    boot,
    fc.array(arbitraryEvent, { maxLength: 8 }),
    fc.nat(),
    fc.option(plain(120), { nil: undefined }),
  )
  .filter(([given, ranges]) => checkHugePages(given, ranges).ok)
  .map(([given, ranges, events, n, title]) => ({
    machine: given,
    boot: ranges,
    events,
    step: n % (events.length + 1),
    ...(title === undefined || title === '' ? {} : { title }),
  }));
