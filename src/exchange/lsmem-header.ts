import { type Line, type Word, wordsOf } from './line.ts';
import { LSMEM_ADVICE } from './listing.ts';
import { type Place, type Refusal, refuse } from './refusal.ts';

/** The columns lsmem has had so far (`lsmem --help`, util-linux 2.30 to HEAD of 2026). */
const KNOWN: ReadonlySet<string> = new Set([
  'RANGE',
  'SIZE',
  'STATE',
  'REMOVABLE',
  'BLOCK',
  'NODE',
  'ZONES',
  'CONFIGURED',
  'MEMMAP-ON-MEMORY',
]);

/** Columns whose cells are numbers and never empty once there are any: they keep their order among each other. */
const NUMERIC: readonly string[] = ['SIZE', 'BLOCK', 'NODE'];

/** The columns of a table, left to right. */
export interface Header {
  readonly columns: readonly Word[];
}

const NAME = /^[A-Z][A-Z0-9:_%-]*$/;

/** Takes a line as a header, or answers undefined. */
export function readHeader(line: Line): Header | undefined {
  const columns = wordsOf(line);
  const isHeader =
    columns.every((w) => NAME.test(w.text)) && columns.some((w) => KNOWN.has(w.text));
  return isHeader ? { columns } : undefined;
}

/**
 * A header in a language not known: capitals and no digit, as many words as the row below it or more. lsmem
 * itself does not translate its headers; tables that were translated by hand keep their order, not their names.
 */
export function isForeignHeader(line: Line, below: Line | undefined): boolean {
  const words = wordsOf(line);
  const row = below ? wordsOf(below) : [];
  return (
    words.length > 1 &&
    words.length >= row.length &&
    row.some((w) => /^0x[0-9a-f]+-0x/i.test(w.text)) &&
    words.every(
      (w) =>
        /^[^\d=:,;.]+$/.test(w.text) && /\p{L}/u.test(w.text) && w.text === w.text.toUpperCase(),
    )
  );
}

/** The refusal for a listing that lacks what memory cannot be read without. */
export function missingColumns(has: { range: boolean; state: boolean }, place: Place): Refusal {
  const missing = [...(has.range ? [] : ['RANGE']), ...(has.state ? [] : ['STATE'])];
  const message = `This form of lsmem lacks ${missing.join(' and ')}. ${LSMEM_ADVICE}`;
  return refuse('unknown-format', message, place);
}

/** Refuses a header without RANGE or STATE. */
export function headerFault(header: Header, line: Line): Refusal | undefined {
  const names = header.columns.map((w) => w.text);
  const has = { range: names.includes('RANGE'), state: names.includes('STATE') };
  if (has.range && has.state) return undefined;
  return missingColumns(has, { line: line.number, column: header.columns[0]?.column ?? 1 });
}

/** Which of a row's number cells is its BLOCK, counted from 0; -1 if there is no such column. */
export const blockOrder = (header: Header): number =>
  header.columns
    .map((w) => w.text)
    .filter((name) => NUMERIC.includes(name))
    .indexOf('BLOCK');

/** Where a cell of this column would stand: its words end, or begin, where the header's word does. */
export function cellUnder(header: Header, name: string, words: readonly Word[]): Word | undefined {
  const index = header.columns.findIndex((w) => w.text === name);
  const column = header.columns[index];
  if (!column) return undefined;
  const end = column.column + column.text.length;
  return (
    words.find((w) => w.column + w.text.length === end || w.column === column.column) ??
    words[index]
  );
}
