import { describe, expect, it } from 'vitest';
import { DRIVERS } from '../driver/driver-id.ts';
import { cellsOf } from './cells.ts';
import { changesSince } from './changes-since.ts';
import type { ArchitectureId, Edition } from './edition.ts';
import { editionOf, editions } from './editions.ts';
import { neverTogether } from './pairing.ts';

const edition = (id: string): Edition => {
  const found = editionOf(id);
  if (!found) throw new Error(id);
  return found;
};

const since = (before: string, after: string, on: ArchitectureId = 'ppc64'): readonly string[] =>
  changesSince(edition(before), edition(after), on);

describe('changesSince, held to FACTS', () => {
  it('A1b: 2.6.25 offers MEMORY_HOTREMOVE, with NUMA, and can take memory offline', () => {
    expect(since('2.6.24', '2.6.25')).toEqual([
      'MEMORY_HOTREMOVE depends on MIGRATION, and that on NUMA.',
      'No longer a rule: MEMORY_HOTREMOVE depends on ARCH_ENABLE_MEMORY_HOTREMOVE, which only ia64 offers.',
      'Memory can be taken offline.',
    ]);
  });

  it('0, c6, d3, e: 2.6.26 has the first cut, ipc, the walk, the export and another vmemmap', () => {
    const changes = since('2.6.25', '2.6.26');
    expect(changes).toEqual(
      expect.arrayContaining([
        'eHEA has three levels, with a root for each range.',
        'eHEA acts on MEM_OFFLINE.',
        'ipc listens, with priority 10.',
        'Memory can be removed. (Not read; as in Linux 2.6.32.)',
        'With SPARSEMEM_VMEMMAP a removal ends in -EBUSY.',
        'The resource walk hands over what the firmware granted.',
        'A module can register a memory notifier.',
        'eHEA registers when its module is loaded.',
        'In the table, a virtual memmap is backed by: base pages of 4 KiB.',
      ]),
    );
    expect(changes.join()).toMatch(/No longer a rule: register_memory_notifier is not exported/);
  });

  it('0, A1b, A3a: 2.6.28 frees the chain and HOTREMOVE of NUMA, and keeps one root', () => {
    expect(since('2.6.26', '2.6.28')).toEqual([
      'eHEA adds and removes sections in one root.',
      'eHEA acts on MEM_GOING_OFFLINE, MEM_CANCEL_OFFLINE and MEM_ONLINE.',
      'page_cgroup can listen, with priority 0.',
      'cpuset listens, with priority 10.',
      'slub answers 0x0001.',
      'No longer a rule: MEMORY_HOTREMOVE depends on MIGRATION, and that on NUMA.',
      'Isolation takes blocks of ZONE_MOVABLE whatever their pageblocks say. (Not read; as in Linux 2.6.32.)',
    ]);
  });

  it('0: by 2.6.32 walk_memory_resource is walk_system_ram_range, and transfers are stopped', () => {
    expect(since('2.6.28', '2.6.32')).toEqual([
      'eHEA stops transfers while its map is wrong.',
      'kcore listens, with priority 0.',
      'The resource walk is called walk_system_ram_range.',
    ]);
  });

  it('A1c, A1d, A2, d3: 2.6.32 to 6.1, nearly everything', () => {
    expect(since('2.6.32', '6.1')).toEqual(
      expect.arrayContaining([
        'ksm listens, with priority 100.',
        'cmm can listen, with priority 1.',
        'ipc no longer listens.',
        'MEMORY_HOTPLUG depends on SPARSEMEM_VMEMMAP and 64BIT.',
        'No longer a rule: MEMORY_HOTPLUG depends on SPARSEMEM.',
        'Memory is removed whole, and only where every block is offline.',
        'notifier_from_errno(0) is 0x0001. (Not read; as in Linux 7.1.5.)',
        'eHEA registers at its first adapter, not when its module is loaded.',
        'One call adds one block.',
        'Adding a section that is there is -EEXIST.',
        'Adding beyond the physical bits is -E2BIG.',
        'A failed offline undoes isolation, then sends MEM_CANCEL_OFFLINE.',
        'Physical addresses have 51 bits.',
        'In the table, allocator: SLUB; SLAB was not read. (Not read; as in Linux 2.6.32.)',
        'In the table, size of a block by itself: ibm,lmb-size; here 16 MiB (ours).',
        'In the table, also on and off: yY1 and nN0.',
      ]),
    );
  });

  it('A2d, A3c: 6.12 has rounds around the rounds; 7.1.5 an enum, and a chain for nodes', () => {
    expect(since('6.1', '6.12')).toEqual([
      'crash_core can listen, with priority 0.',
      'A block’s rounds lie between MEM_PREPARE_ONLINE and MEM_FINISH_OFFLINE.',
      'A block with a poisoned page is not onlined again: -EHWPOISON.',
      'With memmap_on_memory each block holds its own struct pages.',
      'eHEA is a module.',
      'In the table, also on and off: yYtT1 and nNfF0.',
    ]);
    expect(since('6.12', '7.1.5')).toEqual([
      'memory-tiers listens to the node chain, with priority 100.',
      'cpuset listens to the node chain, with priority 10.',
      'slub listens to the node chain, with priority 1.',
      'mempolicy listens to the node chain, with priority 0.',
      'Actions are an enum: MEM_ONLINE is 0, MEM_GOING_OFFLINE 1, MEM_OFFLINE 2 ...',
      'Nodes have a chain of their own, and PREPARE and FINISH are gone.',
      'A round names no nodes.',
      'In the table, also on and off: yYtT1eE and nNfF0dD.',
    ]);
  });

  it('A3b, A5: another architecture has its own chain and numbers, and no eHEA to speak of', () => {
    const pc = since('6.1', '6.12', 'x86_64');
    expect(pc).toContain('cxl region can listen, with priority 5.');
    expect(pc).toContain('intel-iommu no longer listens.');
    expect(pc.join()).not.toMatch(/iommu listens|cmm/);
    expect(since('6.12', '7.1.5', 'x86_64')).toContain(
      'hmat can listen to the node chain, with priority 6.',
    );
    const s390 = since('6.12', '7.1.5', 's390');
    expect(s390).toContain('sclp no longer listens.');
    expect(s390.join()).toMatch(/sections of 128 MiB/);
    expect(since('2.6.25', '6.1', 'x86_64')).toContain(
      '__pa masks the top four bits. (Not read; as in Linux 6.1 on ppc64.)',
    );
  });

  it('leaves out no cell that differs, and is empty from an edition to itself', () => {
    for (const on of ['ppc64', 'x86_64', 'arm64', 's390'] as const) {
      const all = editions().filter((e) => e.architectures[on]);
      const cells = (e: Edition) => cellsOf(e, on, 4096).flatMap((g) => g.cells);
      for (const [i, e] of all.entries()) {
        expect(changesSince(e, e, on)).toEqual([]);
        const before = all[i - 1];
        if (!before) continue;
        const was = new Map(cells(before).map((c) => [c.key, c.value]));
        const differing = cells(e).filter((c) => was.get(c.key) !== c.value);
        expect(changesSince(before, e, on).length).toBeGreaterThanOrEqual(differing.length);
      }
    }
  });
});

