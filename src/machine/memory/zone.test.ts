import { describe, expect, it } from 'vitest';
import { blockLines, dimm, pc, run, write } from '../kernel/sample-machines.test-data.ts';
import { zoneSpan } from './zone.ts';

/** Expected zones: mm/memory_hotplug.c (zone_for_pfn_range) and the recorded machines. */

const hotBlocks = (machine = pc('6.1'), node = 0) =>
  run(machine, [dimm(machine, 'd', 32, 4, node)]).machine;
const linesAfter = (machine: ReturnType<typeof hotBlocks>, inputs: Parameters<typeof run>[1]) =>
  blockLines(run(machine, inputs).machine).slice(4);

describe('the zone a block goes to', () => {
  it('is Normal above 4 GiB as long as no zone spans it', () => {
    expect(linesAfter(hotBlocks(), [write(32, 'online')])[0]).toBe('32 online Normal');
  });

  it('is the zone that alone spans it, Movable included', () => {
    const between = [write(32, 'online_movable'), write(34, 'online_movable')];
    expect(linesAfter(hotBlocks(), between)[1]).toBe('33 offline Movable Normal');
    expect(linesAfter(hotBlocks(), [...between, write(33, 'online')])[1]).toBe('33 online Movable');
    const kernel = [write(32, 'online_kernel'), write(34, 'online_kernel')];
    expect(linesAfter(hotBlocks(), kernel)[1]).toBe('33 offline Normal Movable');
  });

  it('is a kernel zone where both span it, and Movable with movable_node', () => {
    const both = [
      write(32, 'online_movable'),
      write(35, 'online_kernel'),
      write(33, 'online_kernel'),
      write(35, 'offline'),
      write(35, 'online_movable'),
    ];
    // Normal spans only 33 now, Movable 32 to 35.
    expect(linesAfter(hotBlocks(), both)[2]).toBe('34 offline Movable Normal');
    const movableNode = hotBlocks(pc('6.1', { movableNode: true }));
    expect(linesAfter(movableNode, [])[0]).toBe('32 offline Movable Normal');
    expect(linesAfter(movableNode, [write(32, 'online')])[0]).toBe('32 online Movable');
  });

  it('shrinks with its edges: the last DMA32 block, once offline, would come back as Normal', () => {
    const ram = [{ start: 0n, end: 0x20000000n, label: 'System RAM' }];
    const { machine } = run(pc('6.1', { ram }), [write(3, 'offline'), write(1, 'offline')]);
    expect(zoneSpan(machine.blocks, 'DMA32', 0)).toEqual({ first: 0, last: 2 });
    expect(blockLines(machine)).toEqual([
      '0 online none',
      '1 offline DMA32 Movable',
      '2 online DMA32',
      '3 offline Normal Movable',
    ]);
  });

  it('is counted per node', () => {
    const machine = hotBlocks(pc('6.1'), 1);
    const { blocks } = run(machine, [write(33, 'online')]).machine;
    expect(zoneSpan(blocks, 'Normal', 1)).toEqual({ first: 33, last: 33 });
    expect(zoneSpan(blocks, 'Normal', 0)).toBeNull();
  });
});

describe('the nodes a round names', () => {
  const nids = (inputs: Parameters<typeof run>[1]) =>
    run(hotBlocks(pc('6.1'), 1), inputs).outcomes.flatMap((o) =>
      o.trace.flatMap((e) => (e.kind === 'round' ? [`${e.nid} ${e.nidNormal}`] : [])),
    );

  it('first kernel block and last: both', () => {
    expect(nids([write(32, 'online_kernel'), write(32, 'offline')])).toEqual(Array(4).fill('1 1'));
  });

  it('a Movable first block changes memory only, the first kernel block after it normal only', () => {
    expect(nids([write(32, 'online_movable'), write(33, 'online_kernel')])).toEqual([
      '1 -1',
      '1 -1',
      '-1 1',
      '-1 1',
    ]);
  });

  it('and backwards', () => {
    expect(
      nids([
        write(32, 'online_movable'),
        write(33, 'online_kernel'),
        write(33, 'offline'),
        write(32, 'offline'),
      ]).slice(4),
    ).toEqual(['-1 1', '-1 1', '1 -1', '1 -1']);
  });

  it('a veto repeats the pair in CANCEL and leaves the nodes as they were', () => {
    const told = [
      { do: 'register', name: 'test', priority: 0 },
      { do: 'inject', priority: 0, action: 'MEM_GOING_ONLINE', errno: 12 },
    ] as const;
    expect(nids([...told, write(32, 'online'), write(32, 'online')])).toEqual(Array(4).fill('1 1'));
  });
});
