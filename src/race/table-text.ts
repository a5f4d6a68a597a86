import type { StructureId } from '../machine/structures/words/structure.ts';
import { counted, formatCount } from '../machine/units/bytes.ts';
import type { Mix } from './mix.ts';
import { isMeasured, type Measured, type Place } from './result.ts';

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

/** What the figures are of. */
export interface TableAbout {
  /** The memory, in a phrase. */
  readonly memory: string;
  /** Where the times were taken, and of what; null: there are none. */
  readonly times: {
    readonly place: Place;
    readonly mix: Mix;
    /** They came by link or file. */
    readonly isElsewhere: boolean;
    /** Why they are not of this memory or mix; null where they are. */
    readonly doubt: string | null;
  } | null;
  /** What a structure is called on the page. */
  readonly nameOf: (structure: StructureId) => string;
}

const CSV_HEAD = [
  'structure',
  'id',
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
  'memory',
  'hits %',
  'order',
  'call',
  'seed',
  'browser',
  'cores',
  'times',
] as const;

/** CSV as in RFC 4180: lines end in CR LF, the first has the names; bytes exact, times to three digits, unknown is empty. What
 * all figures are of stands in every row. */
export function tableAsCsv(rows: readonly TableRow[], about: TableAbout): string {
  const of = csvAbout(about);
  return [CSV_HEAD, ...rows.map((row) => [about.nameOf(row.structure), ...csvFields(row), ...of])]
    .map((fields) => `${fields.map(csvField).join(',')}\r\n`)
    .join('');
}

function csvAbout({ memory, times }: TableAbout): readonly string[] {
  if (!times) return [memory, '', '', '', '', '', '', ''];
  const { place, mix, isElsewhere, doubt } = times;
  const { hits, order, call, seed } = mix;
  const standing = [...(isElsewhere ? ['measured elsewhere'] : []), ...(doubt ? [doubt] : [])];
  const numbers = [`${hits}`, order, call, `${seed}`, place.browser, `${place.cores}`];
  return [memory, ...numbers, standing.join('; ')];
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
 * A table in Markdown, numbers to the right, times as `5.71 (5.37–7.16)`: the median, and the middle half of the rounds. What the figures are
 * of stands in a line above it, why something was not measured below it.
 */
export function tableAsMarkdown(rows: readonly TableRow[], about: TableAbout): string {
  const lines = [
    escaped(caption(about)),
    '',
    line(MARKDOWN_HEAD),
    line(MARKDOWN_HEAD.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map((row) => line([named(row.structure, about), ...markdownCells(row)])),
  ];
  const notes = notesOf(rows, about);
  return `${[...lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')}\n`;
}

/** `17 sections in 2 islands; mix: 90 % hits, random order, batch calls, seed 1; times of Chromium 156, 2 cores` */
function caption({ memory, times }: TableAbout): string {
  if (!times) return memory;
  const { place, mix, isElsewhere, doubt } = times;
  const asked = `mix: ${mix.hits} % hits, ${mix.order} order, ${mix.call} calls, seed ${mix.seed}`;
  const where = `${isElsewhere ? 'measured elsewhere, on' : 'times of'} ${place.browser}, ${counted(place.cores, 'core')}`;
  return [memory, asked, where, ...(doubt ? [doubt] : [])].join('; ');
}

/** `three-level map (three-level)` */
const named = (structure: StructureId, { nameOf }: TableAbout): string =>
  `${escaped(nameOf(structure))} (${structure})`;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const markdownCells = (row: TableRow): readonly string[] => [
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

/** `- flat array (flat), VMEMMAP (vmemmap): the array would take ...`, each reason once. */
function notesOf(rows: readonly TableRow[], about: TableAbout): readonly string[] {
  const byReason = new Map<string, StructureId[]>();
  for (const row of rows) {
    const why = reasonOf(row);
    if (why !== null) byReason.set(why, [...(byReason.get(why) ?? []), row.structure]);
  }
  return [...byReason].map(
    ([why, ids]) => `- ${ids.map((id) => named(id, about)).join(', ')}: ${escaped(why)}`,
  );
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
