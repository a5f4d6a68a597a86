import { expect, test, vi } from 'vitest';
import { WHOLE } from '../../store/view.ts';
import type { Scene } from '../../worker/protocol.ts';
import { type Asked, compose } from './picture.ts';
import { sightWords } from './sight-words.ts';

vi.mock('./type.ts', () => ({
  mono: () => '400 11px Mono',
  sans: () => '400 11px Sans',
  widthOf: (t: string) => t.length * 6,
}));

const box = { width: 1440, height: 356, rem: 1 };

/** Lone sections, `step` apart. */
const lone = (count: number, step: number): Scene =>
  ({
    memory: Float64Array.from({ length: count * 3 }, (_, i) =>
      i % 3 === 0 ? (i / 3) * step : i % 3 === 1 ? 1 : 0,
    ),
    ...{ beyond: [], before: new Float64Array(0), shippedBits: 44 },
    config: { physicalBits: 61, blockSize: '0x1000000' },
    map: { kind: 'none', runs: new Float64Array(0) },
    region: null,
  }) as unknown as Scene;

const words = (scene: Scene, part: Partial<Asked> = {}): readonly string[] =>
  sightWords(
    compose({
      ...{ scene, axis: 'broken', viewport: WHOLE, held: null, preview: null, refused: false, box },
      ...part,
    }),
  ).map(([longest]) => longest?.text ?? '');

test('a crowd is counted, with the holes between', () => {
  // 1,000 sections, 20 apart: 999 holes of 19.
  expect(words(lone(1000, 20))).toEqual([
    '1,000 runs in sight, 1,000 sections, too close together to draw one by one; between them 999 holes of 19 sections',
  ]);
  expect(words(lone(1000, 20), { axis: 'logarithmic' })).toEqual([]);
});

test('a window over more runs than one counts says how much is in it, exactly', () => {
  const to = (sections: number) => ({
    viewport: { origin: 0n, fraction: 0n, span: BigInt(sections) << 24n },
  });
  // Sections 0, 20, ... 380 lie below 400: twenty of a thousand.
  expect(words(lone(1000, 20), to(400))).toEqual(['20 runs in sight, 20 sections of 1,000']);
  // The first of section 400 alone is one more.
  expect(words(lone(1000, 20), to(401))).toEqual(['21 runs in sight, 21 sections of 1,000']);
  expect(words(lone(1000, 20), to(160))).toEqual([]);
});

test('to scale, all the memory is said to be as little as it is', () => {
  const axis = 'proportional';
  expect(words(lone(1, 1), { axis })[0]).toBe('All the memory is under this hairline');
  expect(words(lone(3, 2 ** 38), { axis })[0]).toBe('All the memory is under these 3 hairlines');
  // The last ends at section 999 * 2^26 + 1 of 2^40, on 1,392 px: 84.9 px.
  expect(words(lone(1000, 2 ** 26), { axis })[0]).toBe('All the memory is in the first 84.9 px');
});

test('less than a section is to scale on every axis, and says so', () => {
  const viewport = { origin: 0n, fraction: 0n, span: 0x40n };
  for (const axis of ['broken', 'proportional', 'logarithmic'] as const)
    expect(words(lone(2, 8), { axis, viewport })).toEqual([
      '1 px ≈ 1/22 byte, the same on all three axes',
    ]);
});
