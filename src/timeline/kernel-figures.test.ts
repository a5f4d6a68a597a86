import { expect, it } from 'vitest';
import { boot } from '../machine/boot.ts';
import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import { cellsOf } from '../machine/kernel/cells.ts';
import type { ArchitectureId } from '../machine/kernel/edition.ts';
import { editionOf } from '../machine/kernel/editions.ts';
import type { Options } from '../machine/kernel/options.ts';
import { kernelFigures } from './kernel-figures.ts';
import { sectionSource, virtualSource } from './ppc64-source.ts';

knowAllKernels();

/** 256 MB at 0 and 16 MB at 2^60, as the opening's. */
const THREAD = Float64Array.of(0, 16, 0, 2 ** 36, 1, 0);

function spent(
  id: string,
  memoryModel: Options['memoryModel'],
  physicalBits: number,
  { pageSize = 4096, architecture = 'ppc64', memory = THREAD } = {} as {
    pageSize?: number;
    architecture?: ArchitectureId;
    memory?: Float64Array;
  },
) {
  const edition = editionOf(id);
  if (!edition) throw new Error(id);
  const plan = { edition, architecture, memoryModel, pageSize, physicalBits };
  return Object.fromEntries(
    kernelFigures(plan, memory).map(({ label, figure }) => [label, figure.value]),
  );
}

it('gives the numbers of FACTS d4 for the thread’s layout', () => {
  expect(spent('2.6.25', 'STATIC', 61)['mem_section, the whole array']).toBe('2,199,023,255,552 B');
  const extreme = spent('2.6.25', 'EXTREME', 61);
  expect(extreme['array of roots']).toBe('4,294,967,296 B');
  expect(extreme['roots with a section']).toBe('8,192 B');
  expect(extreme['struct pages']).toBe('3,899,392 B');
  const big = spent('2.6.25', 'EXTREME', 61, { pageSize: 65536 });
  expect(big['array of roots']).toBe('268,435,456 B');
  expect(big['struct pages']).toBe('243,712 B');
  expect(spent('2.6.25', 'VMEMMAP', 61)['what backs them, virtually contiguous']).toBe(
    '33,554,432 B',
  );
  expect(
    spent('2.6.26', 'VMEMMAP', 61, { pageSize: 65536 })['what backs them, virtually contiguous'],
  ).toBe('327,680 B');
});

it('counts sections of 128 MiB on x86_64', () => {
  const memory = Float64Array.of(0, 16, 0);
  const pc = spent('6.1', 'VMEMMAP', 46, { architecture: 'x86_64', memory });
  // 2^19 sections, 256 in a root; two are there, each 32,768 pages of 64 B.
  expect(pc['array of roots']).toBe('16,384 B');
  expect(pc['roots with a section']).toBe('4,096 B');
  expect(pc['struct pages']).toBe('4,194,304 B');
});

it('has no tables with FLATMEM, and struct pages for every hole', () => {
  const flat = spent('2.6.25', 'FLATMEM', 61);
  expect(Object.keys(flat)).toEqual(['struct pages up to the last, holes too', 'together']);
  // 2^60 + 16 MiB in pages of 4 KiB, 56 B each.
  expect(flat['together']).toBe('15,762,598,696,026,112 B');
});

it('says on another architecture that a section is the driver’s, and virtual addresses are as on ppc64', () => {
  const edition = editionOf('6.1');
  if (!edition) throw new Error('6.1');
  const config = {
    kernel: '6.1',
    driver: 'none',
    pageSize: 4096,
    blockSize: '0x8000000',
    physicalBits: 46,
    allocator: 'SLUB',
    options: { architecture: 'x86_64' },
  } as const;
  const memory = [{ start: 0n, end: 1n << 28n, state: 'online' }] as const;
  const pc = boot(config, edition, memory).machine;
  expect(sectionSource(pc)).toMatchObject({
    kind: 'derived',
    note: expect.stringContaining('128 MiB'),
  });
  expect(virtualSource(pc)).toMatchObject({
    kind: 'derived',
    note: expect.stringContaining('x86_64'),
  });
  const { options: _x86, ...ppc64 } = config;
  const lpar = boot({ ...ppc64, blockSize: '0x1000000' }, edition, memory).machine;
  expect([sectionSource(lpar).kind, virtualSource(lpar).kind]).toEqual(['read', 'read']);
});

it('says the same of the vmemmap as the kernel’s table, and off ppc64 that it is ours', () => {
  const cases: [string, ArchitectureId, RegExp, string][] = [
    ['2.6.25', 'ppc64', /linear mapping, 16 MiB/, 'read'],
    ['2.6.26', 'ppc64', /base pages of 4 KiB/, 'read'],
    ['6.1', 'x86_64', /huge pages of 2 MiB/, 'ours'],
    ['7.1.5', 's390', /huge pages of 1 MiB/, 'ours'],
  ];
  for (const [id, architecture, words, kind] of cases) {
    const edition = editionOf(id);
    if (!edition) throw new Error(id);
    const cells = cellsOf(edition, architecture, 4096).flatMap((g) => g.cells);
    const value = cells.find((c) => c.key === 'vmemmap')?.value ?? '';
    expect(value).toMatch(words);
    const plan = { edition, architecture, memoryModel: 'VMEMMAP', pageSize: 4096 } as const;
    const lines = kernelFigures({ ...plan, physicalBits: 46 }, Float64Array.of(0, 16, 0));
    const backing = lines.find((l) => l.label.startsWith('what backs'))?.figure;
    expect(value).toContain(backing?.inputs[0]?.text);
    expect(backing?.source.kind).toBe(kind);
  }
});
