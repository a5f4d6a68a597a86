import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importScenarioParts, readImport, toImportSource } from './import.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const load = (path: string): string => readFileSync(join(FIXTURES, path), 'utf8');
const forms = (name: string) => JSON.parse(load(`lsmem/${name}`)) as Record<string, string>;
const languages = JSON.parse(load('lsmem/s390-zvm-6g.languages.json')) as Record<
  string,
  Record<string, string>
>;

const SAMPLES: readonly string[] = [
  load('lsmem/cxl-mlc-5node-offline.txt'),
  load('lsmem/cxl-snc-tail-only.txt'),
  load('lsmem/ru-locale-laptop.txt'),
  load('iomem/avml-1-x86.txt'),
  load('iomem/cxl-amd-3windows-hmem.txt'),
  load('iomem/keystone-boot-alias-malformed.txt'),
  load('iomem/ryzen-6800u-part-zero.txt'),
  load('iomem/x86-unprivileged.txt'),
  ...Object.values(forms('x86-gap.forms.json')),
  ...['lsmem -r', 'lsmem -P', 'lsmem -n'].map((f) => languages['uk']?.[f] ?? ''),
  ...['lsmem', 'lsmem -J'].map((f) => languages['fr']?.[f] ?? ''),
];

/** Characters that mean something to a reader, and some that should not be there. */
const NOISE = [
  ...'0123456789abcdefx-:>|$#"{}[],.=\\() \n\t\r\0',
  '\u00a0',
  '\ufeff',
  '\ud800',
  '…',
  'é',
  '...\n',
  '$ lsmem\n',
  '0x',
  'online',
  '\\x',
];

type Mutation = (text: string) => string;

const cut = (text: string, at: number, length: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + length);

const place = fc.double({ min: 0, max: 1, noNaN: true });
const noise = fc.array(fc.constantFrom(...NOISE), { maxLength: 4 }).map((parts) => parts.join(''));

const edit: fc.Arbitrary<Mutation> = fc.tuple(place, fc.nat(6), noise).map(
  ([at, length, put]) =>
    (text) =>
      cut(text, Math.floor(at * text.length), length, put),
);

const moveLine: fc.Arbitrary<Mutation> = fc.tuple(place, place).map(([from, to]) => (text) => {
  const lines = text.split('\n');
  const [line = ''] = lines.splice(Math.floor(from * lines.length), 1);
  lines.splice(Math.floor(to * lines.length), 0, line);
  return lines.join('\n');
});

const flipBit: fc.Arbitrary<Mutation> = fc.tuple(place, fc.nat(7)).map(([at, bit]) => (text) => {
  const index = Math.floor(at * Math.max(1, text.length - 1));
  return cut(text, index, 1, String.fromCharCode(text.charCodeAt(index) ^ (1 << bit)));
});

const truncate: fc.Arbitrary<Mutation> = place.map(
  (at) => (text) => text.slice(0, at * text.length),
);

const graft: fc.Arbitrary<Mutation> = fc
  .tuple(fc.constantFrom(...SAMPLES), place, place)
  .map(([other, from, at]) => (text) => {
    const piece = other.slice(Math.floor(from * other.length)).slice(0, 200);
    return cut(text, Math.floor(at * text.length), 0, piece);
  });

const mutated = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.array(fc.oneof(edit, edit, moveLine, flipBit, truncate, graft), {
      minLength: 1,
      maxLength: 5,
    }),
  )
  .map(([text, mutations]) => mutations.reduce((t, mutate) => mutate(t), text));

/** What holds for every import that was read. */
function holdsTogether(text: string): void {
  const result = readImport(text);
  if (!result.ok) {
    expect(result.error.message).not.toBe('');
    const lines = text.split(/\r\n|\n|\r/).length;
    expect(result.error.line).toBeGreaterThan(0);
    expect(result.error.line).toBeLessThanOrEqual(lines);
    expect(result.error.column).toBeGreaterThan(0);
    return;
  }
  const { ranges, totals } = result.value;
  let [reach, sum] = [-1n, 0n];
  for (const { start, end } of ranges) {
    expect(start >= reach && end > start && end <= 1n << 64n).toBe(true);
    reach = end;
    sum += end - start;
  }
  expect(sum).toBe(totals.online + totals.offline);
  expect(importScenarioParts(result.value).boot).toHaveLength(ranges.length);
  expect(toImportSource(result.value).format).toBe(result.value.format);
}

test('20,000 mutated texts: none throws, hangs or breaks a promise', () => {
  fc.assert(fc.property(mutated, holdsTogether), { numRuns: 20_000, seed: 20080213 });
}, 60_000);

test('texts built against the patterns end soon', () => {
  const n = 1 << 20;
  const hostile = [
    'a'.repeat(n),
    ' '.repeat(n),
    `${' '.repeat(n)}x`,
    '>'.repeat(n),
    '> '.repeat(n / 2),
    '.'.repeat(n),
    `a@${'a'.repeat(n)}`,
    `0x${'0'.repeat(n)}`,
    `RANGE="${'\\'.repeat(n)}`,
    `A="" `.repeat(n / 8),
    `RANGE STATE\n${'0x '.repeat(n / 4)}`,
    `Memory block size${' '.repeat(n)}`,
    '['.repeat(n),
    `{"memory":[${'"'.repeat(n)}`,
    `"${'a'.repeat(n)}`,
    `{"memory":["${'a'.repeat(n)}"]}`,
    `{"memory":[${'{"range":"","state":""},'.repeat(n / 32)}0]}`,
    '\n'.repeat(n),
    '\0'.repeat(n),
    '00000000-00000000 : System RAM\n'.repeat(n / 32),
    '\\x41'.repeat(n / 4),
    `0x0-0x1 ${'\\x'.repeat(n / 2)}`,
  ];
  for (const text of hostile) {
    const begin = performance.now();
    holdsTogether(text);
    expect([text.slice(0, 12), performance.now() - begin < 10_000]).toEqual([
      text.slice(0, 12),
      true,
    ]);
  }
}, 60_000);
