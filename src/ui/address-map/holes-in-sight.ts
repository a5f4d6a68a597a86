import { crowdOf } from './band-marks.ts';
import { firstPair } from './extents.ts';
import { isFold } from './paint-holes.ts';
import type { Picture } from './picture.ts';
import { sectionsInSight } from './sight.ts';

export interface SeenHole {
  readonly first: number;
  readonly end: number;
  /** As drawn, clipped to the window. */
  readonly a: number;
  readonly b: number;
  readonly folded: boolean;
}

const seenHoles = new WeakMap<Picture, readonly SeenHole[]>();

/** The holes in sight, the widest first; once per frame. */
export function holesInSight(pic: Picture): readonly SeenHole[] {
  const known = seenHoles.get(pic);
  if (known) return known;
  const holes = findHoles(pic);
  seenHoles.set(pic, holes);
  return holes;
}

function findHoles(pic: Picture): readonly SeenHole[] {
  const { holes } = pic.extents;
  const [left, right] = sectionsInSight(pic);
  const out: SeenHole[] = [];
  // Of a crowd only what may lie beside it is wide enough for words.
  const from = firstPair(holes, left);
  const last = Math.min(firstPair(holes, right), holes.length / 2 - 1);
  const step = crowdOf(pic) > 0 ? Math.max(1, last - from) : 1;
  for (let i = from; i * 2 < holes.length && out.length < 120; i += step) {
    const first = holes[i * 2] ?? 0;
    if (first >= right) break;
    const end = holes[i * 2 + 1] ?? 0;
    const a = Math.max(0, pic.x(first));
    const b = Math.min(pic.layout.length, pic.x(end));
    out.push({ first, end, a, b, folded: isFold(pic, first) });
  }
  return out.sort((p, q) => q.b - q.a - (p.b - p.a));
}

/** Stretches of memory in sight, at most so many that labels could have room. */
export function memoryInSight(pic: Picture): readonly (readonly [number, number])[] {
  if (crowdOf(pic) > 0) return [];
  const { memory } = pic.extents;
  const [left, right] = sectionsInSight(pic);
  const out: [number, number][] = [];
  let i = firstPair(memory, left);
  for (; i * 2 < memory.length && out.length < 80; i++) {
    const first = memory[i * 2] ?? 0;
    if (first >= right) break;
    out.push([first, memory[i * 2 + 1] ?? 0]);
  }
  return out;
}
