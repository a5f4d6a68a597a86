import { ADDRESS_END } from '../../machine/units/address.ts';
import { SECTION_SIZE } from '../../machine/units/section.ts';
import type { Viewport } from '../../store/view.ts';
import {
  type Axis,
  advance,
  baseOf,
  distance,
  type Place,
  pieceAt,
  roughBase,
  sectionAtBase,
} from './axis.ts';
import { addressAt, exact, isWhole, pan, viewportOf, zoom } from './viewport.ts';

/** A window on an axis: addresses to pixels and back. */
export interface Projection {
  readonly axis: Axis;
  readonly view: Viewport;
  readonly width: number;
  /** Every pixel is the same number of bytes, and everything is exact. */
  readonly linear: boolean;
  /** Pixels per section in memory; 0 on the ruler of the logarithmic axis. */
  readonly sectionPx: number;
  /** Left edge and base distance to the right edge. */
  readonly from: Place;
  readonly reach: number;
  /** Base coordinate of the left edge. */
  readonly base: number;
}

const OFFSET = (1n << 24n) - 1n;

/** An exact position (units of 2^-64 byte) as section and offset. */
const placeOf = (value: bigint): Place => {
  const bytes = value >> 64n;
  return {
    section: Number(bytes >> 24n),
    offset: Number(bytes & OFFSET) + Number(value & ((1n << 64n) - 1n)) / 2 ** 64,
  };
};

/** Less than a section, or so little of a ruler that it bends by less than a thousandth of a pixel: to scale. */
function isLinear(axis: Axis, view: Viewport): boolean {
  const { start, size } = exact(view);
  const piece = pieceAt(axis, Number(start >> 88n));
  const inside = (start + size - 1n) >> 88n < BigInt(axis.start[piece + 1] ?? 0);
  if (inside && !axis.ruler[piece]) return true;
  if (view.span < BigInt(SECTION_SIZE)) return true;
  return inside && size << 20n < start + (1n << 88n);
}

/** Looks at an axis through a window. */
export function project(axis: Axis, view: Viewport, width: number): Projection {
  const { start, size } = exact(view);
  const from = placeOf(start);
  const linear = isLinear(axis, view);
  const span = Number(size) / 2 ** 64;
  const reach = linear ? span : distance(axis, from, placeOf(start + size));
  const sectionPx = linear ? (width * SECTION_SIZE) / span : (axis.scale * width) / reach;
  return { axis, view, width, linear, sectionPx, from, reach, base: baseOf(axis, from) };
}

/** Pixel of a place. */
export function xAt(p: Projection, section: number, offset = 0): number {
  if (p.linear)
    return (
      (((section - p.from.section) * SECTION_SIZE + (offset - p.from.offset)) / p.reach) * p.width
    );
  // The exact difference costs more, and shows only where the picture is magnified.
  if (p.reach > p.width / ROUGH)
    return ((roughBase(p.axis, section, offset) - p.base) / p.reach) * p.width;
  return (distance(p.axis, p.from, { section, offset }) / p.reach) * p.width;
}

/** Up to this magnification a base coordinate has digits enough: 2^-52 of 1,440 px, a million times over. */
const ROUGH = 2 ** 20;

/** Pixel of an address or of 2^64. */
export const xOf = (p: Projection, address: bigint): number =>
  xAt(p, Number(address >> 24n), Number(address & OFFSET));

/** The byte under a pixel. */
export function addressUnder(p: Projection, px: number): bigint {
  const at = p.linear
    ? addressAt(p.view, p.width, px)
    : advance(p.axis, p.from, (px / p.width) * p.reach) >> 64n;
  return at < 0n ? 0n : at >= ADDRESS_END ? ADDRESS_END - 1n : at;
}

/** Section under a pixel, with fraction; to 2^-12 of a section. For counting what lies under columns. */
export function sectionUnder(p: Projection, px: number): number {
  const part = px / p.width;
  if (p.linear) return p.from.section + (p.from.offset + part * p.reach) / SECTION_SIZE;
  return sectionAtBase(p.axis, Math.min(p.axis.width, p.base + part * p.reach));
}

