import { expect, it } from 'vitest';
import { knowAllKernels } from './all-kernels.ts';
import { refuseBuild } from './build.ts';
import { type Cell, cellsOf } from './cells.ts';
import { DEFCONFIGS } from './defconfigs.ts';
import type { ArchitectureId } from './edition.ts';
import { editionOf, editions } from './editions.ts';
import { FACTS, type FactKey } from './fact-key.ts';
import { OPTIONS } from './option-values.ts';
import { randomConfig } from './random-config.ts';
import type { Source } from './source.ts';

knowAllKernels();

const CONFIG = {
  driver: 'none',
  pageSize: 4096,
  blockSize: '0x10000000',
  physicalBits: 46,
} as const;

const cellIn = (id: string, key: FactKey, on: ArchitectureId = 'ppc64', pageSize = 4096): Cell => {
  const edition = editionOf(id);
  if (!edition) throw new Error(id);
  const cells = cellsOf(edition, on, pageSize).flatMap((g) => g.cells);
  const cell = cells.find((c) => c.key === key);
  if (!cell) throw new Error(key);
  return cell;
};

/** `Linux 6.1 on ppc64` is of that kernel. */
const lender = (file: string): string => file.replace(/ on \w+$/, '').replace('Linux ', '');

it('has a cell with a value and a source for every fact of every edition on every architecture', () => {
  for (const edition of editions())
    for (const on of Object.keys(edition.architectures) as ArchitectureId[]) {
      const cells = cellsOf(edition, on, 4096).flatMap((g) => g.cells);
      expect(cells.map((c) => c.key).sort()).toEqual([...FACTS].sort());
      for (const { value, source } of cells) {
        expect(value).not.toMatch(/^$|undefined|NaN/);
        // What was not read names a kernel here, and never itself.
        if (source.kind === 'not read') {
          expect(editionOf(lender(source.file))).toBeDefined();
          expect(source.file).not.toBe(edition.label);
        } else if (source.kind !== 'ours') expect(source.file).toMatch(/\d|architecture/);
      }
    }
});

it('ends each borrowing at a kernel that was read', () => {
  const end = (id: string, key: FactKey, on: ArchitectureId): string => {
    const { kind, file } = cellIn(id, key, on).source;
    if (kind !== 'not read') return id;
    const where = / on (\w+)$/.exec(file)?.[1] as ArchitectureId | undefined;
    return end(lender(file), key, where ?? 'ppc64');
  };
  for (const { id, architectures } of editions())
    for (const on of Object.keys(architectures) as ArchitectureId[])
      for (const key of FACTS) expect(() => end(id, key, on)).not.toThrow();
});

