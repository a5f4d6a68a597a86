import { groupHex } from '../../machine/units/address.ts';
import { makeLabel } from './label.ts';
import { foreigners, neighbourWords } from './neighbours.ts';
import type { Picture } from './picture.ts';
import type { Wish } from './place-labels.ts';

/** On a close view: where the slots beside come from, and how far that is. */
export function neighbourWishes(pic: Picture): readonly Wish[] {
  const { layout } = pic;
  const wishes: Wish[] = foreigners(pic).flatMap(({ mark, side, address }): Wish[] => {
    const x =
      layout.start +
      (side === 'left' ? Math.max(0, mark.c) + 8 : Math.min(layout.length, mark.d) - 8);
    const anchor = side === 'left' ? 'start' : 'end';
    const spot = { key: `far${mark.slot}`, x, y: layout.bus.at - 9 * layout.rem, anchor } as const;
    const text = `from ${groupHex(address)}, far to the ${side}`;
    const kind = mark.kind === 'moved' ? 'moved' : 'far';
    const label = makeLabel({ ...spot, kind }, text, layout.rem);
    const room = Math.min(layout.length, mark.d) - Math.max(0, mark.c) - 24;
    return label.width < room ? [[label]] : [];
  });
  const words = neighbourWords(pic);
  if (!words) return wishes;
  const y = layout.pages.at + layout.pages.size + 15 * layout.rem;
  const spot = { key: 'neighbours', x: layout.start + words.at, y, kind: 'gap' } as const;
  return [...wishes, [makeLabel(spot, words.text, layout.rem)]];
}
