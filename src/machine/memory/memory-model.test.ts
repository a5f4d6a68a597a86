import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunSet } from '../units/run-set.ts';
import { type ModelFacts, modelCost } from './memory-model.ts';

/** FACTS d4: M = 16, ppc64. */
const PPC64: ModelFacts = {
  model: 'EXTREME',
  sectionBits: 24,
  physicalBits: 44,
  pageSize: 4096,
  memSectionBytes: 16,
  structPageBytes: 56,
  usemap: 'pageblock bits',
  pageblockBits: 24,
  vmemmapBlock: 65536,
};
const REAL = RunSet.of(0, 16);
const THREAD = REAL.addRange(2 ** 36, 2 ** 36 + 1);
const K64 = { pageSize: 65536 };

describe('256 MB at 0 with 44 bits, and 16 MB at 2^60 with 61', () => {
  const real = (over: Partial<ModelFacts>) => modelCost({ ...PPC64, ...over }, REAL);
  const thread = (over: Partial<ModelFacts>) =>
    modelCost({ ...PPC64, physicalBits: 61, ...over }, THREAD);

  it('STATIC: 16 MiB, 2 TiB', () => {
    expect(real({ model: 'STATIC' }).array).toBe(1n << 24n);
    expect(thread({ model: 'STATIC' }).array).toBe(1n << 41n);
  });

  it('EXTREME: roots and root pages', () => {
    const parts = ({ array, rootPages }: ReturnType<typeof real>) => [array, rootPages];
    expect(parts(real({}))).toEqual([32_768n, 4_096n]);
    expect(parts(thread({}))).toEqual([4_294_967_296n, 8_192n]);
    expect(parts(real(K64))).toEqual([2_048n, 65_536n]);
    expect(parts(thread(K64))).toEqual([268_435_456n, 131_072n]);
  });

  it('memmap: 56 bytes a page', () => {
    expect(real(K64).memmap).toBe(229_376n);
    expect(thread(K64).memmap).toBe(243_712n);
    expect(real({}).memmap).toBe(3_670_016n);
    expect(thread({}).memmap).toBe(3_899_392n);
  });

  it('VMEMMAP: backed in 64 KiB or 16 MiB', () => {
    const model = 'VMEMMAP';
    expect(real({ ...K64, model }).backing).toBe(262_144n);
    expect(thread({ ...K64, model }).backing).toBe(327_680n);
    expect(real({ ...K64, model, vmemmapBlock: 1 << 24 }).backing).toBe(16n << 20n);
    expect(thread({ ...K64, model, vmemmapBlock: 1 << 24 }).backing).toBe(32n << 20n);
  });

  it('usemap: 8 bytes a section in 2008', () => {
    expect(real({}).usemap).toBe(128n);
  });
});

it('1 TiB at 0 with 44 bits: 32,768 + 1,048,576', () => {
  const { array, rootPages } = modelCost(PPC64, RunSet.of(0, 65_536));
  expect([array, rootPages]).toEqual([32_768n, 1_048_576n]);
});

it('counts roots and blocks as one by one does', () => {
  const section = fc.integer({ min: 0, max: 5_000 });
  fc.assert(
    fc.property(fc.uniqueArray(section, { maxLength: 40 }), (list) => {
      const facts = { ...PPC64, model: 'VMEMMAP', ...K64 } as const;
      const cost = modelCost(facts, RunSet.from(list.map((s) => [s, s + 1] as [number, number])));
      const roots = new Set(list.map((s) => Math.floor(s / 4_096)));
      const each = 14_336;
      const blocks = new Set(
        list.flatMap((s) => [
          Math.floor((s * each) / 65_536),
          Math.floor(((s + 1) * each - 1) / 65_536),
        ]),
      );
      expect([cost.roots, cost.backingBlocks]).toEqual([BigInt(roots.size), BigInt(blocks.size)]);
    }),
  );
});
