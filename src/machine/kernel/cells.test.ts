import { expect, it } from 'vitest';
import { knowAllKernels } from './all-kernels.ts';
import { refuseBuild } from './build.ts';
import { cellsOf } from './cells.ts';
import { DEFCONFIGS } from './defconfigs.ts';
import type { ArchitectureId } from './edition.ts';
import { editionOf, editions } from './editions.ts';
import { OPTIONS } from './option-values.ts';
import { randomConfig } from './random-config.ts';
import { FACTS } from './sources.ts';

knowAllKernels();

const CONFIG = {
  driver: 'none',
  pageSize: 4096,
  blockSize: '0x10000000',
  physicalBits: 46,
} as const;

it('has a cell with a value and a source for every fact of every edition on every architecture', () => {
  for (const edition of editions())
    for (const facts of Object.values(edition.architectures)) {
      const cells = cellsOf(edition, facts, 4096).flatMap((g) => g.cells);
      expect(cells.map((c) => c.key).sort()).toEqual([...FACTS].sort());
      for (const { value, source } of cells) {
        expect(value).not.toMatch(/^$|undefined|NaN/);
        // What was not read names a kernel here, and never itself.
        if (source.kind === 'not read') {
          expect(editions().map((e) => e.label)).toContain(source.file);
          expect(source.file).not.toBe(edition.label);
        } else expect(source.file).toMatch(/\d/);
      }
    }
});

it('ends each borrowing at a kernel that was read', () => {
  const sourceOf = (label: string, key: string): string => {
    const edition = editions().find((e) => e.label === label);
    const facts = edition?.architectures.ppc64;
    if (!edition || !facts) throw new Error(label);
    const cell = cellsOf(edition, facts, 4096)
      .flatMap((g) => g.cells)
      .find((c) => c.key === key);
    if (cell?.source.kind !== 'not read') return label;
    return sourceOf(cell.source.file, key);
  };
  for (const { label } of editions())
    for (const key of FACTS) expect(() => sourceOf(label, key)).not.toThrow();
});

it('builds every defconfig', () => {
  for (const { kernels, architecture, options } of DEFCONFIGS)
    for (const id of kernels) {
      const edition = editionOf(id);
      if (!edition) throw new Error(id);
      const config = { ...CONFIG, options: { architecture, ...options } };
      expect(refuseBuild(edition, config)).toBeNull();
    }
});

it('rolls the same configuration for the same number, every value sooner or later, and not always one that builds', () => {
  const edition = editionOf('2.6.32');
  if (!edition) throw new Error('2.6.32');
  const rolls = Array.from({ length: 200 }, (_, i) => randomConfig(i));
  expect(randomConfig(7)).toEqual(rolls[7]);
  const models = OPTIONS.memoryModel;
  expect(new Set(rolls.map((r) => r.memoryModel)).size).toBe('low' in models ? 0 : models.length);
  const verdicts = new Set(
    rolls.map((options) => refuseBuild(edition, { ...CONFIG, options })?.field ?? 'builds'),
  );
  expect([...verdicts].sort()).toEqual([
    'builds',
    'options.autoOnline',
    'options.memoryHotremove',
    'options.memoryModel',
    'options.movableNode',
  ]);
});

it('has no numbers for what was not read', () => {
  const read = (id: string): readonly string[] =>
    Object.keys(editionOf(id)?.architectures ?? {}) as ArchitectureId[];
  expect(read('2.6.32')).toEqual(['ppc64']);
  expect(read('2.6.25')).toEqual(['ppc64', 'x86_64']);
  expect(read('2.6.26')).toEqual(['ppc64', 's390']);
  expect(read('7.1.5')).toEqual(['ppc64', 'x86_64', 'arm64', 's390']);
});
