import { WHOLE } from '../../store/view.ts';
import { type Axis, buildAxis } from './axis.ts';
import { type Extents, firstPair, holeAt } from './extents.ts';
import type { Layout } from './layout.ts';
import type { Picture } from './picture.ts';
import { type Projection, project } from './projection.ts';
import { isWhole } from './viewport.ts';

/** [first, end) in sections. */
type Stretch = readonly [number, number];

/** A window that shows one hole and nothing else: which, and the memory on either side. */
export interface Whereabouts {
  readonly hole: Stretch;
  readonly before: Stretch | null;
  readonly after: Stretch | null;
}

const stretch = (pairs: Float64Array, at: number): Stretch | null => {
  const first = pairs[at * 2];
  return first === undefined ? null : [first, pairs[at * 2 + 1] ?? 0];
};

/** Where one is, if there is no memory in sight; null where memory shows, or where there is none at all. */
export function whereabouts(pic: Picture): Whereabouts | null {
  const { extents, projection } = pic;
  const { origin, span } = projection.view;
  const hole = isWhole(projection.view) ? null : holeAt(extents, Number(origin >> 24n));
  if (!hole || Number((origin + span - 1n) >> 24n) >= hole[1]) return null;
  const { memory } = extents;
  if (memory.length === 0) return null;
  const next = firstPair(memory, hole[0]);
  return {
    hole,
    before: next === 0 ? null : stretch(memory, next - 1),
    after: stretch(memory, next),
  };
}

const known = new WeakMap<Extents, Axis>();

/** All of the address space on the broken axis, on so many pixels; built anew only for another scene or width. */
export function overviewOf({ extents, layout }: Picture, width: number): Projection {
  const found = known.get(extents);
  const axis =
    found?.width === width
      ? found
      : buildAxis('broken', extents, width, {
          section: (layout.section * width) / layout.length,
          share: 0.6,
        });
  known.set(extents, axis);
  return project(axis, WHOLE, width);
}

/** Height of a strip that shows where one is. */
export const STRIP = 14;

/** Upper edge of the strip between band and bus row that shows where a hole lies. */
export const overviewTop = ({ bus, band, rem }: Layout): number =>
  Math.max(band.at + band.size + 26 * rem, bus.at - 62 * rem);
