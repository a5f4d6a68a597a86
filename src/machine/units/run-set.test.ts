import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunSet } from './run-set.ts';

const N = 60;
const range = fc
  .tuple(fc.nat(N), fc.nat(N))
  .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
const ranges = fc.array(range, { maxLength: 12 });

const members = (list: readonly (readonly [number, number])[]): Set<number> => {
  const out = new Set<number>();
  for (const [s, e] of list) for (let i = s; i < e; i++) out.add(i);
  return out;
};
const listed = (set: RunSet): number[] =>
  [...set].flatMap(([s, e]) => Array.from({ length: e - s }, (_, i) => s + i));
const sorted = (set: Set<number>): number[] => [...set].sort((a, b) => a - b);

describe('RunSet', () => {
  it('holds what a plain Set holds, in maximal runs', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const set = RunSet.from(list);
        expect(listed(set)).toEqual(sorted(members(list)));
        for (let i = 1; i < set.runs; i++) expect(set.start(i)).toBeGreaterThan(set.end(i - 1));
      }),
    );
  });

  it('adds and removes like a plain Set, one range or many', () => {
    fc.assert(
      fc.property(ranges, ranges, range, (a, b, [s, e]) => {
        const left = RunSet.from(a);
        const right = RunSet.from(b);
        const set = members(a);
        expect(listed(left.addRange(s, e))).toEqual(
          sorted(new Set([...set, ...members([[s, e]])])),
        );
        expect(listed(left.removeRange(s, e))).toEqual(sorted(set).filter((n) => n < s || n >= e));
        expect(listed(left.clip(s, e))).toEqual(sorted(set).filter((n) => n >= s && n < e));
        expect(listed(left.union(right))).toEqual(sorted(new Set([...set, ...members(b)])));
        expect(listed(left.minus(right))).toEqual(sorted(set).filter((n) => !members(b).has(n)));
        expect(left.union(right).equals(right.union(left))).toBe(true);
      }),
    );
  });

  it('changes many times like a plain Set, upward as a gesture does or anywhere, and no older one with it', () => {
    const wide = 4000;
    const change = fc.record({
      add: fc.boolean(),
      up: fc.integer({ min: 0, max: 60 }),
      jump: fc.option(fc.nat(wide), { freq: 12 }),
      length: fc.integer({ min: 1, max: 30 }),
      fork: fc.nat(9),
    });
    const starts = fc.array(fc.nat(wide), { maxLength: 300 });
    fc.assert(
      fc.property(starts, fc.array(change, { maxLength: 120 }), (lone, changes) => {
        const first = lone.map((n): [number, number] => [n, n + 1]);
        let now = { set: RunSet.from(first), plain: members(first) };
        const all = [now];
        let at = 0;
        for (const { add, up, jump, length, fork } of changes) {
          at = jump ?? at + up;
          const plain = new Set(now.plain);
          for (let i = at; i < at + length; i++) add ? plain.add(i) : plain.delete(i);
          const set = add
            ? now.set.addRange(at, at + length)
            : now.set.removeRange(at, at + length);
          expect(set.size).toBe(plain.size);
          expect(set.rank(at)).toBe([...plain].filter((n) => n < at).length);
          all.push({ set, plain });
          // Now and then something else is done to the same set, as a preview does.
          now = fork === 0 ? now : { set, plain };
        }
        for (const { set, plain } of all) {
          const list = sorted(plain);
          expect(set.select(list.length >> 1)).toBe(list[list.length >> 1]);
          expect(listed(set)).toEqual(list);
          expect(RunSet.from(set).bounds).toEqual(set.bounds);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('ranks, selects, covers and touches like a sorted list', () => {
    fc.assert(
      fc.property(ranges, range, (a, [s, e]) => {
        const set = RunSet.from(a);
        const list = sorted(members(a));
        expect(set.size).toBe(list.length);
        expect(set.min).toBe(list[0]);
        expect(set.max).toBe(list.at(-1));
        for (let n = 0; n <= N; n++) {
          expect(set.has(n)).toBe(list.includes(n));
          expect(set.rank(n)).toBe(list.filter((x) => x < n).length);
          expect(set.select(n)).toBe(list[n]);
        }
        const inside = list.filter((x) => x >= s && x < e).length;
        expect(set.countIn(s, e)).toBe(inside);
        expect(set.covers(s, e)).toBe(inside === e - s);
        expect(set.touches(s, e)).toBe(inside > 0);
        expect(listed(set.coarsen(7))).toEqual([...new Set(list.map((x) => Math.floor(x / 7)))]);
      }),
    );
  });

  it('keeps numbers up to 2^53 exact', () => {
    const set = RunSet.of(2 ** 52, 2 ** 53 - 1);
    expect(set.size).toBe(2 ** 52 - 1);
    expect(set.select(2 ** 52 - 2)).toBe(2 ** 53 - 2);
  });
});
