import { describe, expect, it } from 'vitest';
import { bootOn } from '../machine/boot-on.test-data.ts';
import type { Machine } from '../machine/machine.ts';
import { OPENING } from '../scenario/scenario.ts';
import { Checkpoints } from './checkpoints.ts';

/** Two runs of memory. */
function machine(): Machine {
  const memory = OPENING.boot.map((b) => ({ ...b, end: b.start + b.size }));
  return bootOn(OPENING.machine, memory).machine;
}

const kept = (list: Checkpoints, last: number): number[] =>
  Array.from({ length: last + 1 }, (_, n) => n).filter((n) => list.at(n));

describe('machines kept on the way', () => {
  const one = machine();

  it('are every fourth and the last twenty-four', () => {
    const list = new Checkpoints();
    for (let n = 0; n <= 100; n++) list.keep(n, one);
    expect(kept(list, 100)).toEqual([
      ...Array.from({ length: 20 }, (_, i) => 4 * i),
      ...Array.from({ length: 24 }, (_, i) => 77 + i),
    ]);
  });

  it('hold no more runs than they may, also where each step begins another line', () => {
    let list = new Checkpoints(20);
    list.keep(0, one);
    for (let n = 1; n <= 1000; n++) {
      list = list.upTo(n - 1);
      list.keep(n, one);
    }
    const old = kept(list, 1000 - 24);
    // Ten machines of two runs each, spread over the whole line.
    expect(old.length).toBeLessThanOrEqual(10);
    expect(old.length).toBeGreaterThanOrEqual(5);
    expect(old[0]).toBe(0);
    const gaps = old.slice(1).map((n, i) => n - (old[i] as number));
    expect(new Set(gaps).size).toBe(1);
  });

  it('keep the first whatever it holds', () => {
    const list = new Checkpoints(1);
    for (let n = 0; n <= 100; n++) list.keep(n, one);
    expect(kept(list, 60)).toEqual([0]);
  });
});
