import { expect, test } from 'vitest';
import type { Scene } from '../../worker/protocol.ts';
import { describe } from './describe.ts';
import type { Thing } from './hit.ts';

/** Sections 0 to 15 online, 16 offline. */
const scene = {
  memory: Float64Array.of(0, 16, 0, 16, 1, 1),
  held: Float64Array.of(3, 2, 1),
  pending: null,
  config: { physicalBits: 61 },
} as unknown as Scene;

const slots = (first: number, count: number): Thing => ({
  ...{ kind: 'slot', slot: first, slots: count },
  ...{ start: BigInt(first) << 24n, end: BigInt(first + count) << 24n },
  segment: { section: first, count, slot: first, before: Number.NaN, registered: first },
});

test('a slot says what, start, end, size, sections, and the state of its memory', () => {
  expect(describe(slots(3, 1), scene)).toEqual([
    'Bus slot 3, 16 MiB',
    '0x3000000 to 0x3ffffff',
    'section 3',
    'its section is online',
    'bus address 0x8000000003000000',
    'holds the pages of section 3',
  ]);
  expect(describe(slots(0, 16), scene)).toContain('their sections are online');
  expect(describe(slots(15, 2), scene)).toContain('their sections are not all in one state');
  expect(describe(slots(16, 1), scene)).toContain('× stale: its section is offline');
  expect(describe(slots(17, 1), scene)).toContain('× stale: its section is gone');
});

test('memory and holes say the same of themselves', () => {
  expect(describe({ kind: 'memory', start: 0n, end: 1n << 28n, offline: false }, scene)).toEqual([
    '256 MiB of memory, online',
    '0x0 to 0xfffffff',
    '16 sections, 0 to 15',
    '● pages pinned',
  ]);
  expect(describe({ kind: 'hole', start: 17n << 24n, end: 18n << 24n }, scene)).toEqual([
    'Hole: 16 MiB of nothing',
    '0x11000000 to 0x11ffffff',
    'section 17',
  ]);
});
