import { expect, it } from 'vitest';
import type { MachineConfig } from '../machine/event.ts';
import { ExplainDesk } from './explain-desk.ts';
import type { ExplainRequest } from './explain-protocol.ts';

const CONFIG: MachineConfig = {
  kernel: '2.6.32',
  driver: 'three-level',
  pageSize: 4096,
  blockSize: '0x1000000',
  physicalBits: 61,
  allocator: 'SLUB',
};

const request = (more: Partial<ExplainRequest> = {}): ExplainRequest => ({
  id: 1,
  held: more.bounds ?? Float64Array.of(0, 16, 2 ** 36, 2 ** 36 + 1),
  structure: 'three-level',
  bounds: Float64Array.of(0, 16, 2 ** 36, 2 ** 36 + 1),
  config: CONFIG,
  address: 2n ** 60n,
  ...more,
});

it('answers address after address, and anew for another layout or another kernel', () => {
  const desk = new ExplainDesk();
  const slot = (more?: Partial<ExplainRequest>) => {
    const reply = desk.answer(request(more));
    return 'explanation' in reply ? reply.explanation.path.answer.slot : reply.why;
  };
  expect(slot()).toBe(16);
  expect(slot({ address: 0n })).toBe(0);
  expect(slot({ address: 2n ** 40n })).toBeNull();
  // The same number of pieces, one section less below.
  expect(slot({ bounds: Float64Array.of(0, 15, 2 ** 36, 2 ** 36 + 1) })).toBe(15);
  expect(slot({ structure: 'sparsemem-extreme' })).toBe(16);
  expect(
    slot({ structure: 'sparsemem-extreme', config: { ...CONFIG, physicalBits: 44 } }),
  ).toBeNull();
});

it('says what is too much, and answers the next all the same', () => {
  const desk = new ExplainDesk();
  expect(desk.answer(request({ bounds: Float64Array.of(0, 2 ** 40) }))).toEqual({
    id: 1,
    why: expect.stringMatching(/at most 8,388,608 are, here are 1,099,511,627,776/),
    // Bit 39 is cut off: 2^39 sections are a root, 8,192 tops and 2^26 dirs.
    formula: expect.objectContaining({ bytes: 65_536n * (1n + 8192n + 2n ** 26n) }),
  });
  expect(desk.answer(request({ id: 2 }))).toMatchObject({ id: 2, explanation: { sections: 17 } });

  // A section in each of 2^15 dirs is 2 GiB of tables.
  const lone = Float64Array.from({ length: 2 ** 16 }, (_, i) => (i >> 1) * 8192 + (i & 1));
  expect(desk.answer(request({ bounds: lone }))).toMatchObject({
    why: expect.stringMatching(/at most 1 GiB are, here are 2 GiB/),
  });
});

it('what the kernel keeps beside its sections, for its own structures', () => {
  const desk = new ExplainDesk();
  const beside = (structure: ExplainRequest['structure'], more?: Partial<MachineConfig>) => {
    const reply = desk.answer(request({ structure, config: { ...CONFIG, ...more } }));
    return 'explanation' in reply ? reply.explanation.kernel : null;
  };
  expect(beside('three-level')).toBeNull();
  // FACTS d4: memmap with pages of 4 KiB and struct page of 56 bytes; usemap 8 bytes a section.
  expect(beside('sparsemem-extreme')?.memmap.bytes).toBe(3_899_392n);
  expect(beside('sparsemem-extreme')?.usemaps.bytes).toBe(17n * 8n);
  expect(beside('sparsemem-static', { pageSize: 65_536 })?.memmap.bytes).toBe(243_712n);
  // Only the 16 sections below 2^44.
  expect(beside('sparsemem-extreme', { physicalBits: 44 })?.memmap.bytes).toBe(3_670_016n);
  // rcu_head 16, sub-sections 8, pageblock bits 8.
  expect(beside('vmemmap', { kernel: '7.1.5' })?.usemaps.bytes).toBe(17n * 32n);
  // An offline section has a memmap all the same.
  const less = desk.answer(
    request({
      structure: 'sparsemem-extreme',
      bounds: Float64Array.of(0, 16),
      held: Float64Array.of(0, 16, 2 ** 36, 2 ** 36 + 1),
    }),
  );
  expect(less).toMatchObject({
    explanation: { sections: 16, kernel: { offline: 1, memmap: { bytes: 3_899_392n } } },
  });
  expect(beside('vmemmap', { kernel: '7.1.5', options: { architecture: 'x86_64' } })).toBeNull();
});

it('says where the kernel has other sections than the driver, by which SPARSEMEM is reckoned', () => {
  const desk = new ExplainDesk();
  const said = (structure: ExplainRequest['structure'], config: MachineConfig) => {
    const reply = desk.answer(request({ structure, config }));
    return 'explanation' in reply ? reply.explanation.otherSections : reply.why;
  };
  // SECTION_SIZE_BITS is 27 on x86_64 (arch/x86/include/asm/sparsemem.h), 24 on ppc64.
  const x86: MachineConfig = {
    ...CONFIG,
    kernel: '7.1.5',
    options: { architecture: 'x86_64' },
  };
  expect(said('sparsemem-extreme', x86)).toBe(
    'Reckoned over the driver’s sections of 16 MiB; this kernel’s own are of 128 MiB.',
  );
  expect(said('hash', x86)).toBeNull();
  expect(said('sparsemem-extreme', CONFIG)).toBeNull();
});
