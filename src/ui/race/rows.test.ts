import { describe, expect, it } from 'vitest';
import { STRUCTURES } from '../../machine/structures/words/catalogue.ts';
import type { Footing } from '../../race/footing.ts';
import type { Mark, RacedLayout } from '../../race/result.ts';
import { bytesWords, threeDigits } from './columns.ts';
import { lowestIn, numberIn, rowsOf, sorted } from './rows.ts';
import { SHOWN } from './structure-words.ts';

const mark = (structure: Mark['structure'], median: number | null): Mark => ({
  structure,
  reserved: '1',
  touched: 4096,
  reads: 3,
  lines: 3,
  lookup: median === null ? { why: 'too long' } : { median, low: median, high: median },
  update: { median: 1, low: 1, high: 1 },
});
const HERE = '2829ad9ba369a088';
const raced: RacedLayout = {
  id: 'current',
  title: 'The present memory',
  sections: 17,
  islands: 2,
  highest: 2 ** 36,
  fingerprint: HERE,
  marks: [mark('hash', 4), mark('flat', null), mark('rank-bitmap', 2), mark('extents', 4)],
};
/** The thread's partition (FACTS a): 512 GiB flat, five tables of 64 KiB. */
const footings: readonly Footing[] = [
  { structure: 'flat', reserved: '549755813896', touched: 8192 },
  { structure: 'three-level', reserved: '327680', touched: 20_480 },
];

it('shows the structures in the order of the catalogue', () => expect(SHOWN).toEqual(STRUCTURES));

describe('rows', () => {
  it('take bytes from the present layout, times from the raced one', () => {
    const rows = rowsOf(footings, raced, 17, HERE);
    expect(rows).toHaveLength(13);
    const flat = rows.find((r) => r.structure === 'flat');
    expect(flat).toMatchObject({ reserved: 549755813896n, touched: 8192, reads: 3 });
    expect(flat?.perSection).toBeCloseTo(32338577288, 0);
    const hash = rows.find((r) => r.structure === 'hash');
    expect(hash).toMatchObject({ reserved: null, lookup: { median: 4 } });
    expect(rows.find((r) => r.structure === 'b-tree')).toMatchObject({ lookup: null });
  });

  it('take the touched pages that only building tells from a race over the same memory', () => {
    const untold: Footing = { structure: 'hash', reserved: '1', touched: null };
    const touchedOf = (fingerprint: string): number | null | undefined =>
      rowsOf([untold], raced, 17, fingerprint).find((r) => r.structure === 'hash')?.touched;
    expect(touchedOf(HERE)).toBe(4096);
    expect(touchedOf('0123456789abcdef')).toBeNull();
  });

  it('take the bytes of the race where nothing else is known', () => {
    expect(rowsOf(null, raced, 17, HERE).find((r) => r.structure === 'hash')?.reserved).toBe(1n);
  });

  it('have no bytes for each section over no memory', () => {
    expect(rowsOf(footings, null, 0, HERE).every((r) => r.perSection === null)).toBe(true);
  });
});

describe('the order', () => {
  const rows = rowsOf(footings, raced, 17, HERE);
  it('puts what has no number last, up or down, and keeps equals as they stood', () => {
    const up = sorted(rows, { column: 'lookup', descending: false }).map((r) => r.structure);
    expect(up.slice(0, 3)).toEqual(['rank-bitmap', 'hash', 'extents']);
    const down = sorted(rows, { column: 'lookup', descending: true }).map((r) => r.structure);
    expect(down.slice(0, 3)).toEqual(['hash', 'extents', 'rank-bitmap']);
    expect(up.at(-1)).toBe(down.at(-1));
  });

  it('gives the lowest place to all that are alike within the spread', () => {
    const wide = { ...mark('hash', 4), lookup: { median: 4, low: 2, high: 9 } };
    const marks = [wide, mark('extents', 4), mark('rank-bitmap', 2)];
    const alike = lowestIn(rowsOf(footings, { ...raced, marks }, 17, HERE), 'lookup');
    expect([...alike].toSorted()).toEqual(['hash', 'rank-bitmap']);
    // All that were timed take the same to the nanosecond: alike.
    expect(lowestIn(rows, 'update').size).toBe(4);
  });

  it('gives the fewest reads to nobody that cannot exist', () => {
    const none = { ...mark('flat', null), reads: 0.5 };
    const marks = [none, { ...mark('hash', 4), reads: 2 }, mark('extents', 4)];
    expect([...lowestIn(rowsOf(footings, { ...raced, marks }, 17, HERE), 'reads')]).toEqual([
      'hash',
    ]);
  });

  it('finds the lowest of a column, but none where all are alike', () => {
    expect([...lowestIn(rows, 'lookup')]).toEqual(['rank-bitmap']);
    expect([...lowestIn(rows, 'reserved')]).toEqual(['three-level']);
    expect(lowestIn(rows, 'reads').size).toBe(0);
    expect(lowestIn(rowsOf(null, null, 17, HERE), 'reserved').size).toBe(0);
    expect(rows.map((r) => numberIn(r, 'lookup')).filter((n) => n === 2)).toHaveLength(1);
  });
});

it.each([
  [0.5799, '0.58'],
  [1.62, '1.62'],
  [85.34, '85.3'],
  [1240.4, '1,240'],
])('%f is written %s', (n, text) => expect(threeDigits(n)).toBe(text));

it.each([
  [0.58, '0.58 B'],
  [1 / 2 ** 10, '0.000977 B'],
  [0, '0 B'],
  [8, '8 B'],
  [32338577288, '30.1 GiB'],
  [2 ** 41 / 17, '120 GiB'],
])('%f bytes are written %s', (n, text) => expect(bytesWords(n)).toBe(text));
