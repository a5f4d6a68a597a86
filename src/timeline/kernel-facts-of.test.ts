import { expect, it } from 'vitest';
import { editions } from '../machine/kernel/editions.ts';
import { pageblockBitsOn, vmemmapBlock } from '../machine/kernel/vmemmap-block.ts';
import { modelCost } from '../machine/memory/memory-model.ts';
import { memmap, usemaps } from '../machine/structures/words/kernel-memory.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { OPENING } from '../scenario/scenario.ts';
import { kernelFactsOf } from './kernel-facts-of.ts';

const THREAD = RunSet.from([
  [0, 16],
  [2 ** 36, 2 ** 36 + 1],
]);
const MODELS = ['STATIC', 'EXTREME', 'VMEMMAP'] as const;

it('what is told beside a structure is what the kernel as a whole is said to spend', () => {
  for (const edition of editions())
    for (const memoryModel of MODELS)
      for (const pageSize of [4096, 65_536]) {
        const config = { ...OPENING.machine, pageSize, options: { memoryModel } };
        const facts = kernelFactsOf({ config, edition });
        if (!facts) throw new Error(`${edition.label} on ppc64 has sections.`);
        const cost = modelCost(
          {
            model: memoryModel,
            sectionBits: 24,
            physicalBits: 61,
            pageSize,
            memSectionBytes: edition.memSectionBytes,
            structPageBytes: edition.structPageBytes,
            usemap: edition.usemap,
            pageblockBits: pageblockBitsOn(edition, 'ppc64', pageSize),
            vmemmapBlock: vmemmapBlock(edition, 'ppc64', pageSize),
          },
          THREAD,
        );
        expect(usemaps(THREAD, facts).bytes).toBe(cost.usemap);
        expect(memmap(THREAD, facts).bytes).toBe(
          memoryModel === 'VMEMMAP' ? cost.backing : cost.memmap,
        );
      }
});

it('a usage of 7.1.5: 16 for rcu_head, a word of sub-sections with VMEMMAP, a word of pageblocks', () => {
  const edition = editions().find((e) => e.id === '7.1.5');
  if (!edition) throw new Error('7.1.5 is known.');
  const each = (memoryModel: 'STATIC' | 'VMEMMAP') => {
    const facts = kernelFactsOf({
      config: { ...OPENING.machine, options: { memoryModel } },
      edition,
    });
    return facts && usemaps(RunSet.of(0, 1), facts).bytes;
  };
  expect([each('STATIC'), each('VMEMMAP')]).toEqual([24n, 32n]);
});

it('nothing is said off ppc64 and of FLATMEM', () => {
  const [edition] = editions();
  if (!edition) throw new Error('There are kernels.');
  for (const options of [{ architecture: 'x86_64' }, { memoryModel: 'FLATMEM' }] as const)
    expect(kernelFactsOf({ config: { ...OPENING.machine, options }, edition })).toBeNull();
});