const rightEdge = (view: Viewport): bigint => {
  const { start, size } = exact(view);
  return start + size;
};

const between = (a: bigint, b: bigint): Viewport => viewportOf(a, b - a);

/** Memory or a small gap in sight: its scale is what the eye follows. */
export function seesLinear(p: Projection): boolean {
  const first = pieceAt(p.axis, p.from.section);
  const last = pieceAt(p.axis, Number((rightEdge(p.view) - 1n) >> 88n));
  return first !== last || !p.axis.ruler[first];
}

/** Base distance of a window that would show things at the scale in which they are seen now. */
const reachOf = (p: Projection): number => {
  if (!p.linear) return p.reach;
  if (p.axis.scale > 0 && seesLinear(p)) return (p.axis.scale * p.width) / p.sectionPx;
  return distance(p.axis, p.from, placeOf(rightEdge(p.view)));
};

/** Exact position under a pixel. */
function under(p: Projection, px: number): bigint {
  if (!p.linear) return advance(p.axis, p.from, (px / p.width) * p.reach);
  const { start, size } = exact(p.view);
  return (
    start + (size * BigInt(Math.round(px * 0x100000))) / BigInt(Math.round(p.width * 0x100000))
  );
}

/** In memory, or at its very edge. */
function onLinear(axis: Axis, at: Place): boolean {
  const piece = pieceAt(axis, at.section);
  if (!axis.ruler[piece]) return true;
  const start = { section: axis.start[piece] ?? 0, offset: 0 };
  return piece > 0 && distance(axis, start, at) < 1e-6;
}

/** Zooms about a pixel: by bytes where all is to scale, else by the picture, which then turns into addresses. */
export function zoomAbout(p: Projection, px: number, octaves: number): Viewport {
  if (p.linear) {
    const next = zoom(p.view, p.width, px, octaves);
    if (isLinear(p.axis, next)) return next;
  }
  const reach = reachOf(p) * 2 ** octaves;
  if (reach >= p.axis.width * (1 - 1e-9)) return between(0n, 1n << 128n);
  const at = under(p, px);
  if (octaves < 0 && p.axis.scale > reach && onLinear(p.axis, placeOf(at))) {
    // Closer than a section at the edge of a fold: its bytes are too far apart to share the picture, so to scale.
    const size = BigInt(Math.round((reach / p.axis.scale) * 2 ** 52)) << 36n;
    return viewportOf(at - ((size * BigInt(Math.round((px / p.width) * 2 ** 40))) >> 40n), size);
  }
  return shifted(p, baseOf(p.axis, placeOf(at)) - (px / p.width) * reach, reach);
}

/** The window of so much base distance that begins at a base coordinate, kept inside the picture. */
function shifted(p: Projection, wanted: number, reach: number): Viewport {
  const start = Math.min(Math.max(wanted, 0), p.axis.width - reach);
  const from = advance(p.axis, p.from, start - baseOf(p.axis, p.from));
  return between(from, advance(p.axis, placeOf(from), reach));
}

/** Moves the picture `px` pixels to the left. */
export function panBy(p: Projection, px: number): Viewport {
  if (isWhole(p.view) || px === 0) return p.view;
  if (p.linear) {
    const next = pan(p.view, p.width, px);
    if (isLinear(p.axis, next)) return next;
  }
  const reach = reachOf(p);
  return shifted(p, baseOf(p.axis, p.from) + (px / p.width) * reach, reach);
}

/** A window that shows [start, end) with a margin on both sides. */
export function fitView(axis: Axis, start: bigint, end: bigint): Viewport {
  const size = end - start < 1n ? 1n : end - start;
  const close = viewportOf((start << 64n) - (size << 61n), (size * 5n) << 62n);
  if (isLinear(axis, close)) return close;
  const from = placeOf(start << 64n);
  const to = placeOf((start + size) << 64n);
  const margin = distance(axis, from, to) * 0.12;
  return between(advance(axis, from, -margin), advance(axis, to, margin));
}