/** Typed from FACTS, the paragraph behind each: what a cell says, and where it stands. */
it.each<[string, string, ArchitectureId, FactKey, RegExp, Source['kind'], RegExp]>([
  ['0, d3', '2.6.22', 'ppc64', 'export', /^no$/, 'read', /3c82c30cd59 \(comes with Linux 2\.6\.26/],
  ['d1', '2.6.22', 'ppc64', 'limit', /16 MiB; 44 bits, 16 TiB$/, 'read', /47 for a PS3/],
  ['i', '2.6.23', 'ppc64', 'offline', /-EINVAL, no round/, 'not read', /^Linux 2\.6\.24$/],
  ['A1b', '2.6.24', 'ppc64', 'offline', /-EINVAL, no round/, 'read', /ia64.*2\.6\.24/],
  ['A1b', '2.6.24', 'ppc64', 'remove', /^none$/, 'read', /ia64.*2\.6\.24/],
  ['d3', '2.6.25', 'ppc64', 'memoryModels', /SPARSEMEM_EXTREME/, 'ours', /SPARSEMEM_VMEMMAP/],
  ['d2', '2.6.25', 'ppc64', 'memSection', /^16 B$/, 'read', /mmzone\.h, Linux 2\.6\.25/],
  ['d3', '2.6.25', 'ppc64', 'structPage', /^56 B$/, 'read', /Linux 2\.6\.25/],
  ['d3', '2.6.25', 'ppc64', 'vmemmap', /linear mapping, 16 MiB/, 'read', /Linux 2\.6\.25/],
  ['e', '2.6.25', 'ppc64', 'walk', /^as asked/, 'read', /arch\/powerpc\/mm\/mem\.c/],
  ['g', '2.6.25', 'ppc64', 'physical', /subtracts 0xc0{15}/, 'read', /page\.h, Linux 2\.6\.25/],
  ['d1', '2.6.25', 'x86_64', 'limit', /128 MiB; 40 bits, 1 TiB/, 'read', /asm-x86/],
  ['A1b', '2.6.25', 'x86_64', 'offline', /EAGAIN/, 'not read', /2\.6\.25 on ppc64/],
  ['g', '2.6.25', 'x86_64', 'physical', /subtracts/, 'not read', /2\.6\.25 on ppc64/],
  ['d3', '2.6.25', 'x86_64', 'vmemmap', /huge pages of 2 MiB/, 'ours', /not read/],
  ['d1', '2.6.26', 's390', 'limit', /32 MiB; 42 bits, 4 TiB/, 'read', /asm-s390.*2\.6\.26/],
  ['c1', '2.6.26', 'ppc64', 'okFromErrno', /^0x8001$/, 'read', /notifier\.h, Linux 2\.6\.26/],
  ['A3a', '2.6.26', 'ppc64', 'chain', /^ipc 10, slub 1;/, 'derived', /Linux 2\.6\.26/],
  ['A1b', '2.6.26', 'ppc64', 'removeVmemmap', /EBUSY/, 'read', /__remove_section, Linux 2\.6\.26/],
  ['d3', '2.6.26', 'ppc64', 'vmemmap', /base pages of 4 KiB/, 'read', /Linux 2\.6\.26/],
  [
    'A3a',
    '2.6.28',
    'ppc64',
    'chain',
    /^cpuset 10, ipc 10, slub 1, \[page_cgroup 0\];/,
    'derived',
    /28/,
  ],
  [
    'e',
    '2.6.32',
    'ppc64',
    'walk',
    /granted \(walk_system_ram/,
    'read',
    /^arch\/powerpc\/mm\/mem\.c/,
  ],
  [
    'A3a',
    '2.6.32',
    'ppc64',
    'eheaRegisters',
    /module is loaded/,
    'read',
    /ehea_main\.c, Linux 2\.6\.32/,
  ],
  ['f', '2.6.25', 'ppc64', 'blockSize', /^one section$/, 'read', /2\.6\.25/],
  [
    'A5',
    '6.1',
    'x86_64',
    'blockSize',
    /128 MiB where RAM ends below 64 GiB; otherwise 2 GiB on bare metal.*largest of 2 GiB to 128 MiB.*\(ours\)/,
    'read',
    /6\.1/,
  ],
  ['A5', '6.12', 'arm64', 'blockSize', /^one section$/, 'read', /6\.12/],
  ['A5', '7.1.5', 's390', 'blockSize', /firmware’s increment/, 'read', /7\.1\.5/],
  ['c1', '6.12', 'ppc64', 'allocator', /SLAB was not read/, 'not read', /2\.6\.32/],
  ['A2b', '2.6.32', 'ppc64', 'undo', /cancel first/, 'read', /offline_pages, Linux 2\.6\.32/],
  ['A5', '6.1', 'ppc64', 'limit', /46 bits.*VMEMMAP 51 bits/, 'read', /Linux 6\.1/],
  ['A5', '6.1', 'arm64', 'limit', /or 52 with 64 KiB pages$/, 'read', /Linux 6\.1/],
  [
    'A3b',
    '6.1',
    'x86_64',
    'chain',
    /kcore 0, \[intel-iommu 0\], \[hv_balloon 0\], \[virtio_mem 0\]/,
    'derived',
    /6\.1/,
  ],
  ['A3c', '6.1', 'ppc64', 'chain', /slub 1, \[cmm 1\], iommu 0, \[page_ext/, 'derived', /6\.1/],
  ['A3', '6.1', 's390', 'chain', /\[kdump 0\], \[cma 0\]/, 'not read', /6\.1 on x86_64/],
  ['A0', '6.1', 'ppc64', 'eheaRegisters', /first adapter/, 'read', /ehea_register_memory_hooks/],
  ['A2d', '6.12', 'ppc64', 'rounds', /prepare and finish/, 'ran', /6\.12/],
  ['A5', '6.12', 'arm64', 'limit', /or 52$/, 'read', /6\.12/],
  ['A3b', '6.12', 'x86_64', 'chain', /\[virtio_mem 0\], \[hv_balloon 0\]/, 'derived', /6\.12/],
  ['A2e', '6.12', 'ppc64', 'poisoned', /-EHWPOISON/, 'read', /6\.12/],
  ['c2', '6.12', 'ppc64', 'actionValues', /bits: 1, 2/, 'read', /6\.12/],
  ['c2', '7.1.5', 'ppc64', 'actionValues', /an enum: 0 to 5/, 'read', /7\.1\.5/],
  [
    'A3c',
    '7.1.5',
    'ppc64',
    'chain',
    /node chain memory-tiers 100, cpuset 10, slub 1, mempolicy 0;/,
    'derived',
    /7\.1/,
  ],
  ['d1', '7.1.5', 's390', 'limit', /sections of 128 MiB; 46 bits/, 'read', /7\.1\.5/],
  ['a4', '7.1.5', 'ppc64', 'physical', /masks the top four bits/, 'read', /page\.h, Linux 7\.1\.5/],
  ['A1c', '7.1.5', 'ppc64', 'range', /-E2BIG/, 'read', /mhp_range_allowed, Linux 7\.1\.5/],
])('%s: %s on %s, %s', (_, id, on, key, value, kind, file) => {
  const cell = cellIn(id, key, on);
  expect(cell.value).toMatch(value);
  expect(cell.source.kind).toBe(kind);
  expect(cell.source.file).toMatch(file);
});

it('says of a callback whose file was read in one kernel alone whose it borrows', () => {
  const source = (id: string, name: string): string | undefined =>
    editionOf(id)?.architectures.s390?.callbacks.find((c) => c.name === name)?.source;
  for (const name of ['kdump', 'cma']) {
    expect(source('6.1', name)).toBe('not read; as in Linux 7.1.5');
    expect(source('6.12', name)).toBe('not read; as in Linux 7.1.5');
    expect(source('7.1.5', name)).toMatch(/^arch\/s390\/.*Linux 7\.1\.5$/);
  }
});

it('knows NUMA to be off in ppc64_defconfig from 2.6.24 to 2.6.26 alone (A1b)', () => {
  const off = DEFCONFIGS.filter((d) => d.options.numa === false).flatMap((d) => d.kernels);
  expect(off).toEqual(['2.6.24', '2.6.25', '2.6.26']);
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
