import type { BootEntry, Result } from '../machine/event.ts';
import { formatHex } from '../machine/units/address.ts';
import { counted, formatCount, formatSize } from '../machine/units/bytes.ts';
import { SECTION_SIZE } from '../machine/units/section.ts';
import { readIomem } from './iomem.ts';
import { type Line, readPaste } from './line.ts';
import {
  ascending,
  bytesIn,
  findOverlap,
  joinAdjacent,
  type ListedRange,
  type StateRange,
} from './listed-range.ts';
import { type ImportFormat, type Listing, READABLE } from './listing.ts';
import { readJsonListing } from './lsmem-json.ts';
import { readPairsListing } from './lsmem-pairs.ts';
import { readTable } from './lsmem-table.ts';
import { LINE_LIMIT, recognise } from './recognise.ts';
import { type Refusal, refuse } from './refusal.ts';
import { coverSections } from './section-cover.ts';

/** The memory of a real machine, as a listing of it says. */
export interface Import {
  readonly format: ImportFormat;
  /** Unrounded bytes as listed, ascending, ends exclusive; neighbours of equal state are one. Never empty. */
  readonly ranges: readonly StateRange[];
  /** Bytes of a memory block as the listing tells it, or null; any number above 0. */
  readonly blockSize: bigint | null;
  /** Bytes exactly as listed, before rounding to sections. */
  readonly totals: { readonly online: bigint; readonly offline: bigint };
  /** What was skipped, repaired or strange in the text, one sentence each. */
  readonly notices: readonly string[];
}

/** Longer texts are refused unread (ours): 200,000 rows of lsmem fit. In UTF-16 units. */
const TEXT_LIMIT = 16 * 1024 * 1024;

const READERS: Readonly<Record<ImportFormat, (lines: readonly Line[]) => Result<Listing>>> = {
  lsmem: readTable,
  'lsmem-pairs': readPairsListing,
  'lsmem-json': readJsonListing,
  iomem: readIomem,
};

const longLine = (line: Line): Refusal =>
  refuse('bad-line', `A line of more than ${formatCount(LINE_LIMIT)} characters is no row.`, {
    line: line.number,
    column: line.column + LINE_LIMIT,
  });

function readListing(lines: readonly Line[]): Result<Listing> {
  const [first] = lines;
  if (!first)
    return refuse('no-memory', `There is nothing to read. ${READABLE}`, { line: 1, column: 1 });
  const format = recognise(lines);
  const long = lines.find((l) => l.text.length > LINE_LIMIT);
  if (format && format !== 'lsmem-json' && long) return longLine(long);
  if (format) return READERS[format](lines);
  return refuse('unknown-format', `Not recognised. ${READABLE}`, {
    line: first.number,
    column: first.column,
  });
}

function leavingNotice(rows: readonly ListedRange[]): string[] {
  const leaving = rows.filter((r) => r.leaving);
  if (leaving.length === 0) return [];
  const bytes = leaving.reduce((sum, r) => sum + (r.end - r.start), 0n);
  const count = counted(leaving.length, 'range');
  return [`${count} (${formatSize(bytes)}) going offline: still online, and counted so.`];
}

function assemble(listing: Listing, pasteNotices: readonly string[]): Result<Import> {
  const sorted = ascending(listing.rows);
  const overlap = findOverlap(sorted);
  if (overlap) return overlap;
  const joined = joinAdjacent(sorted);
  if (!joined.ok) return joined;
  const ranges = joined.value;
  const totals = { online: bytesIn(ranges, 'online'), offline: bytesIn(ranges, 'offline') };
  const notices = [...pasteNotices, ...listing.notices, ...leavingNotice(listing.rows)];
  const { format, blockSize } = listing;
  return { ok: true, value: { format, ranges, blockSize, totals, notices } };
}

/**
 * Reads the output of lsmem in any form that has RANGE and STATE, or /proc/iomem as root reads it. Errors:
 * `too-large`, `unknown-format` (also lsmem without RANGE or STATE), `bad-line`, `no-memory`, `all-zero`,
 * `overlap`, `too-many`; all but `too-large` with line and column. Formats and quirks: util-linux 2.30 to 2026.
 */
export function readImport(text: string): Result<Import> {
  if (text.length > TEXT_LIMIT) {
    return refuse('too-large', `The text is longer than ${formatCount(TEXT_LIMIT)} characters.`);
  }
  const paste = readPaste(text);
  const listing = readListing(paste.lines);
  if (!listing.ok) return listing;
  if (listing.value.rows.length > 0) return assemble(listing.value, paste.notices);
  const place = { line: paste.lines[0]?.number ?? 1, column: paste.lines[0]?.column ?? 1 };
  return refuse('no-memory', 'A listing without a single row of memory.', place);
}

