import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HotplugInput } from './hotplug-input.ts';
import {
  blockLines,
  brief,
  dimm,
  isolationFails,
  pc,
  run,
  write,
} from './sample-machines.test-data.ts';

/** Expected orders: mm/memory_hotplug.c and drivers/base/memory.c of each release, and recordings of the first two. */

const withInjector = (action: string, errno: number, priority = 0): HotplugInput[] => [
  { do: 'register', name: 'notifier_err_inject_callback', priority },
  { do: 'inject', priority, action, errno },
];

function last(kernel: string, inputs: readonly HotplugInput[], told = {}) {
  const machine = pc(kernel);
  const before = run(machine, [dimm(machine, 'd', 32, 2), ...inputs.slice(0, -1)]).machine;
  const { outcomes } = run(before, inputs.slice(-1), told);
  const [outcome] = outcomes;
  return { ret: outcome?.ret, trace: brief(before, outcome?.trace ?? []) };
}

const online = write(32, 'online_movable');
const offline = write(32, 'offline');

describe('what one block sends and returns', () => {
  const cases: [string, readonly HotplugInput[], object, number, Record<string, string[]>][] = [
    [
      'online',
      [online],
      {},
      0,
      {
        '6.1': ['GOING_ONLINE', 'ONLINE', 'online_pages 0', 'memory_subsys_online 0'],
        '6.12': [
          'PREPARE_ONLINE',
          'GOING_ONLINE',
          'ONLINE',
          'online_pages 0',
          'memory_subsys_online 0',
        ],
        '7.1': ['GOING_ONLINE', 'ONLINE', 'online_pages 0', 'memory_subsys_online 0'],
      },
    ],
    [
      'GOING_ONLINE vetoed',
      [...withInjector('MEM_GOING_ONLINE', 12), online],
      {},
      -12,
      {
        '6.1': ['GOING_ONLINE', 'CANCEL_ONLINE', 'online_pages -12', 'memory_subsys_online -12'],
        '6.12': [
          'PREPARE_ONLINE',
          'GOING_ONLINE',
          'CANCEL_ONLINE',
          'online_pages -12',
          'FINISH_OFFLINE',
          'memory_subsys_online -12',
        ],
      },
    ],
    [
      'PREPARE_ONLINE vetoed',
      [...withInjector('MEM_PREPARE_ONLINE', 16), online],
      {},
      -16,
      { '6.12': ['PREPARE_ONLINE', 'memory_subsys_online -16'] },
    ],
    [
      'offline',
      [online, offline],
      {},
      0,
      {
        '6.1': [
          'start_isolate_page_range 0',
          'GOING_OFFLINE',
          'OFFLINE',
          'offline_pages 0',
          'memory_subsys_offline 0',
        ],
        '6.12': [
          'start_isolate_page_range 0',
          'GOING_OFFLINE',
          'OFFLINE',
          'offline_pages 0',
          'FINISH_OFFLINE',
          'memory_subsys_offline 0',
        ],
      },
    ],
    [
      'GOING_OFFLINE vetoed',
      [online, ...withInjector('MEM_GOING_OFFLINE', 1), offline],
      {},
      -1,
      {
        '6.1': [
          'start_isolate_page_range 0',
          'GOING_OFFLINE',
          'CANCEL_OFFLINE',
          'offline_pages -1',
          'memory_subsys_offline -1',
        ],
        '6.12': [
          'start_isolate_page_range 0',
          'GOING_OFFLINE',
          'CANCEL_OFFLINE',
          'offline_pages -1',
          'memory_subsys_offline -1',
        ],
      },
    ],
    [
      'a signal',
      [online, offline],
      { signalled: new Set([32]) },
      -4,
      {
        '6.12': [
          'start_isolate_page_range 0',
          'GOING_OFFLINE',
          'CANCEL_OFFLINE',
          'offline_pages -4',
          'memory_subsys_offline -4',
        ],
      },
    ],
    [
      'isolation refused: no round at all',
      [online, offline],
      isolationFails(32),
      -16,
      {
        '6.1': ['start_isolate_page_range -16', 'offline_pages -16', 'memory_subsys_offline -16'],
        '6.12': ['start_isolate_page_range -16', 'offline_pages -16', 'memory_subsys_offline -16'],
      },
    ],
    ['several zones', [write(0, 'offline')], {}, -22, { '6.1': ['memory_subsys_offline -22'] }],
    [
      'a hole',
      [write(3, 'offline')],
      isolationFails(3),
      -22,
      { '6.12': ['offline_pages -22', 'memory_subsys_offline -22'] },
    ],
    ['online already', [online, write(32, 'online')], {}, -22, { '6.1': [], '6.12': [] }],
    ['offline already', [offline], {}, -22, { '6.1': [], '6.12': [] }],
  ];
  for (const [name, inputs, told, ret, traces] of cases)
    for (const [kernel, expected] of Object.entries(traces))
      it(`${name}, ${kernel}`, () => {
        const got = last(kernel, inputs, told);
        expect(
          got.trace.map((t) => (t.includes('_pa') || t.includes('subsys') ? t : t.split(' ')[0])),
        ).toEqual(expected);
        expect(got.ret).toBe(ret);
      });

  it('CANCEL reaches everybody, also those a veto kept from hearing of it', () => {
    const machine = pc('6.1');
    const { outcomes } = run(machine, [
      dimm(machine, 'd', 32, 1),
      ...withInjector('MEM_GOING_ONLINE', 12, 50),
      online,
    ]);
    const rounds = outcomes.at(-1)?.trace.filter((e) => e.kind === 'round') ?? [];
    expect(rounds.map((r) => [r.called.length, r.result.toString(16)])).toEqual([
      [2, '800d'],
      [4, '1'],
    ]);
  });

  it('a poisoned page keeps its block offline from 6.12 on', () => {
    const poison: HotplugInput = {
      do: 'write',
      path: '/sys/devices/system/memory/soft_offline_page',
      value: '0x100001000',
      uid: 0,
    };
    expect(last('6.1', [online, poison, offline, online]).ret).toBe(0);
    expect(last('6.12', [online, poison, offline, online])).toEqual({
      ret: -133,
      trace: ['memory_subsys_online -133'],
    });
  });

  it('with memmap_on_memory the rounds leave out the pages that hold the struct pages', () => {
    for (const [kernel, blocks, pages] of [
      ['6.1', 1, 512],
      ['6.1', 2, 0],
      ['6.12', 2, 512],
    ] as const) {
      const machine = pc(kernel, { memmapOnMemory: true });
      const { outcomes } = run(machine, [dimm(machine, 'd', 32, blocks), online, offline]);
      const rounds = outcomes.flatMap((o) => o.trace.filter((e) => e.kind === 'round'));
      for (const r of rounds)
        expect([r.startPfn, r.pages]).toEqual([0x100000 + pages, 32768 - pages]);
    }
  });
});

