import type { Details } from './details.ts';
import type { Picture } from './picture.ts';
import { firstBeyond } from './runs.ts';
import { cells, columnStart, columns, MANY, STEP, sectionsInSight, wide } from './sight.ts';

/** A stretch of the physical band. */
export interface BandMark {
  readonly a: number;
  readonly b: number;
  readonly section: number;
  readonly count: number;
  readonly offline: boolean;
  /** One section with its number in it. */
  readonly cell: boolean;
  /** How much of the colour it has: 1 unless many runs share a few pixels. */
  readonly cover: number;
}

/** What stands on the physical band. */
export function bandMarks(pic: Picture, cover?: Details['cover']): readonly BandMark[] {
  const { memory } = pic.scene;
  const [left, right] = sectionsInSight(pic);
  const from = firstBeyond(memory, left);
  const to = firstBeyond(memory, right) + 1;
  if (to - from > MANY) return bandColumns(pic, cover);
  const marks: BandMark[] = [];
  for (let i = from; i < to && i * 3 < memory.length; i++) {
    const first = memory[i * 3] ?? 0;
    if (first >= right) break;
    const end = first + (memory[i * 3 + 1] ?? 0);
    const offline = memory[i * 3 + 2] === 1;
    for (const [s, e, cell] of cells(pic, Math.max(first, Math.floor(left)), end, pic.x)) {
      const [a, b] = wide(pic.x(s), pic.x(e), pic.layout.length);
      // A bar that is all of its run says how long the run is, however little of it is in sight.
      const isRest = s > Math.max(first, Math.floor(left));
      const count = cell ? 1 : isRest ? e - s : end - first;
      marks.push({ a, b, section: s, count, offline, cell, cover: 1 });
    }
  }
  return marks;
}

/** Runs in sight, if they are too many to be drawn one by one; else 0. */
export function crowdOf(pic: Picture): number {
  const { memory } = pic.scene;
  const [left, right] = sectionsInSight(pic);
  const runs = firstBeyond(memory, right) - firstBeyond(memory, left);
  return runs > MANY ? runs : 0;
}

function bandColumns(pic: Picture, coverOf: Details['cover'] = () => 0.8): readonly BandMark[] {
  const { memory } = pic.scene;
  const at = columns(pic);
  const marks: BandMark[] = [];
  let next = firstBeyond(memory, at[0] ?? 0);
  for (let i = 0; i + 1 < at.length; i++) {
    const low = at[i] ?? 0;
    const high = at[i + 1] ?? 0;
    const row = next;
    next = firstBeyond(memory, high);
    const first = memory[row * 3];
    if (first === undefined || first >= high) continue;
    const rows = next - row + 1;
    const cover = rows > 1 ? coverOf(pic, low, high) : 1;
    const a = columnStart(pic, i);
    marks.push({
      // Many in one column leave a hairline of hole: it is not one piece.
      ...{
        a,
        b: a + (rows > 1 ? STEP - 1 : STEP),
        section: Math.max(first, Math.floor(low)),
        count: rows,
      },
      ...{ offline: memory[row * 3 + 2] === 1, cell: false, cover },
    });
  }
  return marks;
}
