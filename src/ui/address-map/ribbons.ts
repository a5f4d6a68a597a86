import type { Picture } from './picture.ts';
import { any, firstRow, isMoved, type Segment, segment } from './segments.ts';
import { cells, columnStart, columns, MANY, STEP, sectionsInSight, wide } from './sight.ts';

/** Columns that share a ribbon. */
const BUNDLE = 4;

/** From memory to its slots. */
export interface Ribbon {
  readonly a: number;
  readonly b: number;
  /** On the bus row. */
  readonly c: number;
  readonly d: number;
  readonly kind: 'same' | 'moved' | 'ghost';
  /** Where it went before, if it moved. */
  readonly was: readonly [number, number] | null;
  readonly cell: boolean;
  /** One of many bundles: it stands for all that lies between its edges. */
  readonly column: boolean;
}

export const kindOf = (pic: Picture, s: Segment): Ribbon['kind'] =>
  pic.previewing && Number.isNaN(s.before) ? 'ghost' : isMoved(s) ? 'moved' : 'same';

/** More ribbons than bundles could not be told apart, and each long curve costs more than all of its bundle. */
const bundlesIn = ({ layout }: Picture): number =>
  Math.min(MANY, Math.ceil(layout.length / (STEP * BUNDLE)));

/** Ribbons in sight, bundled where there are many. */
export function ribbons(pic: Picture): readonly Ribbon[] {
  const { segments } = pic;
  const [left, right] = sectionsInSight(pic);
  const from = firstRow(segments, left);
  const to = Math.min(segments.count, firstRow(segments, right) + 1);
  if (to - from > bundlesIn(pic)) return ribbonColumns(pic);
  const out: Ribbon[] = [];
  for (let i = from; i < to; i++) {
    const s = segment(segments, i);
    if (s.section >= right || s.slot < 0) continue;
    const kind = kindOf(pic, s);
    if (kind === 'ghost' && pic.ghost) out.push(ghostRibbon(pic, s));
    else out.push(...ribbonsOf(pic, s, kind, left));
  }
  return out;
}

/** The ghost is drawn wider than true, so its ribbon is too. */
function ghostRibbon(pic: Picture, s: Segment): Ribbon {
  const { a, b, address, size } = pic.ghost ?? { a: 0, b: 0, address: 0n, size: 1n };
  const first = Number(address >> 24n);
  const scale = (b - a) / Number(size >> 24n || 1n);
  const top = a + (s.section - first) * scale;
  return {
    ...{ a: top, b: top + s.count * scale, c: pic.bx(s.slot), d: pic.bx(s.slot + s.count) },
    ...{ kind: 'ghost', was: null, cell: false, column: false },
  };
}

function* ribbonsOf(
  pic: Picture,
  s: Segment,
  kind: Ribbon['kind'],
  left: number,
): Generator<Ribbon> {
  const first = Math.max(s.section, Math.floor(left));
  for (const [from, to, cell] of cells(pic, first, s.section + s.count, pic.x)) {
    const k = from - s.section;
    const n = to - from;
    const [a, b] = cell
      ? [pic.x(from), pic.x(to)]
      : wide(pic.x(from), pic.x(to), pic.layout.length);
    const was: readonly [number, number] | null =
      kind === 'moved' ? [pic.bx(s.before + k), pic.bx(s.before + k + n)] : null;
    const column = false;
    yield { a, b, c: pic.bx(s.slot + k), d: pic.bx(s.slot + k + n), kind, was, cell, column };
  }
}

function ribbonColumns(pic: Picture): readonly Ribbon[] {
  const { segments } = pic;
  const at = columns(pic);
  const out: Ribbon[] = [];
  for (let i = 0; i + 1 < at.length; i += BUNDLE) {
    const low = at[i] ?? 0;
    const next = Math.min(i + BUNDLE, at.length - 1);
    const high = at[next] ?? 0;
    const row = firstRow(segments, low);
    if (row >= segments.count) break;
    const first = segment(segments, row);
    if (first.section >= high || first.slot < 0) continue;
    const end = firstRow(segments, high);
    const last = end < segments.count ? segment(segments, end) : segment(segments, end - 1);
    const c = pic.bx(first.slot + Math.max(0, low - first.section));
    const d = pic.bx(last.slot + Math.max(0, Math.min(last.count, high - last.section)));
    const a = columnStart(pic, i);
    // Where the next one begins, also while an axis changes: neighbours meet.
    const b = Math.max(a + 1, columnStart(pic, next));
    const kind = any(segments.moved, row, Math.max(end, row + 1)) ? 'moved' : 'same';
    out.push({
      ...{ a, b, c, d: Math.max(d, c + 1) },
      ...{ kind, was: null, cell: false, column: true },
    });
  }
  return out;
}
