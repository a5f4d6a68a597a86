import { expect, it } from 'vitest';
import type { MapView, RegionView } from '../../worker/protocol.ts';
import { inBlocks, MARK, registeredIn, slotOf, stretchesOf } from './stretch.ts';

const P36 = 2 ** 36;
const map = (runs: number[], kind: MapView['kind'] = 'three-level'): MapView => ({
  kind,
  origin: '0x8000000000000000',
  direct: null,
  folds: kind === 'three-level',
  bytes: '0',
  runs: Float64Array.from(runs),
  mapped: 0,
  mrLength: '0x0',
  tables: { root: 0, top: 0, dir: 0 },
  entries: 0,
  refused: null,
  tableList: new Float64Array(),
});
const region = (runs: number[]): RegionView => ({
  handle: '0x1',
  start: '0x8000000000000000',
  length: '0x0',
  pages: '0',
  hcalls: '0',
  runs: Float64Array.from(runs),
});
const scene = (
  memory: number[],
  runs: number[],
  held: number[] | null,
  kind?: MapView['kind'],
) => ({
  memory: Float64Array.from(memory),
  map: map(runs, kind),
  region: held && region(held),
});
const UP = MARK.online | MARK.mapped;

it('marks the wrong page of the thread', () => {
  const s = scene([0, 16, 0, P36, 1, 0], [0, 16, 0, P36, 1, 16], [0, 16, 0, 16, 1, 0]);
  expect([...stretchesOf(s)]).toEqual([0, 16, UP, P36, 1, UP | MARK.wrong]);
  expect(slotOf(s, P36)).toBe(16);
  expect(slotOf(s, 16)).toBeNull();
  expect(registeredIn(s, 16)).toBe(0);
});

it('keeps what was taken away but is still mapped', () => {
  const s = scene([0, 4, 0, 4, 2, 1, 6, 2, 0], [0, 10, 0], null, 'flat');
  expect([...stretchesOf(s)]).toEqual([
    ...[0, 4, UP],
    ...[4, 2, MARK.offline | MARK.mapped | MARK.stale],
    ...[6, 2, UP],
    ...[8, 2, MARK.absent | MARK.mapped | MARK.stale],
  ]);
});

it('splits where the region holds other pages from some slot on', () => {
  const s = scene([0, 8, 0], [0, 8, 0], [0, 3, 0, 3, 4, 4]);
  expect([...stretchesOf(s)]).toEqual([0, 3, UP, 3, 4, UP | MARK.wrong, 7, 1, UP]);
});

it('takes memory above 2^63 for the alias that the map makes of it', () => {
  const high = 2 ** 39;
  const s = scene([0, 1, 0, high, 2, 0], [0, 2, 0], [0, 2, 0]);
  expect([...stretchesOf(s)]).toEqual([
    ...[0, 1, UP],
    ...[1, 1, MARK.absent | MARK.mapped | MARK.stale],
    ...[high, 2, UP | MARK.wrong],
  ]);
});

it('joins sections to blocks with the marks of all of them', () => {
  const sections = Float64Array.from([
    2,
    2,
    UP,
    4,
    9,
    UP,
    13,
    1,
    UP | MARK.wrong,
    30,
    4,
    MARK.offline,
  ]);
  expect([...inBlocks(sections, 4)]).toEqual([
    ...[0, 1, UP | MARK.absent],
    ...[1, 2, UP],
    ...[3, 1, UP | MARK.wrong | MARK.absent],
    ...[7, 2, MARK.offline | MARK.absent],
  ]);
});

it('agrees with one section at a time', () => {
  let seed = 11;
  const next = (n: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return (seed >>> 8) % n;
  };
  for (let round = 0; round < 300; round += 1) {
    const list = (third: () => number, gap: number): number[] => {
      const out: number[] = [];
      let at = next(3);
      while (at < 40) {
        const count = 1 + next(5);
        out.push(at, count, third());
        at += count + next(gap);
      }
      return out;
    };
    let slot = 0;
    const runs = list(() => 0, 4);
    for (let i = 0; i < runs.length; i += 3) {
      runs[i + 2] = slot;
      slot += runs[i + 1] ?? 0;
    }
    const s = scene(
      list(() => next(2), 4),
      runs,
      list(() => next(40), 1),
    );
    const marks = new Map<number, number>();
    const out = stretchesOf(s);
    for (let i = 0; i < out.length; i += 3)
      for (let k = 0; k < (out[i + 1] ?? 0); k += 1) marks.set((out[i] ?? 0) + k, out[i + 2] ?? 0);
    for (let n = 0; n < 60; n += 1) {
      const at = slotOf(s, n);
      const held = at === null ? null : registeredIn(s, at);
      const state = [...s.memory].findIndex(
        (_, i) =>
          i % 3 === 0 && n >= (s.memory[i] ?? 0) && n < (s.memory[i] ?? 0) + (s.memory[i + 1] ?? 0),
      );
      const here = state < 0 ? MARK.absent : s.memory[state + 2] === 0 ? MARK.online : MARK.offline;
      const expected =
        state < 0 && at === null
          ? undefined
          : here |
            (at === null ? 0 : MARK.mapped) |
            (at === null || here === MARK.online ? 0 : MARK.stale) |
            (held !== null && held !== n ? MARK.wrong : 0);
      expect(marks.get(n), `round ${round} section ${n}`).toBe(expected);
    }
  }
});
