import { describe, expect, it } from 'vitest';
import { bootOn } from '../machine/boot-on.test-data.ts';
import { DRIVERS, type DriverId } from '../machine/driver/driver-id.ts';
import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import { thread } from '../scenario/presets/thread.ts';
import { startOf } from '../scenario/start-of.ts';
import { compareDrivers, type DriverRow } from './compare-drivers.ts';
import { answersOf } from './driver-answers.ts';

knowAllKernels();

/** 256 MB at 0 and 16 MB at 2^60: 17 sections. */
function thePartition() {
  const { config, boot: extents } = startOf(thread.scenario);
  return bootOn(config, extents).machine;
}

describe('every driver over the partition of the thread', () => {
  const rows = compareDrivers(thePartition());
  const row = (driver: DriverId): DriverRow => {
    const found = rows.find((r) => r.driver === driver);
    if (!found) throw new Error(driver);
    return found;
  };

  it('is there, once, and answers in words', () => {
    expect(rows.map((r) => r.driver)).toEqual(DRIVERS.filter((d) => d !== 'none'));
    for (const { driver } of rows) expect(answersOf(driver)?.stale.source).toBeTruthy();
  });

  it('three-level: five tables, 8 hcalls a section, and 2^60 moves', () => {
    expect(row('three-level')).toMatchObject({
      inUse: true,
      bytes: '327680',
      // One region, and a send and a receive one of the queue pair (FACTS b).
      handles: 3,
      hcalls: '136',
      told: 'GOING_OFFLINE, CANCEL_OFFLINE, ONLINE',
      add: { ret: 0, hcalls: '144', moved: 1, bytes: '0' },
      remove: { ret: 0, hcalls: '136', moved: 1 },
    });
  });

  it('the flat array did not load, the first cut has no region: each says what its load ended in', () => {
    // 8 B for each of 2^36 + 1 sections: vmalloc refuses (FACTS).
    expect(row('flat')).toMatchObject({
      loaded: false,
      failed: '−ENOMEM',
      bytes: String(8n * ((1n << 36n) + 1n)),
    });
    expect(row('three-level-2.6.26')).toMatchObject({ loaded: true, failed: '−EIO', handles: 0 });
    expect(row('three-level')).toMatchObject({ loaded: true, failed: null });
  });

  it('the mapping service: 8 bytes for each section and slot, and nothing moves', () => {
    expect(row('mapping-service')).toMatchObject({
      bytes: String(8 * (17 + 17)),
      handles: 3,
      add: { hcalls: '144', moved: 0, bytes: '16' },
      remove: { moved: 0, bytes: '-16' },
    });
  });

  it('a region for each section: three handles for each, and only the new one costs', () => {
    expect(row('mr-per-section')).toMatchObject({
      handles: 17 * 3,
      hcalls: '136',
      add: { hcalls: '8', moved: 0 },
      remove: { hcalls: '0', moved: 0 },
    });
  });

  it('ehca refuses; RDMA, TCE and a region per packet are told of nothing', () => {
    expect(row('ehca')).toMatchObject({
      told: 'refuses GOING_ONLINE, GOING_OFFLINE',
      add: { ret: -1, errno: 'EPERM' },
      remove: null,
    });
    for (const driver of ['rdma', 'tce', 'mr-per-packet'] as const)
      expect(row(driver)).toMatchObject({
        told: 'nobody',
        add: { ret: 0, hcalls: '0', acted: false },
      });
  });

  it('the direct window: 8 bytes for each 16 MiB below the limit, an entry for each section', () => {
    expect(row('direct-window')).toMatchObject({
      bytes: (8n << (61n - 24n)).toString(),
      handles: 0,
      hcalls: '17',
      told: 'GOING_ONLINE, CANCEL_ONLINE, OFFLINE',
      add: { hcalls: '1', moved: 0 },
      remove: { hcalls: '1' },
    });
  });
});
