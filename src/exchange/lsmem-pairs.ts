import type { Result } from '../machine/event.ts';
import type { Line } from './line.ts';
import { type ListedRange, readHexRange } from './listed-range.ts';
import type { Listing } from './listing.ts';
import { type BlockHint, blockFault, chooseBlockSize } from './lsmem-block.ts';
import { unescapeBytes } from './lsmem-escape.ts';
import { missingColumns } from './lsmem-header.ts';
import { listed, type Row } from './lsmem-row.ts';
import { EXPECTED_STATE, stateOf } from './lsmem-state.ts';
import { compareSummary, readSummary, type SummaryLine, summaryLine } from './lsmem-summary.ts';
import { quote, type Refusal, refuse } from './refusal.ts';

/** A value of a `-P` line with the column of its first character. */
interface Value {
  readonly text: string;
  readonly column: number;
}

type Pairs = ReadonlyMap<string, Value>;

const PAIR = /([A-Za-z][\w:%-]*)="((?:[^"\\]|\\.)*)"(?: +|$)/y;

/** Reads `KEY="value" KEY="value"`. */
function readPairs(line: Line): { ok: true; value: Pairs } | Refusal {
  const pairs = new Map<string, Value>();
  let at = line.text.length - line.text.trimStart().length;
  while (at < line.text.length) {
    PAIR.lastIndex = at;
    const [whole, key, text] = PAIR.exec(line.text) ?? [];
    const place = { line: line.number, column: line.column + at };
    if (whole === undefined || key === undefined || text === undefined) {
      return refuse(
        'bad-line',
        `Expected KEY="value", found ${quote(line.text.slice(at))}.`,
        place,
      );
    }
    if (pairs.has(key)) return refuse('bad-line', `A second ${key} in one line.`, place);
    pairs.set(key, { text: unescapeBytes(text), column: place.column + key.length + 2 });
    at += whole.length;
  }
  return { ok: true, value: pairs };
}

function rowOf(pairs: Pairs, line: Line): Result<Row> {
  const [range, state, block] = [pairs.get('RANGE'), pairs.get('STATE'), pairs.get('BLOCK')];
  if (!range || !state) {
    return refuse(
      'bad-line',
      `Expected ${range ? 'STATE' : 'RANGE'}="..." as in the other lines.`,
      {
        line: line.number,
        column: line.column,
      },
    );
  }
  const place = { line: line.number, column: range.column };
  const bytes = readHexRange(range.text, place);
  if (!bytes.ok) return bytes;
  const word = stateOf(state.text);
  if (!word) {
    const message = `${EXPECTED_STATE}, found ${quote(state.text)}.`;
    return refuse('bad-line', message, { line: line.number, column: state.column });
  }
  const fault = block && blockFault(block.text, { line: line.number, column: block.column });
  if (fault) return fault;
  const hint: BlockHint = { range: bytes.value, candidates: block ? [block.text] : [] };
  return { ok: true, value: { range: listed(bytes.value, word, place), hint } };
}

function readLine(line: Line, isFirst: boolean): Result<Row> {
  const pairs = readPairs(line);
  if (!pairs.ok) return pairs;
  const has = { range: pairs.value.has('RANGE'), state: pairs.value.has('STATE') };
  const lacking = isFirst && !(has.range && has.state);
  if (lacking) return missingColumns(has, { line: line.number, column: line.column });
  return rowOf(pairs.value, line);
}

/** Reads the output of `lsmem -P`. */
export function readPairsListing(lines: readonly Line[]): Result<Listing> {
  const rows: ListedRange[] = [];
  const hints: BlockHint[] = [];
  const summaryLines: SummaryLine[] = [];
  for (const line of lines) {
    const summary = line.text.includes('=') ? undefined : summaryLine(line);
    if (summary) {
      summaryLines.push(summary);
      continue;
    }
    const row = readLine(line, rows.length === 0);
    if (!row.ok) return row;
    rows.push(row.value.range);
    hints.push(row.value.hint);
  }
  const summary = readSummary(summaryLines);
  if (!summary.ok) return summary;
  const { blockSize, notices } = chooseBlockSize(summary.value.block, hints);
  const compared = compareSummary(summary.value, rows);
  return {
    ok: true,
    value: { format: 'lsmem-pairs', rows, blockSize, notices: [...notices, ...compared] },
  };
}
