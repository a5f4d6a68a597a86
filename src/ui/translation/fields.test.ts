import { expect, it } from 'vitest';
import type { Translation } from '../../machine/translation.ts';
import { readSpacedAddress } from '../../scenario/text/spelling.ts';
import { bitsOf, fieldsOf, placeOf, visitsOf } from './fields.ts';
import { examplesFor } from './invitation.tsx';
import { placeIn } from './use-answer.ts';
import { headline, verdictWords, whyWords, wrapped } from './words.ts';

const P60 = 1n << 60n;
const answer = (more: Partial<Translation>): Translation => ({
  space: 'physical',
  address: '0x1000000000000abc',
  virtual: '0xd000000000000abc',
  physical: '0x1000000000000abc',
  section: 2 ** 36,
  top: 1024,
  dir: 0,
  index: 0,
  offset: '0xabc',
  bus: '0x8000000010000abc',
  missAt: null,
  registered: '0xabc',
  verdict: 'wrong page',
  ...more,
});
const THREE = { kind: 'three-level', entries: 0 } as const;
const scene = (more = {}) =>
  ({
    map: { ...THREE, ...more },
    region: {},
    driverLoaded: true,
  }) as unknown as Parameters<typeof whyWords>[1];

it('cuts an address into the fields of the driver', () => {
  const fields = fieldsOf(P60 + 0xabcn, 'three-level');
  expect(fields.map((f) => [f.name, f.bits, f.value])).toEqual([
    ['unused', 1, 0n],
    ['top', 13, 1024n],
    ['dir', 13, 0n],
    ['index', 13, 0n],
    ['offset', 24, 0xabcn],
  ]);
  expect(fields.map(bitsOf).join('')).toBe((P60 + 0xabcn).toString(2).padStart(64, '0'));
  expect(fields.reduce((sum, f) => sum + placeOf(f).width, 0)).toBe(1);
  expect(fieldsOf(P60, 'flat').map((f) => f.value)).toEqual([1n << 36n, 0n]);
  expect(fieldsOf((1n << 64n) - 1n, 'three-level')[0]?.value).toBe(1n);
});

const walk = (missAt: Translation['missAt']): string =>
  visitsOf(answer({ missAt, ...(missAt ? { bus: null } : {}) }), THREE)
    .map((v) => v.state[0])
    .join('');

it('stops the walk at its level', () => {
  expect(walk(null)).toBe('hhh');
  expect(walk('root')).toBe('muu');
  expect(walk('top')).toBe('muu');
  expect(walk('dir')).toBe('hmu');
  expect(walk('entry')).toBe('hhm');
});

it('finds the entry without the offset', () => {
  expect(visitsOf(answer({}), THREE).map((v) => `${v.table}[${v.index}] ${v.found}`)).toEqual([
    'root[1024] → top 1024',
    'top 1024[0] → dir 1024·0',
    'dir 1024·0[0] 8000 0000 1000 0000',
  ]);
  expect(visitsOf(answer({ bus: '0xabd' }), THREE)[2]?.found).toBe('the flag 1');
  expect(
    visitsOf(answer({ index: 40, missAt: 'beyond-entries', bus: null }), {
      kind: 'flat',
      entries: 17,
    }),
  ).toMatchObject([{ table: 'array', index: 40, entries: 17, state: 'miss' }]);
});

it('says the wrong page aloud, with the arithmetic', () => {
  expect(verdictWords(answer({}))).toBe('≠ wrong page, section 0');
  expect(whyWords(answer({}), scene())).toMatch(
    /^1024 << 26 on an int wraps around to 0, formally undefined/,
  );
  expect(wrapped(32)).toBe('−2,147,483,648');
  expect(headline(answer({}), scene())).toBe('three tables, three reads');
});

it('says at which level a miss is, and what it would do', () => {
  const miss = answer({ missAt: 'dir', bus: null, registered: null, verdict: 'miss', top: 3 });
  expect(whyWords(miss, scene())).toMatch(/^top 3\[0\] is null.*change nothing/);
  const flat = answer({ missAt: 'beyond-entries', bus: null, verdict: 'miss', section: 40 });
  expect(whyWords(flat, scene({ kind: 'flat', entries: 17 }))).toMatch(
    /17 entries.*queue a rebuild/,
  );
  expect(headline(flat, scene())).toBe('a miss beyond the array');
});

it('a driver refused at load queues nothing', () => {
  const away = answer({ missAt: 'root', bus: null, verdict: 'miss' });
  const words = whyWords(away, { ...scene({ kind: 'flat' }), driverLoaded: false });
  expect(words).toMatch(/^The driver did not load.*answer −1; nobody is there to queue/);
});

const rows = (...runs: number[]) => ({
  runs: Float64Array.from(runs),
  mapped: runs[1] ?? 0,
  origin: '0x8000000000000000',
});

it('offers nothing as there that is not', () => {
  const examples = examplesFor({ memory: new Float64Array(0), map: { ...scene().map, ...rows() } });
  expect(examples.map((e) => e.gloss)).toEqual([
    'no memory is here',
    'where the kernel’s linear map begins',
    'where the first bus slot would be',
  ]);
});

it('offers an address of each space that this machine has', () => {
  const examples = examplesFor({
    memory: Float64Array.from([0, 16, 0, 2 ** 36, 1, 0]),
    map: { ...scene().map, ...rows(0, 17, 0) },
  });
  expect(examples.map((e) => e.address.toString(16))).toEqual([
    '1000000000000abc',
    'c000000000001234',
    '8000000010000abc',
  ]);
});

it('takes the space from the prefix for an address alone, else the choice', () => {
  const spaceOf = (text: string) => placeIn(readSpacedAddress(text), 'physical').space;
  expect(['v:1', ' B : 2', '0x10', 'b:hello', 'b:', 'q:1'].map(spaceOf)).toEqual([
    'virtual',
    'bus',
    'physical',
    'physical',
    'physical',
    'physical',
  ]);
  expect(placeIn(null, 'bus')).toEqual({ address: null, space: 'bus' });
});
