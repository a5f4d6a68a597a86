import { describe, expect, it } from 'vitest';
import { RunSet } from '../../units/run-set.ts';
import { create } from './catalogue.ts';
import { type KernelFacts, memmap, usemaps } from './kernel-memory.ts';
import type { Options, StructureId } from './structure.ts';

const sections = (...runs: [number, number][]): RunSet =>
  RunSet.from(runs.map(([s, n]) => [s, s + n]));
const SMALL = sections([0, 16]);
const THREAD = sections([0, 16], [2 ** 36, 1]);
const TERA = sections([0, 65_536]);

const bytes = (id: StructureId, layout: RunSet, options: Partial<Options> = {}): bigint =>
  create(id, { wholeBytes: 2 ** 24, ...options })
    .build(layout)
    .formula().bytes;

describe('bytes by formula, as worked out from the kernels by hand', () => {
  it.each([
    ['256M at 0', SMALL, 128n, 196_608n],
    ['4G at 0', sections([0, 256]), 2048n, 196_608n],
    ['1T at 0', TERA, 524_288n, 655_360n],
    ['256M at 0 and 16M at 2^40', sections([0, 16], [65_536, 1]), 524_296n, 262_144n],
    ['256M at 0 and 16M below 2^44', sections([0, 16], [2 ** 20 - 1, 1]), 8_388_608n, 262_144n],
    ['256M at 0 and 16M at 2^60', THREAD, 549_755_813_896n, 327_680n],
  ])('%s: flat and three-level', (_, layout, flat, threeLevel) => {
    expect(bytes('flat', layout)).toBe(flat);
    expect(bytes('three-level', layout)).toBe(threeLevel);
  });

  it('SPARSEMEM_STATIC: 16 MiB at 44 bits, 2 TiB at 61', () => {
    expect(bytes('sparsemem-static', SMALL, { physicalBits: 44 })).toBe(2n ** 24n);
    expect(bytes('sparsemem-static', THREAD, { physicalBits: 61 })).toBe(2n ** 41n);
  });

  it.each([
    [SMALL, 44, 4096, 32_768n + 4096n],
    [SMALL, 44, 65_536, 2048n + 65_536n],
    [TERA, 44, 4096, 32_768n + 1_048_576n],
    [THREAD, 61, 4096, 4_294_967_296n + 8192n],
    [THREAD, 61, 65_536, 268_435_456n + 131_072n],
  ] as const)(
    'SPARSEMEM_EXTREME: roots and root pages, %#',
    (layout, physicalBits, pageSize, expected) => {
      expect(bytes('sparsemem-extreme', layout, { physicalBits, pageSize })).toBe(expected);
    },
  );

  it('SPARSEMEM_EXTREME never frees a page of records', () => {
    const extreme = create('sparsemem-extreme', { physicalBits: 44 }).build(
      sections([0, 1], [256, 1]),
    );
    extreme.remove(256);
    expect(extreme.formula().bytes).toBe(32_768n + 8192n);
  });

  it('radix tree: one node, thirteen, 1,041', () => {
    expect(bytes('radix-64', SMALL)).toBe(552n);
    expect(bytes('radix-64', THREAD)).toBe(7176n);
    expect(bytes('radix-64', THREAD, { radixNode: 576 })).toBe(7488n);
    expect(bytes('radix-64', TERA)).toBe(574_632n);
    expect(bytes('radix-64', sections([0, 1]))).toBe(0n);
  });

  it('the others, over the layout of the thread', () => {
    // Root, two tops, two dirs, and the empty node.
    expect(bytes('three-level-compact', THREAD)).toBe(32_768n * 6n);
    expect(bytes('hash', THREAD)).toBe(8n * 64n);
    expect(bytes('extents', THREAD)).toBe(32n);
    expect(bytes('red-black', THREAD)).toBe(144n);
    expect(bytes('b-tree', THREAD)).toBe(256n);
    expect(bytes('vmemmap', THREAD)).toBe(2n ** 33n + 8n);
    // Root; then for each of the two one table of three levels.
    expect(bytes('page-table', THREAD)).toBe(8192n * 7n);
    // Empty middle, root (twice as long), two middles; two leaves, a piece of bases, a piece of order.
    expect(bytes('rank-bitmap', THREAD)).toBe(32_768n * 5n + 2048n * 4n);
  });
});

describe('what the kernel keeps beside', () => {
  const facts = (more: Partial<KernelFacts>): KernelFacts => ({
    pageSize: 65_536,
    structPageBytes: 56,
    usageHeader: 0,
    pageblockBits: 3,
    pageblockBytes: 2 ** 24,
    vmemmapBlock: null,
    ...more,
  });

  it('the memmap, with pages of 64K and of 4K', () => {
    expect(memmap(SMALL, facts({})).bytes).toBe(229_376n);
    expect(memmap(THREAD, facts({})).bytes).toBe(243_712n);
    expect(memmap(SMALL, facts({ pageSize: 4096 })).bytes).toBe(3_670_016n);
    expect(memmap(THREAD, facts({ pageSize: 4096 })).bytes).toBe(3_899_392n);
  });

  it('the blocks that back it with VMEMMAP', () => {
    expect(memmap(SMALL, facts({ vmemmapBlock: 65_536 })).bytes).toBe(262_144n);
    expect(memmap(THREAD, facts({ vmemmapBlock: 65_536 })).bytes).toBe(327_680n);
    expect(memmap(SMALL, facts({ vmemmapBlock: 2 ** 24 })).bytes).toBe(2n ** 24n);
    expect(memmap(THREAD, facts({ vmemmapBlock: 2 ** 24 })).bytes).toBe(2n ** 25n);
  });

  it('usemaps: 8 bytes a section in 2.6.25; header, sub-sections and 4 bits a pageblock of 2 MiB in 7.1.5', () => {
    expect(usemaps(SMALL, facts({})).bytes).toBe(128n);
    const now = facts({ usageHeader: 24, pageblockBits: 4, pageblockBytes: 2 ** 21 });
    expect(usemaps(SMALL, now).bytes).toBe(16n * 32n);
  });
});
