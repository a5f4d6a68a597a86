import type { InputError, Result } from '../../machine/event.ts';
import type { Space } from '../../machine/translation.ts';
import { ADDRESS_END } from '../../machine/units/address.ts';
import { shown } from './shown.ts';

/**
 * Addresses and sizes as people write them, read into exact bigints.
 *
 * One rule decides what bare digits mean: an address without `0x` is hexadecimal, as in /proc/iomem; a size
 * without a unit is a decimal number of bytes. Commas, a unit, or more than sixteen digits make it decimal.
 */

const UNIT_BITS: Readonly<Record<string, bigint>> = {
  '': 0n,
  k: 10n,
  m: 20n,
  g: 30n,
  t: 40n,
  p: 50n,
  e: 60n,
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const ADDRESS_HINT = '0x1000000000000000, 1000 0000 0000 0000, 2^60, 16M';
const SIZE_HINT = '16M, 1.5G, 0x30000000, 2^24';

/** Commas between groups of three, a unit, or both; blanks between them do not matter. */
const QUANTITY = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s*(?:([kmgtpe]?)(?:i?b|bytes?)?)$/i;
const POWER = /^2\s*(?:\^|\*\*)\s*(\d{1,2})$/;
const POWER_SUPERSCRIPT = /^2([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})$/;
/** In one piece or in fours, parted by blanks or `_`. */
const HEX_DIGITS = /^(?:[0-9a-f]+|[0-9a-f]{1,4}(?:[ _][0-9a-f]{4})+)$/i;

interface Term {
  readonly text: string;
  /** Column of its first character, from 1. */
  readonly column: number;
  readonly sign: 1n | -1n;
}

type Reader = (term: Term) => Result<bigint>;

const fail = (column: number, message: string): { ok: false; error: InputError } => ({
  ok: false,
  error: { code: 'bad-line', message, column },
});

/** Reads a byte address: 0 .. 2^64 - 1. Terms may be added: `2^60 + 0xabc`, `1T - 16M`. */
export function readAddress(text: string): Result<bigint> {
  const sum = readSum(text, addressTerm, ADDRESS_HINT);
  if (!sum.ok) return sum;
  if (sum.value < 0n) return fail(1, 'This is below 0. Addresses run from 0 to 2⁶⁴ − 1.');
  if (sum.value >= ADDRESS_END)
    return fail(1, 'This is beyond 64 bits. Addresses run from 0 to 2⁶⁴ − 1.');
  return sum;
}

/** Reads a size in bytes: 1 .. 2^64. Units count by 1,024, also when written MB. */
export function readSize(text: string): Result<bigint> {
  const sum = readSum(text, sizeTerm, SIZE_HINT);
  if (!sum.ok) return sum;
  if (sum.value <= 0n) return fail(1, 'A size is at least one byte.');
  if (sum.value > ADDRESS_END) return fail(1, 'This is more than 2⁶⁴ bytes, all there is.');
  return sum;
}

const PREFIXES: Readonly<Record<string, Space>> = { v: 'virtual', p: 'physical', b: 'bus' };

/** An address with the space it lies in, if the text says so: `v:`, `p:` or `b:` before it. */
export interface SpacedAddress {
  readonly address: bigint;
  /** Null: the text does not tell. */
  readonly space: Space | null;
}

/** Reads an address that may be prefixed with its space. */
export function readSpacedAddress(text: string): Result<SpacedAddress> {
  const prefix = /^\s*([a-z])\s*:/i.exec(text);
  const space = prefix ? PREFIXES[(prefix[1] ?? '').toLowerCase()] : null;
  if (space === undefined)
    return fail(1, 'The spaces are v: (kernel virtual), p: (physical) and b: (bus).');
  const skipped = prefix?.[0].length ?? 0;
  const address = readAddress(text.slice(skipped));
  if (!address.ok) return shift(address.error, skipped);
  return { ok: true, value: { address: address.value, space } };
}

/** A piece of an address space. */
export interface ByteRange {
  readonly start: bigint;
  readonly size: bigint;
}

const SECTION_MASK = (1n << 24n) - 1n;

/**
 * Reads `SIZE @ ADDRESS` or `START-END`. The end is the last byte, as in /proc/iomem and lsmem; an end at the
 * beginning of a section can only mean the first byte after the range, and is taken so.
 */
export function readRange(text: string): Result<ByteRange> {
  const at = text.indexOf('@');
  if (at >= 0) {
    const size = readSize(text.slice(0, at));
    if (!size.ok) return size;
    const start = readAddress(text.slice(at + 1));
    if (!start.ok) return shift(start.error, at + 1);
    return { ok: true, value: { start: start.value, size: size.value } };
  }
  const dash = /\s*(?:-|–|\.\.)\s*/.exec(text);
  if (!dash) return fail(columnAfterSize(text), 'Expected “@ ADDRESS” after a size, or START-END.');
  return readEnds(text.slice(0, dash.index), text, dash.index + dash[0].length);
}

/** The column of the first word that belongs to no size and no address; after the last, if all do. */
function columnAfterSize(text: string): number {
  for (const { index } of text.matchAll(/(?<=\S\s+)\S+/g)) {
    const so_far = text.slice(0, index + (/^\S+/.exec(text.slice(index))?.[0].length ?? 0));
    if (!readSize(so_far).ok && !readAddress(so_far).ok) return index + 1;
  }
  return text.trimEnd().length + 1;
}

function readEnds(before: string, text: string, endAt: number): Result<ByteRange> {
  const start = readAddress(before);
  if (!start.ok) return start;
  const end = readAddress(text.slice(endAt));
  if (!end.ok) return shift(end.error, endAt);
  if (end.value < start.value) return fail(endAt + 1, 'The end lies below the start.');
  const beyond = (end.value & SECTION_MASK) === 0n && end.value > start.value ? 0n : 1n;
  return { ok: true, value: { start: start.value, size: end.value - start.value + beyond } };
}

/** The same error, so many columns further right: for text that was cut out of a longer one. */
export function shift(error: InputError, columns: number): { ok: false; error: InputError } {
  return { ok: false, error: { ...error, column: (error.column ?? 1) + columns } };
}

function readSum(text: string, read: Reader, hint: string): Result<bigint> {
  const terms = termsOf(text);
  let sum = 0n;
  for (const term of terms) {
    if (term.text === '')
      return fail(term.column, `Something is missing here. Expected for instance ${hint}.`);
    const value = read(term);
    if (!value.ok) return value;
    sum += term.sign * value.value;
  }
  return { ok: true, value: sum };
}

function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  let sign: Term['sign'] = 1n;
  let from = 0;
  const push = (to: number): void => {
    const raw = text.slice(from, to);
    const lead = raw.length - raw.trimStart().length;
    terms.push({ text: raw.trim(), column: from + lead + 1, sign });
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (c !== '+' && c !== '-' && c !== '−') continue;
    push(i);
    sign = c === '+' ? 1n : -1n;
    from = i + 1;
  }
  push(text.length);
  return terms;
}

