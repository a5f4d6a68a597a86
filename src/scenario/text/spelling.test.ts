import { expect, it } from 'vitest';
import { readAddress, readRange, readSize, readSpacedAddress } from './spelling.ts';

const P60 = 1n << 60n;
const value = (r: { ok: boolean; value?: unknown; error?: unknown }): unknown =>
  r.ok ? r.value : r.error;

it.each<[string, bigint]>([
  ['0', 0n],
  ['0x1000000000000000', P60],
  ['0X1000000000000000', P60],
  ['1000000000000000', P60],
  ['1000 0000 0000 0000', P60],
  ['0x1000_0000_0000_0000', P60],
  ['  1000_0000_0000_0ABC ', P60 + 0xabcn],
  ['2^60', P60],
  ['2 ^ 60', P60],
  ['2**60', P60],
  ['2⁶⁰', P60],
  ['1152921504606846976', P60],
  ['1,152,921,504,606,846,976', P60],
  ['1EiB', P60],
  ['1 EB', P60],
  ['2^60 + 0xabc', P60 + 0xabcn],
  ['2^60-16M', P60 - 0x1000000n],
  ['16M', 0x1000000n],
  ['16 MB', 0x1000000n],
  ['1.5 GiB', 0x60000000n],
  ['4g', 4n << 30n],
  ['1T', 1n << 40n],
  ['10000000', 0x10000000n],
  ['268435456 bytes', 0x10000000n],
  ['0xffffffffffffffff', (1n << 64n) - 1n],
  ['2^64 - 1', (1n << 64n) - 1n],
  ['0000000000000000000f', 15n],
])('reads the address %j', (text, expected) => {
  expect(value(readAddress(text))).toBe(expected);
});

it.each<[string, number, RegExp]>([
  ['', 1, /missing/],
  ['0x', 3, /digits after 0x/],
  ['0x10g0', 5, /“g” is no hexadecimal digit/],
  ['1000 000 0000', 1, /does not belong/],
  ['2^65', 1, /beyond 64 bits/],
  ['2^64', 1, /beyond 64 bits/],
  ['2^60 + ', 8, /missing/],
  ['16M - 1G', 1, /below 0/],
  ['0x10000000000000000', 1, /beyond 64 bits/],
  ['0x100000000000000000000', 1, /more than 64 bits/],
  ['hello', 1, /does not belong/],
  ['0.3 B', 1, /whole number of bytes/],
])('says where the address %j fails', (text, column, message) => {
  const r = readAddress(text);
  expect(r.ok).toBe(false);
  if (!r.ok) {
    expect(r.error.column).toBe(column);
    expect(r.error.message).toMatch(message);
  }
});

it.each<[string, bigint]>([
  ['16M', 0x1000000n],
  ['48MB', 48n << 20n],
  ['1.5G', 3n << 29n],
  ['0x30000000', 0x30000000n],
  ['16777216', 0x1000000n],
  ['16,777,216 B', 0x1000000n],
  ['1E', P60],
  ['2^64', 1n << 64n],
  ['1G + 16M', (1n << 30n) + (1n << 24n)],
])('reads the size %j', (text, expected) => {
  expect(value(readSize(text))).toBe(expected);
});

it.each(['0', 'M', '-1', '17E', '16Q', '1.1', 'ff'])('refuses the size %j', (text) => {
  expect(readSize(text).ok).toBe(false);
});

it('tells spaces by their prefix', () => {
  expect(value(readSpacedAddress('b: 8000 0000 0000 0000'))).toEqual({
    address: 1n << 63n,
    space: 'bus',
  });
  expect(value(readSpacedAddress('0x10'))).toEqual({ address: 16n, space: null });
  expect(value(readSpacedAddress('q:0x10'))).toMatchObject({ column: 1 });
  expect(value(readSpacedAddress('v:0xz'))).toMatchObject({ column: 5 });
});

it('reads ranges in both spellings', () => {
  const expected = { start: 0x10000000n, size: 0x1000000n };
  expect(value(readRange('16M @ 0x10000000'))).toEqual(expected);
  expect(value(readRange('0x10000000-0x10ffffff'))).toEqual(expected);
  expect(value(readRange('0x10000000 - 0x11000000'))).toEqual(expected);
  expect(value(readRange('16M @ '))).toMatchObject({ column: 7 });
  expect(value(readRange('0x20-0x1f'))).toMatchObject({ column: 6 });
  expect(value(readRange('16M'))).toMatchObject({ column: 4 });
});

it('never throws and never leaves 64 bits, whatever is typed', () => {
  const alphabet = '0123456789abcdefxXmMgG^*+-−@ _.,⁶⁰:~é';
  let seed = 7;
  const next = (n: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % n;
  };
  for (let i = 0; i < 3000; i += 1) {
    const text = Array.from({ length: next(24) }, () => alphabet[next(alphabet.length)]).join('');
    const a = readAddress(text);
    if (a.ok) expect(a.value >= 0n && a.value < 1n << 64n).toBe(true);
    else expect(a.error.column).toBeGreaterThanOrEqual(1);
    const s = readSize(text);
    if (s.ok) expect(s.value > 0n && s.value <= 1n << 64n).toBe(true);
    readRange(text);
  }
});
