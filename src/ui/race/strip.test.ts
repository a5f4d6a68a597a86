import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunSet } from '../../machine/units/run-set.ts';
import { stripOf } from './strip.ts';

describe('stripOf', () => {
  it('is proportional, and shows what would be too short', () => {
    // 2^40 bytes are 65,536 sections: half of them, and the very last.
    const { marks, merged } = stripOf(Float64Array.of(0, 32_768, 65_535, 65_536), 40);
    expect(merged).toBe(false);
    expect(marks[0]).toEqual({ from: 0, to: 0.5, pieces: 1 });
    expect(marks[1]?.from).toBeCloseTo(0.997);
    expect(marks[1]?.to).toBe(1);
  });

  it('draws a large piece among very many small ones, which are one mark', () => {
    // Half of the space, and above it 200 lone sections, 160 apart: a 410th of the width.
    const lone = Array.from({ length: 200 }, (_, i) => 32_800 + 160 * i);
    const bounds = Float64Array.from([0, 32_768, ...lone.flatMap((at) => [at, at + 1])]);
    const { marks, merged } = stripOf(bounds, 40);
    expect(merged).toBe(true);
    expect(marks.map(({ pieces }) => pieces)).toEqual([1, 200]);
    expect(marks[0]).toMatchObject({ from: 0, to: 0.5 });
    expect(marks[1]?.from).toBe(32_800 / 65_536);
    expect(marks[1]?.to).toBeCloseTo((32_800 + 160 * 199) / 65_536 + 0.003);
  });

  it('leaves out no piece, and has few marks of any layout', () => {
    const end = 2 ** 20;
    const layouts = fc
      .array(fc.tuple(fc.nat({ max: end - 1 }), fc.integer({ min: 1, max: 20_000 })), {
        maxLength: 1000,
      })
      .map((runs) =>
        RunSet.from(runs.map(([s, n]): [number, number] => [s, Math.min(end, s + n)])),
      );
    fc.assert(
      fc.property(layouts, (layout) => {
        const { marks } = stripOf(layout.bounds, 44);
        expect(marks.length).toBeLessThan(700);
        expect(marks.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(layout.runs);
        for (const [first, last] of layout)
          expect(
            marks.some(({ from, to }) => from <= first / end && last / end <= to),
            `${first} is not drawn`,
          ).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('has nothing to draw of nothing', () => {
    expect(stripOf(new Float64Array(0), 61)).toEqual({ marks: [], merged: false });
  });
});