describe('laws', () => {
  const word = fc.constantFrom('online', 'online_kernel', 'online_movable', 'offline');
  const history = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 35 }), word).map(([b, w]) => write(b, w)),
    { maxLength: 24 },
  );
  const kernels = fc.constantFrom('6.1', '6.12', '7.1');
  const grown = (kernel: string, inputs: readonly HotplugInput[]) => {
    const machine = pc(kernel);
    return run(machine, [dimm(machine, 'd', 32, 4, 1), ...inputs]).machine;
  };

  it('online and offline again is as before, nodes included', () => {
    fc.assert(
      fc.property(kernels, history, word, (kernel, inputs, how) => {
        const before = grown(kernel, inputs);
        for (const { index, state } of before.blocks.values()) {
          if (state === 'online') continue;
          const { machine, outcomes } = run(before, [write(index, how), write(index, 'offline')]);
          if (outcomes[0]?.ret !== 0) continue;
          expect(blockLines(machine)).toEqual(blockLines(before));
          expect(machine.nodes).toEqual(before.nodes);
        }
      }),
    );
  });

  it('whatever fails changes nothing, and what a node has follows from its blocks', () => {
    const failing = fc.record({
      isolation: fc.array(fc.constantFrom(1, 2, 32, 33)),
      signal: fc.array(fc.constantFrom(1, 2, 34, 35)),
      veto: fc.constantFrom('MEM_GOING_ONLINE', 'MEM_GOING_OFFLINE', 'none'),
    });
    fc.assert(
      fc.property(kernels, history, failing, (kernel, inputs, { isolation, signal, veto }) => {
        const told = {
          isolationFails: new Map(isolation.map((b) => [b, null])),
          signalled: new Set(signal),
        };
        let machine = grown(kernel, withInjector(veto, 12));
        for (const input of inputs) {
          const next = run(machine, [input], told);
          const ret = next.outcomes[0]?.ret ?? 0;
          if (ret < 0) expect(blockLines(next.machine)).toEqual(blockLines(machine));
          machine = next.machine;
          for (const [id, { memory, normal }] of machine.nodes) {
            const own = [...machine.blocks.values()].filter(
              (b) => b.state === 'online' && b.nodes.includes(id),
            );
            expect(memory).toBe(own.length > 0);
            expect(normal).toBe(own.some((b) => b.zone !== 'Movable'));
          }
        }
      }),
    );
  });

  it('every round goes down the chain from high priority to low, and stops only at a veto', () => {
    const members = fc.array(fc.integer({ min: -5, max: 120 }), { maxLength: 8 });
    fc.assert(
      fc.property(members, fc.integer({ min: -5, max: 120 }), (priorities, injector) => {
        const machine = pc('6.12');
        const registered = priorities.map(
          (priority, i): HotplugInput => ({ do: 'register', name: `m${i}`, priority }),
        );
        const { machine: ready } = run(machine, [
          dimm(machine, 'd', 32, 1),
          ...registered,
          ...withInjector('MEM_GOING_ONLINE', 12, injector),
        ]);
        const { outcomes } = run(ready, [online]);
        const all = ready.chain.map((m) => m.name);
        for (const e of outcomes[0]?.trace ?? []) {
          if (e.kind !== 'round') continue;
          const order = e.called.map((n) => ready.chain.find((m) => m.name === n)?.priority ?? 0);
          expect(order).toEqual([...order].sort((a, b) => b - a));
          expect(e.called).toEqual(all.slice(0, e.called.length));
          const vetoed = e.action === 'MEM_GOING_ONLINE';
          expect(e.called.at(-1) === 'notifier_err_inject_callback' || !vetoed).toBe(true);
          if (!vetoed) expect(e.called).toEqual(all);
        }
      }),
    );
  });
});
