import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, exceedsUtf8, utf8Length } from './utf8.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const decodeOrNothing = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
};

/** Bytes from the ranges that matter, so that whole sequences come up by chance. */
const nearUtf8 = fc
  .array(
    fc.oneof(
      fc.constantFrom(0x00, 0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef),
      fc.constantFrom(0xf0, 0xf4, 0xf5, 0xf8, 0xff, 0x9f, 0xa0, 0x8f, 0x90),
      fc.integer({ min: 0x80, max: 0xbf }),
    ),
    { maxLength: 12 },
  )
  // A byte order mark at the start has a test of its own: decoders differ there.
  .filter(([a, b, c]) => a !== 0xef || b !== 0xbb || c !== 0xbf)
  .map((bytes) => Uint8Array.from(bytes));

describe('UTF-8', () => {
  it('refuses exactly what a strict decoder refuses', () => {
    fc.assert(
      fc.property(nearUtf8, (bytes) => {
        expect(decodeUtf8(bytes)).toBe(decodeOrNothing(bytes));
      }),
      { numRuns: 20_000 },
    );
  });

  it('refuses a byte order mark, which decoders treat differently', () => {
    expect(decodeUtf8(Uint8Array.from([0xef, 0xbb, 0xbf, 0x7b]))).toBeUndefined();
  });

  it('counts the bytes that an encoder writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { length } = new TextEncoder().encode(text);
        expect(utf8Length(text)).toBe(length);
        expect(exceedsUtf8(text, length)).toBe(false);
        expect(exceedsUtf8(text, length - 1)).toBe(true);
      }),
    );
  });
});
