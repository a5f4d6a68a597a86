import { PAGE_BYTES } from '../../machine/structures/words/pool.ts';
import { counted, formatCount, formatSize, iecSize } from '../../machine/units/bytes.ts';
import { isMeasured, type Measured } from '../../race/result.ts';
import type { ColumnId, Row } from './rows.ts';

/** What stands in a cell. */
export interface Cell {
  readonly text: string;
  /** Fainter, behind it. */
  readonly aside?: string;
  /** More of it. */
  readonly tip?: string;
  /** There is no number: words stand there. */
  readonly absent?: boolean;
}

export interface Column {
  readonly id: ColumnId;
  readonly head: string;
  readonly unit: string;
  /** What it counts, for the tooltip. */
  readonly tip: string;
  /** It was timed: of the layout that was raced. */
  readonly timed: boolean;
  readonly cell: (row: Row) => Cell;
}

const UNKNOWN: Cell = { text: '–' };

/** Three digits that count: `0.000128`, `0.58`, `1.62`, `85.3`, `1,240`. */
export function threeDigits(n: number): string {
  if (n >= 100) return formatCount(Math.round(n));
  if (n >= 1) return n.toFixed(n >= 10 ? 1 : 2);
  return Number(n.toPrecision(3)).toString();
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Bytes that need not be whole, in three digits: `0.58 B`, `8 B`, `30.1 GiB`. */
export function bytesWords(bytes: number): string {
  let unit = 0;
  let n = bytes;
  while (n >= 1024 && unit < UNITS.length - 1) {
    n /= 1024;
    unit += 1;
  }
  return `${Number.isInteger(n) ? n : threeDigits(n)} ${UNITS[unit]}`;
}

function reserved({ reserved: bytes }: Row): Cell {
  if (bytes === null) return UNKNOWN;
  const { number, unit } = iecSize(bytes);
  return { text: `${number} ${unit}`, tip: `${formatCount(bytes)} B, by its formula` };
}

function touched({ touched: bytes, reserved: all }: Row): Cell {
  if (bytes === null) return { text: '–', tip: 'Told by building it: race it' };
  const tip = `${counted(bytes / PAGE_BYTES, 'page')} of 4 KiB in which something stands`;
  const more = all !== null && BigInt(bytes) > all;
  return {
    text: formatSize(BigInt(bytes)),
    tip: more ? `${tip}: at least one, however little is reserved` : tip,
  };
}

const perSection = ({ perSection: bytes }: Row): Cell =>
  bytes === null ? UNKNOWN : { text: bytesWords(bytes) };

const UNREAD = 'Below one: an address beyond its end is answered without reading';

const mean =
  (id: 'reads' | 'lines') =>
  (row: Row): Cell => {
    const n = row[id];
    if (n === null) return UNKNOWN;
    return n < 1 ? { text: threeDigits(n), tip: UNREAD } : { text: threeDigits(n) };
  };

function timed(measured: Measured | null, unit: string): Cell {
  if (measured === null) return { text: '–', tip: 'Not raced yet' };
  if (!isMeasured(measured)) return { text: 'not measured', tip: measured.why, absent: true };
  const { median, low, high } = measured;
  return {
    text: threeDigits(median),
    aside: `${threeDigits(low)}–${threeDigits(high)}`,
    tip: `median ${threeDigits(median)} ${unit}\nhalf of the rounds from ${threeDigits(low)} to ${threeDigits(high)} ${unit}`,
  };
}

/** After the structure's name. */
export const COLUMNS: readonly Column[] = [
  {
    id: 'reserved',
    head: 'Reserved',
    unit: 'bytes',
    tip: 'What would have to be reserved, by the formula over the present memory',
    timed: false,
    cell: reserved,
  },
  {
    id: 'touched',
    head: 'Touched',
    unit: 'whole pages',
    tip: 'Pages of 4 KiB in which something stands: at least one, so it may be more than is reserved',
    timed: false,
    cell: touched,
  },
  {
    id: 'perSection',
    head: 'A section',
    unit: 'bytes',
    tip: 'Bytes reserved for each section of memory',
    timed: false,
    cell: perSection,
  },
  {
    id: 'reads',
    head: 'Reads',
    unit: 'mean',
    tip: 'Reads of memory for one lookup of the mix',
    timed: true,
    cell: mean('reads'),
  },
  {
    id: 'lines',
    head: 'Lines',
    unit: 'mean',
    tip: 'Cache lines of 64 bytes in which those reads are',
    timed: true,
    cell: mean('lines'),
  },
  {
    id: 'lookup',
    head: 'Lookup',
    unit: 'ns',
    tip: 'Nanoseconds for one lookup of the mix: the median, and from where to where the middle half of the rounds goes\n● the fastest, and all whose halves overlap with its',
    timed: true,
    cell: (row) => timed(row.lookup, 'ns'),
  },
  {
    id: 'update',
    head: 'Add + remove',
    unit: 'µs',
    tip: 'Microseconds to remove one section and add it again, with all above renumbered both times: the median, and the middle half of the rounds\n● the fastest, and all whose halves overlap with its',
    timed: true,
    cell: (row) => timed(row.update, 'µs'),
  },
];
