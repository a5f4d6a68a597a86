import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Result } from '../machine/event.ts';
import type { Line } from './line.ts';
import { type ListedRange, readHexRange } from './listed-range.ts';
import { type Listing, READABLE } from './listing.ts';
import { type BlockHint, chooseBlockSize } from './lsmem-block.ts';
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

/** Deeper nesting than lsmem's two levels by far; the parser calls itself once a level. */
const DEEPEST = 32;

/** Offset behind the string that opens here, or of the line break that leaves it open. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '\\') at += 1;
    else if (mark === '"' || mark === '\n') return at;
  }
  return text.length;
}

/** Offset of the bracket that goes too deep, outside of strings; undefined if none does. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '"') at = endOfString(text, at);
    else if (mark === '{' || mark === '[') depth += 1;
    else if (mark === '}' || mark === ']') depth -= 1;
    if (depth > DEEPEST) return at;
  }
  return undefined;
}

/** By the parser's names. */
const WRONG: Readonly<Record<string, string>> = {
  InvalidSymbol: 'an unknown word',
  InvalidNumberFormat: 'a malformed number',
  PropertyNameExpected: 'a key expected',
  ValueExpected: 'a value expected',
  ColonExpected: 'a colon expected',
  CommaExpected: 'a comma expected',
  CloseBraceExpected: 'a closing brace expected',
  CloseBracketExpected: 'a closing bracket expected',
  EndOfFileExpected: 'something follows its end',
  InvalidCommentToken: 'a comment',
  UnexpectedEndOfComment: 'an open comment',
  UnexpectedEndOfString: 'an open string',
  UnexpectedEndOfNumber: 'a malformed number',
  InvalidUnicode: 'a malformed \\u',
  InvalidEscapeCharacter: 'a malformed escape',
  InvalidCharacter: 'a control character in a string',
};

/** A syntax error; JSON that has nothing of lsmem is not called a bad line of it. */
function syntaxFault(source: Source, offset: number, what: string): Refusal {
  const looksRight = /"(?:memory|range|state)"/i.test(source.text);
  const message = `The JSON is damaged here: ${what}.`;
  return looksRight
    ? refuse('bad-line', message, placeOf(source, offset))
    : refuse('unknown-format', `${message} ${READABLE}`, placeOf(source, offset));
}

function parse(source: Source): { ok: true; value: Node } | Refusal {
  const deep = tooDeep(source.text);
  if (deep !== undefined) return syntaxFault(source, deep, 'nested too deep');
  const errors: ParseError[] = [];
  const root = parseTree(source.text, errors, { disallowComments: true });
  const [first] = errors;
  if (first)
    return syntaxFault(source, first.offset, WRONG[printParseErrorCode(first.error)] ?? 'not JSON');
  return root ? { ok: true, value: root } : syntaxFault(source, 0, 'a value expected');
}

/** Value of a key, whatever its case; the first, if a key stands twice. */
function memberOf(object: Node, key: string): Node | undefined {
  for (const { children } of object.children ?? []) {
    const [name, value] = children ?? [];
    if (typeof name?.value === 'string' && name.value.toLowerCase() === key) return value;
  }
  return undefined;
}

/** The rows: `{"memory": [...]}`, or the bare list. */
function rowsIn(root: Node): readonly Node[] | undefined {
  const list = root.type === 'object' ? memberOf(root, 'memory') : root;
  return list?.type === 'array' ? (list.children ?? []) : undefined;
}

const textOf = (node: Node): string | undefined =>
  typeof node.value === 'string' ? node.value : undefined;

/** Behind the opening quote of a string. */
const inside = (source: Source, node: Node): Place =>
  placeOf(source, node.offset + (node.type === 'string' ? 1 : 0));

function readBytes(source: Source, node: Node): Result<{ start: bigint; end: bigint }> {
  const text = textOf(node);
  if (text !== undefined) return readHexRange(text, inside(source, node));
  return refuse('bad-line', 'Expected "range" to be a string.', placeOf(source, node.offset));
}

/** BLOCK is a string; a single block as a number does no harm. */
const blockOf = (node: Node | undefined): string[] =>
  typeof node?.value === 'string' || typeof node?.value === 'number' ? [String(node.value)] : [];

function readRow(source: Source, row: Node): Result<Row> {
  const [range, state] = [memberOf(row, 'range'), memberOf(row, 'state')];
  if (row.type !== 'object' || !range || !state) {
    const message = 'Expected an object with "range" and "state", as in the other rows.';
    return refuse('bad-line', message, placeOf(source, row.offset));
  }
  const bytes = readBytes(source, range);
  if (!bytes.ok) return bytes;
  const word = stateOf(textOf(state) ?? '');
  if (!word) {
    const found = quote(source.text.slice(state.offset, state.offset + state.length));
    return refuse('bad-line', `${EXPECTED_STATE}, found ${found}.`, inside(source, state));
  }
  const hint: BlockHint = { range: bytes.value, candidates: blockOf(memberOf(row, 'block')) };
  const place = inside(source, range);
  return { ok: true, value: { range: listed(bytes.value, word, place), hint } };
}

/** A listing whose rows have no range or no state is a form that cannot be read, not a damaged one. */
function columnsFault(source: Source, rows: readonly Node[]): Refusal | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const has = {
    range: rows.some((r) => memberOf(r, 'range') !== undefined),
    state: rows.some((r) => memberOf(r, 'state') !== undefined),
  };
  return has.range && has.state ? undefined : missingColumns(has, placeOf(source, first.offset));
}

function readRows(source: Source, nodes: readonly Node[]): Result<Listing> {
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
