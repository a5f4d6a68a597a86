import type { Picture } from './picture.ts';
import { sectionUnder } from './projection.ts';

/**
 * From run lists to marks, at a cost of pixels: where more runs are in sight than could be told apart, each few
 * pixels ask by bisection what lies under them.
 */

/** Beyond so many rows in sight, pixels are asked instead. */
export const MANY = 300;
/** Pixels per question; also the least width of a lone section. */
export const STEP = 3;

/** [left, right) of the window in sections, with fraction. */
export function sectionsInSight(pic: Picture): readonly [number, number] {
  const { view, from } = pic.projection;
  // Down to 2^-12 of a section: finer does not fit a double near 2^40, and rounding up would lose the edge.
  const left = from.section + Math.floor(from.offset / 4096) / 4096;
  return [left, Number((view.origin + view.span + 4095n) >> 12n) / 4096];
}

/** At least a hairline, and all of it inside where its middle is. */
export function wide(a: number, b: number, length: number): readonly [number, number] {
  if (b - a >= STEP) return [a, b];
  const from = (a + b - STEP) / 2;
  const isOut = from < -STEP || from > length;
  const at = isOut ? from : Math.max(0, Math.min(length - STEP, from));
  return [at, at + STEP];
}

/** Sections of a run in sight that are wide enough for a cell each; the rest is one bar. */
export function* cells(
  pic: Picture,
  first: number,
  end: number,
  at: (section: number) => number,
): Generator<readonly [number, number, boolean]> {
  const least = pic.layout.cell;
  let from = first;
  while (from < end) {
    const a = at(from);
    const b = at(from + 1);
    if (b - a < least) {
      yield [from, end, false];
      return;
    }
    if (b > 0) {
      if (a > pic.layout.length) return;
      yield [from, from + 1, true];
      from += 1;
    } else from = Math.max(from + 1, Math.min(end - 1, from + Math.floor(-b / (b - a))));
  }
}

const seenColumns = new WeakMap<Picture, Float64Array>();

/** Section number under every few pixels, with fraction; once per frame. */
export function columns(pic: Picture): Float64Array {
  const known = seenColumns.get(pic);
  if (known) return known;
  const count = Math.ceil(pic.layout.length / STEP);
  const out = new Float64Array(count + 1);
  for (let i = 0; i <= count; i++)
    out[i] = sectionUnder(pic.projection, Math.min(i * STEP, pic.layout.length));
  seenColumns.set(pic, out);
  return out;
}

/** Pixel at which column i begins; looked up only while edges travel. */
export function columnStart(pic: Picture, i: number): number {
  if (!pic.moving) return Math.min(i * STEP, pic.layout.length);
  const section = columns(pic)[i] ?? 0;
  return pic.x(Math.floor(section), (section % 1) * 2 ** 24);
}
