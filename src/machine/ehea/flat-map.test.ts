import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunSet } from '../units/run-set.ts';
import { createFlatMap, lookUpFlat } from './flat-map.ts';

describe('the flat map', () => {
  it('is an array of the sections in ascending order', () => {
    const range = fc.tuple(fc.nat(200), fc.nat(20)).map(([a, n]): [number, number] => [a, a + n]);
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), (ranges) => {
        const valid = RunSet.from(ranges);
        const array: number[] = [];
        let slot = 0;
        for (let i = 0; i < 240; i++) if (valid.has(i)) array[i] = slot++;
        const { map, ret } = createFlatMap(valid, () => true);
        expect(ret).toBe(0);
        expect(map.entries).toBe(Math.max(1, array.length));
        for (let i = 0; i < 240; i++) {
          const found = lookUpFlat(map, i);
          const expected =
            i >= map.entries ? 'beyond-entries' : array[i] === undefined ? 'entry' : array[i];
          expect(found.found === 'slot' ? found.slot : found.at).toBe(expected);
        }
      }),
    );
  });

  it('keeps the entries of a scan that vmalloc refused', () => {
    const { map, ret } = createFlatMap(RunSet.of(5, 9), () => false);
    expect(ret).toBe(-12);
    expect(map).toEqual({ entries: 9, array: null });
    expect(lookUpFlat(map, 5)).toEqual({ found: 'miss', at: 'root' });
  });
});
