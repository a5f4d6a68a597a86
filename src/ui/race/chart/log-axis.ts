import { formatSize } from '../../../machine/units/bytes.ts';

/** A logarithmic axis: exponents `low` to `high` of `base` lie at the pixels `from` to `to`. */
export interface LogAxis {
  readonly base: 2 | 10;
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
  /** Where nothing at all lies, which has no logarithm; null where nobody needs it. */
  readonly zero: number | null;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Room for 0 B before the axis begins. */
const ZERO_ROOM = 28;
/** An axis shows this much at least: octaves, decades. */
const LEAST_OCTAVES = 12;
const LEAST_DECADES = 1;

const exponents = (values: readonly number[], log: (value: number) => number): number[] =>
  values.filter((value) => value > 0).map(log);

/** Bytes from left to right, over whole powers of two with air at both ends. */
export function byteAxis(all: readonly bigint[], from: number, to: number): LogAxis {
  const logs = exponents(all.map(Number), Math.log2);
  const low = logs.length > 0 ? Math.floor(Math.min(...logs)) - 1 : 6;
  const high = logs.length > 0 ? Math.ceil(Math.max(...logs)) + 1 : low;
  const missing = Math.max(0, LEAST_OCTAVES - (high - low));
  const zero = all.some((bytes) => bytes === 0n) ? from : null;
  return {
    base: 2,
    low: low - Math.floor(missing / 2),
    high: high + Math.ceil(missing / 2),
    from: zero === null ? from : from + ZERO_ROOM,
    to,
    zero,
  };
}

/** Nanoseconds from below to above: `from` is the lower pixel. */
export function timeAxis(all: readonly number[], from: number, to: number): LogAxis {
  const logs = exponents(all, Math.log10);
  const low = logs.length > 0 ? Math.min(...logs) - 0.12 : 0;
  const high = logs.length > 0 ? Math.max(...logs) + 0.12 : 2;
  const missing = Math.max(0, LEAST_DECADES - (high - low));
  return { base: 10, low: low - missing / 2, high: high + missing / 2, from, to, zero: null };
}

/** The pixel of a value. */
export function pixelOf(axis: LogAxis, value: number | bigint): number {
  const number = Number(value);
  if (number <= 0) return axis.zero ?? axis.from;
  const exponent = axis.base === 2 ? Math.log2(number) : Math.log10(number);
  return axis.from + ((exponent - axis.low) / (axis.high - axis.low)) * (axis.to - axis.from);
}

/** Steps between two sizes that are named, in octaves: 32 KiB, 1 MiB, 32 MiB is one of five. */
const STEPS = [1, 2, 5, 10, 20, 30] as const;

/** Sizes in IEC units, no closer than `apart` pixels. */
export function byteTicks(axis: LogAxis, apart: number): readonly Tick[] {
  const octave = Math.abs(axis.to - axis.from) / (axis.high - axis.low);
  const step = STEPS.find((s) => s * octave >= apart) ?? 30;
  const ticks: Tick[] = axis.zero === null ? [] : [{ at: axis.zero, label: '0 B' }];
  for (let e = Math.ceil(Math.max(0, axis.low) / step) * step; e <= axis.high; e += step)
    ticks.push({ at: pixelOf(axis, 2 ** e), label: formatSize(1n << BigInt(e)) });
  return ticks;
}

const UNITS = ['ns', 'µs', 'ms', 's'] as const;

/** `20 ns`, `1.25 µs`: three digits. */
export function timeWords(nanoseconds: number): string {
  const power = Math.max(0, Math.min(3, Math.floor(Math.log10(nanoseconds * 1.0005) / 3)));
  const value = nanoseconds / 1000 ** power;
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${UNITS[power]}`;
}

/** 1, 2, 5, 10 ... of whatever unit, no closer than `apart` pixels. */
export function timeTicks(axis: LogAxis, apart: number): readonly Tick[] {
  const decade = Math.abs(axis.to - axis.from) / (axis.high - axis.low);
  // Between 2 and 5 lies the widest of the three steps, between 1 and 2 one of 0.3 decades, the narrowest.
  const parts = decade * 0.3 >= apart ? [1, 2, 5] : [1];
  const ticks: Tick[] = [];
  for (let e = Math.floor(axis.low); e <= axis.high; e += 1)
    for (const part of parts) {
      const exponent = e + Math.log10(part);
      if (exponent < axis.low || exponent > axis.high) continue;
      const value = part * 10 ** e;
      ticks.push({ at: pixelOf(axis, value), label: timeWords(value) });
    }
  return ticks;
}
