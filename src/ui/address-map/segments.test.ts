import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMoved, isWrong, segment, segmentsOf } from './segments.ts';
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

test('mapped and not online is stale', () => {
  const map = rows([0, 8, 0], [20, 2, 8]);
  expect([...staleRuns(map, rows([0, 4, 0], [4, 2, 1], [6, 2, 0], [20, 2, 0]))]).toEqual([4, 2, 0]);
  expect([...staleRuns(map, rows([2, 30, 0]))]).toEqual([0, 2, 0]);
  expect([...staleRuns(map, rows())]).toEqual([0, 8, 0, 20, 2, 0]);
});
