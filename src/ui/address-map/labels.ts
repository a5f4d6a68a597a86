import { busWishes, captionWish } from './bus-labels.ts';
import { edgeWishes, ghostWishes } from './edge-labels.ts';
import { holeWishes } from './hole-labels.ts';
import { holesInSight } from './holes-in-sight.ts';
import type { Layout } from './layout.ts';
import type { Painted } from './painted.ts';
import type { Picture } from './picture.ts';
import { type Label, placeLabels, type Taken, type Wish } from './place-labels.ts';
import { shippedWish } from './shipped-label.ts';
import { tickWishes } from './tick-labels.ts';
import { uprightTaken, uprightWishes } from './upright-labels.ts';

/** Everything written around the band, the most important first. */
export function labelsOf(pic: Picture, painted: Painted): readonly Label[] {
  const { layout } = pic;
  const edges: readonly [number, number] = layout.upright
    ? [layout.band.at, layout.bus.at + layout.bus.size]
    : [layout.start - 1, layout.width - layout.start + 1];
  const wishes = layout.upright
    ? [...uprightWishes(pic), ...painted.words]
    : [...ghostWishes(pic), ...wideWishes(pic, painted), ...painted.extra];
  return [
    ...painted.strips,
    ...placeLabels(wishes, layout.upright ? uprightTaken(pic) : billTaken(layout), edges),
  ];
}

/** Where the bill stands; in a low figure with large type that is close below the band. */
const billTaken = ({ bill, billTop, width, height, close, rem }: Layout): readonly Taken[] =>
  close ? [] : [{ left: bill + 10 * rem, right: width, top: billTop, bottom: height }];

function wideWishes(pic: Picture, painted: Painted): readonly Wish[] {
  const holes = holesInSight(pic);
  return [
    ...edgeWishes(pic),
    ...busWishes(pic),
    ...painted.neighbours,
    ...painted.words,
    ...captionWish(pic),
    ...holes.flatMap((h) => holeWishes(pic, h)),
    ...tickWishes(pic, holes, painted.ribbons),
    ...shippedWish(pic, painted),
  ];
}
