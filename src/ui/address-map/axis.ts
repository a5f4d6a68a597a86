import { SECTION_END, SECTION_SIZE } from '../../machine/units/section.ts';
import type { AxisKind } from '../../store/view.ts';
import type { Extents } from './extents.ts';

/**
 * An axis: pieces that cover [0, 2^64) in order, each linear or a ruler of octaves, with base coordinates u
 * (pixels of the whole picture). Proportional is one linear piece, logarithmic one ruler; broken has memory and
 * small holes to one scale, and every hole that would be wider than its fold as a ruler.
 */
export interface Axis {
  readonly kind: AxisKind;
  /** Width of the whole picture. */
  readonly width: number;
  /** First section of each piece, and 2^40 at the end. */
  readonly start: Float64Array;
  /** Base coordinate of each piece's start, and the width at the end. */
  readonly u: Float64Array;
  /** 1: a ruler of octaves (a fold); 0: linear. */
  readonly ruler: Uint8Array;
  /** Pixels per section in linear pieces. */
  readonly scale: number;
  /** The piece that was asked for last: only for speed. */
  readonly near: { piece: number };
}

/** A position: section number, and bytes into it (with fraction). Differences of two are exact where it matters. */
export interface Place {
  readonly section: number;
  readonly offset: number;
}

/** How wide a section may be: 32 px, 24 where room is scarce, 13 on the upright axis of a phone. */
export interface Scale {
  readonly section: number;
  /** Share of the picture that memory may take where there is much of it. */
  readonly share: number;
}

/** Builds an axis over a layout; once per scene and width. */
export function buildAxis(kind: AxisKind, extents: Extents, width: number, scale: Scale): Axis {
  if (kind === 'broken') return broken(extents, width, scale);
  return {
    kind,
    width,
    start: Float64Array.of(0, SECTION_END),
    u: Float64Array.of(0, width),
    ruler: Uint8Array.of(kind === 'logarithmic' ? 1 : 0),
    scale: kind === 'logarithmic' ? 0 : width / SECTION_END,
    near: { piece: 0 },
  };
}

interface Budget {
  readonly scale: number;
  readonly fold: number;
}

/** As wide as a section may be, but memory within its share. */
const scaleOf = (linear: number, width: number, max: Scale): number =>
  linear === 0 ? max.section : Math.min(max.section, (max.share * width) / linear);

function budget(linear: number, folds: number, width: number, max: Scale): Budget {
  if (folds === 0) return { scale: linear === 0 ? 0 : width / linear, fold: 0 };
  const scale = scaleOf(linear, width, max);
  return { scale, fold: (width - scale * linear) / folds };
}

/** Sizes of holes, ascending, sorted only as far as they are asked for: powers of two apart, one power at a time. */
function* ascendingSizes(holes: Float64Array): Generator<Float64Array> {
  const power = (size: number): number => 31 - Math.clz32(Math.min(size, 2 ** 31));
  const counts = new Uint32Array(32);
  for (let i = 0; i < holes.length; i += 2) {
    const bin = power((holes[i + 1] as number) - (holes[i] as number));
    counts[bin] = (counts[bin] as number) + 1;
  }
  for (let bin = 0; bin < 32; bin++) {
    const sizes = new Float64Array(counts[bin] as number);
    let n = 0;
    for (let i = 0; n < sizes.length && i < holes.length; i += 2) {
      const size = (holes[i + 1] as number) - (holes[i] as number);
      if (power(size) === bin) sizes[n++] = size;
    }
    yield sizes.sort();
  }
}

/** A hole narrower than its fold stays an honest gap, so that a removal does not reflow the picture. */
function settle(extents: Extents, width: number, max: Scale): Budget & { widest: number } {
  const { holes } = extents;
  const all = holes.length / 2;
  let linear = extents.sections;
  let kept = 0;
  let widest = 0;
  search: for (const sizes of ascendingSizes(holes))
    for (const size of sizes) {
      const scale = scaleOf(linear, width, max);
      // The last hole stays folded, however narrow.
      if (kept >= all - 1 || size * scale > (width - scale * linear) / (all - kept)) break search;
      linear += size;
      kept += 1;
      widest = size;
    }
  return { ...budget(linear, all - kept, width, max), widest };
}

