import { bisectRight } from 'd3';
import { ADDRESS_END } from '../../machine/units/address.ts';
import type { Scene } from '../../worker/protocol.ts';
import { type Axis, distance, type Place } from './axis.ts';
import { type Extents, extentsOf, holeAt } from './extents.ts';

/** What snapping needs to know of a scene. */
export type SnapScene = Pick<Scene, 'memory' | 'beyond'> & {
  readonly config: Pick<Scene['config'], 'blockSize' | 'physicalBits'>;
};

/** Where a section is narrower than this, a drop snaps to places that mean something. */
const NARROW = 8;

const known = new WeakMap<Float64Array, Extents>();

const extents = (scene: SnapScene): Extents => {
  if (scene.beyond.length > 0) return extentsOf(scene);
  const found = known.get(scene.memory) ?? extentsOf(scene);
  known.set(scene.memory, found);
  return found;
};

const down = (address: bigint, block: bigint): bigint => address - (address % block);

/** Block-aligned, and not so high that the part would reach beyond 2^64. */
function aligned(address: bigint, size: bigint, block: bigint): bigint {
  const last = down(ADDRESS_END - size, block);
  const at = down(address, block);
  return at < 0n ? 0n : at > last ? last : at;
}

/**
 * The places in a hole [from, to) where a part snaps: after the memory before, before the memory after, each
 * power of two, the middle. Ascending, block-aligned, all of them free.
 */
export function placesIn(from: bigint, to: bigint, size: bigint, block: bigint): readonly bigint[] {
  const last = to - size;
  const places = new Set<bigint>();
  const offer = (address: bigint): void => {
    const at = down(address, block);
    if (at >= from && at <= last) places.add(at);
  };
  offer(from + block - 1n);
  if (to < ADDRESS_END) offer(last);
  for (let power = block; power < ADDRESS_END; power <<= 1n) offer(power);
  offer((from + to) / 2n);
  return [...places].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

const bytes = (section: number): bigint => BigInt(section) << 24n;

/** An address as the axis measures it. */
export const placeOf = (address: bigint): Place => ({
  section: Number(address >> 24n),
  offset: Number(address & 0xffffffn),
});

/** How the pointer aims: what is under it, and what it is drawn like there. */
export interface Aim {
  readonly address: bigint;
  /** Width of a section there: wide ones snap to blocks, narrow ones and folds to the places of the hole. */
  readonly pxPerSection: number;
  /** Places farther than this from the pointer, in base coordinates of the axis, do not draw the part away from it. */
  readonly reach: number;
  /** Any block. */
  readonly alt: boolean;
}

/** Where a part of `size` would land with the pointer there. */
export function snapNear(
  scene: SnapScene,
  axis: Axis,
  { address, pxPerSection, reach, alt }: Aim,
  size: bigint,
): bigint {
  const block = BigInt(scene.config.blockSize);
  const plain = aligned(address, size, block);
  if (alt || pxPerSection >= NARROW) return plain;
  const hole = holeAt(extents(scene), Number(address >> 24n));
  const here = placeOf(address);
  const limit = 1n << BigInt(scene.config.physicalBits);
  // Who points at what this kernel can hold is not drawn to where it holds nothing.
  const isLow = plain + size <= limit;
  const places = hole
    ? placesIn(bytes(hole[0]), bytes(hole[1]), size, block)
    : // Over memory too narrow to aim at: the free places on either side.
      ([-1, 1] as const)
        .map((direction) => snapStep(scene, address, size, direction, false))
        .filter((found) => found !== address);
  let best = plain;
  // Over memory there is no place under the pointer: the nearest free one, however far.
  let least = hole ? reach : Number.POSITIVE_INFINITY;
  for (const candidate of places) {
    if (isLow && candidate + size > limit) continue;
    const far = Math.abs(distance(axis, here, placeOf(candidate)));
    if (far >= least) continue;
    least = far;
    best = candidate;
  }
  return best;
}

/** The hole that holds a section, or the next one in a direction, as an index into `holes`; -1: none. */
function holeIndex(holes: Float64Array, section: number, direction: 1 | -1): number {
  const at = ((bisectRight(holes, section) + 1) >> 1) - 1;
  if (at >= 0 && section < (holes[at * 2 + 1] ?? 0)) return at;
  const next = direction === 1 ? at + 1 : at;
  return next * 2 < holes.length ? next : -1;
}

/**
 * The next place for a part held by the keyboard: through the places of the holes, or by one block with `alt`.
 * From nowhere (null) it begins at the first place above 0. Stays where it is at the ends.
 */
export function snapStep(
  scene: SnapScene,
  address: bigint | null,
  size: bigint,
  direction: 1 | -1,
  alt: boolean,
): bigint {
  const block = BigInt(scene.config.blockSize);
  if (alt && address !== null) return aligned(address + BigInt(direction) * block, size, block);
  const { holes } = extents(scene);
  const from = address ?? (direction === 1 ? -1n : ADDRESS_END);
  const section = Number((from < 0n ? 0n : from >= ADDRESS_END ? ADDRESS_END - 1n : from) >> 24n);
  for (
    let i = holeIndex(holes, section, direction);
    i >= 0 && i * 2 < holes.length;
    i += direction
  ) {
    const places = placesIn(bytes(holes[i * 2] ?? 0), bytes(holes[i * 2 + 1] ?? 0), size, block);
    const next = direction === 1 ? places.find((p) => p > from) : places.findLast((p) => p < from);
    if (next !== undefined) return next;
  }
  return address ?? aligned(0n, size, block);
}
