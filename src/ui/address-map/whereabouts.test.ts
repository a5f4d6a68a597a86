import { expect, test } from 'vitest';
import { WHOLE } from '../../store/view.ts';
import type { Scene } from '../../worker/protocol.ts';
import { compose } from './picture.ts';
import { whereabouts } from './whereabouts.ts';

/** 256 MB at 0 and 16 MB at 2^60. */
const scene = {
  memory: Float64Array.of(0, 16, 0, 2 ** 36, 1, 0),
  ...{ beyond: [], before: new Float64Array(0), shippedBits: 44 },
  config: { physicalBits: 61, blockSize: '0x1000000' },
  map: { kind: 'none', runs: new Float64Array(0) },
  region: null,
} as unknown as Scene;

const at = (origin: bigint, span: bigint) =>
  whereabouts(
    compose({
      ...{ scene, axis: 'broken', held: null, preview: null, refused: false },
      viewport: span === 1n << 64n ? WHOLE : { origin, fraction: 0n, span },
      box: { width: 1440, height: 356, rem: 1 },
    }),
  );

test('in a hole there is memory on either side, or on one', () => {
  const low = [0, 16];
  const high = [2 ** 36, 2 ** 36 + 1];
  expect(at(1n << 44n, 64n)).toEqual({ hole: [16, 2 ** 36], before: low, after: high });
  // From its first byte to its last.
  expect(at(1n << 28n, (1n << 60n) - (1n << 28n))).toEqual({
    ...{ hole: [16, 2 ** 36], before: low, after: high },
  });
  expect(at(1n << 63n, 1n << 40n)).toEqual({
    ...{ hole: [2 ** 36 + 1, 2 ** 40], before: high, after: null },
  });
});

test('with memory in sight one is not lost', () => {
  expect(at(0n, 1n << 64n)).toBeNull();
  expect(at((1n << 28n) - 1n, 64n)).toBeNull();
  expect(at((1n << 60n) - 63n, 64n)).toBeNull();
});
