import { expect, it } from 'vitest';
import { type TableRow, tableAsCsv, tableAsMarkdown } from './table-text.ts';

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

it('is CSV as in RFC 4180', () => {
  const text = tableAsCsv(ROWS);
  expect(text.endsWith('\r\n')).toBe(true);
  const [head, ...lines] = text.slice(0, -2).split('\r\n');
  expect(head?.split(',').length).toBe(13);
  expect(lines).toEqual([
    'rank-bitmap,172032,24576,10120,3.91,3.91,6.42,5.86,7.55,2650,1234,18634,',
    'flat,549755813896,,,,,,,,,,,"the array would take 512 GiB, ""too"" long"',
    // A spreadsheet is not to reckon with what came by file.
    "vmemmap,,,1e-9,0,0,,,,,,,'=1+1|<b>",
  ]);
});

it('is a table in Markdown, with each reason once below it', () => {
  expect(tableAsMarkdown(ROWS, 'The thread, in *Chromium*').split('\n')).toEqual([
    'The thread, in \\*Chromium\\*',
    '',
    '| Structure | Reserved, B | Touched, B | B a section | Reads | Lines | Lookup, ns | Add + remove, µs |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| rank-bitmap | 172,032 | 24,576 | 10120 | 3.91 | 3.91 | 6.42 (5.86–7.55) | 2650 (1234–18634) |',
    '| flat | 549,755,813,896 |  |  |  |  | not measured | not measured |',
    '| vmemmap |  |  | 1e-9 | 0 | 0 |  | not measured |',
    '',
    '- flat: the array would take 512 GiB, "too" long',
    '- vmemmap: =1+1\\|\\<b\\>',
    '',
  ]);
});
