import { describe, expect, it } from 'vitest';
import { aims, coldRow, lookupRow, memoryRow, updateRow } from '../bench/race-figures.mjs';

const key = { structure: 'rank-bitmap', form: 'wasm', engine: 'chromium', workload: 'd' };

describe('a lookup', () => {
  it('is a rate and the median of the rounds’ own ratios, with the middle half of them', () => {
    // 3,000,000 addresses in 10, 20 and 30 ms; in C 20, 20 and 120; by the driver's table 40, 100 and 30.
    const took = {
      times: [10, 20, 30],
      native: [20, 20, 120],
      driver: [40, 100, 30],
      slots: [5, 10, 15],
    };
    expect(lookupRow(key, 3_000_000, took)).toEqual({
      ...key,
      mops: 150,
      nativeMops: 150,
      ratio: 2,
      spread: 1.5,
      driverRatio: 4,
      slotsRatio: 0.5,
    });
  });

  it('has no ratio where there is no compiler', () => {
    const took = { times: [10, 20, 30], native: [], driver: [], slots: [] };
    expect(JSON.parse(JSON.stringify(lookupRow(key, 3_000_000, took)))).toEqual({
      ...key,
      mops: 150,
      nativeMops: null,
      ratio: null,
      spread: 1,
      driverRatio: null,
    });
  });
});

it('an update is so many microseconds, and so much cheaper than two rebuilds', () => {
  expect(updateRow({ workload: 'c', structure: 'hash' }, [2, 4, 3], [200, 800, 900])).toEqual({
    workload: 'c',
    structure: 'hash',
    microseconds: 3,
    rebuildMicroseconds: 800,
    ratio: 200,
  });
});

it('bytes are numbers, also those of an array that is only reserved', () => {
  // The thread's flat array of 2008: eight bytes for each of 2^36 + 1 sections, for 17 of them.
  const bytes = { bytes: '549755813896', held: 8192, touched: 8192, isWhole: false };
  const row = memoryRow({ workload: 'b', structure: 'flat' }, bytes, 17);
  expect(row).toMatchObject({ bytes: 549_755_813_896, bytesPerSection: 32_340_000_000 });
});

it('a first batch is the middle one of several', () => {
  const starts = [3, 1, 2].map((n) => ({ batch: n, call: 2 * n }));
  expect(coldRow({ structure: 'hash', engine: 'node' }, starts)).toMatchObject({
    ratio: 2,
    firstCallRatio: 4,
  });
});

it('aims leave out what was not measured, and say what was missed', () => {
  const one = { ...key, ratio: 0.8, driverRatio: 2.5 };
  const none = { ...key, workload: 'a', ratio: null, driverRatio: null };
  const memory = [{ workload: 'd', structure: 'rank-bitmap', bytesPerSection: 0.556 }];
  const found = aims({ results: [one, none], updates: [], memory, cold: [] });
  expect(found.map((row) => [row.limit, row.measured, row.isMet])).toEqual([
    [0.9, 0.8, false],
    [0.75, 0.8, true],
    [3, 2.5, false],
    [0.58, 0.556, true],
  ]);
});
