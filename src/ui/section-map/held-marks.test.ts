import { expect, it } from 'vitest';
import { withHeld } from './held-marks.ts';
import { MARK } from './stretch.ts';

const runs = (...triples: [number, number, number][]) => new Float64Array(triples.flat());

it('cuts stretches where held pages begin and end', () => {
  const held = runs([2, 3, 1], [10, 1, 0], [30, 5, 2]);
  const out = withHeld(runs([0, 8, MARK.online], [10, 2, MARK.offline], [20, 4, MARK.online]), {
    held,
    pending: null,
  });
  expect([...out]).toEqual([
    ...[0, 2, MARK.online],
    ...[2, 3, MARK.online | MARK.pinned],
    ...[5, 3, MARK.online],
    ...[10, 1, MARK.offline | MARK.unmovable],
    ...[11, 1, MARK.offline],
    ...[20, 4, MARK.online],
  ]);
});

it('a block that waits is both pinned and waiting', () => {
  const out = withHeld(runs([0, 4, MARK.online]), {
    held: runs([1, 1, 1]),
    pending: { start: '0x1000000', size: '0x1000000' },
  });
  expect(out[5]).toBe(MARK.online | MARK.pinned | MARK.waits);
});

it('gives back what it got where nothing is held', () => {
  const stretches = runs([0, 4, MARK.online]);
  expect(withHeld(stretches, { held: new Float64Array(0), pending: null })).toBe(stretches);
});
