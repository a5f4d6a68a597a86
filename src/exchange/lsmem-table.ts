import type { Result } from '../machine/event.ts';
import type { Line } from './line.ts';
import type { ListedRange } from './listed-range.ts';
import type { Listing } from './listing.ts';
import { type BlockHint, chooseBlockSize } from './lsmem-block.ts';
import {
  type Header,
  headerFault,
  isForeignHeader,
  missingColumns,
  readHeader,
} from './lsmem-header.ts';
import { lacksState, looksLikeRow, readRow } from './lsmem-row.ts';
import {
  compareSummary,
  readSummary,
  type SummaryLine,
  strayLine,
  summaryLine,
} from './lsmem-summary.ts';
import type { Refusal } from './refusal.ts';

interface Table {
  header: Header | undefined;
  readonly rows: ListedRange[];
  readonly hints: BlockHint[];
  readonly summary: SummaryLine[];
  foreign: boolean;
}

function takeHeader(table: Table, header: Header, line: Line): Refusal | undefined {
  table.header = header;
  return headerFault(header, line);
}

function takeRow(table: Table, line: Line): Refusal | undefined {
  const row = readRow(line, table.header);
  if (row.ok) {
    table.rows.push(row.value.range);
    table.hints.push(row.value.hint);
    return undefined;
  }
  // Without a header the first row tells whether there is a state at all.
  const headless = !table.header && table.rows.length === 0 && lacksState(line);
  const isRange = /(?:^| )0x[0-9a-f]{1,16}-0x[0-9a-f]{1,16}(?: |$)/i.test(line.text);
  if (!headless || !isRange) return row;
  return missingColumns({ range: true, state: false }, { line: line.number, column: line.column });
}

function takeLine(table: Table, line: Line, below: Line | undefined): Refusal | undefined {
  const header = readHeader(line);
  if (header) return takeHeader(table, header, line);
  if (looksLikeRow(line)) return takeRow(table, line);
  const summary = summaryLine(line);
  if (summary) {
    table.summary.push(summary);
    return undefined;
  }
  if (!table.header && table.rows.length === 0 && isForeignHeader(line, below)) {
    table.foreign = true;
    return undefined;
  }
  return strayLine(line);
}

/** Reads lsmem's table, with or without header (`-n`) and summary, aligned or raw (`-r`). */
export function readTable(lines: readonly Line[]): Result<Listing> {
  const table: Table = { header: undefined, rows: [], hints: [], summary: [], foreign: false };
  for (const [index, line] of lines.entries()) {
    const fault = takeLine(table, line, lines[index + 1]);
    if (fault) return fault;
  }
  return finishTable(table, lines[0]);
}

function finishTable(table: Table, first: Line | undefined): Result<Listing> {
  const summary = readSummary(table.summary);
  if (!summary.ok) return summary;
  if (table.rows.length === 0 && !table.header && first) {
    const place = { line: first.number, column: first.column };
    return missingColumns({ range: false, state: false }, place);
  }
  const block = chooseBlockSize(summary.value.block, table.hints);
  const foreign = 'The header is in a language not known; the columns were told by their contents.';
  const notices = [
    ...(table.foreign ? [foreign] : []),
    ...block.notices,
    ...(table.rows.length > 0 ? compareSummary(summary.value, table.rows) : []),
  ];
  return {
    ok: true,
    value: { format: 'lsmem', rows: table.rows, blockSize: block.blockSize, notices },
  };
}