function addressTerm(term: Term): Result<bigint> {
  const { text } = term;
  const prefixed = /^0x/i.test(text);
  const digits = prefixed ? text.slice(2).trimStart() : text;
  const plain = digits.replace(/[ _]/g, '');
  const isDecimal = !prefixed && plain.length > 16 && /^[1-9]\d*$/.test(plain);
  if (HEX_DIGITS.test(digits) && !isDecimal) return hexValue(plain, term);
  if (prefixed) return badHex(term);
  return commonTerm(term, ADDRESS_HINT);
}

function sizeTerm(term: Term): Result<bigint> {
  if (!/^0x/i.test(term.text)) return commonTerm(term, SIZE_HINT);
  const digits = term.text.slice(2).trimStart();
  return HEX_DIGITS.test(digits) ? hexValue(digits.replace(/[ _]/g, ''), term) : badHex(term);
}

function hexValue(digits: string, term: Term): Result<bigint> {
  const significant = digits.replace(/^0+(?=.)/, '');
  if (significant.length > 17)
    return fail(term.column, `${significant.length} hexadecimal digits are more than 64 bits.`);
  return { ok: true, value: BigInt(`0x${significant}`) };
}

function badHex(term: Term): Result<bigint> {
  const digits = term.text.slice(2);
  if (digits.trim() === '') return fail(term.column + 2, 'Expected hexadecimal digits after 0x.');
  const bad = digits.search(/[^0-9a-f _]/i);
  if (bad >= 0)
    return fail(
      term.column + 2 + bad,
      `“${[...digits.slice(bad)][0]}” is no hexadecimal digit (0-9, a-f).`,
    );
  return fail(term.column + 2, 'Groups have four digits each: 1000 0000 0000 0000.');
}

function commonTerm(term: Term, hint: string): Result<bigint> {
  const exponent = exponentOf(term.text);
  if (exponent !== undefined)
    return exponent > 64
      ? fail(term.column, `2^${exponent} is beyond 64 bits.`)
      : { ok: true, value: 1n << BigInt(exponent) };
  const quantity = QUANTITY.exec(term.text);
  if (quantity) return quantityValue(quantity, term);
  return notANumber(term, hint);
}

function exponentOf(text: string): number | undefined {
  const plain = POWER.exec(text)?.[1];
  if (plain !== undefined) return Number(plain);
  const raised = POWER_SUPERSCRIPT.exec(text)?.[1];
  if (raised === undefined) return undefined;
  return Number([...raised].map((c) => SUPERSCRIPTS.indexOf(c)).join(''));
}

function quantityValue(match: RegExpExecArray, term: Term): Result<bigint> {
  const [, whole = '0', fraction = '', unit = ''] = match;
  if (whole.length + fraction.length > 40) return fail(term.column, 'This number is too long.');
  const bits = UNIT_BITS[unit.toLowerCase()] ?? 0n;
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole.replaceAll(',', '') + fraction) << bits;
  if (scaled % scale !== 0n)
    return fail(term.column, `${shown(term.text)} is not a whole number of bytes.`);
  return { ok: true, value: scaled / scale };
}

function notANumber(term: Term, hint: string): Result<bigint> {
  const bad = term.text.search(/[^0-9a-fx .,_^*]/i);
  const column = term.column + Math.max(0, bad);
  const what = bad < 0 ? `“${shown(term.text)}”` : `“${[...term.text.slice(bad)][0]}”`;
  return fail(column, `${what} does not belong here. Expected for instance ${hint}.`);
}
