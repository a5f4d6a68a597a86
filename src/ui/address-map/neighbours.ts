import type { Picture } from './picture.ts';
import { sectionsInSight } from './sight.ts';
import { sizeWords } from './size-words.ts';
import { type SlotMark, slotMarks } from './slot-marks.ts';

/** A slot in sight whose memory is not: its ribbon comes from far away. */
export interface Foreigner {
  readonly mark: SlotMark;
  readonly side: 'left' | 'right';
  /** Address of the first byte in sight of that slot's row. */
  readonly address: bigint;
}

/** Slots beside the memory that is looked at, on a close view. */
export function foreigners(pic: Picture): readonly Foreigner[] {
  if (!pic.layout.close) return [];
  const [left, right] = sectionsInSight(pic);
  const out: Foreigner[] = [];
  for (const mark of slotMarks(pic)) {
    const last = mark.section + mark.count - 1;
    if (last >= Math.floor(left) && mark.section < right) continue;
    const cut = Math.max(0, -mark.c) / pic.bus.scale;
    const address = (BigInt(mark.section) << 24n) + BigInt(Math.round(cut * 2 ** 24));
    out.push({ mark, side: last < left ? 'left' : 'right', address });
  }
  return out;
}

/** Two slots side by side in sight, and how far apart their memory is. */
export function neighbourWords(
  pic: Picture,
): { readonly at: number; readonly text: string } | null {
  if (!pic.layout.close) return null;
  const marks = slotMarks(pic);
  for (const [i, mark] of marks.entries()) {
    const next = marks[i + 1];
    if (!next || next.slot !== mark.slot + mark.count) continue;
    const gap = next.section - mark.section - mark.count;
    if (gap <= 0 || next.c < 0 || next.c > pic.layout.length) continue;
    const size = sizeWords(BigInt(gap) << 24n);
    return {
      at: next.c,
      text: `neighbours on the bus; between them in memory, ${size} of nothing`,
    };
  }
  return null;
}
