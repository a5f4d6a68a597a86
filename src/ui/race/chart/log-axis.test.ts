import { describe, expect, it } from 'vitest';
import { byteAxis, byteTicks, pixelOf, timeAxis, timeTicks, timeWords } from './log-axis.ts';

const GIB = 2n ** 30n;

describe('the axis of bytes', () => {
  const axis = byteAxis([64n, 512n * GIB], 0, 1000);

  it('has air at both ends', () => {
    expect([axis.low, axis.high]).toEqual([5, 40]);
    expect(pixelOf(axis, 32n)).toBe(0);
    expect(pixelOf(axis, 2n ** 40n)).toBe(1000);
  });

  it('is even in octaves', () => {
    expect(pixelOf(axis, 2n ** 12n)).toBeCloseTo(200);
    expect(pixelOf(axis, 2n ** 26n)).toBeCloseTo(600);
  });

  it('names sizes in IEC units', () => {
    expect(byteTicks(axis, 60).map((t) => t.label)).toEqual([
      '32 B',
      '1 KiB',
      '32 KiB',
      '1 MiB',
      '32 MiB',
      '1 GiB',
      '32 GiB',
      '1 TiB',
    ]);
    expect(byteTicks(axis, 160).map((t) => t.label)).toEqual(['1 KiB', '1 MiB', '1 GiB', '1 TiB']);
  });

  it('reaches to what has no logarithm', () => {
    const withNothing = byteAxis([0n, 4096n], 0, 1000);
    expect(pixelOf(withNothing, 0n)).toBe(0);
    expect(pixelOf(withNothing, 4096n)).toBeGreaterThan(28);
    expect(byteTicks(withNothing, 60)[0]).toEqual({ at: 0, label: '0 B' });
  });

  it('holds 8 EiB, and one size alone', () => {
    const wide = byteAxis([2n ** 63n], 0, 120);
    expect(wide.high - wide.low).toBe(12);
    expect(byteTicks(wide, 100).map((t) => t.label)).toEqual(['1 EiB']);
  });
});

describe('the axis of times', () => {
  it('runs upwards from the lower pixel', () => {
    const axis = timeAxis([1, 100], 400, 0);
    expect(pixelOf(axis, 1)).toBeGreaterThan(pixelOf(axis, 100));
    expect(pixelOf(axis, 10)).toBeCloseTo(200);
  });

  it('names 1, 2, 5 where there is room, else the tens', () => {
    const axis = timeAxis([1, 100], 400, 0);
    expect(timeTicks(axis, 40).map((t) => t.label)).toEqual([
      '1 ns',
      '2 ns',
      '5 ns',
      '10 ns',
      '20 ns',
      '50 ns',
      '100 ns',
    ]);
    expect(timeTicks(axis, 80).map((t) => t.label)).toEqual(['1 ns', '10 ns', '100 ns']);
  });
});

describe('timeWords', () => {
  it.each([
    [0.456, '0.46 ns'],
    [1, '1 ns'],
    [12.34, '12.3 ns'],
    [123.4, '123 ns'],
    [999.9, '1 µs'],
    [1250, '1.25 µs'],
    [3.2e6, '3.2 ms'],
  ])('%d ns', (nanoseconds, words) => expect(timeWords(nanoseconds)).toBe(words));
});
