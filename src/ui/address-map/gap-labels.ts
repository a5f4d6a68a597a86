import { sectionStart } from '../../machine/units/section.ts';
import { holesInSight, type SeenHole } from './holes-in-sight.ts';
import { makeLabel, type Spot } from './label.ts';
import { addressLine } from './layout.ts';
import type { Picture } from './picture.ts';
import type { Wish } from './place-labels.ts';
import { sizeNames } from './size-words.ts';

/** The line above has room for no more. */
const MOST = 16;

/** Holes too narrow for their name have it above, the widest first. */
export const gapWishes = (pic: Picture): readonly Wish[] =>
  holesInSight(pic)
    .filter((h) => !h.folded && h.b - h.a < 90 && pic.axis.kind === 'broken')
    .slice(0, MOST)
    .flatMap((h) => gapName(pic, h, sizeNames(sectionStart(h.end - h.first))[0] ?? ''));

/** A small gap has its name above. */
function gapName(pic: Picture, hole: SeenHole, name: string): readonly Wish[] {
  const { layout } = pic;
  if (hole.b - hole.a < 6) return [];
  const spot: Spot = {
    key: `gap${hole.first}`,
    x: layout.start + (hole.a + hole.b) / 2,
    y: addressLine(layout),
    kind: 'gap',
  };
  return [[makeLabel(spot, `${name} of nothing`, layout.rem), makeLabel(spot, name, layout.rem)]];
}
