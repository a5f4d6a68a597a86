import fc from 'fast-check';
import { expect, test } from 'vitest';
import { any, isMoved, isWrong, segment, segmentsOf } from './segments.ts';
import { staleRuns } from './stale.ts';

const rows = (...r: readonly (readonly number[])[]) => Float64Array.from(r.flat());
const region = (runs: Float64Array) => ({
  handle: '0x1',
  start: '0x8000000000000000',
  length: '0x0',
  pages: '0',
  hcalls: '0',
  runs,
});

test('the thread: slot 16 holds the pages of section 0', () => {
  const s = segmentsOf({
    map: { runs: rows([0, 16, 0], [2 ** 36, 1, 16]) },
    before: rows(),
    region: region(rows([0, 16, 0], [16, 1, 0])),
  });
  expect(s.count).toBe(2);
  expect(s.slots).toBe(17);
  expect([0, 1].map((i) => isWrong(segment(s, i)))).toEqual([false, true]);
  expect([0, 1].map((i) => isMoved(segment(s, i)))).toEqual([false, false]);
});

test('section 8 taken out: the eight above it move', () => {
  const s = segmentsOf({
    map: { runs: rows([0, 8, 0], [9, 7, 8], [2 ** 36, 1, 15]) },
    before: rows([0, 16, 0], [2 ** 36, 1, 16]),
    region: null,
  });
  expect(Array.from({ length: s.count }, (_, i) => isMoved(segment(s, i)))).toEqual([
    false,
    true,
    true,
  ]);
  expect(segment(s, 1).before).toBe(9);
});

test('each section keeps its slot, its slot before and its registered pages', () => {
  const dense = fc
    .uniqueArray(fc.nat(200), { minLength: 1, maxLength: 40 })
    .map((f) => f.sort((a, b) => a - b));
  const toRuns = (list: readonly number[]) => rows(...list.map((s, i) => [s, 1, i]));
  fc.assert(
    fc.property(dense, dense, (now, then) => {
      const s = segmentsOf({ map: { runs: toRuns(now) }, before: toRuns(then), region: null });
      for (let i = 0; i < s.count; i++) {
        const g = segment(s, i);
        for (let k = 0; k < g.count; k++) {
          expect(now.indexOf(g.section + k)).toBe(g.slot + k);
          const was = then.indexOf(g.section + k);
          if (was < 0) expect(g.before).toBeNaN();
          else expect(g.before + k).toBe(was);
        }
      }
    }),
  );
});

/** Value of a run list at a place, read the slow way; NaN outside, flags as they are. */
function valueAt(list: Float64Array, place: number): number {
  for (let i = 0; i < list.length; i += 3) {
    const first = list[i] ?? 0;
    const value = list[i + 2] ?? 0;
    if (place >= first && place < first + (list[i + 1] ?? 0))
      return value < 0 ? value : value + place - first;
  }
  return Number.NaN;
}

test('random maps, with flags left and slots out of order: each section as read one at a time', () => {
  /** Runs of [first, count, value] that never touch; values given. */
  const runsOf = (value: fc.Arbitrary<number>) =>
    fc
      .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), value), {
        maxLength: 30,
      })
      .map((list) => {
        let at = 0;
        return rows(
          ...list.map(([gap, count, v]) => {
            const run = [at + gap, count, v];
            at += gap + count;
            return run;
          }),
        );
      });
  const slot = fc.oneof({ weight: 1, arbitrary: fc.constant(-1) }, fc.nat(300));
  fc.assert(
    fc.property(runsOf(slot), runsOf(slot), runsOf(fc.nat(300)), (runs, before, pages) => {
      const s = segmentsOf({ map: { runs }, before, region: region(pages) });
      const seen: number[] = [];
      for (let i = 0; i < s.count; i++) {
        const g = segment(s, i);
        expect(any(s.moved, i, i + 1)).toBe(isMoved(g));
        expect(any(s.wrong, i, i + 1)).toBe(isWrong(g));
        for (let k = 0; k < g.count; k++) {
          const section = g.section + k;
          seen.push(section);
          const mapped = valueAt(runs, section);
          const was = valueAt(before, section);
          expect(g.slot < 0 ? g.slot : g.slot + k).toBe(mapped);
          expect(g.before < 0 ? g.before : g.before + k).toBe(was);
          expect(g.registered + k).toBe(mapped < 0 ? Number.NaN : valueAt(pages, mapped));
        }
      }
      const all = Array.from({ length: 700 }, (_, section) => section);
      expect(seen).toEqual(all.filter((section) => !Number.isNaN(valueAt(runs, section))));
      const ranked = Array.from({ length: s.count }, (_, i) => s.bySlot?.[i] ?? i);
      const slots = ranked.map((i) => segment(s, i).slot);
      expect(slots).toEqual([...slots].sort((a, b) => a - b));
    }),
  );
});

test('mapped and not online is stale', () => {
  const map = rows([0, 8, 0], [20, 2, 8]);
  expect([...staleRuns(map, rows([0, 4, 0], [4, 2, 1], [6, 2, 0], [20, 2, 0]))]).toEqual([4, 2, 0]);
  expect([...staleRuns(map, rows([2, 30, 0]))]).toEqual([0, 2, 0]);
  expect([...staleRuns(map, rows())]).toEqual([0, 8, 0, 20, 2, 0]);
});
