/**
 * The generator of traffic: mulberry32 (Tommy Ettinger, public domain), 32-bit integer arithmetic alone, so that a
 * seed gives the same numbers in every engine. Its state is a number; whoever draws keeps the next one.
 */

const STEP = 0x6d2b79f5;

export interface Drawn {
  /** 0 .. 2^32 - 1 */
  readonly value: number;
  readonly state: number;
}

export function draw(state: number): Drawn {
  const next = (state + STEP) | 0;
  let t = Math.imul(next ^ (next >>> 15), 1 | next);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return { value: (t ^ (t >>> 14)) >>> 0, state: next };
}

/** A state for so many numbers together: each changes all that follows. */
export function stateOf(...numbers: readonly number[]): number {
  let state = 0;
  for (const number of numbers) state = draw(state ^ draw(number | 0).value).value | 0;
  return state;
}
