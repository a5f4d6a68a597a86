import { sectionStart } from '../../machine/units/section.ts';
import { holeAt } from './extents.ts';
import { makeLabel } from './label.ts';
import { isFold } from './paint-holes.ts';
import type { Picture } from './picture.ts';
import type { Label, Wish } from './place-labels.ts';
import { type Stair, stairName, stairsOf } from './stairs.ts';
import { overviewTop, whereabouts } from './whereabouts.ts';

/** A step of the price as drawn under its stretch of the fold. */
export interface PriceStep {
  readonly a: number;
  readonly b: number;
  readonly stair: Stair;
  /** The held part would land on it. */
  readonly here: boolean;
}

/** While a part is held over a fold: what a section would cost there, by where it lands. */
export function priceSteps(pic: Picture): readonly PriceStep[] {
  const { ghost, layout } = pic;
  if (!ghost || ghost.refused || layout.upright || layout.close) return [];
  const hole = holeAt(pic.extents, Number(ghost.address >> 24n));
  if (!hole || !(isFold(pic, hole[0]) || pic.axis.kind === 'logarithmic')) return [];
  // In a low figure the strip that shows where the memory is lies there.
  const isTaken = overviewTop(layout) < priceLine(pic, 0) + 18 * layout.rem;
  if (isTaken && whereabouts(pic)) return [];
  const limit = 1n << BigInt(pic.scene.config.physicalBits);
  const end = sectionStart(hole[1]);
  const stairs = stairsOf(pic.scene, sectionStart(hole[0]), end < limit ? end : limit);
  if (stairs.length > 24) return [];
  return stairs.map((stair) => ({
    a: Math.max(0, pic.x(Number(stair.from >> 24n))),
    b: Math.min(layout.bill - layout.start - 8, pic.x(Number(stair.to >> 24n))),
    stair,
    here: stair.from <= ghost.address && ghost.address < stair.to,
  }));
}

/** Height of the steps below the band. */
export const priceLine = (pic: Picture, tables: number): number =>
  pic.layout.band.at + pic.layout.band.size + (33 - Math.min(3, tables) * 4) * pic.layout.rem;

/** `+64 KiB` at the end of each step. */
export function priceWishes(pic: Picture): readonly Wish[] {
  const { layout } = pic;
  return priceSteps(pic)
    .filter((s) => s.b - s.a > 8)
    .map((s): readonly Label[] => {
      const spot = {
        key: `stair${s.stair.from}`,
        x: layout.start + s.a + 6 * layout.rem,
        y: priceLine(pic, 0) + 13 * layout.rem,
        anchor: 'start',
        kind: s.here ? 'stair' : 'note',
      } as const;
      return [makeLabel(spot, stairName(s.stair.tables), layout.rem)];
    })
    .filter(([label]) => label && label.x + label.width < layout.bill - 4);
}
