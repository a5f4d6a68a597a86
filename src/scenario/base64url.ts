/** base64url without padding (RFC 4648, section 5): the letters of a link. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Value of a letter by its character code; 255 for anything else. */
const VALUES = new Uint8Array(128).fill(255);
for (let i = 0; i < LETTERS.length; i += 1) VALUES[LETTERS.charCodeAt(i)] = i;

/** The bytes as letters, no `=` at the end. */
export function encodeBase64url(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const left = Math.min(3, bytes.length - at);
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let i = 0; i <= left; i += 1) parts.push(LETTERS.charAt((group >> (18 - 6 * i)) & 63));
  }
  return parts.join('');
}

export type Decoded =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `at` is the index of the letter that is wrong. */
  | { readonly ok: false; readonly at: number; readonly message: string };

/** The bytes of base64url letters. One text per byte string: unused bits of the last letter must be 0. */
export function decodeBase64url(text: string): Decoded {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let held = 0;
  let bits = 0;
  let put = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? (VALUES[code] ?? 255) : 255;
    if (value === 255) return { ok: false, at, message: strange(text, at) };
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[put++] = held >> bits;
  }
  const last = text.length - 1;
  if (bits === 6) return { ok: false, at: last, message: 'the last letter is half a byte' };
  if ((held & ((1 << bits) - 1)) !== 0)
    return { ok: false, at: last, message: 'the last letter has bits that no byte owns' };
  return { ok: true, bytes };
}

function strange(text: string, at: number): string {
  const point = text.codePointAt(at) ?? 0;
  const visible = point > 0x20 && point < 0x7f;
  const shown = visible
    ? `"${String.fromCodePoint(point)}"`
    : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return `${shown} is none of A-Z a-z 0-9 - _`;
}
