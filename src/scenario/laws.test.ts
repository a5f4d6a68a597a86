import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DRIVERS } from '../machine/driver/driver-id.ts';
import type { MachineEvent } from '../machine/event.ts';
import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import { editions } from '../machine/kernel/editions.ts';
import { MEMORY_ACTIONS } from '../machine/notifier/action.ts';
import { ADDRESS_END, formatHex } from '../machine/units/address.ts';
import { formatScenario, scenarioValue } from './format-scenario.ts';
import { makeLink, readLink } from './link.ts';
import { parseScenario } from './parse-scenario.ts';
import { type BootRange, joinBoot, type Scenario } from './scenario.ts';

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

const rangeEvent = fc
  .tuple(fc.constantFrom('hotplug', 'unplug', 'add', 'remove', 'online', 'offline'), byte, byte)
  .map(([type, start, size]) => {
    const fitting = start + size > ADDRESS_END ? ADDRESS_END - start : size;
    return { type, start: formatHex(start), size: formatHex(fitting) };
  });

const nth = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

const event = fc.oneof(
  rangeEvent,
  fc.record({
    type: fc.constant('register'),
    name,
    priority: fc.integer(),
    answers: fc.record(Object.fromEntries(MEMORY_ACTIONS.map((action) => [action, answer])), {
      requiredKeys: [],
    }),
  }),
  fc.record({ type: fc.constant('unregister'), name }),
  fc.record({ type: fc.constant('configure'), ...settings }, { requiredKeys: ['type'] }),
  fc.record({ type: fc.constant('failAllocation'), nth }),
  fc.record(
    { type: fc.constant('failHcall'), nth, code: fc.constantFrom(-4, -16, 1, 9900) },
    { requiredKeys: ['type', 'nth'] },
  ),
  fc.record({ type: fc.constant('send'), address: hex }),
  fc.constant({ type: 'work' }),
) as fc.Arbitrary<MachineEvent>;

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

const scenario: fc.Arbitrary<Scenario> = fc
  .tuple(
    fc.record(settings),
    boot,
    fc.array(event, { maxLength: 8 }),
    fc.nat(),
    fc.option(plain(120), { nil: undefined }),
  )
  .map(([machine, ranges, events, n, title]) => ({
    machine,
    boot: ranges,
    events,
    step: n % (events.length + 1),
    ...(title === undefined || title === '' ? {} : { title }),
  }));

/** The same JSON as a person or another program might write it: keys in any order, blanks, padding, capitals. */
function respell(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((inner) => respell(inner, turn));
  if (typeof value === 'string' && /^0x[0-9a-f]{1,16}$/.test(value))
    return `0x${value
      .slice(2)
      .toUpperCase()
      .padStart(16 - (turn % 3), '0')}`;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) =>
      [key, ['name', 'title'].includes(key) ? inner : respell(inner, turn)] as const,
  );
  return Object.fromEntries(turn % 2 === 0 ? entries.reverse() : entries);
}

/** Cuts each range in two, last first: the same layout, listed in another way. */
const splitBoot = (ranges: readonly BootRange[]): readonly BootRange[] =>
  ranges
    .flatMap((range) => {
      const half = range.size / 2n;
      const rest = { ...range, start: range.start + half, size: range.size - half };
      return half === 0n ? [range] : [{ ...range, size: half }, rest];
    })
    .reverse();

describe('the laws of scenario texts', () => {
  it('what is written is read back the same', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        expect(parseScenario(formatScenario(given))).toEqual({ ok: true, value: given });
      }),
    );
  });

  it('what is read is written the same, however it was spelled', () => {
    fc.assert(
      fc.property(scenario, fc.nat(5), (given, turn) => {
        const listed = { ...given, boot: splitBoot(given.boot) };
        const text = JSON.stringify(respell(scenarioValue(listed), turn), null, turn);
        const read = parseScenario(text);
        expect(read.ok && formatScenario(read.value)).toBe(formatScenario(given));
        expect(formatScenario(listed)).toBe(formatScenario(given));
      }),
    );
  });

  it('the value for programs holds everything and is taken back unchanged', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const value = scenarioValue(given);
        expect(value).toEqual(JSON.parse(JSON.stringify(value)));
        expect(value).toMatchObject({ machine: given.machine, events: given.events });
        const read = parseScenario(JSON.stringify(value));
        expect(read).toEqual({ ok: true, value: given });
        if (read.ok) expect(scenarioValue(read.value)).toEqual(value);
      }),
    );
  });

  it('a link gives back its scenario, and the same link again', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const link = makeLink(given);
        if (!link.ok) throw new Error(link.error.message);
        expect(link.value).toMatch(/^1[\w-]+$/);
        const read = readLink(link.value);
        expect(read).toEqual({ ok: true, value: given });
        if (read.ok) expect(makeLink(read.value)).toEqual(link);
      }),
    );
  });

  it('two scenarios have one link if and only if they have one text', () => {
    fc.assert(
      fc.property(scenario, scenario, (a, b) => {
        const sameText = formatScenario(a) === formatScenario(b);
        expect(JSON.stringify(makeLink(a)) === JSON.stringify(makeLink(b))).toBe(sameText);
      }),
    );
  });
});
