import { describe, expect, it } from 'vitest';
import type { StructureId } from '../../../machine/structures/words/structure.ts';
import type { Sweep } from '../../../race/sweeps.ts';
import { SHOWN } from '../structure-words.ts';
import { fatesOf, groupsOf, growthOf } from './growth.ts';

/** Bytes of one structure by x, of all others 1,024 whatever happens. */
function sweep(property: Sweep['property'], xs: readonly number[], of: Curves): Sweep {
  const bytesAt = (x: number): Record<StructureId, bigint> =>
    Object.fromEntries(SHOWN.map((id) => [id, BigInt(Math.round(of[id]?.(x) ?? 1024))])) as Record<
      StructureId,
      bigint
    >;
  return {
    property,
    points: xs.map((x) => ({ x, present: x === 16, bytes: bytesAt(x) })),
    below: 2n ** 61n,
  };
}

type Curves = Partial<Record<StructureId, (x: number) => number>>;

const XS = [1, 16, 256, 4096, 65_536];

describe('growthOf', () => {
  it.each([
    ['does not care', (): number => 64, 'none'],
    ['doubles with it', (x: number): number => 16 * x, 'steep'],
    ['×1.41 a doubling', (x: number): number => 4096 * Math.sqrt(x), 'steep'],
    ['×1.4 a doubling', (x: number): number => 4096 * x ** 0.485, 'gentle'],
    ['×1.19 a doubling', (x: number): number => 4096 * x ** 0.25, 'gentle'],
    ['hardly cares', (x: number): number => 4096 * x ** 0.02, 'none'],
  ] as const)('%s', (words, curve, kind) => {
    const islands = sweep('islands', XS, { extents: curve });
    expect(growthOf(islands, 'extents')).toMatchObject({ words, kind });
  });

  it('begins where there is something: no memory has no logarithm', () => {
    const islands = sweep('islands', [0, ...XS], { extents: (x) => 16 * x });
    expect(growthOf(islands, 'extents').words).toBe('doubles with it');
  });

  it('says nothing of a sweep that has one layout', () => {
    expect(growthOf(sweep('islands', [4], {}), 'flat').kind).toBe('none');
  });
});

describe('fates', () => {
  const islands = sweep('islands', XS, { extents: (x) => 16 * x, flat: () => 8 });
  const highest = sweep('highest', XS, { flat: (x) => 8 * x });

  it('stand in the order of what kills', () => {
    const fates = fatesOf(islands, highest);
    expect(fates.map(({ structure }) => structure).slice(0, 2)).toEqual(['flat', 'extents']);
    expect(fates).toHaveLength(SHOWN.length);
  });

  it('say of each what its panels say: who grows by ×1.4 is not said to bear it', () => {
    const slow = sweep('highest', XS, { 'rank-bitmap': (x) => 4096 * x ** 0.485 });
    const groups = groupsOf(fatesOf(islands, slow));
    expect(groups.slowly).toEqual(['rank-bitmap']);
    expect(groups.byNeither).not.toContain('rank-bitmap');
    // What both kill is said of both.
    const both = groupsOf(fatesOf(islands, sweep('highest', XS, { extents: (x) => 8 * x })));
    expect([both.byHighest, both.byIslands]).toEqual([['extents'], ['extents']]);
  });

  it('are grouped by it', () => {
    const groups = groupsOf(fatesOf(islands, highest));
    expect(groups.byHighest).toEqual(['flat']);
    expect(groups.byIslands).toEqual(['extents']);
    expect(groups.slowly).toEqual([]);
    expect(groups.byNeither).toHaveLength(SHOWN.length - 2);
  });
});
