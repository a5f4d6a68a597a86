import { describe, expect, it } from 'vitest';
import { stripOf } from './strip.ts';

describe('stripOf', () => {
  it('is proportional, and shows what would be too short', () => {
    // 2^40 bytes are 65,536 sections: half of them, and the very last.
    const { pieces, oneIn } = stripOf(Float64Array.of(0, 32_768, 65_535, 65_536), 40);
    expect(oneIn).toBe(1);
    expect(pieces[0]).toEqual([0, 0.5]);
    expect(pieces[1]?.[0]).toBeCloseTo(0.997);
    expect(pieces[1]?.[1]).toBe(1);
  });

  it('draws so many of very many pieces, and always the last', () => {
    const bounds = Float64Array.from({ length: 2000 }, (_, i) => (i >> 1) * 64 + (i % 2));
    const { pieces, oneIn } = stripOf(bounds, 40);
    expect(oneIn).toBe(11);
    expect(pieces.length).toBeLessThanOrEqual(96);
    expect(pieces.at(-1)?.[0]).toBeCloseTo((999 * 64) / 65_536);
  });

  it('has nothing to draw of nothing', () => {
    expect(stripOf(new Float64Array(0), 61)).toEqual({ pieces: [], oneIn: 0 });
  });
});
