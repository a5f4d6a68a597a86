import { counted } from '../../machine/units/bytes.ts';
import type { Place } from '../../race/result.ts';
import { threeDigits } from './columns.ts';

/** `Chromium 156, 2 cores` */
export const placeName = ({ browser, cores }: Place): string =>
  `${browser}, ${counted(cores, 'core')}`;

/** The timer's smallest step that was seen. */
export function stepWords(nanoseconds: number): string {
  if (nanoseconds < 1000) return `${threeDigits(nanoseconds)} ns`;
  return nanoseconds < 1e6
    ? `${threeDigits(nanoseconds / 1000)} µs`
    : `${threeDigits(nanoseconds / 1e6)} ms`;
}

/** How it was measured, and how far it is to be trusted. */
export const trustWords = ({ isolated, resolution, wasm, rounds, hidden }: Place): string =>
  `${wasm ? 'WebAssembly' : 'TypeScript, as WebAssembly was refused'}, ${counted(rounds, 'round')} in turn after a warm-up, median and spread; ` +
  `the timer steps by ${stepWords(resolution)}, the page is ${isolated ? '' : 'not '}isolated${hidden ? ' and was out of sight for a while' : ''}. ` +
  'Other work slows all alike: trust an order beyond the spreads, not a last digit.';
