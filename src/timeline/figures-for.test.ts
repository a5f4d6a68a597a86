import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextHistory } from '../worker/text-history.ts';
import type { FigureId } from './figure.ts';

/** Figures whose formula is arithmetic with the numbers put in. */
const COMPUTED: readonly FigureId[] = [
  ...(['memory', 'flatBytes', 'threeLevelBytes', 'mapTables', 'mapSlots'] as const),
  ...(['mrPages', 'mrHcalls', 'stepHcalls', 'wrongPage', 'hole'] as const),
];

/** What a formula comes to, by nothing but its own text: words are left out, numbers and signs are not. */
function compute(formula: string): bigint {
  const shift = formula.replace(
    /\(([\d,]+) << (\d+) = (−?[\d,]+) on a 32-bit int\)/,
    (_, a: string, b: string, c: string) => {
      const wrapped = BigInt.asIntN(32, digits(a) << BigInt(b));
      expect(digits(c)).toBe(wrapped);
      return `(${wrapped})`;
    },
  );
  const [sum = '', modulus] = shift.split(' mod ');
  const text = sum
    .replace(/2⁶⁴/g, `${1n << 64n}`)
    .replace(/, a slot of 16 MiB for each/, '')
    .replace(/,(?=\d)/g, '')
    .replace(/−/g, '-')
    .replace(/×/g, '*')
    .replace(/[a-zA-Z]+/g, '')
    .replace(/\d+/g, '$&n');
  expect(text).toMatch(/^=[\d n+*()-]+$/);
  // The pattern above leaves nothing but numbers, signs and brackets.
  const value = new Function(`return ${text.slice(1)}`)() as bigint;
  return modulus === '2⁴⁰' ? BigInt.asUintN(40, value) : value;
}

const digits = (text: string): bigint =>
  BigInt(
    text
      .replaceAll(',', '')
      .replace('−', '-')
      .replace(/[^\d-]/g, ''),
  );

const expectComputed = (session: TextHistory): void => {
  for (const id of COMPUTED) {
    const { value, formula } = session.figure(id);
    if (['no', 'none', 'nothing'].includes(value.split(' ')[0] ?? '')) continue;
    expect(`${id} ${compute(formula)}`, formula).toBe(`${id} ${digits(value)}`);
  }
};

const hex = (n: bigint): string => `0x${n.toString(16)}`;
const range = (type: string, section: bigint, sections = 1n) => ({
  type,
  start: hex(section << 24n),
  size: hex(sections << 24n),
});

/** Places where the maps differ: dense, beyond a dir, a top, the 32-bit shift, bit 39. */
const PLACES = [0n, 3n, 16n, 8192n, 1n << 20n, 1n << 26n, 1n << 31n, (1n << 36n) + 5n, 1n << 39n];
const event = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('hotplug', 'hotplug', 'unplug', 'add', 'offline', 'online', 'remove'),
      fc.constantFrom(...PLACES),
      fc.bigInt(0n, 9n),
      fc.bigInt(1n, 20n),
    )
    .map(([type, place, more, sections]) => range(type, place + more, sections)),
  fc
    .record({ nth: fc.integer({ min: 1, max: 400 }), code: fc.constantFrom(-1, 9900, 9905, -9) })
    .map((armed) => ({ type: 'failHcall', ...armed })),
  fc.constant({ type: 'failAllocation', nth: 1 }),
  fc.constant({
    ...{ type: 'register', name: 'veto', priority: 5 },
    answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
  }),
  fc.constantFrom('2.6.32', '2.6.25').map((kernel) => ({
    ...{ type: 'configure', kernel, physicalBits: 64 },
  })),
  fc.constantFrom({ type: 'send', address: '0x7fff00000000' }, { type: 'work' }),
);

describe('a figure opened', () => {
  it('has a formula that comes to its value, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), (events) => {
        const session = new TextHistory();
        session.dispatch({ type: 'configure', physicalBits: 64 });
        for (const one of events) session.dispatch(one);
        expectComputed(session);
      }),
      { numRuns: 150 },
    );
  });

  const playedOn = (...events: unknown[]): TextHistory => {
    const session = new TextHistory();
    for (const one of events) expect(session.dispatch(one)).toMatchObject({ ok: true });
    return session;
  };

  it('counts hcalls that failed beside those that registered', () => {
    const refused = playedOn({ type: 'failHcall', nth: 3 }, range('hotplug', 16n));
    expect(refused.figure('stepHcalls')).toMatchObject({
      value: '3',
      formula: '= 8 × 0 sections + 2 of a section cut short + 1 refused or repeated',
    });
    const busy = playedOn({ type: 'failHcall', nth: 3, code: 9900 }, range('hotplug', 16n));
    expect(busy.figure('stepHcalls')).toMatchObject({
      value: '145',
      formula: '= 8 × 18 sections + 1 refused or repeated',
    });
  });

  it('puts top, dir and entry into the section that is registered instead', () => {
    const far = playedOn(range('hotplug', (1n << 36n) + 5n));
    far.dispatch(range('unplug', 1n << 36n));
    expect(far.figure('wrongPage')).toMatchObject({
      value: 'section 5',
      formula: '= (1,024 << 26 = 0 on a 32-bit int) + 0 × 8,192 + 5',
    });
    // 2^40 - 2^31
    expect(playedOn(range('hotplug', 1n << 31n)).figure('wrongPage')).toMatchObject({
      value: 'section 1,097,364,144,128',
      formula: '= (32 << 26 = −2,147,483,648 on a 32-bit int) + 0 × 8,192 + 0 mod 2⁴⁰',
    });
  });

  it('is the number that was pressed: memory that is offline is there to be mapped too', () => {
    const half = playedOn(
      { type: 'configure', physicalBits: 44 },
      range('add', 16n, 112n), // 1.75 GiB beside 256 MiB
    );
    expect(half.figure('memory')).toMatchObject({
      value: '2,147,483,648 B',
      formula: '= (16 online + 112 offline) × 16,777,216 B',
    });
    const none = playedOn({ type: 'configure', physicalBits: 44 }, range('offline', 0n, 16n));
    expect(none.figure('memory').value).toBe('268,435,456 B');
    expect(none.figure('flatBytes').inputs.at(-1)).toEqual({
      label: 'the memory',
      text: '268,435,456 B; this is 0.000048 % of it',
    });
  });

  it('compares with the flat array where the page does', () => {
    const session = new TextHistory();
    session.preset('dense');
    const { inputs } = session.figure('threeLevelBytes');
    expect(inputs.at(-1)).toEqual({ label: 'the flat array', text: '2,048 B; this is 96 × it' });
  });
});
