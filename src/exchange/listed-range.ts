import { LIMITS, type Result, type SectionState } from '../machine/event.ts';
import { formatHex } from '../machine/units/address.ts';
import { counted } from '../machine/units/bytes.ts';
import { type Place, quote, type Refusal, refuse } from './refusal.ts';

/** A stretch of bytes: [start, end). */
export interface ByteRange {
  readonly start: bigint;
  /** Exclusive; up to 2^64. */
  readonly end: bigint;
}

/** A range with its state. */
export interface StateRange extends ByteRange {
  readonly state: SectionState;
}

/** A range as a listing gives it, with its place for messages. */
export interface ListedRange extends StateRange, Place {
  /** lsmem's `on->off`: counted as online, because the kernel may still refuse. */
  readonly leaving: boolean;
}

/** More digits than 2^64 - 1 has. */
const TOO_LONG = 16;

/** An address as written, without `0x`. */
interface Digits extends Place {
  readonly text: string;
}

function digitsFault({ text, line, column }: Digits): Refusal | undefined {
  return text.length > TOO_LONG
    ? refuse('bad-line', 'An address of more than 16 digits: addresses end at 2^64.', {
        line,
        column,
      })
    : undefined;
}

/** A range from its two spellings; its end is inclusive in every format, and must not lie below its start. */
export function rangeFromDigits(first: Digits, last: Digits): Result<ByteRange> {
  const fault = digitsFault(first) ?? digitsFault(last);
  if (fault) return fault;
  const start = BigInt(`0x${first.text}`);
  const end = BigInt(`0x${last.text}`) + 1n;
  if (end > start) return { ok: true, value: { start, end } };
  const message = `The end ${formatHex(end - 1n)} lies below the start ${formatHex(start)}.`;
  return refuse('bad-line', message, { line: last.line, column: last.column });
}

const WHOLE = /^0x([0-9a-f]+)-0x([0-9a-f]+)$/i;
// As much of a range as is right: the fault is at the character behind it.
const RIGHT_PART = /^(?:0(?:x(?:[0-9a-f]+(?:-(?:0(?:x[0-9a-f]*)?)?)?)?)?)?/i;

/** Reads `0x0000000000000000-0x0000000007ffffff`, as every form of lsmem writes a range. */
export function readHexRange(text: string, { line, column }: Place): Result<ByteRange> {
  const [, first, last] = WHOLE.exec(text) ?? [];
  if (first !== undefined && last !== undefined) {
    const endColumn = column + text.length - last.length - 2;
    return rangeFromDigits({ text: first, line, column }, { text: last, line, column: endColumn });
  }
  const right = RIGHT_PART.exec(text)?.[0].length ?? 0;
  return refuse('bad-line', `Expected a range 0xSTART-0xEND, found ${quote(text)}.`, {
    line,
    column: column + right,
  });
}

const byStart = (a: ByteRange, b: ByteRange): number =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : b.end < a.end ? -1 : b.end > a.end ? 1 : 0;

/** The same ranges, ascending; of two that start together the longer one comes first. */
export const ascending = <R extends ByteRange>(ranges: readonly R[]): R[] =>
  [...ranges].sort(byStart);

/** Two ranges of a listing share bytes: refused at the one that stands later in the text. */
export function findOverlap(sorted: readonly ListedRange[]): Refusal | undefined {
  for (let i = 1; i < sorted.length; i += 1) {
    const [a, b] = [sorted[i - 1], sorted[i]];
    if (!a || !b || b.start >= a.end) continue;
    const [earlier, later] = a.line > b.line ? [b, a] : [a, b];
    return refuse('overlap', `This range overlaps the one in line ${earlier.line}.`, later);
  }
  return undefined;
}

/** Joins neighbours of equal state: adjacent entries are one region. Wants ascending ranges without overlap. */
export function joinAdjacent(sorted: readonly ListedRange[]): Result<StateRange[]> {
  const joined: StateRange[] = [];
  for (const { start, end, state, line, column } of sorted) {
    const before = joined.at(-1);
    if (before && before.end === start && before.state === state) {
      joined[joined.length - 1] = { start: before.start, end, state };
      continue;
    }
    if (joined.length === LIMITS.runs) {
      const message = `More than ${counted(LIMITS.runs, 'separate range')}; that is the limit.`;
      return refuse('too-many', message, { line, column });
    }
    joined.push({ start, end, state });
  }
  return { ok: true, value: joined };
}

/** Bytes in one state. */
export const bytesIn = (ranges: readonly StateRange[], state: SectionState): bigint =>
  ranges.reduce((sum, r) => (r.state === state ? sum + (r.end - r.start) : sum), 0n);
