import { formatHex } from '../units/address.ts';

/**
 * Pages that a driver has named to its device one by one, by place: the page frame number at each, -1 where none is.
 * A page is 4 KiB here, whatever the kernel's is. Places are given lowest first.
 */
export type Frames = Float64Array;

export const NO_FRAMES: Frames = new Float64Array(0);

/** log2 of the bytes of such a page. */
export const FRAME_SHIFT = 12;
const SHIFT = BigInt(FRAME_SHIFT);

export const frameOf = (address: bigint): number => Number(address >> SHIFT);
export const frameStart = (frame: number): bigint => BigInt(frame) << SHIFT;
export const inFrame = (address: bigint): bigint => address & ((1n << SHIFT) - 1n);

/** The lowest place that holds no page. */
export function freePlace(frames: Frames): number {
  const found = frames.indexOf(-1);
  return found < 0 ? frames.length : found;
}

export function withFrame(frames: Frames, place: number, frame: number): Frames {
  const out = new Float64Array(Math.max(frames.length, place + 1)).fill(-1);
  out.set(frames);
  out[place] = frame;
  return out;
}

/** Without the page at a place; nothing behind the last page is kept. */
export function withoutFrame(frames: Frames, place: number): Frames {
  if (place >= frames.length || place < 0) return frames;
  const out = frames.slice();
  out[place] = -1;
  return out.slice(0, out.findLastIndex((frame) => frame >= 0) + 1);
}

export const framesHeld = (frames: Frames): number =>
  frames.reduce((n, frame) => (frame < 0 ? n : n + 1), 0);

/** `0x1000`, for people. */
export const frameName = (frame: number): string => formatHex(frameStart(frame));
