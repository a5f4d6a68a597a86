import { expect, it } from 'vitest';
import type { MachineConfig } from '../../machine/event.ts';
import { knowAllKernels } from '../../machine/kernel/all-kernels.ts';
import { changed, changesBetween, draftOf, moved, readBits, settingsOf } from './draft.ts';

knowAllKernels();

const config: MachineConfig = {
  kernel: '2.6.32',
  driver: 'three-level',
  pageSize: 4096,
  blockSize: '0x1000000',
  physicalBits: 61,
  allocator: 'SLUB',
};

it('changes nothing while nothing differs', () => {
  expect(settingsOf(config, draftOf(config))).toEqual({ ok: true, value: {} });
});

it('leaves driver and allocator to a new kernel unless the user chose otherwise', () => {
  const draft = changed(draftOf(config), { kernel: '2.6.25' });
  expect(draft.driver).toBe('flat');
  expect(settingsOf(config, draft)).toEqual({ ok: true, value: { kernel: '2.6.25' } });
  expect(settingsOf(config, { ...draft, driver: 'three-level' })).toEqual({
    ok: true,
    value: { kernel: '2.6.25', driver: 'three-level' },
  });
});

it('names the other settings one by one', () => {
  const draft = { ...draftOf(config), pageSize: 65536, bits: '44', blockSize: '0x2000000' };
  expect(settingsOf(config, draft)).toEqual({
    ok: true,
    value: { pageSize: 65536, blockSize: '0x2000000', physicalBits: 44 },
  });
});

it('takes 24 to 64 bits', () => {
  expect(readBits(' 61 ')).toEqual({ ok: true, value: 61 });
  for (const text of ['', '23', '65', 'sixty', '44.5', '-44'])
    expect(readBits(text).ok).toBe(false);
  expect(settingsOf(config, { ...draftOf(config), bits: '99' }).ok).toBe(false);
});

it('tells changes in words', () => {
  expect(changesBetween(config, { ...config, pageSize: 65536, physicalBits: 44 })).toEqual([
    { key: 'page', from: '4 KiB', to: '64 KiB' },
    { key: 'physical bits', from: '61', to: '44' },
  ]);
});

it('carries only what was chosen over to another machine', () => {
  const start: MachineConfig = { ...config, kernel: '2.6.25', driver: 'flat', pageSize: 65536 };
  const draft = { ...draftOf(config), bits: '44' };
  expect(moved(draft, draftOf(config), draftOf(start))).toEqual({ ...draftOf(start), bits: '44' });
});

it('brings what an architecture has by itself, and names only what was chosen', () => {
  const draft = changed(draftOf(config), { kernel: '6.1', options: { architecture: 'x86_64' } });
  expect([draft.driver, draft.blockSize]).toEqual(['none', '0x8000000']);
  expect(settingsOf(config, draft)).toEqual({
    ok: true,
    value: { kernel: '6.1', options: { architecture: 'x86_64' } },
  });
  const back = changed(draft, { options: { architecture: 'ppc64' } });
  expect(settingsOf(config, back)).toEqual({ ok: true, value: { kernel: '6.1' } });
});

it('tells options in words, and carries them over', () => {
  const draft = changed(draftOf(config), { options: { memoryModel: 'VMEMMAP', mrBudget: 8 } });
  expect(settingsOf(config, draft)).toEqual({
    ok: true,
    value: { options: { memoryModel: 'VMEMMAP', mrBudget: 8 } },
  });
  expect(changesBetween(config, { ...config, options: draft.options ?? {} })).toEqual([
    { key: 'memory model', from: 'EXTREME', to: 'VMEMMAP' },
    { key: 'MR budget', from: 'none', to: '8' },
  ]);
  const start: MachineConfig = { ...config, options: { ports: 2 } };
  expect(moved(draft, draftOf(config), draftOf(start)).options).toEqual({
    memoryModel: 'VMEMMAP',
    ports: 2,
    mrBudget: 8,
  });
});
