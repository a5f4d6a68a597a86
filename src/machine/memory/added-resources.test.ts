import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunSet } from '../units/run-set.ts';
import {
  type AddedResources,
  addResources,
  releaseAll,
  releaseExact,
  releaseOne,
} from './added-resources.ts';
import { addResource, overlaps, type RamResource, releaseResource } from './ram-resource.ts';

/** Runs of resources and resources one by one are let go of by the same rules. */

const NOTHING: AddedResources = { resources: RunSet.EMPTY, resourceEdges: RunSet.EMPTY };

type Lines = readonly RamResource[];
const line = (first: number, end: number) => ({
  start: BigInt(first),
  end: BigInt(end),
  label: 'System RAM',
});

const units = (first: number, end: number, unit: number): readonly number[] =>
  Array.from({ length: (end - first) / unit }, (_, i) => first + i * unit);

/** Each does to lines what the function of that name does to runs. */
const BY_LINE = {
  addWhole: (all: Lines, first: number, end: number) => addResource(all, line(first, end), false),
  addUnits: (all: Lines, first: number, end: number, unit: number) =>
    units(first, end, unit).reduce((l, at) => addResource(l, line(at, at + unit), false), all),
  one: (all: Lines, first: number, end: number) => releaseResource(all, BigInt(first), BigInt(end)),
  all: (all: Lines, first: number, end: number, unit: number) =>
    units(first, end, unit).reduce(
      (l, at) => releaseResource(l, BigInt(at), BigInt(at + unit)),
      all,
    ),
  exact: (all: Lines, first: number, end: number, unit: number) =>
    all.filter((r) => !units(first, end, unit).some((at) => isExactly(r, at, unit))),
};

const isExactly = ({ start, end }: RamResource, at: number, unit: number): boolean =>
  start === BigInt(at) && end === BigInt(at + unit);

const BY_RUN = {
  addWhole: (all: AddedResources, range: Parameters<typeof addResources>[1]) =>
    addResources(all, range, 'whole'),
  addUnits: (all: AddedResources, range: Parameters<typeof addResources>[1]) =>
    addResources(all, range, 'unit'),
  one: (all: AddedResources, range: Parameters<typeof addResources>[1]) =>
    releaseOne(all, range, RunSet.EMPTY) ?? all,
  all: releaseAll,
  exact: releaseExact,
};

const kinds = ['addWhole', 'addUnits', 'one', 'one', 'all', 'exact'] as const;
const act = fc.record({
  kind: fc.constantFrom(...kinds),
  at: fc.nat(20),
  count: fc.integer({ min: 1, max: 9 }),
});

describe('resources as runs', () => {
  it('are those that there are one by one', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 8), fc.array(act, { maxLength: 30 }), (unit, acts) => {
        let lines: Lines = [];
        let runs = NOTHING;
        for (const { kind, at, count } of acts) {
          const [first, end] = [at * unit, (at + count) * unit];
          const taken = lines.some((r) => overlaps(r, line(first, end)));
          if (kind.startsWith('add') && taken) continue;
          lines = BY_LINE[kind](lines, first, end, unit);
          runs = BY_RUN[kind](runs, { first, end, unit });
          const covered = lines.map((r) => [Number(r.start), Number(r.end)] as const);
          expect([...runs.resources]).toEqual([...RunSet.from(covered)]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('cost in runs: 2^36 of a section each come and go', () => {
    const all = { first: 0, end: 2 ** 36, unit: 1 };
    const added = addResources(NOTHING, all, 'unit');
    expect([added.resources.runs, added.resourceEdges.runs]).toEqual([1, 1]);
    expect(releaseOne(added, { ...all, end: 2 }, RunSet.EMPTY)).toBeNull();
    expect(releaseExact(added, all).resources.isEmpty).toBe(true);
  });
});
