import { easeCubicInOut, easeCubicOut } from 'd3';

/** What moves, for how long, and how. */
export interface Movement {
  readonly ms: number;
  readonly ease: (t: number) => number;
}

/** Quick to leave, long to arrive. */
const AXIS_CHANGE: Movement = { ms: 520, ease: (t) => easeCubicInOut(t ** 0.6) };
const DROP: Movement = { ms: 320, ease: easeCubicOut };

let stillness: MediaQueryList | null = null;

/** The reader asked for stillness. */
function prefersStillness(): boolean {
  stillness ??= matchMedia('(prefers-reduced-motion: reduce)');
  return stillness.matches;
}

/** How edges travel when the axis changes or memory comes and goes; null: they jump. */
export function movementOf(change: 'axis' | 'scene'): Movement | null {
  if (prefersStillness()) return null;
  return change === 'axis' ? AXIS_CHANGE : DROP;
}
