import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64url, encodeBase64url } from './base64url.ts';

describe('base64url', () => {
  it('writes what every other encoder writes, and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = encodeBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(decodeBase64url(text)).toEqual({ ok: true, bytes: Uint8Array.from(bytes) });
      }),
    );
  });

  it('has one text per byte string: what it reads it writes again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', 'Q', 'g', 'w', '-', '_') }), (text) => {
        const decoded = decodeBase64url(text);
        if (decoded.ok) expect(encodeBase64url(decoded.bytes)).toBe(text);
      }),
    );
  });

  it.each([
    ['AA=A', 2, '"=" is none of'],
    ['AA A', 2, 'U+0020 is none of'],
    ['AAé', 2, 'U+00E9 is none of'],
    ['A+', 1, '"+" is none of'],
    ['AAAAA', 4, 'half a byte'],
    ['AB', 1, 'bits that no byte owns'],
    ['AAB', 2, 'bits that no byte owns'],
  ])('says what is wrong with %j and where', (text, at, message) => {
    expect(decodeBase64url(text)).toMatchObject({
      ok: false,
      at,
      message: expect.stringContaining(message),
    });
  });
});
