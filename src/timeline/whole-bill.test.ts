import { expect, it } from 'vitest';
import { bootOn } from '../machine/boot-on.test-data.ts';
import type { MachineConfig, MachineEvent } from '../machine/event.ts';
import type { Machine } from '../machine/machine.ts';
import { step } from '../machine/step.ts';
import { create, STRUCTURES } from '../machine/structures/words/catalogue.ts';
import { measuresOf } from './measures-of.ts';
import { makeReport } from './report.ts';
import { wholeBill } from './whole-bill.ts';

const MIB = 1n << 20n;
const OPENING: MachineConfig = {
  kernel: '2.6.32',
  driver: 'three-level',
  pageSize: 4096,
  blockSize: '0x1000000',
  physicalBits: 61,
  allocator: 'SLUB',
};
const THREAD: readonly (readonly [bigint, bigint])[] = [
  [0n, 256n * MIB],
  [1n << 60n, 16n * MIB],
];

const start = (config: Partial<MachineConfig> = {}, memory = THREAD): Machine =>
  bootOn(
    { ...OPENING, ...config },
    memory.map(([at, size]) => ({ start: at, end: at + size, state: 'online' as const })),
  ).machine;

const after = (machine: Machine, event: MachineEvent): Machine => {
  const done = step(machine, event);
  if (!done.ok) throw new Error(done.error.message);
  return done.machine;
};

const bytes = (machine: Machine, structure: string): bigint | undefined =>
  wholeBill(machine).find((line) => line.structure === structure)?.bytes;

/** FACTS a5 and d4, and by hand from each structure's own formula. */
const EXPECTED = [
  ['flat', 549_755_813_896n],
  ['three-level', 327_680n],
  ['three-level-compact', 196_608n],
  ['hash', 512n],
  ['extents', 32n],
  ['red-black', 144n],
  ['b-tree', 256n],
  ['sparsemem-static', 2_199_023_255_552n],
  ['sparsemem-extreme', 4_294_975_488n],
  ['vmemmap', 8_589_934_600n],
  ['radix-64', 7176n],
  ['page-table', 57_344n],
  ['rank-bitmap', 172_032n],
] as const;

it('the thread’s partition, every structure in the order of the catalogue', () => {
  const machine = start();
  expect(wholeBill(machine).map((line) => [line.structure, line.bytes])).toEqual(EXPECTED);
  expect(makeReport(machine, 0, 0).bill).toEqual(
    EXPECTED.map(([structure, b]) => ({ structure, bytes: `${b}` })),
  );
  expect(EXPECTED.map(([structure]) => structure)).toEqual(STRUCTURES);
});

it('takes pages, bits and the tree’s node from the machine', () => {
  const large = start({ pageSize: 65_536 });
  expect(bytes(large, 'sparsemem-extreme')).toBe(268_435_456n + 131_072n);
  expect(bytes(start({ physicalBits: 44 }), 'sparsemem-static')).toBe(2n ** 24n);
  const newer = start({ kernel: '7.1.5', driver: 'three-level' });
  expect(bytes(newer, 'radix-64')).toBe(7488n);
});

it('follows the layout: what is built over the same sections holds as much', () => {
  let machine = start();
  for (const at of [1n << 44n, 1n << 37n, (1n << 30n) + 16n * MIB]) {
    const where = { start: `0x${at.toString(16)}`, size: '0x2000000' } as const;
    machine = after(machine, { type: 'hotplug', ...where });
    for (const { structure, bytes: reserved } of wholeBill(machine)) {
      const options = { ...measuresOf(machine), wholeBytes: 2 ** 20 };
      const built = create(structure, options).build(machine.sections.online);
      expect(reserved).toBe(built.memory().reserved);
    }
  }
});

it('counts online sections only, but flat all that the kernel has', () => {
  const machine = after(start(), {
    type: 'offline',
    start: '0x1000000000000000',
    size: '0x1000000',
  });
  expect(bytes(machine, 'flat')).toBe(549_755_813_896n);
  expect(bytes(machine, 'vmemmap')).toBe(8n);
  expect(bytes(machine, 'extents')).toBe(16n);
});
