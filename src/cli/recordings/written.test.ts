import { describe, expect, it } from 'vitest';
import { replayRecording } from './replay.ts';
import { readRecording } from './schema.ts';

/**
 * Recordings that nobody made, written from the facts (A2, A4 and the rules of replay): what the six of real kernels do
 * not show. Each must agree, and must not once a round of it is told otherwise.
 */

type Entry = Readonly<Record<string, unknown>>;
interface Step {
  readonly input: Entry;
  readonly facts?: readonly Entry[];
  readonly errno?: number;
  readonly rounds?: readonly Entry[];
  readonly blocks: string;
  readonly iomem?: readonly string[];
}

const CHAIN = [
  { name: 'ksm_memory_callback', priority: 100 },
  { name: 'slab_memory_callback', priority: 1 },
  { name: 'kcore_callback', priority: 0 },
];

/** `0 online none` in the order of the file. */
const rows = (text: string) =>
  text
    .split(',')
    .map((row) => row.trim().split(' '))
    .map(([index, state, ...zones]) => [Number(index), state, zones.join(' '), [0], 1]);

interface Machine {
  readonly kernel: string;
  readonly arch: string;
  readonly pageSize: number;
  readonly blockSize: number;
  readonly blocks: string;
  readonly iomem: readonly string[];
  readonly more?: Entry;
}

function written({ blocks, iomem, more, ...machine }: Machine, steps: readonly Step[]) {
  return {
    format: 'hotplug-recording/1',
    id: 'written',
    machine: '',
    ...machine,
    initial: {
      auto_online: 'offline',
      movable_node: false,
      memmap_on_memory: false,
      online_policy: 'contig-zones',
      nodes: [{ id: 0, online: true, memory: true, normal: true, cpu: true }],
      blocks: rows(blocks),
      iomem,
      chain: CHAIN,
      dimms: [],
      ...more,
    },
    timeline: steps.map((step, n) => ({
      n,
      traced: step.rounds !== undefined,
      inputs: [
        {
          ...step.input,
          ...(step.errno === undefined ? {} : { write: 0 }),
          rounds: step.rounds ? (step.rounds.length > 0 ? [0, step.rounds.length - 1] : []) : null,
        },
      ],
      facts: (step.facts ?? []).map((fact) => ({ input: 0, ...fact })),
      ...(step.errno === undefined ? {} : { writes: [{ errno: step.errno }] }),
      ...(step.rounds ? { notifier_rounds: step.rounds } : {}),
      blocks: rows(step.blocks),
      ...(step.iomem ? { iomem_system_ram: step.iomem } : {}),
    })),
  };
}

function differences(data: unknown): readonly string[] {
  const recording = readRecording(data);
  if ('problem' in recording) throw new Error(recording.problem);
  return replayRecording(recording).mismatches.map((m) => `${m.op} ${m.field}: ${m.got}`);
}

const ALL = CHAIN.map((c) => c.name);
const pages = { x86: 32768, ppc: 4096 };

/** A round of one block of `of` pages that everybody heard, or all up to the one who refused. */
const round = (action: string, block: number, of: number, more: Entry = {}): Entry => ({
  action: `MEM_${action}`,
  start_pfn: `0x${(block * of).toString(16)}`,
  nr_pages: of,
  called: ALL,
  ...more,
});
const ok = { result: { raw: '0x1' }, status_change_nid: -1, status_change_nid_normal: -1 };
const BARE = ['PREPARE_ONLINE', 'FINISH_OFFLINE'];
const sent = (of: number, block: number, ...actions: readonly string[]): Entry[] =>
  actions.map((action) => round(action, block, of, BARE.includes(action) ? {} : ok));

const state = (block: number, value: string): Entry => ({
  do: 'write',
  path: `/sys/devices/system/memory/memory${block}/state`,
  value,
});

