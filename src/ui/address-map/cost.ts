import { formatCount, iecSize } from '../../machine/units/bytes.ts';

/** Twice the thread's memory has room at this scale, so the first parts dropped do not change it. */
const LEAST = 2n << 20n;

/** Bytes per pixel of the bars: 2 MiB, or the power of two that keeps the memory's own bar on the page. */
export function barScale(memory: bigint, room: number): bigint {
  let scale = LEAST;
  while (memory / scale > BigInt(room)) scale <<= 1n;
  return scale;
}

/** Length of a bar in pixels, not rounded. */
export const barLength = (bytes: bigint, scale: bigint): number => Number(bytes) / Number(scale);

const FRACTIONS: readonly (readonly [number, string])[] = [
  [0.85, 'about a pixel'],
  [0.6, 'two thirds of a pixel'],
  [0.42, 'half a pixel'],
  [0.29, 'a third of a pixel'],
  [0.22, 'a quarter of a pixel'],
  [0.18, 'a fifth of a pixel'],
  [0.14, 'a sixth of a pixel'],
];

/** `a third of a pixel`, `1/512 of a pixel`; empty where there is a bar to be seen. */
export function pixelWords(px: number): string {
  if (px >= 1.5 || px === 0) return '';
  for (const [least, words] of FRACTIONS) if (px >= least) return words;
  return `1/${formatCount(Math.round(1 / px))} of a pixel`;
}

/** A size as numeral and unit, at most three digits and no more decimals than fit. */
export function numeral(bytes: bigint): { readonly number: string; readonly unit: string } {
  const coarse = iecSize(bytes, 0);
  if (coarse.number.length >= 3 || !coarse.rounded) return coarse;
  return iecSize(bytes, coarse.number.length === 1 ? 2 : 1);
}