function broken(extents: Extents, width: number, max: Scale): Axis {
  const { memory, holes } = extents;
  const { scale, fold, widest } = settle(extents, width, max);
  const count = (memory.length + holes.length) / 2;
  const start = new Float64Array(count + 1);
  const u = new Float64Array(count + 1);
  const ruler = new Uint8Array(count);
  // Memory and holes take turns: they fill the space, and neither touches its own kind.
  const isHoleFirst = holes.length > 0 && (memory.length === 0 || holes[0] === 0);
  let linear = 0;
  let folds = 0;
  for (let i = 0; i < count; i++) {
    const isHole = (i % 2 === 0) === isHoleFirst;
    const list = isHole ? holes : memory;
    const at = i - (i % 2);
    const first = list[at] as number;
    const size = (list[at + 1] as number) - first;
    start[i] = first;
    u[i] = linear * scale + folds * fold;
    if (isHole && size > widest) {
      ruler[i] = 1;
      folds += 1;
    } else linear += size;
  }
  start[count] = SECTION_END;
  u[count] = width;
  return { kind: 'broken', width, start, u, ruler, scale, near: { piece: 0 } };
}

/** Index of the piece that holds a section. */
export function pieceAt(axis: Axis, section: number): number {
  const { start, near } = axis;
  // Marks ask in order: the piece of the last answer or the next one, nearly always.
  for (let i = near.piece; i < near.piece + 2 && i < axis.ruler.length; i++)
    if ((start[i] ?? 0) <= section && section < (start[i + 1] ?? 0)) {
      near.piece = i;
      return i;
    }
  near.piece = lastAtMost(start, section, axis.ruler.length);
  return near.piece;
}

