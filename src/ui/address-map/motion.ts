import { easeCubicInOut, easeCubicOut } from 'd3';

/** What moves, for how long, and how. */
export interface Movement {
  readonly ms: number;
  readonly ease: (t: number) => number;
}

/** An axis changes: quick to leave, long to arrive. */
export const AXIS_CHANGE: Movement = { ms: 520, ease: (t) => easeCubicInOut(t ** 0.6) };
/** Memory comes or goes. */
export const DROP: Movement = { ms: 320, ease: easeCubicOut };

let stillness: MediaQueryList | null = null;

/** The reader asked for stillness. */
export function prefersStillness(): boolean {
  stillness ??= matchMedia('(prefers-reduced-motion: reduce)');
  return stillness.matches;
}
