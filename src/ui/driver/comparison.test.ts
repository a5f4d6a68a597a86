import { expect, it } from 'vitest';
import { bootOn } from '../../machine/boot-on.test-data.ts';
import { knowAllKernels } from '../../machine/kernel/all-kernels.ts';
import { thread } from '../../scenario/presets/thread.ts';
import { startOf } from '../../scenario/start-of.ts';
import { compareDrivers } from '../../timeline/compare-drivers.ts';
import { COLUMNS } from './comparison.ts';

knowAllKernels();

it('a driver that did not load says what it wanted, and nothing of what it would do', () => {
  const { config, boot: extents } = startOf(thread.scenario);
  const rows = compareDrivers(bootOn(config, extents).machine);
  const cells = (driver: string): readonly string[] => {
    const row = rows.find((r) => r.driver === driver);
    return row ? COLUMNS.map(({ cell }) => cell(row).text) : [];
  };
  // 256 MB at 0 and 16 MB at 2^60: 8 B for each section up to the highest.
  const [held, ...others] = cells('flat');
  expect(held).toMatch(/^did not load: wanted 549,755,813,896 B, .*ENOMEM/);
  expect(new Set(others)).toEqual(new Set(['–']));
  expect(cells('three-level-2.6.26')[1]).toMatch(/^0: no region, .*EIO/);
  expect(cells('three-level').slice(0, 3)).toEqual(['327,680 B', '3', '136']);
});
