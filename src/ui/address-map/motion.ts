/** A cubic-bezier curve as CSS means it, solved by a few steps of Newton's method. */
export function bezier(x1: number, y1: number, x2: number, y2: number): (t: number) => number {
  const at = (a: number, b: number, t: number): number =>
    3 * a * t * (1 - t) ** 2 + 3 * b * t * t * (1 - t) + t ** 3;
  const slope = (a: number, b: number, t: number): number =>
    3 * a * (1 - t) ** 2 + 6 * (b - a) * t * (1 - t) + 3 * (1 - b) * t * t;
  return (x) => {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    let t = x;
    for (let i = 0; i < 8; i++) {
      const d = slope(x1, x2, t);
      if (Math.abs(d) < 1e-6) break;
      t -= (at(x1, x2, t) - x) / d;
    }
    return at(y1, y2, Math.max(0, Math.min(1, t)));
  };
}

/** What moves, for how long. */
export const AXIS_CHANGE = { ms: 520, ease: bezier(0.4, 0, 0.1, 1) } as const;
export const DROP = { ms: 320, ease: bezier(0.2, 0, 0, 1) } as const;

let stillness: MediaQueryList | null = null;

/** The reader asked for stillness. */
export function prefersStillness(): boolean {
  stillness ??= matchMedia('(prefers-reduced-motion: reduce)');
  return stillness.matches;
}
