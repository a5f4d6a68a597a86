const ESCAPES = /(?:\\x[0-9a-f]{2})+/gi;

function decodeBytes(escapes: string): string {
  try {
    return decodeURIComponent(escapes.replaceAll('\\x', '%'));
  } catch {
    // Not UTF-8: leave it as it stands, the reader will say what it expected.
    return escapes;
  }
}

/** `-r` and `-P` write blanks and bytes outside ASCII as `\xHH`: `en\x20ligne`, `\xd0\xb4\xd0\xb0`. */
export const unescapeBytes = (text: string): string =>
  text.includes('\\') ? text.replace(ESCAPES, decodeBytes) : text;
