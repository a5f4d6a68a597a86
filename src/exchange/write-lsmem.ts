import {
  type BlockListing,
  type BlockRow,
  knowsRemovable,
  type LsmemForm,
  printBlocks,
  printedRows,
  printRange,
  STATE_WORDS,
} from './block-listing.ts';
import { printSize } from './lsmem-size.ts';

/**
 * lsmem's table with its summary, byte for byte as util-linux 2.38.1 prints it into a pipe in the C.UTF-8 locale; newer
 * versions set SIZE and the summary at other widths. Where nobody knows what is removable, it is the table of
 * `lsmem -o RANGE,SIZE,STATE,BLOCK`. Yields lines without their breaks; of an empty listing the summary alone, which
 * no lsmem prints: it ends in an error there.
 */
export function* writeLsmem(listing: BlockListing, form: LsmemForm = {}): Generator<string> {
  const columns = columnsOf(listing, form);
  yield columns.map(headOf).join(' ');
  for (const row of printedRows(listing, form))
    yield columns.map(({ cell, width }) => cell(row).padStart(width)).join(' ');
  yield '';
  yield* summaryOf(listing, form);
}

interface Column {
  readonly name: string;
  readonly width: number;
  readonly cell: (row: BlockRow) => string;
}

/** RANGE stands left, all others right. */
const headOf = ({ name, width }: Column): string =>
  name === 'RANGE' ? name.padEnd(width) : name.padStart(width);

const removableCell = ({ state, removable }: BlockRow): string => {
  if (state !== 'online') return '';
  return removable ? 'yes' : 'no';
};

function columnsOf(listing: BlockListing, form: LsmemForm): Column[] {
  const { blockSize } = listing;
  const size = sizePrinter(form);
  const cells: [name: string, cell: (row: BlockRow) => string][] = [
    ['RANGE', printRange],
    ['SIZE', ({ start, end }) => size(end - start)],
    ['STATE', ({ state }) => STATE_WORDS[state]],
    ...(knowsRemovable(listing)
      ? [['REMOVABLE', removableCell] satisfies [string, typeof removableCell]]
      : []),
    ['BLOCK', (row) => printBlocks(row, blockSize)],
  ];
  // Block by block no cell is wider than in the first and the last row of a run.
  const samples = form.all ? listing.rows.flatMap((row) => endsOf(row, blockSize)) : listing.rows;
  return cells.map(([name, cell]) => {
    const widest = samples.reduce((most, row) => Math.max(most, cell(row).length), 0);
    return { name, cell, width: widthOf(name, widest) };
  });
}

const endsOf = (row: BlockRow, blockSize: bigint): BlockRow[] => [
  { ...row, end: row.start + blockSize },
  { ...row, start: row.end - blockSize },
];

/** As wide as its widest cell or its name; a SIZE of four characters gets five (libsmartcols 2.38.1, as observed). */
function widthOf(name: string, widest: number): number {
  if (name === 'SIZE' && widest === name.length) return name.length + 1;
  return Math.max(name.length, widest);
}

const sizePrinter = ({ bytes }: LsmemForm): ((size: bigint) => string) =>
  bytes ? (size) => size.toString() : printSize;

/** Columns of the summary: label, then a size, human or in bytes. */
const LABEL_WIDTH = 23;
const SIZE_WIDTH = { human: 5, bytes: 15 } as const;

function* summaryOf({ rows, blockSize }: BlockListing, form: LsmemForm): Generator<string> {
  const size = sizePrinter(form);
  const width = form.bytes ? SIZE_WIDTH.bytes : SIZE_WIDTH.human;
  const line = (label: string, bytes: bigint): string =>
    `${label.padEnd(LABEL_WIDTH)} ${size(bytes).padStart(width)}`;
  const bytesIn = (online: boolean): bigint =>
    rows.reduce((sum, r) => ((r.state === 'online') === online ? sum + r.end - r.start : sum), 0n);
  yield line('Memory block size:', blockSize);
  yield line('Total online memory:', bytesIn(true));
  // A block on its way out counts as offline.
  yield line('Total offline memory:', bytesIn(false));
}
