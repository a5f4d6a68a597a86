import { memoryInSight } from './holes-in-sight.ts';
import { makeLabel } from './label.ts';
import { ribbonAt } from './paint-ribbons.ts';
import type { Painted } from './painted.ts';
import type { Picture } from './picture.ts';
import type { Label, Wish } from './place-labels.ts';
import type { Ribbon } from './ribbons.ts';

/** Where the kernel ended as it was shipped, if the scene lets it go on. */
export function shippedAt(pic: Picture): number | null {
  const { scene, layout } = pic;
  if (scene.shippedBits >= scene.config.physicalBits || pic.ghost || layout.upright) return null;
  if (pic.axis.kind === 'proportional' || pic.projection.linear) return null;
  // Inside a hole the space below shows where the memory is.
  if (pic.extents.memory.length > 0 && memoryInSight(pic).length === 0) return null;
  const x = pic.x(2 ** (scene.shippedBits - 24));
  return x > 60 && x < layout.length - 60 ? x : null;
}

export function shippedWish(pic: Picture, painted: Painted): readonly Wish[] {
  const label = shippedLabel(pic, painted.ribbons);
  return label ? [[label]] : [];
}

/** Says where the kernel ended, on a spot that no ribbon crosses. */
export function shippedLabel(pic: Picture, ribbons: readonly Ribbon[]): Label | null {
  const at = shippedAt(pic);
  if (at === null || pic.shown.before.length > 0) return null;
  const { layout, scene } = pic;
  const y = layout.band.at + layout.band.size + 43 * layout.rem;
  const t = (y - 4 - layout.ribbons) / (layout.bus.at - layout.ribbons);
  const text =
    scene.shippedBits === 44
      ? 'as shipped in 2008, the kernel ended here'
      : 'as shipped, the kernel ended here';
  for (const shift of [42, 0, -42, 120]) {
    const label = makeLabel(
      { key: 'shipped', x: layout.start + at + shift, y, anchor: 'end', kind: 'note' },
      text,
      layout.rem,
    );
    const left = label.x - label.width - layout.start;
    const right = label.x - layout.start;
    // The bill, and the channel above it, are not crossed.
    if (label.x > layout.bill - 8 * layout.rem) continue;
    const clear = ribbons.every((r) => {
      const [a, b] = ribbonAt(r, t, pic);
      return b < left - 8 || a > right + 8;
    });
    if (clear) return label;
  }
  return null;
}
