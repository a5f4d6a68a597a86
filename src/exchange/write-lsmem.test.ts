import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { BlockListing, BlockRow, LsmemForm } from './block-listing.ts';
import { readImport } from './import.ts';
import { printSize } from './lsmem-size.ts';
import { writeLsmem } from './write-lsmem.ts';
import { writeLsmemJson } from './write-lsmem-json.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/lsmem');
const load = (file: string): string => readFileSync(join(FIXTURES, file), 'utf8');
const forms = (machine: string): Record<string, string> => {
  const file = JSON.parse(load(`${machine}.forms.json`));
  return file.forms ?? file;
};

const table = (listing: BlockListing, form?: LsmemForm): string =>
  [...writeLsmem(listing, form), ''].join('\n');
const json = (listing: BlockListing, form?: LsmemForm): string =>
  [...writeLsmemJson(listing, form), ''].join('\n');

/** The rows of a real table as they stand there, REMOVABLE included, which the import does not keep. */
function rowsIn(text: string, blockSize: bigint): BlockListing {
  const rows: BlockRow[] = [];
  for (const line of text.split('\n')) {
    const [, start, last, state, removable = ''] =
      /^(0x\w+)-(0x\w+) +\S+ +(online|offline|on->off) +(yes|no|) +\d/.exec(line) ?? [];
    if (!start || !last || !state) continue;
    rows.push({
      start: BigInt(start),
      end: BigInt(last) + 1n,
      state: state === 'on->off' ? 'leaving' : state === 'online' ? 'online' : 'offline',
      removable: removable === '' ? null : removable === 'yes',
    });
  }
  expect(rows.length).toBeGreaterThan(0);
  return { rows, blockSize };
}

const MiB = 1n << 20n;

describe.each([
  ['s390-zvm-6g', 256n * MiB],
  ['x86_64-16g', 128n * MiB],
] as const)('every form that we write of %s is that of lsmem 2.38.1', (machine, blockSize) => {
  const real = forms(machine);
  const listing = rowsIn(real['lsmem (2.38.1)'] ?? '', blockSize);

  test.each<[string, (listing: BlockListing) => string]>([
    ['lsmem (2.38.1)', (l) => table(l)],
    ['lsmem -a (2.38.1)', (l) => table(l, { all: true })],
    ['lsmem -b (2.38.1)', (l) => table(l, { bytes: true })],
    ['lsmem -J (2.38.1)', (l) => json(l)],
    ['lsmem -J -b (2.38.1)', (l) => json(l, { bytes: true })],
  ])('%s', (form, write) => {
    expect(write(listing)).toBe(real[form]);
  });
});

test.each(['pseries-offline', 'x86-dimms', 'x86-gap'])('%s: read and written again', (machine) => {
  const text = forms(machine)['lsmem'] ?? '';
  const read = readImport(text);
  if (!read.ok || read.value.blockSize === null) throw new Error('it is read elsewhere');
  // These kernels are 6.1 and 6.12, which call every block removable.
  const rows = read.value.ranges.map((range) => ({ ...range, removable: true }));
  expect(table({ rows, blockSize: read.value.blockSize })).toBe(text);
});

test.each(['laptop-8g', 'uutils-32g-laptop', 'vagrant-1g-mixed', 'rocm-server-x86'])(
  '%s: of another machine and version, row by row',
  (name) => {
    // Pasted without the blank line, or with more of them.
    const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
    const text = load(`${name}.txt`);
    expect(lines(table(rowsIn(text, 128n * MiB)))).toEqual(lines(text));
  },
);

test('a block on its way out, as lsmem shows it', () => {
  // What util-linux 2.38.1 printed of a directory of our own: `lsmem -s DIR`, then with `-o RANGE,SIZE,STATE,BLOCK`.
  const block = (n: number, state: BlockRow['state'], removable: boolean | null) => ({
    start: BigInt(n) * 128n * MiB,
    end: BigInt(n + 1) * 128n * MiB,
    state,
    removable,
  });
  const rows = [block(0, 'online', true), block(2, 'leaving', true), block(3, 'offline', true)];
  expect(table({ rows, blockSize: 128n * MiB })).toBe(
    `RANGE                                  SIZE   STATE REMOVABLE BLOCK
0x0000000000000000-0x0000000007ffffff  128M  online       yes     0
0x0000000010000000-0x0000000017ffffff  128M on->off               2
0x0000000018000000-0x000000001fffffff  128M offline               3

Memory block size:       128M
Total online memory:     128M
Total offline memory:    256M
`,
  );
  const unknown = rows.map((row) => ({ ...row, removable: null }));
  expect(table({ rows: unknown, blockSize: 128n * MiB })).toContain(
    `RANGE                                  SIZE   STATE BLOCK
0x0000000000000000-0x0000000007ffffff  128M  online     0
`,
  );
  expect(json({ rows: unknown, blockSize: 128n * MiB })).not.toContain('removable');
});

// What lsmem 2.38.1 printed for blocks of these sizes.
test.each<[bigint, string]>([
  [0n, '0B'],
  [16n * MiB, '16M'],
  [1408n * MiB, '1.4G'],
  [13056n * MiB, '12.8G'],
  [130944n * MiB, '127.9G'],
  [1023n * MiB + 990n * 1024n, '1024M'],
  [3n << 59n, '1.5E'],
  [1023n << 40n, '1023T'],
])('%s bytes are %s', (bytes, text) => {
  expect(printSize(bytes)).toBe(text);
});

/** Whole blocks anywhere below 2^64, no two neighbours alike. */
const layouts: fc.Arbitrary<BlockListing> = fc
  .record({
    bits: fc.integer({ min: 24, max: 31 }),
    known: fc.boolean(),
    steps: fc.array(
      fc.record({
        gap: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2 ** 26 })),
        blocks: fc.integer({ min: 1, max: 40 }),
        online: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ bits, known, steps }) => {
    const rows: BlockRow[] = [];
    let at = 0n;
    for (const { gap, blocks, online } of steps) {
      const state = online ? 'online' : 'offline';
      const start = at + (BigInt(gap) << BigInt(bits));
      at = start + (BigInt(blocks) << BigInt(bits));
      const before = rows.at(-1);
      if (before?.end === start && before.state === state)
        rows.splice(-1, 1, { ...before, end: at });
      else rows.push({ start, end: at, state, removable: known ? true : null });
    }
    return { rows, blockSize: 1n << BigInt(bits) };
  });

describe('what is written is read back', () => {
  const back = (text: string) => {
    const read = readImport(text);
    if (!read.ok) throw new Error(read.error.message);
    return read.value;
  };
  const rangesOf = ({ rows }: BlockListing) =>
    rows.map(({ start, end, state }) => ({ start, end, state }));

  it.each<[string, (listing: BlockListing) => string]>([
    ['lsmem', (l) => table(l)],
    ['lsmem -a', (l) => table(l, { all: true })],
    ['lsmem -b', (l) => table(l, { bytes: true })],
    ['lsmem -J', (l) => json(l)],
    ['lsmem -J -a', (l) => json(l, { all: true })],
  ])('%s', (_, write) => {
    fc.assert(
      fc.property(layouts, (listing) => {
        const read = back(write(listing));
        expect(read.ranges).toEqual(rangesOf(listing));
        expect(read.blockSize).toBe(listing.blockSize);
        expect(read.notices.filter((n) => n.includes('the summary says'))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
