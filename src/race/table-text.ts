import type { StructureId } from '../machine/structures/words/structure.ts';
import { formatCount } from '../machine/units/bytes.ts';
import { isMeasured, type Measured } from './result.ts';

/** A row of the race's table, to be copied: what is not known is null. */
export interface TableRow {
  readonly structure: StructureId;
  /** Bytes by the formula. */
  readonly reserved: bigint | null;
  /** Bytes of the pages in which something stands. */
  readonly touched: number | null;
  readonly perSection: number | null;
  readonly reads: number | null;
  readonly lines: number | null;
  /** Nanoseconds. */
  readonly lookup: Measured | null;
  /** Microseconds. */
  readonly update: Measured | null;
}

const CSV_HEAD = [
  'structure',
  'reserved bytes',
  'touched bytes',
  'bytes per section',
  'reads per lookup',
  'cache lines per lookup',
  'lookup ns median',
  'lookup ns low',
  'lookup ns high',
  'add + remove µs median',
  'add + remove µs low',
  'add + remove µs high',
  'not measured because',
] as const;

/** CSV as in RFC 4180: lines end in CR LF, the first has the names; bytes exact, times to three digits, unknown is empty. */
export function tableAsCsv(rows: readonly TableRow[]): string {
  return [CSV_HEAD, ...rows.map(csvFields)]
    .map((fields) => `${fields.map(csvField).join(',')}\r\n`)
    .join('');
}

const csvFields = (row: TableRow): readonly string[] => [
  row.structure,
  row.reserved?.toString() ?? '',
  row.touched?.toString() ?? '',
  short(row.perSection),
  short(row.reads),
  short(row.lines),
  ...csvTimes(row.lookup),
  ...csvTimes(row.update),
  reasonOf(row) ?? '',
];

const csvTimes = (time: Measured | null): readonly string[] =>
  time && isMeasured(time) ? [time.median, time.low, time.high].map(short) : ['', '', ''];

/** A text that came by file may look like a formula to a spreadsheet: an apostrophe keeps it a text. */
function csvField(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const MARKDOWN_HEAD = [
  'Structure',
  'Reserved, B',
  'Touched, B',
  'B a section',
  'Reads',
  'Lines',
  'Lookup, ns',
  'Add + remove, µs',
] as const;

/**
 * A table in Markdown, numbers to the right, times as `5.71 (5.37–7.16)`: the median, and the middle half of the rounds. Why something was not
 * measured stands below it.
 *
 * @param caption a sentence before it: which memory, measured where
 */
export function tableAsMarkdown(rows: readonly TableRow[], caption: string): string {
  const lines = [
    escaped(caption),
    '',
    line(MARKDOWN_HEAD),
    line(MARKDOWN_HEAD.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(markdownCells(row))),
  ];
  const notes = notesOf(rows);
  return `${[...lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')}\n`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const markdownCells = (row: TableRow): readonly string[] => [
  row.structure,
  row.reserved === null ? '' : formatCount(row.reserved),
  row.touched === null ? '' : formatCount(row.touched),
  short(row.perSection),
  short(row.reads),
  short(row.lines),
  markdownTime(row.lookup),
  markdownTime(row.update),
];

function markdownTime(time: Measured | null): string {
  if (time === null) return '';
  if (!isMeasured(time)) return 'not measured';
  return `${short(time.median)} (${short(time.low)}–${short(time.high)})`;
}

/** `- flat, vmemmap: the array would take ...`, each reason once. */
function notesOf(rows: readonly TableRow[]): readonly string[] {
  const byReason = new Map<string, StructureId[]>();
  for (const row of rows) {
    const why = reasonOf(row);
    if (why !== null) byReason.set(why, [...(byReason.get(why) ?? []), row.structure]);
  }
  return [...byReason].map(([why, ids]) => `- ${ids.join(', ')}: ${escaped(why)}`);
}

function reasonOf({ lookup, update }: TableRow): string | null {
  const first = [lookup, update].find((time) => time !== null && !isMeasured(time));
  return first && !isMeasured(first) ? first.why : null;
}

/** Three digits, or whole numbers. */
function short(n: number | null): string {
  if (n === null) return '';
  return n >= 1000 ? Math.round(n).toString() : Number(n.toPrecision(3)).toString();
}

/** What Markdown or HTML would take for its own. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|#&]/g, '\\$&');
