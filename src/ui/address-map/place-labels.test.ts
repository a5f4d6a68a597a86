import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxOf, type Label, placeLabels } from './place-labels.ts';

const label = fc.record({
  x: fc.integer({ min: -50, max: 1050 }),
  y: fc.constantFrom(20, 60, 100),
  width: fc.integer({ min: 5, max: 300 }),
  anchor: fc.constantFrom('start', 'middle', 'end' as const),
});
const toLabel = (l: { x: number; y: number; width: number; anchor: Label['anchor'] }): Label => ({
  ...l,
  key: '',
  kind: 'address',
  text: '',
  height: 11,
});

test('labels never touch and never leave the figure', () => {
  fc.assert(
    fc.property(fc.array(fc.array(label, { minLength: 1, maxLength: 3 })), (wishes) => {
      const placed = placeLabels(
        wishes.map((w) => w.map(toLabel)),
        [],
        [0, 1000],
      );
      const boxes = placed.map(boxOf);
      for (const [i, a] of boxes.entries()) {
        expect(a.left >= -1 && a.right <= 1001).toBe(true);
        for (const b of boxes.slice(i + 1))
          expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(
            false,
          );
      }
    }),
  );
});

test('the first wish always has its longest form, if that is inside', () => {
  const wish = [toLabel({ x: 500, y: 20, width: 200, anchor: 'middle' })];
  expect(placeLabels([wish, wish], [], [0, 1000])).toEqual([wish[0]]);
});
