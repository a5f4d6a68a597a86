import { describe, expect, it } from 'vitest';
import { openMachine, openResource } from './open-machine.ts';
import { readRecording } from './schema.ts';

/** How a recording's first state becomes a machine, where the six in fixtures/ show no sample. */

const open = (initial: object, top: object = {}) => {
  const recording = readRecording({
    format: 'hotplug-recording/1',
    id: 'sample',
    kernel: '6.12.95+deb12-amd64',
    arch: 'x86_64',
    pageSize: 4096,
    blockSize: 0x8000000,
    timeline: [],
    ...top,
    initial: {
      auto_online: 'offline',
      nodes: [{ id: 0 }],
      blocks: [
        [0, 'online', 'none', [0], 1],
        [1, 'online', 'DMA32', [0], 1],
      ],
      iomem: ['00100000-0fffffff : System RAM'],
      chain: [],
      ...initial,
    },
  });
  if ('problem' in recording) throw new Error(recording.problem);
  return openMachine(recording);
};

describe('a recording opens', () => {
  it('with the zones that a block without one reaches into', () => {
    expect(open({}).blocks.get(0)).toMatchObject({ zone: null, reaches: ['DMA', 'DMA32'] });
    expect(open({}, { arch: 'ppc64le' }).blocks.get(0)?.reaches).toEqual(['Normal']);
  });

  it('with what a node has, told or counted', () => {
    expect(open({}).nodes.get(0)).toEqual({ memory: true, normal: true });
    const nodes = [{ id: 3, memory: false, normal: false }];
    expect([...open({ nodes }).nodes]).toEqual([[3, { memory: false, normal: false }]]);
  });

  it('with DIMMs that were there, their struct pages on themselves if so told', () => {
    const dimms = [{ id: 'd0', start: '0x100000000', size: '0x10000000', node: 0 }];
    const blocks = [32, 33].map((i) => [i, 'offline', 'Normal Movable', [0], 1]);
    const machine = open({ dimms, blocks, memmap_on_memory: true });
    expect(machine.dimms).toEqual([
      { id: 'd0', start: 0x100000000n, end: 0x110000000n, node: 0, taken: true },
    ]);
    expect(machine.blocks.get(33)?.memmapPages).toBe(512);
  });

  it.each([
    { id: 'vmem0', start: '0x140000000', size: '0x40000000', node: 1 },
    { id: 'vmem0', memaddr: '0x140000000', size: 0, 'max-size': 0x40000000, node: 1 },
    { vmem0: { addr: '0x140000000', max_size: '0x40000000', node: 1 } },
    [{ id: 'vmem0', start: '0x140000000', region_size: '0x40000000', node: 1 }],
    { id: 'vmem0', node: 1 },
  ])('with a virtio-mem device: %j', (virtio_mem) => {
    const iomem = ['140000000-17fffffff : virtio0'];
    expect(open({ virtio_mem, iomem }).virtioMem).toEqual({
      id: 'vmem0',
      start: 0x140000000n,
      end: 0x180000000n,
      node: 1,
      plugged: new Map(),
    });
  });

  it('without one', () => {
    for (const virtio_mem of [undefined, null, {}, []])
      expect(open({ virtio_mem }).virtioMem).toBeNull();
  });

  it('with what was plugged at boot', () => {
    const virtio_mem = { start: '0x0', size: '0x40000000', requested: '0xc000000' };
    expect(open({ virtio_mem }).virtioMem?.plugged).toEqual(
      new Map([
        [0, 0x8000000n],
        [1, 0x4000000n],
      ]),
    );
  });

  it('with the end of the LMB list, if the machine is described', () => {
    const ppc = { arch: 'ppc64le', blockSize: 0x10000000 };
    expect(open({}, { ...ppc, machine: 'pseries; -m 2G,slots=8,maxmem=8G; x' }).lmbEnd).toBe(32);
    expect(open({}, ppc).lmbEnd).toBeNull();
  });

  it('with a priority between its neighbours where none was read', () => {
    const chain = [
      { name: 'a', priority: 10 },
      { name: 'b', priority: null },
      { name: 'c', priority: 5 },
      { name: 'd' },
    ];
    expect(open({ chain }).chain.map((m) => m.priority)).toEqual([10, 5, 5, 0]);
  });
});

it('memory lines of /proc/iomem', () => {
  const label = (line: string) => openResource(line)[0]?.label;
  expect(openResource('  00100000-1ffdffff : System RAM')).toEqual([
    { start: 0x100000n, end: 0x1ffe0000n, label: 'System RAM' },
  ]);
  expect(label('    140000000-147ffffff : System RAM (virtio_mem)')).toBe(
    'System RAM (virtio_mem)',
  );
  for (const name of [
    'IOP RAM',
    'System RAM (boot alias)',
    'RAM buffer',
    'Reserved',
    'System RAMs',
  ])
    expect(label(`00100000-1ffdffff : ${name}`)).toBeUndefined();
});