/** What a scenario takes from an import. */
export interface ScenarioParts {
  /** Unrounded ranges: the driver's boot walk sees them so. */
  readonly boot: readonly BootEntry[];
  /** Hex, a power of two from 16 MiB to 2^40. */
  readonly blockSize: string;
  readonly physicalBits: number;
  /** What the conversion adds or changes, one sentence each; those of the import itself are not repeated. */
  readonly notices: readonly string[];
}

/** MAX_PHYSMEM_BITS of ppc64 as shipped, then the wider ones of later kernels and of ours. */
const PHYSICAL_BITS = [44, 46, 51, 52, 61, 64] as const;

function physicalBitsFor(end: bigint): number {
  return PHYSICAL_BITS.find((bits) => end <= 1n << BigInt(bits)) ?? 64;
}

const SMALLEST_BLOCK = BigInt(SECTION_SIZE);
const LARGEST_BLOCK = 1n << 40n;

const isBlockSize = (size: bigint): boolean =>
  size >= SMALLEST_BLOCK && size <= LARGEST_BLOCK && (size & (size - 1n)) === 0n;

function blockNotices({ format, blockSize }: Import): string[] {
  const taken = `blocks of ${formatSize(SMALLEST_BLOCK)} are taken`;
  if (format === 'iomem')
    return [`/proc/iomem tells neither block size nor state: ${taken}, all online.`];
  if (blockSize === null) return [`The listing does not tell the block size: ${taken}.`];
  if (isBlockSize(blockSize)) return [];
  const why = `Blocks of ${formatSize(blockSize)} (${formatHex(blockSize)}) are not a power of two from 16 MiB to 1 TiB`;
  return [`${why}: ${taken}.`];
}

function coverNotices(ranges: readonly StateRange[]): string[] {
  const { ragged, added, mixed } = coverSections(ranges);
  const size = `${formatSize(added)} (${formatCount(added)} bytes)`;
  const adds = added > 0n ? `that adds ${size}` : 'here that adds nothing';
  const rounded =
    `${counted(ragged, 'range')} not made of whole 16 MiB sections: a section exists if any byte ` +
    `of it is memory, and ${adds}.`;
  return [
    ...(ragged > 0 ? [rounded] : []),
    ...(mixed > 0 ? [`${counted(mixed, 'section')} with both online and offline bytes.`] : []),
  ];
}

function limitNotices(end: bigint, bits: number): string[] {
  if (bits === PHYSICAL_BITS[0]) return [];
  return [
    `Memory reaches ${formatHex(end - 1n)}, above the shipped limit of ${PHYSICAL_BITS[0]} bits; the limit is ` +
      `raised to ${bits}.`,
  ];
}

function toBootEntry({ start, end, state }: StateRange): BootEntry {
  const entry = { start: formatHex(start), size: formatHex(end - start) };
  return state === 'online' ? entry : { ...entry, state };
}

/** Boot layout, block size and physical bits for a scenario that shows the imported machine. Never fails. */
export function importScenarioParts(source: Import): ScenarioParts {
  const { ranges, blockSize } = source;
  const end = ranges.at(-1)?.end ?? 0n;
  const physicalBits = physicalBitsFor(end);
  const size = blockSize !== null && isBlockSize(blockSize) ? blockSize : SMALLEST_BLOCK;
  return {
    boot: ranges.map(toBootEntry),
    blockSize: formatHex(size),
    physicalBits,
    notices: [...blockNotices(source), ...coverNotices(ranges), ...limitNotices(end, physicalBits)],
  };
}

/** What `inspect` and the page say of where a scene came from. Hex and decimal strings. */
export interface ImportSummary {
  readonly format: string;
  /** Hex, as the listing tells it; null when it does not. */
  readonly blockSize: string | null;
  readonly totals: { readonly online: string; readonly offline: string };
  /** Those of the import, then those of its conversion. */
  readonly notices: readonly string[];
}

/** The import in words of strings; its notices include those of `importScenarioParts`. */
export function toImportSource(source: Import): ImportSummary {
  const { format, blockSize, totals, notices } = source;
  return {
    format,
    blockSize: blockSize === null ? null : formatHex(blockSize),
    totals: { online: totals.online.toString(), offline: totals.offline.toString() },
    notices: [...notices, ...importScenarioParts(source).notices],
  };
}
