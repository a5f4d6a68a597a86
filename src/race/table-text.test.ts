import { expect, it } from 'vitest';
import { type TableAbout, type TableRow, tableAsCsv, tableAsMarkdown } from './table-text.ts';

const ROWS: readonly TableRow[] = [
  {
    structure: 'rank-bitmap',
    reserved: 172_032n,
    touched: 24_576,
    perSection: 10_119.529,
    reads: 3.906,
    lines: 3.906,
    lookup: { median: 6.4247, low: 5.862, high: 7.5491 },
    update: { median: 2650, low: 1234.4, high: 18_634.29 },
  },
  {
    structure: 'flat',
    reserved: 549_755_813_896n,
    touched: null,
    perSection: null,
    reads: null,
    lines: null,
    lookup: { why: 'the array would take 512 GiB, "too" long' },
    update: { why: 'the array would take 512 GiB, "too" long' },
  },
  {
    structure: 'vmemmap',
    reserved: null,
    touched: null,
    perSection: 1e-9,
    reads: 0,
    lines: 0,
    lookup: null,
    update: { why: '=1+1|<b>' },
  },
];

const ABOUT: TableAbout = {
  memory: '17 sections in 2 islands, highest at 2⁶⁰',
  times: {
    place: { browser: 'A*B', cores: 2, isolated: false, resolution: 1, wasm: true, rounds: 9 },
    mix: { hits: 90, order: 'skewed', call: 'batch', seed: 7 },
    isElsewhere: true,
    doubt: null,
  },
  nameOf: (id) => `the ${id}`,
};

it('is CSV as in RFC 4180', () => {
  const text = tableAsCsv(ROWS, ABOUT);
  expect(text.endsWith('\r\n')).toBe(true);
  const [head, ...lines] = text.slice(0, -2).split('\r\n');
  expect(head?.split(',').length).toBe(22);
  const of =
    '"17 sections in 2 islands, highest at 2⁶⁰",90,skewed,batch,7,A*B,2,measured elsewhere';
  expect(lines).toEqual([
    `the rank-bitmap,rank-bitmap,172032,24576,10120,3.91,3.91,6.42,5.86,7.55,2650,1234,18634,,${of}`,
    `the flat,flat,549755813896,,,,,,,,,,,"the array would take 512 GiB, ""too"" long",${of}`,
    // A spreadsheet is not to reckon with what came by file.
    `the vmemmap,vmemmap,,,1e-9,0,0,,,,,,,'=1+1|<b>,${of}`,
  ]);
});

it('is a table in Markdown, with each reason once below it', () => {
  expect(tableAsMarkdown(ROWS, ABOUT).split('\n')).toEqual([
    '17 sections in 2 islands, highest at 2⁶⁰; mix: 90 % hits, skewed order, batch calls, seed 7; measured elsewhere, on A\\*B, 2 cores',
    '',
    '| Structure | Reserved, B | Touched, B | B a section | Reads | Lines | Lookup, ns | Add + remove, µs |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| the rank-bitmap (rank-bitmap) | 172,032 | 24,576 | 10120 | 3.91 | 3.91 | 6.42 (5.86–7.55) | 2650 (1234–18634) |',
    '| the flat (flat) | 549,755,813,896 |  |  |  |  | not measured | not measured |',
    '| the vmemmap (vmemmap) |  |  | 1e-9 | 0 | 0 |  | not measured |',
    '',
    '- the flat (flat): the array would take 512 GiB, "too" long',
    '- the vmemmap (vmemmap): =1+1\\|\\<b\\>',
    '',
  ]);
});
