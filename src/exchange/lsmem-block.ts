import { formatHex } from '../machine/units/address.ts';
import { formatSize } from '../machine/units/bytes.ts';
import type { ByteRange } from './listed-range.ts';
import type { PrintedSize } from './lsmem-size.ts';
import { type Place, quote, type Refusal, refuse } from './refusal.ts';

/** lsmem's BLOCK: `5` or `0-17`, block numbers. */
const BLOCKS = /^(\d{1,20})(?:-(\d{1,20}))?$/;

/** True if the text could stand in the column BLOCK. */
export const isBlocks = (text: string): boolean => BLOCKS.test(text);

/** A last block below the first, as in `7-3`: where in the text it stands, else undefined. */
function backwardsAt(text: string): number | undefined {
  const [, first, last] = BLOCKS.exec(text) ?? [];
  if (first === undefined || last === undefined || BigInt(last) >= BigInt(first)) return undefined;
  return first.length + 1;
}

/** What is wrong with a BLOCK that stands at that place; null if nothing is. */
export function blockFault(text: string, place: Place): Refusal | null {
  const at = backwardsAt(text);
  if (at === undefined) return null;
  const message = `The last block lies below the first: ${quote(text)}.`;
  return refuse('bad-line', message, { line: place.line, column: place.column + at });
}

function sizeFrom(range: ByteRange, text: string): bigint | undefined {
  const [, first, last = first] = BLOCKS.exec(text) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const count = BigInt(last) - BigInt(first) + 1n;
  const bytes = range.end - range.start;
  return count > 0n && bytes % count === 0n ? bytes / count : undefined;
}

/** Block n begins at n times the block size. */
const fits = (range: ByteRange, text: string, size: bigint): boolean =>
  BigInt(text.split('-')[0] ?? '0') * size === range.start;

/** A row and the words that may be its BLOCK: exactly one where a header or key tells. */
export interface BlockHint {
  readonly range: ByteRange;
  readonly candidates: readonly string[];
}

function sizesOf({ range, candidates }: BlockHint): bigint[] {
  const sizes = candidates.flatMap((text) => {
    const size = sizeFrom(range, text);
    const fitting = size !== undefined && (candidates.length === 1 || fits(range, text, size));
    return fitting ? [size] : [];
  });
  return [...new Set(sizes)];
}

/** Block size from the rows: range / number of blocks, where all rows agree. The smallest, if several would do. */
export function blockFromRows(hints: readonly BlockHint[]): bigint | null {
  const telling = hints.filter((h) => h.candidates.length > 0);
  let common: bigint[] | undefined;
  for (const hint of telling) {
    const sizes = sizesOf(hint);
    common = common === undefined ? sizes : common.filter((s) => sizes.includes(s));
    if (common.length === 0) return null;
  }
  return (common ?? []).reduce<bigint | null>((a, b) => (a === null || b < a ? b : a), null);
}

/** Block size of a listing: the summary's, else the rows'; says so where they contradict each other. */
export function chooseBlockSize(
  printed: PrintedSize | null,
  hints: readonly BlockHint[],
): { readonly blockSize: bigint | null; readonly notices: readonly string[] } {
  const fromRows = blockFromRows(hints);
  if (!printed || printed.bytes === 0n) {
    const silent = fromRows === null && hints.some((h) => h.candidates.length > 0);
    const notice = 'The rows do not agree on a block size (range / number of blocks).';
    return { blockSize: fromRows, notices: silent ? [notice] : [] };
  }
  if (fromRows === null || fromRows === printed.bytes)
    return { blockSize: printed.bytes, notices: [] };
  const notice =
    `The summary says blocks of ${formatSize(printed.bytes)}, the rows ` +
    `${formatSize(fromRows)} (${formatHex(fromRows)}); the summary is taken.`;
  return { blockSize: printed.bytes, notices: [notice] };
}