it('lists the kernels oldest first', () => {
  expect(editions().map((e) => e.id)).toEqual([
    '2.6.22',
    '2.6.23',
    '2.6.24',
    '2.6.25',
    '2.6.26',
    '2.6.28',
    '2.6.32',
    '6.1',
    '6.12',
    '7.1.5',
  ]);
});

it('a pair that never shipped is a what-if, with the rule it meets', () => {
  expect(neverTogether(edition('2.6.25'), 'flat')).toBeNull();
  expect(neverTogether(edition('2.6.25'), 'none')).toBeNull();
  expect(neverTogether(edition('2.6.32'), 'flat')).toBe(
    'Linux 2.6.32 never shipped with this driver: a what-if.',
  );
  expect(neverTogether(edition('2.6.25'), 'three-level')).toMatch(/what-if\. No module can/);
  expect(neverTogether(edition('2.6.32'), 'repaired')).toBe(
    'This driver is ours, no kernel has it: a what-if.',
  );
  expect(neverTogether(edition('2.6.32'), 'rdma')).toBe(
    'This driver was not read in Linux 2.6.32: a what-if.',
  );
  const shipped = (e: Edition): readonly string[] =>
    DRIVERS.filter((d) => neverTogether(e, d) === null);
  // Every kernel with its own eHEA, or without; other devices' drivers where they were read (FACTS h, A3).
  for (const e of editions())
    expect(shipped(e)).toEqual(expect.arrayContaining([e.ownDriver, 'none']));
  expect(shipped(edition('2.6.25'))).toEqual(['flat', 'none']);
  expect(shipped(edition('2.6.28'))).toEqual(['three-level-2.6.28', 'ehca', 'none']);
  expect(shipped(edition('7.1.5'))).toEqual([
    'three-level',
    'rdma',
    'tce',
    'direct-window',
    'none',
  ]);
});
