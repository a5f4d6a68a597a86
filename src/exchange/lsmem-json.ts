import type { Result } from '../machine/event.ts';
import { type JsonFault, readJson } from '../scenario/json-text.ts';
import { type JsonNode, nodeOf } from './json-node.ts';
import type { Line } from './line.ts';
import { type ListedRange, readHexRange } from './listed-range.ts';
import { type Listing, READABLE } from './listing.ts';
import { type BlockHint, blockFault, chooseBlockSize } from './lsmem-block.ts';
import { missingColumns } from './lsmem-header.ts';
import { listed, type Row } from './lsmem-row.ts';
import { EXPECTED_STATE, stateOf } from './lsmem-state.ts';
import { type Place, quote, type Refusal, refuse } from './refusal.ts';

/** The lines of a JSON text with the offset of each, so that an offset leads back to its place. */
interface Source {
  readonly text: string;
  readonly lines: readonly Line[];
  /** Offset of each line in `text`. */
  readonly offsets: readonly number[];
}

function toSource(lines: readonly Line[]): Source {
  const offsets: number[] = [];
  let length = 0;
  for (const line of lines) {
    offsets.push(length);
    length += line.text.length + 1;
  }
  return { text: lines.map((l) => l.text).join('\n'), lines, offsets };
}

/** The last line that begins at or before the offset, by halving. */
function lineIndex(offsets: readonly number[], offset: number): number {
  let [low, high] = [0, offsets.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function placeOf(source: Source, offset: number): Place {
  const index = lineIndex(source.offsets, offset);
  const line = source.lines[index];
  const within = offset - (source.offsets[index] ?? 0);
  return { line: line?.number ?? 1, column: (line?.column ?? 1) + within };
}

/** JSON that has nothing of lsmem is not called a bad line of it. */
function faultIn(source: Source, { reason, message, position }: JsonFault): Refusal {
  const line = source.lines[position.line - 1];
  const place: Place = {
    line: line?.number ?? 1,
    column: (line?.column ?? 1) + position.column - 1,
  };
  const what =
    reason === 'syntax'
      ? `The JSON is damaged here: ${message}.`
      : `JSON as lsmem never writes it: ${message}.`;
  return /"(?:memory|range|state)"/i.test(source.text)
    ? refuse('bad-line', what, place)
    : refuse('unknown-format', `${what} ${READABLE}`, place);
}

function parse(source: Source): { ok: true; value: JsonNode } | Refusal {
  const read = readJson(source.text);
  return read.ok ? { ok: true, value: nodeOf(source.text) } : faultIn(source, read.fault);
}

/** Value of a key, whatever its case; the first, if a key stands twice. */
const memberOf = (object: JsonNode, key: string): JsonNode | undefined =>
  object.members?.find(([name]) => name.toLowerCase() === key)?.[1];

/** The rows: `{"memory": [...]}`, or the bare list. */
const rowsIn = (root: JsonNode): readonly JsonNode[] | undefined =>
  (root.members ? memberOf(root, 'memory') : root)?.items;

const textOf = ({ value }: JsonNode): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Behind the opening quote of a string. */
const inside = (source: Source, node: JsonNode): Place =>
  placeOf(source, node.offset + (textOf(node) === undefined ? 0 : 1));

function readBytes(source: Source, node: JsonNode): Result<{ start: bigint; end: bigint }> {
  const text = textOf(node);
  if (text !== undefined) return readHexRange(text, inside(source, node));
  return refuse('bad-line', 'Expected "range" to be a string.', placeOf(source, node.offset));
}

/** BLOCK is a string; a single block as a number does no harm. */
const blockOf = (node: JsonNode | undefined): string[] =>
  typeof node?.value === 'string' || typeof node?.value === 'number' ? [String(node.value)] : [];

/** A value as a message shows it: a string quoted once, `null` and its kin bare, a heap of brackets by its name. */
function foundWords(source: Source, node: JsonNode): string {
  if (node.items || node.members) return node.items ? 'a list' : 'an object';
  const text = textOf(node);
  return text === undefined
    ? quote(source.text.slice(node.offset, node.end)).slice(1, -1)
    : quote(text);
}

function readRow(source: Source, row: JsonNode): Result<Row> {
  const [range, state] = [memberOf(row, 'range'), memberOf(row, 'state')];
  if (!range || !state) {
    const message = 'Expected an object with "range" and "state", as in the other rows.';
    return refuse('bad-line', message, placeOf(source, row.offset));
  }
  const bytes = readBytes(source, range);
  if (!bytes.ok) return bytes;
  const word = stateOf(textOf(state) ?? '');
  if (!word) {
    const found = foundWords(source, state);
    return refuse('bad-line', `${EXPECTED_STATE}, found ${found}.`, inside(source, state));
  }
  const block = memberOf(row, 'block');
  const fault = block && blockFault(textOf(block) ?? '', inside(source, block));
  if (fault) return fault;
  const hint: BlockHint = { range: bytes.value, candidates: blockOf(block) };
  const place = inside(source, range);
  return { ok: true, value: { range: listed(bytes.value, word, place), hint } };
}

/** A listing whose rows have no range or no state is a form that cannot be read, not a damaged one. */
function columnsFault(source: Source, rows: readonly JsonNode[]): Refusal | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const has = {
    range: rows.some((r) => memberOf(r, 'range') !== undefined),
    state: rows.some((r) => memberOf(r, 'state') !== undefined),
  };
  return has.range && has.state ? undefined : missingColumns(has, placeOf(source, first.offset));
}

function readRows(source: Source, nodes: readonly JsonNode[]): Result<Listing> {
  const rows: ListedRange[] = [];
  const hints: BlockHint[] = [];
  for (const node of nodes) {
    const row = readRow(source, node);
    if (!row.ok) return row;
    rows.push(row.value.range);
    hints.push(row.value.hint);
  }
  const { blockSize, notices } = chooseBlockSize(null, hints);
  return { ok: true, value: { format: 'lsmem-json', rows, blockSize, notices } };
}

/** Reads the output of `lsmem -J`. */
export function readJsonListing(lines: readonly Line[]): Result<Listing> {
  const source = toSource(lines);
  const root = parse(source);
  if (!root.ok) return root;
  const nodes = rowsIn(root.value);
  if (!nodes) {
    const message = `JSON, but not that of lsmem: it has no list "memory". ${READABLE}`;
    return refuse('unknown-format', message, placeOf(source, root.value.offset));
  }
  return columnsFault(source, nodes) ?? readRows(source, nodes);
}
