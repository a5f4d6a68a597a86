import { bisectRight } from 'd3';
import { BUSMAP_START } from '../../machine/units/bus-space.ts';
import { busTitle, captionFits, leaderX, slotWords } from './caption.ts';
import { addressForms, makeLabel, type Spot } from './label.ts';
import type { Picture } from './picture.ts';
import type { Label, Wish } from './place-labels.ts';
import { segment } from './segments.ts';

/** Bus addresses below the rows: where they begin, and where they end if that is not said beside them. */
export function busWishes(pic: Picture): readonly Wish[] {
  const { layout } = pic;
  if (pic.segments.slots === 0) return [];
  const y = layout.pages.at + layout.pages.size + 15 * layout.rem;
  const low = Math.max(0, pic.bus.anchor - pic.bus.at / pic.bus.scale);
  const spot = (key: string, x: number, anchor: Label['anchor']): Spot => ({
    ...{ key, x, y, anchor, kind: 'address' },
  });
  const first = busAddress(low);
  const from = layout.start + Math.max(0, pic.bx(low));
  const start = addressForms(spot('bus-start', from, 'start'), first, layout.rem).slice(0, 1);
  if (!layout.close) return [start];
  const high = Math.min(
    pic.segments.slots,
    pic.bus.anchor + (layout.length - pic.bus.at) / pic.bus.scale,
  );
  const to = layout.start + Math.min(layout.length, pic.bx(high));
  const end = addressForms(spot('bus-end', to, 'end'), busAddress(high) - 1n, layout.rem);
  return [start, end.slice(0, 1)];
}

/** Where the slots leave no room beside them, their caption stands in the line below. */
export function captionWish(pic: Picture): readonly Wish[] {
  const { layout, segments } = pic;
  if (layout.close || segments.slots === 0 || captionFits(pic)) return [];
  const y = layout.pages.at + layout.pages.size + 15 * layout.rem;
  const caption = (x: number, anchor: Label['anchor']): Label =>
    makeLabel(
      { key: 'caption', x, y, kind: 'note', anchor },
      `${busTitle(pic)}: ${slotWords(pic)}`,
      layout.rem,
    );
  const edge = layout.start + layout.room;
  const last = caption(edge, 'end');
  const line = leaderAt(pic);
  if (line === null || line < edge - last.width - 8 || line > edge + 8) return [[last]];
  // Beside the line that comes down to what is said of a slot.
  const after = caption(line + 10, 'start');
  const fits = after.x + after.width < layout.bill - 8;
  return [[caption(line - 10, 'end'), ...(fits ? [after] : [])]];
}

/** Where a line comes down from the first slot with wrong pages. */
function leaderAt(pic: Picture): number | null {
  const { segments, shown } = pic;
  const row = bisectRight(segments.wrong, 0) - 1;
  if (!shown.region || row >= segments.count) return null;
  return leaderX(pic, segment(segments, row).slot);
}

/** Bus address of a slot with fraction, to the byte. */
const busAddress = (slot: number): bigint => {
  const whole = Math.floor(slot);
  return BUSMAP_START + (BigInt(whole) << 24n) + BigInt(Math.round((slot - whole) * 2 ** 24));
};
