import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Inflated, inflate } from './inflate.ts';

const MIB = 1 << 20;

const { Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;
const STRATEGIES = [Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE];

/** Bytes of all kinds: constant, repetitive, of few letters, arbitrary. */
const content = fc
  .array(
    fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 900 })),
    { maxLength: 8 },
  )
  .map((parts) =>
    Buffer.concat(parts.map(([bytes, times]) => Buffer.alloc(bytes.length * times, bytes))),
  );

/** Compared as buffers: the matchers look at typed arrays one byte at a time. */
function expectBytes(inflated: Inflated, bytes: Buffer): void {
  expect(inflated.ok && bytes.equals(inflated.bytes)).toBe(true);
}

/** Bits in the order in which DEFLATE takes them; codes are given with their first bit first. */
function bits(...values: readonly string[]): Uint8Array {
  const all = values.join('').replaceAll(' ', '');
  const bytes = new Uint8Array(Math.ceil(all.length / 8));
  for (let i = 0; i < all.length; i += 1)
    if (all[i] === '1') bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7));
  return bytes;
}

/** A number as DEFLATE sends it, lowest bit first. */
const low = (value: number, count: number): string =>
  Array.from({ length: count }, (_, i) => (value >> i) & 1).join('');

const fail = (reason: string, message: string) => ({
  ok: false,
  reason,
  message: expect.stringContaining(message),
});

describe('inflate', () => {
  it('reads what zlib writes, at every level and with every kind of block', () => {
    fc.assert(
      fc.property(
        content,
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom(...STRATEGIES),
        (bytes, level, strategy) => {
          const packed = deflateRawSync(bytes, { level, strategy });
          expectBytes(inflate(packed, MIB), bytes);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads what the pinned library writes', () => {
    fc.assert(
      fc.property(content, fc.constantFrom(0, 1, 6, 9), (bytes, level) => {
        const packed = deflateSync(bytes, { level: level as 0 | 1 | 6 | 9, mem: 4 });
        expectBytes(inflate(packed, MIB), bytes);
      }),
      { numRuns: 200 },
    );
  });

  it('gives what zlib gives for damaged streams, or refuses', () => {
    const text = JSON.stringify(
      Array.from({ length: 80 }, (_, i) => ({ i, start: `0x${i * 97}` })),
    );
    const packed = Uint8Array.from(deflateRawSync(text));
    fc.assert(
      fc.property(fc.nat(packed.length * 8 - 1), fc.nat(packed.length * 8 - 1), (first, second) => {
        const changed = packed.slice();
        for (const bit of [first, second])
          changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const ours = inflate(changed, 1 << 16);
        if (ours.ok) expectBytes(ours, inflateRawSync(changed));
        else expect(ours.message).not.toBe('');
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses every beginning of a stream', () => {
    const packed = deflateRawSync('the partition of the thread, the partition of the thread');
    for (let length = 0; length < packed.length; length += 1)
      expect(inflate(packed.subarray(0, length), MIB)).toMatchObject({ ok: false });
  });

  it('refuses what follows the end', () => {
    const packed = deflateRawSync('abc');
    expect(inflate(Uint8Array.from([...packed, 0]), MIB)).toEqual(
      fail('damaged', 'follows the end'),
    );
  });

  it('stops at the limit, not one byte later', () => {
    for (const level of [0, 9]) {
      const packed = deflateRawSync(Buffer.alloc(1000, 'a'), { level });
      expect(inflate(packed, 1000)).toMatchObject({ ok: true });
      expect(inflate(packed, 999)).toEqual(fail('too-large', 'more than the limit'));
    }
    expect(inflate(deflateRawSync('abcdefgh'), 7)).toMatchObject({ reason: 'too-large' });
  });

  it('stops a bomb early', () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * MIB), { level: 9 });
    // Whoever read on would find that the rest is missing.
    expect(inflate(bomb.subarray(0, 4096), MIB)).toMatchObject({ reason: 'too-large' });
  });

  it('stops a stream of blocks that hold nothing', () => {
    const stored = new Uint8Array(5 * 200_000).fill(0xff).map((_, i) => (i % 5 < 3 ? 0 : 0xff));
    expect(inflate(stored, MIB)).toEqual(fail('damaged', 'more blocks'));
  });

  it.each([
    ['a block type that does not exist', bits('1', low(3, 2)), 'type that does not exist'],
    ['a stored block with a wrong check', Uint8Array.from([1, 1, 0, 0, 0, 65]), 'contradicts'],
    ['too many literal codes', bits('1', low(2, 2), low(31, 5), low(0, 60)), 'no code'],
    ['a code-length code without codes', bits('1', low(2, 2), low(0, 14), low(0, 200)), 'no code'],
    [
      'an oversubscribed code-length code',
      bits('1', low(2, 2), low(0, 14), low(1, 3).repeat(4), low(0, 200)),
      'no code',
    ],
    [
      'a repeat of nothing',
      // Code lengths of one bit for 16 and 17; the first symbol sent is 16.
      bits('1', low(2, 2), low(0, 14), low(1, 3), low(1, 3), low(0, 6), '0', low(0, 200)),
      'no code',
    ],
    [
      'a distance before the beginning',
      bits('1', low(1, 2), '0000001', '00000', low(0, 9)),
      'before',
    ],
    // 286 and 287 have fixed codes, yet no meaning.
    [
      'a length symbol without meaning',
      bits('1', low(1, 2), '11000110', low(0, 16)),
      'does not know',
    ],
    [
      'a distance symbol without meaning',
      bits('1', low(1, 2), '00110000', '0000001', '11110', low(0, 16)),
      'does not know',
    ],
  ])('refuses %s', (_, data, message) => {
    expect(inflate(data, MIB)).toEqual(fail('damaged', message));
  });
});
