import { ADDRESS_END } from '../../machine/units/address.ts';
import { sectionStart } from '../../machine/units/section.ts';
import type { SeenHole } from './holes-in-sight.ts';
import { makeLabel } from './label.ts';
import { ribbonAt } from './paint-ribbons.ts';
import type { Picture } from './picture.ts';
import type { Label, Wish } from './place-labels.ts';
import type { Ribbon } from './ribbons.ts';
import { powerTicks, strideTicks, type Tick } from './ticks.ts';

const seenTicks = new WeakMap<Picture, readonly Tick[]>();

/** Ticks that are drawn, for the marks below the band; once per frame. */
export function ticksOf(pic: Picture, holes: readonly SeenHole[]): readonly Tick[] {
  const known = seenTicks.get(pic);
  if (known) return known;
  const ticks = findTicks(pic, holes);
  seenTicks.set(pic, ticks);
  return ticks;
}

function findTicks(pic: Picture, holes: readonly SeenHole[]): readonly Tick[] {
  const { axis, projection, layout } = pic;
  const gap = 44 * layout.rem;
  if (layout.close) return [];
  if (projection.linear) return strideTicks(projection, widestTick(pic));
  if (axis.kind === 'logarithmic') return powerTicks(projection, 0n, ADDRESS_END, gap);
  return holes
    .filter((h) => h.folded && h.b - h.a > 90)
    .slice(0, 12)
    .flatMap((h) => powerTicks(projection, sectionStart(h.first), sectionStart(h.end), gap))
    .filter((t) => t.x > 8 && t.x < layout.length - 8);
}

const widestTick = (pic: Picture): number =>
  pic.projection.view.origin + pic.projection.view.span > 1n << 62n &&
  pic.projection.view.span < 1n << 54n
    ? 170 * pic.layout.rem
    : 84 * pic.layout.rem;

export function tickWishes(
  pic: Picture,
  holes: readonly SeenHole[],
  ribbons: readonly Ribbon[],
): readonly Wish[] {
  const { layout } = pic;
  const y = layout.band.at + layout.band.size + 16 * layout.rem;
  return ticksOf(pic, holes)
    .map((t) =>
      makeLabel(
        { key: `t${t.address}`, x: layout.start + t.x, y, kind: 'tick' },
        t.label,
        layout.rem,
      ),
    )
    .filter((label) => isClear(pic, label, ribbons))
    .map((label) => [label]);
}

/** False if a ribbon that bends aside runs under the label. */
function isClear(pic: Picture, label: Label, ribbons: readonly Ribbon[]): boolean {
  const { layout } = pic;
  if (label.y < layout.ribbons || ribbons.length > 64) return true;
  const t = (label.y - 4 * layout.rem - layout.ribbons) / (layout.bus.at - layout.ribbons);
  const left = label.x - label.width / 2 - layout.start - 4;
  const right = left + label.width + 8;
  return ribbons.every((r) => {
    const [a, b] = ribbonAt(r, Math.max(0, t), pic);
    return b < left || a > right;
  });
}
