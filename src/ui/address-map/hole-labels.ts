import { formatCount } from '../../machine/units/bytes.ts';
import { sectionStart } from '../../machine/units/section.ts';
import type { SeenHole } from './holes-in-sight.ts';

import { makeLabel, type Spot } from './label.ts';
import { limitOf } from './paint-holes.ts';
import type { Picture } from './picture.ts';
import type { Label, LabelKind, Wish } from './place-labels.ts';
import { power } from './section-name.ts';
import { sizeNames } from './size-words.ts';

/** Name and size of a hole, in the middle of what the kernel can see of it - or of what it cannot, if that is wider. */
export function holeWishes(pic: Picture, hole: SeenHole): readonly Wish[] {
  const limit = Math.max(hole.a, Math.min(hole.b, pic.x(limitOf(pic))));
  const isBeyond = hole.b - limit > limit - hole.a;
  const [from, to] = isBeyond ? [limit, hole.b] : [hole.a, limit];
  // What the kernel can see of it is counted up to its limit; beyond that there are no sections.
  const end = isBeyond ? hole.end : Math.min(hole.end, limitOf(pic));
  const pieces = pic.ghost
    ? splitAt(pic, { ...hole, end }, from, to)
    : [{ ...hole, a: from, b: to, end }];
  return pieces.flatMap((piece) => namePiece(pic, piece, isBeyond));
}

/** The ghost parts a hole in two, each with its own size. */
function splitAt(pic: Picture, hole: SeenHole, from: number, to: number): readonly SeenHole[] {
  const { ghost } = pic;
  const whole = { ...hole, a: from, b: to };
  if (!ghost || ghost.b < from || ghost.a > to) return [whole];
  const first = Number(ghost.address >> 24n);
  const end = Number((ghost.address + ghost.size) >> 24n);
  if (first < hole.first || end > hole.end) return [whole];
  return [
    { ...whole, end: first, b: ghost.a },
    { ...whole, first: end, a: ghost.b },
  ].filter((p) => p.end > p.first);
}

function namePiece(pic: Picture, hole: SeenHole, isBeyond: boolean): readonly Wish[] {
  const { layout } = pic;
  const room = hole.b - hole.a - 22;
  // Less than the shortest name: nothing to measure.
  if (room < 30 * layout.rem) return [];
  const size = sectionStart(hole.end - hole.first);
  const names = sizeNames(size);
  const x = layout.start + (hole.a + hole.b) / 2;
  const fits = (l: Label): boolean => l.width <= room;
  const spot = (dy: number, kind: LabelKind): Spot => ({
    key: `${kind}${hole.first}`,
    x,
    y: layout.band.at + dy * layout.rem,
    kind,
  });
  const forms = [`${names[0]} of nothing`, ...names].map((text) =>
    makeLabel(spot(22, isBeyond ? 'hole-beyond' : 'hole'), text, layout.rem),
  );
  const fitting = forms.filter(fits);
  if (fitting.length === 0) return [];
  const under = subtitles(pic, hole, isBeyond)
    .map((text) =>
      makeLabel(spot(38, isBeyond ? 'hole-size-beyond' : 'hole-size'), text, layout.rem),
    )
    .filter(fits);
  if (layout.band.size < 44 * layout.rem || under.length === 0)
    return [
      fitting.map((l) => ({ ...l, y: layout.band.at + layout.band.size / 2 + 5 * layout.rem })),
    ];
  return [fitting, under];
}

function subtitles(pic: Picture, hole: SeenHole, isBeyond: boolean): readonly string[] {
  const { physicalBits } = pic.scene.config;
  const count = hole.end - hole.first;
  const sections = `hole of ${formatCount(count)} ${count === 1 ? 'section' : 'sections'}`;
  if (isBeyond)
    return [`this kernel ends at ${power(physicalBits)}`, `ends at ${power(physicalBits)}`];
  return pic.ghost ? ['hole'] : [sections, 'hole'];
}
