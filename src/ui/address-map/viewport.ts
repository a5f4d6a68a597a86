import { ADDRESS_END } from '../../machine/units/address.ts';
import type { Viewport } from '../../store/view.ts';

/**
 * Arithmetic of the window, exact: everything is a bigint in units of 2^-64 byte. A double holds 53 bits, so
 * at 2^60 and 64 bytes to the pixel a thousand one-pixel pans of a floating origin move nothing.
 */
const ONE = 1n << 64n;
const MASK = ONE - 1n;
const END = ADDRESS_END << 64n;
/** Rounding left over by division is far below this; a real position this close to a whole byte is that byte. */
const NEARLY = 1n << 32n;

/** [start, start + size) in units of 2^-64 byte. */
export interface ExactWindow {
  readonly start: bigint;
  readonly size: bigint;
}

/** The window as two exact numbers. */
export const exact = (view: Viewport): ExactWindow => ({
  start: (view.origin << 64n) + view.fraction,
  size: (view.span << 64n) + (view.spanFraction ?? 0n),
});

/** A viewport from exact numbers, moved and shrunk as needed to lie in [0, 2^64) and to hold a byte. */
export function viewportOf(start: bigint, size: bigint): Viewport {
  const span = size < ONE ? ONE : size > END ? END : size;
  const from = start < 0n ? 0n : start > END - span ? END - span : start;
  const base = { origin: from >> 64n, fraction: from & MASK, span: span >> 64n };
  return (span & MASK) === 0n ? base : { ...base, spanFraction: span & MASK };
}

/** Pixels as an integer of 2^-20 pixel, so that a width of 1391.5 is exact too. */
const pixels = (px: number): bigint => BigInt(Math.round(px * 0x100000));

const whole = (value: bigint): bigint => {
  const rest = value & MASK;
  if (rest <= NEARLY) return value - rest;
  return rest >= ONE - NEARLY ? value - rest + ONE : value;
};

/** Bytes from the left edge to a pixel, in units of 2^-64. */
const reach = (size: bigint, width: number, px: number): bigint =>
  (size * pixels(px)) / pixels(width);

/** The byte under a pixel's left edge. */
export function addressAt(view: Viewport, width: number, px: number): bigint {
  const { start, size } = exact(view);
  return (start + reach(size, width, px)) >> 64n;
}

/** Moves the window so that what is under the pointer follows it by `px` pixels to the left. */
export function pan(view: Viewport, width: number, px: number): Viewport {
  const { start, size } = exact(view);
  return viewportOf(whole(start + reach(size, width, px)), size);
}

/** Zooms about a pixel, `octaves` > 0 outwards; the byte under that pixel stays there. In and out again is nothing. */
export function zoom(view: Viewport, width: number, px: number, octaves: number): Viewport {
  const { start, size } = exact(view);
  const ratio = BigInt(Math.round(2 ** (Math.abs(octaves) + 40)));
  const next = whole(octaves > 0 ? (size * ratio) >> 40n : ((size << 40n) + ratio / 2n) / ratio);
  const bounded = next < ONE ? ONE : next > END ? END : next;
  return viewportOf(start + reach(size, width, px) - reach(bounded, width, px), bounded);
}

/** True if both show the same bytes. */
export const sameView = (a: Viewport, b: Viewport): boolean =>
  a.origin === b.origin &&
  a.fraction === b.fraction &&
  a.span === b.span &&
  (a.spanFraction ?? 0n) === (b.spanFraction ?? 0n);

/** True if the window is all of the address space. */
export const isWhole = (view: Viewport): boolean => view.span === ADDRESS_END;
