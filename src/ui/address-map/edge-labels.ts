import { groupHex } from '../../machine/units/address.ts';
import { sectionStart } from '../../machine/units/section.ts';
import { gapWishes } from './gap-labels.ts';
import { memoryInSight } from './holes-in-sight.ts';
import { addressForms, makeLabel, type Spot } from './label.ts';
import { addressLine } from './layout.ts';
import type { Picture } from './picture.ts';
import type { Label, Wish } from './place-labels.ts';

/** The exact address of the part in the hand, in its tag. */
export function ghostWishes(pic: Picture): readonly Wish[] {
  const { ghost, layout } = pic;
  if (!ghost) return [];
  const x = layout.start + (ghost.a + ghost.b) / 2;
  const y = layout.band.at - 21 * layout.rem;
  return [[makeLabel({ key: 'ghost', x, y, kind: 'ghost' }, groupHex(ghost.address), layout.rem)]];
}

/** With so many stretches in sight, those beside a small gap go without an address. */
const MANY = 24;

/** Addresses above: both ends of the window, then the edges of memory, those beside the widest holes first. */
export function edgeWishes(pic: Picture): readonly Wish[] {
  const { layout, projection } = pic;
  const { rem, start, length } = layout;
  const y = addressLine(layout);
  const end = projection.view.origin + projection.view.span;
  const spot = (key: string, along: number, anchor: Label['anchor'], strong = false): Spot => ({
    key,
    x: start + along,
    y,
    anchor,
    kind: strong ? 'strong-address' : 'address',
  });
  const first = addressForms(spot('start', 0, 'start'), projection.view.origin, rem);
  const last = addressForms(spot('end', length, 'end'), end, rem);
  const isBroken = pic.axis.kind === 'broken';
  const starts: Wish[] = [];
  // Beside a small gap the gap's own name comes first.
  const lesser: Wish[] = [];
  let before = Number.NEGATIVE_INFINITY;
  const closes: Wish[] = [];
  const stretches = memoryInSight(pic);
  const isMany = stretches.length > MANY;
  for (const [from, to] of stretches) {
    const a = pic.x(from);
    const b = pic.x(to);
    const middle = b - a < 60 ? (a + b) / 2 : a;
    const isNear = isBroken && a - before < 110;
    if (from > 0 && a > 4 && !(isMany && isNear))
      (isNear ? lesser : starts).push(
        addressForms(spot(`m${from}`, middle, 'middle', true), sectionStart(from), rem),
      );
    before = b;
    if (b < length - 4 && b - a > 120)
      closes.push(addressForms(spot(`h${to}`, b, 'middle'), sectionStart(to), rem));
  }
  return [last, ...starts, first, ...gapWishes(pic), ...closes, ...lesser];
}
