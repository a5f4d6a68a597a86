import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { priceLine, priceSteps } from './price.ts';

/** The price of a section across the fold, as low steps under it; the one it would land on is drawn full. */
export function paintPrice(pen: Pen, pic: Picture, palette: Palette): void {
  const base = priceLine(pic, 0);
  const { ghost } = palette.colour;
  for (const { a, b, stair, here } of priceSteps(pic)) {
    if (b - a < 2) continue;
    const top = priceLine(pic, stair.tables);
    pen.fill(a + 2, b - 1, top, base - top + 2 * pic.layout.rem, fade(ghost, here ? 0.9 : 0.3));
  }
}
