import { paintRibbonsOf } from './paint-ribbons.ts';
import { paintAll, paintFrame, stripName } from './paint-strips.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import type { Wish } from './place-labels.ts';
import { xAt, xOf } from './projection.ts';
import { ribbons } from './ribbons.ts';
import { overviewOf, overviewTop, STRIP, whereabouts } from './whereabouts.ts';

/** The bus row needs this much below the band, or there is no room for a strip between them. */
const LEAST = 64;
/** Left of the strip is its name. */
const LEFT = 150;

const fits = ({ layout }: Picture): boolean =>
  !layout.upright &&
  !layout.close &&
  layout.bus.at - layout.band.at - layout.band.size >= LEAST * layout.rem;

/** A hole alone fills the band: below it all of the space, with what is seen framed and the memory joined to its slots. */
export function paintOverview(pen: Pen, pic: Picture, palette: Palette): void {
  if (!fits(pic) || !whereabouts(pic)) return;
  const { layout } = pic;
  const top = overviewTop(layout);
  const inner = LEFT * layout.rem;
  const all = overviewOf(pic, layout.room - inner);
  const height = STRIP * layout.rem;
  const small: Picture = {
    ...pic,
    axis: all.axis,
    projection: all,
    layout: { ...layout, length: layout.room, bill: layout.width, ribbons: top + height },
    x: (section, offset) => inner + xAt(all, section, offset),
  };
  // What is in the hand comes down from the band itself.
  const joined = ribbons(small).filter((r) => r.kind !== 'ghost');
  paintRibbonsOf(pen, small, palette, joined);
  paintAll(pen, pic, palette, all, inner, top);
  const { origin, span } = pic.projection.view;
  const [a, b] = [origin, origin + span].map((at) => inner + xOf(all, at));
  paintFrame(pen, palette, a ?? 0, b ?? 0, top, height);
}

/** What the strip is: as on a close view. */
export function overviewWords(pic: Picture): readonly Wish[] {
  if (!fits(pic) || !whereabouts(pic)) return [];
  return stripName(pic, 'all 2⁶⁴', 'broken axis', 0, overviewTop(pic.layout)).map((l) => [l]);
}
