import { strFromU8 } from 'fflate';

/**
 * UTF-8, strictly. The core is checked without browser or Node types, so their text coders are not at hand, and
 * the library's own repairs bad bytes instead of refusing them.
 */

/** True if the text takes more than so many bytes in UTF-8. */
export function exceedsUtf8(text: string, limit: number): boolean {
  // A UTF-16 unit takes one to three bytes, so most texts need not be looked at.
  if (text.length > limit) return true;
  return 3 * text.length > limit && utf8Length(text) > limit;
}

/** Bytes that the text takes in UTF-8; a lone surrogate counts three, as its replacement would. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    length += unit < 0x800 ? 1 : 2;
    // A pair of surrogates takes four bytes for its two units.
    if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i += 1;
  }
  return length;
}

/** The text, or undefined if the bytes are not UTF-8: overlong forms, surrogates, cut sequences, a byte order mark. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  // A mark is refused because decoders differ: some drop it, so that two byte strings were one text.
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return undefined;
  return isUtf8(bytes) ? strFromU8(bytes) : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const size = lead < 0x80 ? 1 : sequenceSize(lead);
    if (size === 0 || (size > 1 && !isSequence(bytes, at, size))) return false;
    at += size;
  }
  return true;
}

/** Bytes of the sequence that this byte opens; 0 if none may open with it. */
function sequenceSize(lead: number): number {
  if (lead < 0xc0) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf8 ? 4 : 0;
}

/** Smallest code point of a sequence of 2, 3 or 4 bytes; anything below is an overlong form. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] as const;

function isSequence(bytes: Uint8Array, at: number, size: number): boolean {
  let point = (bytes[at] ?? 0) & (0x7f >> size);
  for (let i = 1; i < size; i += 1) {
    const byte = bytes[at + i] ?? 0;
    if ((byte & 0xc0) !== 0x80) return false;
    point = (point << 6) | (byte & 0x3f);
  }
  const surrogate = point >= 0xd800 && point < 0xe000;
  return point >= (SMALLEST[size] ?? 0) && point <= 0x10ffff && !surrogate;
}