const LPAR: Machine = {
  kernel: '6.12.95+deb12-powerpc64le-64k',
  arch: 'ppc64le',
  pageSize: 65536,
  blockSize: 2 ** 28,
  blocks: '0 online Normal, 1 online Normal',
  iomem: ['00000000-1fffffff : System RAM'],
};
const BOOT_LMBS = LPAR.blocks;
const online612 = (block: number) =>
  sent(pages.ppc, block, 'PREPARE_ONLINE', 'GOING_ONLINE', 'ONLINE');
const offline612 = (block: number) =>
  sent(pages.ppc, block, 'GOING_OFFLINE', 'OFFLINE', 'FINISH_OFFLINE');

const PC: Machine = {
  kernel: '7.1.5',
  arch: 'x86_64',
  pageSize: 4096,
  blockSize: 2 ** 27,
  blocks: '0 online none, 1 online DMA32',
  iomem: ['00001000-0009fbff : System RAM', '00100000-0fffffff : System RAM'],
};
const WITHOUT_NODES = { result: { raw: '0x1' } };
const said = (block: number, ...actions: readonly string[]): Entry[] =>
  actions.map((action) => round(action, block, pages.x86, WITHOUT_NODES));

const RECORDINGS: Readonly<Record<string, unknown>> = {
  'LMBs of 6.12 with 64K pages: indexed-count that is refused comes back': written(LPAR, [
    {
      input: { do: 'dimm-add', id: 'a', start: '0x20000000', size: '0x30000000', node: 0 },
      rounds: [...online612(2), ...online612(3), ...online612(4)],
      blocks: `${BOOT_LMBS}, 2 online Normal, 3 online Normal, 4 online Normal`,
    },
    {
      input: { do: 'dlpar', text: 'memory remove indexed-count 3 0x80000002' },
      facts: [{ isolation_failed: { block: 4 } }],
      errno: 22,
      rounds: [...offline612(2), ...offline612(3), ...online612(2), ...online612(3)],
      blocks: `${BOOT_LMBS}, 2 online Normal, 3 online Normal, 4 online Normal`,
    },
    {
      input: { do: 'dlpar', text: 'memory remove count 2' },
      facts: [{ isolation_failed: { block: 2 } }],
      errno: 0,
      rounds: [...offline612(3), ...offline612(4)],
      blocks: `${BOOT_LMBS}, 2 online Normal`,
      iomem: ['00000000-1fffffff : System RAM', '20000000-2fffffff : System RAM'],
    },
    {
      input: { do: 'dlpar', text: 'memory add index 0x80000004' },
      errno: 0,
      rounds: online612(4),
      blocks: `${BOOT_LMBS}, 2 online Normal, 4 online Normal`,
    },
  ]),

  'a PC of 7.1.5: no node numbers, no PREPARE; a refused DIMM comes back as Normal': written(PC, [
    {
      input: { do: 'dimm-add', id: 'a', start: '0x100000000', size: '0x10000000', node: 0 },
      rounds: [],
      blocks: `${PC.blocks}, 32 offline Normal Movable, 33 offline Normal Movable`,
    },
    {
      input: state(32, 'online_movable'),
      errno: 0,
      rounds: said(32, 'GOING_ONLINE', 'ONLINE'),
      blocks: `${PC.blocks}, 32 online Movable, 33 offline Normal Movable`,
    },
    {
      input: state(33, 'online_kernel'),
      errno: 0,
      rounds: said(33, 'GOING_ONLINE', 'ONLINE'),
      blocks: `${PC.blocks}, 32 online Movable, 33 online Normal`,
    },
    {
      input: { do: 'dimm-del', id: 'a' },
      facts: [{ isolation_failed: { block: 33 } }],
      rounds: said(32, 'GOING_OFFLINE', 'OFFLINE', 'GOING_ONLINE', 'ONLINE'),
      blocks: `${PC.blocks}, 32 online Normal, 33 online Normal`,
    },
    {
      input: state(32, 'offline'),
      facts: [{ signal: { block: 32, after_ms: 10 } }],
      errno: 4,
      rounds: said(32, 'GOING_OFFLINE', 'CANCEL_OFFLINE'),
      blocks: `${PC.blocks}, 32 online Normal, 33 online Normal`,
    },
  ]),

  'movable_node, and auto-online into Movable until an injector refuses': written(
    {
      ...PC,
      kernel: '6.1.0-56-amd64',
      more: { movable_node: true, auto_online: 'online_movable' },
    },
    [
      {
        input: { do: 'register', name: 'notifier_err_inject_callback', priority: 50 },
        rounds: [],
        blocks: PC.blocks,
      },
      {
        input: { do: 'dimm-add', id: 'a', start: '0x100000000', size: '0x8000000', node: 0 },
        rounds: sent(pages.x86, 32, 'GOING_ONLINE', 'ONLINE'),
        blocks: `${PC.blocks}, 32 online Movable`,
      },
      {
        input: { do: 'inject', priority: 50, action: 'MEM_GOING_ONLINE', errno: 12 },
        rounds: [],
        blocks: `${PC.blocks}, 32 online Movable`,
      },
      {
        input: { do: 'dimm-add', id: 'b', start: '0x108000000', size: '0x10000000', node: 0 },
        rounds: [
          round('GOING_ONLINE', 33, pages.x86, {
            called: ['ksm_memory_callback'],
            result: { raw: '0x800d' },
          }),
          ...sent(pages.x86, 33, 'CANCEL_ONLINE'),
        ],
        blocks: `${PC.blocks}, 32 online Movable, 33 offline Movable Normal, 34 offline Movable Normal`,
      },
    ],
  ),

  'virtio-mem: up, down as far as it goes, and its block by hand': written(
    {
      ...PC,
      kernel: '6.1.0-56-amd64',
      more: {
        auto_online: 'online',
        virtio_mem: { id: 'vmem0', memaddr: '0x140000000', 'max-size': '0x20000000', node: 0 },
      },
    },
    [
      {
        input: { do: 'virtio-mem', id: 'vmem0', requested: '0x10000000' },
        rounds: [40, 41].flatMap((b) => sent(pages.x86, b, 'GOING_ONLINE', 'ONLINE')),
        blocks: `${PC.blocks}, 40 online Normal, 41 online Normal`,
        iomem: [...PC.iomem, '140000000-14fffffff : System RAM (virtio_mem)'],
      },
      {
        input: { do: 'virtio-mem', id: 'vmem0', requested: '0x0' },
        facts: [{ isolation_failed: { block: 40, bytes: '0x200000' } }],
        rounds: sent(pages.x86, 41, 'GOING_OFFLINE', 'OFFLINE'),
        blocks: `${PC.blocks}, 40 online Normal`,
        iomem: [...PC.iomem, '140000000-147ffffff : System RAM (virtio_mem)'],
      },
      {
        input: state(40, 'offline'),
        errno: 0,
        rounds: sent(pages.x86, 40, 'GOING_OFFLINE', 'OFFLINE'),
        blocks: `${PC.blocks}, 40 offline Normal Movable`,
      },
    ],
  ),
};

describe('recordings written from the facts', () => {
  it.each(Object.entries(RECORDINGS))('%s', (_name, recording) => {
    expect(differences(recording)).toEqual([]);
  });

  it.each(Object.entries(RECORDINGS))('%s: and not otherwise', (_name, recording) => {
    const text = JSON.stringify(recording);
    const places = [...text.matchAll(/"action":"MEM_(GOING|CANCEL)_/g)].map((m) => m.index);
    expect(places.length).toBeGreaterThan(1);
    for (const at of places) {
      const other = text.slice(0, at) + text.slice(at).replace(/MEM_[A-Z]+_/, 'MEM_PREPARE_');
      expect(differences(JSON.parse(other)).length).toBeGreaterThan(0);
    }
  });
});
