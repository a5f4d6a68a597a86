import { expect, test } from 'vitest';
import { WHOLE } from '../../store/view.ts';
import { buildAxis } from './axis.ts';
import { extentsOf } from './extents.ts';
import { project } from './projection.ts';
import { sectionName } from './section-name.ts';
import { sizeNames, sizeWords } from './size-words.ts';
import { powerTicks, strideTicks } from './ticks.ts';

test('holes have exact names', () => {
  expect(sizeWords((1n << 60n) - (1n << 28n))).toBe('1 EiB − 256 MiB');
  expect(sizeWords((1n << 64n) - (1n << 60n) - (1n << 24n))).toBe('15 EiB − 16 MiB');
  expect(sizeWords((1n << 60n) - (1n << 44n) - (1n << 24n))).toBe('1 EiB − 16 TiB − 16 MiB');
  expect(sizeWords((1n << 44n) - (1n << 28n))).toBe('16 TiB − 256 MiB');
  expect(sizeWords(1n << 24n)).toBe('16 MiB');
  expect(sizeWords((1n << 40n) - (1n << 28n))).toBe('1 TiB − 256 MiB');
  expect(sectionName(2 ** 40 - 2 ** 31)).toBe('2⁴⁰−2³¹');
  expect(sectionName(2 ** 36)).toBe('2³⁶');
  expect(sizeWords(1n << 64n)).toBe('16 EiB');
  expect(sizeWords((1n << 40n) + (1n << 24n))).toBe('1 TiB + 16 MiB');
  expect(sizeNames((1n << 60n) - (1n << 28n))).toEqual(['1 EiB − 256 MiB', '≈ 1 EiB']);
});

test('ticks never stand closer than asked', () => {
  const extents = extentsOf({ memory: Float64Array.of(0, 16, 0, 2 ** 36, 1, 0), beyond: [] });
  for (const kind of ['proportional', 'logarithmic', 'broken'] as const) {
    const p = project(buildAxis(kind, extents, 1392, { section: 32, share: 0.6 }), WHOLE, 1392);
    const ticks = p.linear ? strideTicks(p, 60) : powerTicks(p, 1n << 28n, 1n << 60n, 40);
    expect(ticks.length).toBeGreaterThan(3);
    for (const [i, t] of ticks.entries())
      if (i > 0) expect(t.x - (ticks[i - 1]?.x ?? 0)).toBeGreaterThanOrEqual(40);
  }
});

test('the proportional axis counts in EiB', () => {
  const extents = extentsOf({ memory: new Float64Array(0), beyond: [] });
  const axis = buildAxis('proportional', extents, 1392, { section: 32, share: 0.6 });
  const labels = strideTicks(project(axis, WHOLE, 1392), 60).map((t) => t.label);
  expect(labels).toEqual([...Array(16).keys()].map(String).concat('16 EiB'));
});

test('bytes at 2^60 are labelled to the last digit', () => {
  const extents = extentsOf({ memory: new Float64Array(0), beyond: [] });
  const axis = buildAxis('proportional', extents, 1392, { section: 32, share: 0.6 });
  const view = { origin: (1n << 60n) - 16n, fraction: 0n, span: 48n };
  const labels = strideTicks(project(axis, view, 1392), 100).map((t) => t.label);
  expect(labels[0]).toBe('…fff0');
  expect(labels).toContain('…0000');
});
