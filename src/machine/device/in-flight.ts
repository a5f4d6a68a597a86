import type { RunSet } from '../units/run-set.ts';
import { sectionStart } from '../units/section.ts';
import type { Direction } from './access.ts';
import { draw } from './generator.ts';

/** Where a buffer of traffic lies, and which way its bytes go. */
export interface Place {
  readonly direction: Direction;
  readonly meant: bigint;
}

/** Buffers of a packet lie at multiples of this (ours). */
const BUFFER_BYTES = 2048;
const BUFFERS_PER_SECTION = 2 ** 24 / BUFFER_BYTES;
const TWO_32 = 2 ** 32;

/**
 * Buffers for traffic, one to be read and one to be written in each of so many equal parts of the online memory, so
 * that a lone section far up has its share of both (ours).
 */
export function placeBuffers(
  online: RunSet,
  buffers: number,
  state: number,
): { readonly places: readonly Place[]; readonly state: number } {
  const places: Place[] = [];
  let at = state;
  const next = (): number => {
    const drawn = draw(at);
    at = drawn.state;
    return drawn.value / TWO_32;
  };
  const { size } = online;
  const parts = Math.ceil(buffers / 2);
  for (let k = 0; size > 0 && k < buffers; k++) {
    const rank = Math.min(size - 1, Math.floor(((Math.floor(k / 2) + next()) / parts) * size));
    const section = online.select(rank) as number;
    const offset = Math.floor(next() * BUFFERS_PER_SECTION) * BUFFER_BYTES;
    places.push({
      direction: k % 2 === 0 ? 'read' : 'write',
      meant: sectionStart(section) + BigInt(offset),
    });
  }
  return { places, state: at };
}
