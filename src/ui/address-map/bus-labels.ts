import { captionFits, slotWords } from './caption.ts';
import { addressForms, makeLabel, type Spot } from './label.ts';
import type { Picture } from './picture.ts';
import type { Label, Wish } from './place-labels.ts';

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
  const spot = {
    key: 'caption',
    x: layout.start + layout.room,
    y,
    kind: 'note',
    anchor: 'end',
  } as const;
  return [[makeLabel(spot, `Bus space, dense: ${slotWords(pic)}`, layout.rem)]];
}

/** Bus address of a slot with fraction, to the byte. */
const busAddress = (slot: number): bigint => {
  const whole = Math.floor(slot);
  return (1n << 63n) + (BigInt(whole) << 24n) + BigInt(Math.round((slot - whole) * 2 ** 24));
};