/** Index of the last of `count` ascending numbers that is at most a value; 0 if none is. */
function lastAtMost(ascending: Float64Array, value: number, count: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

const sectionsBetween = (a: Place, b: Place): number =>
  b.section - a.section + (b.offset - a.offset) / SECTION_SIZE;

const pieceStart = (axis: Axis, piece: number): Place => ({
  section: axis.start[piece] ?? 0,
  offset: 0,
});

const pieceWidth = (axis: Axis, piece: number): number =>
  (axis.u[piece + 1] ?? 0) - (axis.u[piece] ?? 0);

/** log of (end + 2^24) / (start + 2^24): the ruler's length in nats. */
const rulerLength = (axis: Axis, piece: number): number => {
  const start = axis.start[piece] ?? 0;
  return Math.log1p(((axis.start[piece + 1] ?? 0) - start) / (start + 1));
};

/** Base-coordinate distance between two places of one piece: from the exact difference, never from two u. */
function within(axis: Axis, piece: number, a: Place, b: Place): number {
  const delta = sectionsBetween(a, b);
  // Measured from the lower end: log1p near -1 would lose the digits that count.
  if (delta < 0) return -within(axis, piece, b, a);
  const width = pieceWidth(axis, piece);
  if (!axis.ruler[piece])
    return (delta / ((axis.start[piece + 1] ?? 0) - (axis.start[piece] ?? 0))) * width;
  const base = a.section + 1 + a.offset / SECTION_SIZE;
  return (Math.log1p(delta / base) / rulerLength(axis, piece)) * width;
}

/** Base coordinate of a place, good to a thousandth of a pixel where the picture is not magnified a lot. */
export function roughBase(axis: Axis, section: number, offset: number): number {
  const piece = pieceAt(axis, section);
  const start = axis.start[piece] ?? 0;
  const u = axis.u[piece] ?? 0;
  const width = (axis.u[piece + 1] ?? 0) - u;
  const sections = section - start + offset / SECTION_SIZE;
  if (!axis.ruler[piece]) return u + (sections / ((axis.start[piece + 1] ?? 0) - start)) * width;
  return u + (Math.log1p(sections / (start + 1)) / rulerLength(axis, piece)) * width;
}

/** Signed distance from a to b in base coordinates. */
export function distance(axis: Axis, a: Place, b: Place): number {
  if (sectionsBetween(a, b) < 0) return -distance(axis, b, a);
  const i = pieceAt(axis, a.section);
  const j = pieceAt(axis, b.section);
  if (i === j) return within(axis, i, a, b);
  return (
    within(axis, i, a, pieceStart(axis, i + 1)) +
    ((axis.u[j] ?? 0) - (axis.u[i + 1] ?? 0)) +
    within(axis, j, pieceStart(axis, j), b)
  );
}

/** Bytes (units of 2^-64) of a number of bytes, every bit of the double kept. */
function exactBytes(bytes: number): bigint {
  const whole = Math.floor(bytes);
  return (BigInt(whole) << 64n) + (BigInt(Math.floor((bytes - whole) * 2 ** 53)) << 11n);
}

const exactPlace = (place: Place): bigint =>
  (BigInt(place.section) << 88n) + exactBytes(place.offset);

/** Sections to go from a for a base distance inside one piece. */
function solve(axis: Axis, piece: number, a: Place, du: number): number {
  const width = pieceWidth(axis, piece);
  if (width === 0) return 0;
  if (!axis.ruler[piece])
    return (du / width) * ((axis.start[piece + 1] ?? 0) - (axis.start[piece] ?? 0));
  const base = a.section + 1 + a.offset / SECTION_SIZE;
  return base * Math.expm1((du / width) * rulerLength(axis, piece));
}

const pieceAtU = (axis: Axis, u: number): number => lastAtMost(axis.u, u, axis.ruler.length);

/** The place a base distance away from a, as bytes in units of 2^-64; stops at 0 and 2^64. */
export function advance(axis: Axis, a: Place, du: number): bigint {
  const i = pieceAt(axis, a.section);
  const back = -within(axis, i, a, pieceStart(axis, i));
  const ahead = within(axis, i, a, pieceStart(axis, i + 1));
  // Far back in the same piece: measured from its start, where no digits cancel.
  if (du >= -back && du < 0 && back + du < -du)
    return clamp(
      exactPlace(pieceStart(axis, i)) +
        exactBytes(solve(axis, i, pieceStart(axis, i), Math.max(0, back + du)) * SECTION_SIZE),
    );
  if (du >= -back && du <= ahead)
    return clamp(exactPlace(a) + exactBytes(solve(axis, i, a, du) * SECTION_SIZE));
  const target = (axis.u[i] ?? 0) + back + du;
  if (target <= 0) return 0n;
  if (target >= axis.width) return END;
  const j = pieceAtU(axis, target);
  if (j === i) return exactPlace(pieceStart(axis, du > 0 ? i + 1 : i));
  // Measured from the near border, so that nothing is lost where the two pieces touch.
  const rest = j > i ? du - ahead : du + back;
  const from = pieceStart(axis, j);
  const step = rest - ((axis.u[j] ?? 0) - (axis.u[j > i ? i + 1 : i] ?? 0));
  return clamp(
    exactPlace(from) + exactBytes(Math.max(0, solve(axis, j, from, step)) * SECTION_SIZE),
  );
}

const END = 1n << 128n;
const clamp = (value: bigint): bigint => (value < 0n ? 0n : value > END ? END : value);

/** Section at a base coordinate, with fraction: for marks of a few pixels, at the speed of doubles. */
export function sectionAtBase(axis: Axis, u: number): number {
  const piece = pieceAtU(axis, u);
  const start = axis.start[piece] ?? 0;
  const from = { section: start, offset: 0 };
  return start + Math.max(0, solve(axis, piece, from, u - (axis.u[piece] ?? 0)));
}

/** Base coordinate of a place. */
export const baseOf = (axis: Axis, place: Place): number =>
  distance(axis, { section: 0, offset: 0 }, place);
