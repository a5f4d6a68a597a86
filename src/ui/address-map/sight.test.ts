import { expect, test } from 'vitest';
import { WHOLE } from '../../store/view.ts';
import type { Scene } from '../../worker/protocol.ts';
import { bandMarks, crowdOf } from './band-marks.ts';
import { coverOf } from './installed.ts';
import { type Asked, compose, type Picture } from './picture.ts';
import { fitView } from './projection.ts';
import { ribbons } from './ribbons.ts';
import { slotMarks } from './slot-marks.ts';

const box = { width: 1440, height: 356, rem: 1 };

/** A scene of lone sections, mapped densely, registered truthfully. */
function lone(count: number, step: number): Scene {
  const memory = Float64Array.from({ length: count * 3 }, (_, i) =>
    i % 3 === 0 ? (i / 3) * step : i % 3 === 1 ? 1 : 0,
  );
  const runs = memory.map((v, i) => (i % 3 === 2 ? (i - 2) / 3 : v));
  const pages = memory.map((v, i) =>
    i % 3 === 0 ? i / 3 : i % 3 === 2 ? (memory[i - 2] ?? 0) : v,
  );
  return {
    ...{ memory, beyond: [], before: new Float64Array(0), shippedBits: 44 },
    config: { physicalBits: 61, blockSize: '0x1000000' },
    map: { kind: 'three-level', runs },
    region: { runs: pages },
  } as unknown as Scene;
}

const picture = (scene: Scene, part: Partial<Asked> = {}): Picture =>
  compose({
    ...{ scene, axis: 'broken', viewport: WHOLE, held: null, preview: null, refused: false, box },
    ...part,
  });

test('few sections: a cell, a ribbon and a slot each', () => {
  const pic = picture(lone(3, 2 ** 20));
  expect(bandMarks(pic).map((m) => [m.section, m.cell])).toEqual([
    [0, true],
    [2 ** 20, true],
    [2 ** 21, true],
  ]);
  expect(ribbons(pic)).toHaveLength(3);
  expect(slotMarks(pic).map((m) => [m.slot, m.pages])).toEqual([
    [0, 'right'],
    [1, 'right'],
    [2, 'right'],
  ]);
});

test('a lone section is never thinner than three pixels, however much nothing there is', () => {
  for (const axis of ['broken', 'proportional', 'logarithmic'] as const)
    for (const mark of bandMarks(picture(lone(5, 2 ** 33), { axis })))
      expect(mark.b - mark.a).toBeGreaterThanOrEqual(3 - 1e-9);
});

test('65,536 lone sections cost pixels, not sections', () => {
  const scene = lone(65_536, 16);
  const pic = picture(scene);
  expect(crowdOf(pic)).toBeGreaterThan(65_000);
  expect(bandMarks(pic).length).toBeLessThan(500);
  expect(ribbons(pic).length).toBeLessThan(300);
  expect(slotMarks(pic).length).toBeLessThan(500);
  // Each of them is there when one looks closer.
  for (const n of [0, 12_345, 65_535]) {
    const start = BigInt(n * 16) << 24n;
    const near = picture(scene, { viewport: fitView(pic.axis, start, start + (1n << 24n)) });
    expect(bandMarks(near).some((m) => m.section === n * 16)).toBe(true);
  }
});

test('a crowded column has as much colour as there is memory in it', () => {
  const cover = (step: number): readonly number[] => {
    const pic = picture(lone(65_536, step), { axis: 'proportional', viewport: wide(step) });
    return bandMarks(pic, coverOf).map((m) => m.cover);
  };
  // All 65,536 in sight, one section of two, or of 16: to scale, 0.4 and that share of the other 0.6.
  const wide = (step: number) => ({
    ...{ origin: 0n, fraction: 0n, span: (65_536n * BigInt(step)) << 24n },
  });
  for (const [step, share] of [
    [2, 0.7],
    [16, 0.4375],
  ] as const) {
    const covers = cover(step);
    expect(covers).toHaveLength(464);
    for (const c of covers.slice(0, -1)) expect(Math.abs(c - share)).toBeLessThan(0.02);
  }
});

test('in the proportional view none of 65,536 scattered sections is lost between columns', () => {
  const pic = picture(lone(65_536, 2 ** 24), { axis: 'proportional' });
  const marks = bandMarks(pic);
  const covered = marks.reduce((sum, m) => sum + (m.b - m.a), 0);
  expect(marks.length).toBeGreaterThan(400);
  expect(covered).toBeGreaterThan(900);
});

test('a hairline at the edge of the picture lies inside it', () => {
  const pic = picture(lone(5, 2 ** 33), { axis: 'proportional' });
  const [first] = bandMarks(pic);
  expect(first?.a).toBe(0);
  expect(first?.b).toBe(3);
});
