import type { Plot } from './plot.ts';

/** True if a point of the picture is on the stairs of the front, or no further from them than `reach` pixels. */
export function onStairs(
  { front, area, lane }: Plot,
  x: number,
  y: number,
  reach: number,
): boolean {
  const near = (from: number, to: number, at: number): boolean =>
    at >= Math.min(from, to) - reach && at <= Math.max(from, to) + reach;
  return front.some(([left, bottom], i) => {
    const top = front[i - 1]?.[1] ?? lane?.bottom ?? area.top;
    const right = front[i + 1]?.[0] ?? area.left + area.width;
    return (
      (near(left, left, x) && near(top, bottom, y)) ||
      (near(bottom, bottom, y) && near(left, right, x))
    );
  });
}
