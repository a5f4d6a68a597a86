import { describe, expect, it } from 'vitest';
import { DRIVERS } from '../driver/driver-id.ts';
import { changesSince } from './changes-since.ts';
import type { Edition } from './edition.ts';
import { editionOf, editions } from './editions.ts';
import { neverTogether } from './pairing.ts';

const edition = (id: string): Edition => {
  const found = editionOf(id);
  if (!found) throw new Error(id);
  return found;
};

describe('changesSince', () => {
  it('2.6.24 to 2.6.25: memory can be taken offline, nothing else', () => {
    expect(changesSince(edition('2.6.24'), edition('2.6.25'))).toEqual([
      'Memory can be taken offline.',
    ]);
  });

  it('2.6.25 to 2.6.26: the first cut, ipc, the walk, the export', () => {
    expect(changesSince(edition('2.6.25'), edition('2.6.26'))).toEqual([
      'eHEA has three levels, with a root for each range.',
      'eHEA acts on MEM_OFFLINE.',
      'eHEA stops no transfers.',
      'ipc listens, with priority 10.',
      'Memory can be removed.',
      'walk_memory_resource hands over what the firmware granted.',
      'A walk that fails cancels onlining.',
      'A module can register a memory notifier.',
    ]);
  });

  it('2.6.26 to 2.6.28: slub stops swallowing the chain', () => {
    expect(changesSince(edition('2.6.26'), edition('2.6.28'))).toEqual([
      'eHEA adds and removes sections in one root.',
      'eHEA acts on MEM_GOING_OFFLINE, MEM_CANCEL_OFFLINE and MEM_ONLINE.',
      'cpuset listens, with priority 10.',
      'slub answers 0x0001.',
      'Isolation takes blocks of ZONE_MOVABLE whatever their pageblocks say.',
    ]);
  });

  it('2.6.28 to 2.6.32: transfers are stopped, kcore listens', () => {
    expect(changesSince(edition('2.6.28'), edition('2.6.32'))).toEqual([
      'eHEA stops transfers while its map is wrong.',
      'kcore listens, with priority 0.',
    ]);
  });

  it('6.1 to 6.12: rounds around the rounds; 7.1.5: an enum, and a chain for nodes', () => {
    expect(changesSince(edition('6.1'), edition('6.12'))).toEqual([
      'A block’s rounds lie between MEM_PREPARE_ONLINE and MEM_FINISH_OFFLINE.',
      'A block with a poisoned page is not onlined again: -EHWPOISON.',
      'With memmap_on_memory each block holds its own struct pages.',
      'eHEA is a module.',
    ]);
    expect(changesSince(edition('6.12'), edition('7.1.5'))).toEqual([
      'memory-tiers listens to the node chain.',
      'cpuset listens to the node chain.',
      'slub listens to the node chain.',
      'Actions are an enum: MEM_ONLINE is 0, MEM_GOING_OFFLINE 1, MEM_OFFLINE 2 ...',
      'Nodes have a chain of their own, and PREPARE and FINISH are gone.',
      'A round names no nodes.',
    ]);
  });

  it('2.6.32 to 6.1: nearly everything', () => {
    expect(changesSince(edition('2.6.32'), edition('6.1'))).toEqual(
      expect.arrayContaining([
        'ksm listens, with priority 100.',
        'ipc no longer listens.',
        'Memory is removed whole, and only where every block is offline.',
        'notifier_from_errno(0) is 0x0001.',
        'eHEA registers at its first adapter, not when its module is loaded.',
        'Adding a section that is there is -EEXIST.',
        'Adding beyond the physical bits is -E2BIG.',
        'A failed offline undoes isolation, then sends MEM_CANCEL_OFFLINE.',
        'Physical addresses have 51 bits.',
      ]),
    );
  });

  it('is empty from an edition to itself, and never silent between neighbours', () => {
    const all = editions();
    for (const e of all) expect(changesSince(e, e)).toEqual([]);
    for (const [i, e] of all.slice(1).entries())
      expect(changesSince(all[i] as Edition, e)).not.toEqual([]);
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
