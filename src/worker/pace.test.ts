import { expect, it } from 'vitest';
import type { Playing } from '../timeline/timeline.ts';
import { LEFT } from './left.ts';
import { Pace } from './pace.ts';

/** A replay of so many events, each of which takes a while on a clock of its own. */
function bench(events: number, each: number) {
  const told: number[] = [];
  let clock = 0;
  let breaths = 0;
  function* playing(): Playing<string> {
    for (let done = 1; done <= events; done++) {
      clock += each;
      yield { done, of: events };
    }
    return 'played';
  }
  const onBreath: { call: () => void } = { call: () => undefined };
  const pace = new Pace(
    () => clock,
    async () => {
      breaths += 1;
      onBreath.call();
    },
  );
  return {
    pace,
    told,
    onBreath,
    breaths: () => breaths,
    play: () => pace.play(playing(), ({ done }) => told.push(done)),
  };
}

it('says nothing of a replay that is over soon', async () => {
  const { play, told, breaths } = bench(100, 2);
  expect(await play()).toBe('played');
  expect(told).toEqual([]);
  expect(breaths()).toBe(5);
});

it('tells how far a long one is, once it has taken longer than one waits unasked', async () => {
  const { play, told } = bench(100, 10);
  expect(await play()).toBe('played');
  expect(told[0]).toBe(32);
  expect(told.at(-1)).toBe(100);
});

it('leaves a replay when told to, and only that one', async () => {
  const { pace, play, onBreath, told } = bench(100, 10);
  pace.cancel();
  onBreath.call = () => told.length === 2 && pace.cancel();
  expect(await play()).toBe(LEFT);
  expect(told).toHaveLength(2);
  onBreath.call = () => undefined;
  expect(await play()).toBe('played');
});
