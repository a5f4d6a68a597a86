import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beats, type Costs, paretoFront } from './pareto.ts';

const costs = (bytes: bigint, time: number): Costs => ({ bytes, time });

/** Few values, so that many are equal. */
const many = fc.array(
  fc.record({ bytes: fc.bigInt(0n, 6n), time: fc.integer({ min: 0, max: 6 }) }),
  { maxLength: 20 },
);

describe('paretoFront', () => {
  it('leaves out what is dearer in both', () => {
    const flat = costs(512n, 1);
    const tables = costs(320n, 2);
    const beaten = costs(400n, 3);
    const slow = costs(16n, 9);
    expect(paretoFront([flat, beaten, slow, tables])).toEqual([slow, tables, flat]);
  });

  it('keeps two that cost the same, and of two with the same bytes the faster', () => {
    const [one, same, slower] = [costs(8n, 2), costs(8n, 2), costs(8n, 3)];
    expect(paretoFront([slower, one, same])).toEqual([one, same]);
  });

  it('holds exactly those that no other beats', () => {
    fc.assert(
      fc.property(many, (all) => {
        const unbeaten = all.filter((one) => !all.some((other) => beats(other, one)));
        expect(new Set(paretoFront(all))).toEqual(new Set(unbeaten));
      }),
    );
  });

  it('ascends in bytes and descends in time', () => {
    fc.assert(
      fc.property(many, (all) => {
        const front = paretoFront(all);
        for (const [i, one] of front.entries()) {
          const next = front[i + 1];
          if (!next) continue;
          expect(one.bytes <= next.bytes && one.time >= next.time).toBe(true);
        }
      }),
    );
  });
});
