import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootOn } from './boot-on.test-data.ts';
import type { MachineEvent } from './event.ts';
import type { HotplugInput } from './kernel/hotplug-input.ts';
import type { Circumstances, HotplugMachine, TraceEntry } from './kernel/hotplug-machine.ts';
import { blockLines, dimm, pc, run, write } from './kernel/sample-machines.test-data.ts';
import type { Machine } from './machine.ts';
import { ZONES } from './memory/zone-sections.ts';
import { step } from './step.ts';
import type { Trace } from './trace.ts';

/**
 * Two machines keep the same kernel's rules: one block by block, held against recordings of real kernels; one of runs,
 * which scenarios drive. Whatever can be said to both, they must do the same: every block's state and zone, every round,
 * every errno. The node chain, which no recording has, is left out.
 */

const BLOCK = 1n << 27n;
const PER_BLOCK = 8;
const FIRST = 32;
const DIMM = 4;
const hex = (n: bigint): string => `0x${n.toString(16)}`;
const KERNELS = [
  ['6.1', '6.1'],
  ['6.12', '6.12'],
  ['7.1', '7.1.5'],
] as const;

const bytes = (block: number, blocks = 1) => ({
  start: hex(BigInt(block) * BLOCK),
  size: hex(BigInt(blocks) * BLOCK),
});

/** The same PC as `pc`, of runs. */
function runs(kernel: string, { ram }: HotplugMachine): Machine {
  return bootOn(
    {
      kernel,
      driver: 'none',
      pageSize: 4096,
      blockSize: hex(BLOCK),
      physicalBits: 46,
      allocator: 'SLUB',
      options: { architecture: 'x86_64' },
    },
    ram.map(({ start, end }) => ({ start, end, state: 'online' as const })),
  ).machine;
}

type Word = 'online' | 'online_kernel' | 'online_movable' | 'offline';

/** One thing that is done, and what happens around it. */
interface Deed {
  readonly kind: Word | 'plug' | 'eject';
  readonly block: number;
  readonly veto: 'MEM_GOING_ONLINE' | 'MEM_GOING_OFFLINE' | null;
  readonly unmovable: readonly number[];
  readonly signal: boolean;
}

const BLOCKS = [0, 1, 2, 3, 32, 33, 34, 35];
const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom(
    'online',
    'online_kernel',
    'online_movable',
    'offline',
    'offline',
    'plug',
    'eject',
    'eject',
  ),
  block: fc.constantFrom(...BLOCKS),
  veto: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    fc.constantFrom('MEM_GOING_ONLINE' as const, 'MEM_GOING_OFFLINE' as const),
  ),
  unmovable: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.subarray(BLOCKS, { minLength: 1, maxLength: 2 }),
  ),
  signal: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
});

const quiet = { block: FIRST, veto: null, unmovable: [], signal: false } as const;

/** A DIMM that is there, most of it online. */
const beginning: fc.Arbitrary<readonly Deed[]> = fc
  .array(fc.constantFrom('online', 'online_kernel', 'online_movable', 'offline'), {
    minLength: DIMM,
    maxLength: DIMM,
  })
  .map((words) => [
    { ...quiet, kind: 'plug' as const },
    ...words.map((kind, i) => ({ ...quiet, kind, block: FIRST + i }) as Deed),
  ]);

/** What one deed came to: the errno of a write, the rounds, and every block. */
interface Came {
  readonly ret: number | null;
  readonly rounds: readonly string[];
  readonly blocks: readonly string[];
}

const roundsOf = (trace: readonly TraceEntry[]): string[] =>
  trace.flatMap((e) =>
    e.kind === 'round' ? [`${e.action} ${Math.floor((e.startPfn * 4096) / Number(BLOCK))}`] : [],
  );

/** `32 offline`, `33 Movable`, `0 none`. */
const statesOf = (machine: HotplugMachine): string[] =>
  blockLines(machine).map((line) => {
    const [index, state, zone] = line.split(' ');
    return `${index} ${state === 'online' ? zone : state}`;
  });

function doByBlock(machine: HotplugMachine, one: Deed): { machine: HotplugMachine; came: Came } {
  const told: HotplugInput[] = one.veto
    ? [
        { do: 'register', name: 'err_inject', priority: 200 },
        { do: 'inject', priority: 200, action: one.veto, errno: 12 },
      ]
    : [];
  const circumstances: Partial<Circumstances> = {
    isolationFails: new Map(one.unmovable.map((b) => [b, null])),
    signalled: new Set(one.signal ? [one.block] : []),
  };
  const input =
    one.kind === 'plug'
      ? dimm(machine, 'd', FIRST, DIMM)
      : one.kind === 'eject'
        ? ({ do: 'dimm-del', id: 'd' } as const)
        : write(one.block, one.kind);
  const done = run(run(machine, told).machine, [input], circumstances);
  const [outcome] = done.outcomes;
  const after = one.veto
    ? run(done.machine, [{ do: 'unregister', name: 'err_inject' }]).machine
    : done.machine;
  return {
    machine: after,
    came: {
      ret: outcome?.ret ?? null,
      rounds: roundsOf(outcome?.trace ?? []),
      blocks: statesOf(after),
    },
  };
}

function play(
  machine: Machine,
  event: MachineEvent,
): { machine: Machine; ret: number; trace: Trace } {
  const done = step(machine, event);
  if (!done.ok) throw new Error(`${JSON.stringify(event)}: ${done.error.message}`);
  return { machine: done.machine, ret: done.outcome.ret, trace: done.trace };
}

const sent = (trace: Trace): string[] =>
  trace.flatMap((f) =>
    f.type === 'blocks'
      ? Array.from({ length: f.blocks }, (_, i) =>
          f.rounds
            .filter((r) => !r.action.startsWith('NODE_'))
            .map((r) => `${r.action} ${f.first / PER_BLOCK + i}`),
        ).flat()
      : [],
  );

function statesIn({ sections, zones }: Machine): string[] {
  return BLOCKS.flatMap((block) => {
    const [first, end] = [block * PER_BLOCK, (block + 1) * PER_BLOCK];
    if (sections.offline.touches(first, end)) return [`${block} offline`];
    if (!sections.online.touches(first, end)) return [];
    const reached = ZONES.filter((zone) => zones[zone].touches(first, end));
    return [`${block} ${reached.length === 1 ? reached[0] : 'none'}`];
  });
}

const isThere = ({ sections }: Machine, block: number): boolean =>
  sections.online.has(block * PER_BLOCK) || sections.offline.has(block * PER_BLOCK);

function eventOf({ kind, block }: Deed): MachineEvent {
  if (kind === 'plug') return { type: 'add', ...bytes(FIRST, DIMM) };
  if (kind === 'eject') return { type: 'unplug', ...bytes(FIRST, DIMM) };
  if (kind === 'offline' || kind === 'online') return { type: kind, ...bytes(block) };
  return { type: 'online', ...bytes(block), as: kind };
}

function doByRuns(before: Machine, one: Deed): { machine: Machine; came: Came } {
  let machine = before;
  const tell = (event: MachineEvent): void => {
    ({ machine } = play(machine, event));
  };
  if (one.veto)
    tell({ type: 'register', name: 'veto', priority: 200, answers: { [one.veto]: '-ENOMEM' } });
  const held = one.unmovable.filter((b) => isThere(machine, b));
  for (const b of held) tell({ type: 'pages', ...bytes(b), are: 'unmovable' });
  if (one.signal) tell({ type: 'signal' });
  const done = play(machine, eventOf(one));
  machine = done.machine;
  for (const b of held)
    if (isThere(machine, b)) tell({ type: 'pages', ...bytes(b), are: 'movable' });
  if (one.veto) tell({ type: 'unregister', name: 'veto' });
  // A signal that met nobody is gone with the process that it was for.
  machine = { ...machine, signals: 0 };
  const ret = one.kind === 'plug' || one.kind === 'eject' ? null : done.ret;
  return { machine, came: { ret, rounds: sent(done.trace), blocks: statesIn(machine) } };
}

describe.each(KERNELS)('the rules of %s', (release, kernel) => {
  it('are the same by block and by run', () => {
    fc.assert(
      fc.property(beginning, fc.array(deed, { minLength: 1, maxLength: 12 }), (first, then) => {
        const deeds = [...first, ...then];
        let byBlock = pc(release);
        let byRuns = runs(kernel, byBlock);
        for (const given of deeds) {
          const plugged = isThere(byRuns, FIRST);
          if (given.kind === 'plug' ? plugged : given.kind === 'eject' && !plugged) continue;
          if (given.block >= FIRST && !plugged && given.kind !== 'plug') continue;
          // A signal can be said of one block; whoever ejects is a thread of the kernel.
          const one = { ...given, signal: given.signal && given.kind === 'offline' };
          const a = doByBlock(byBlock, one);
          const b = doByRuns(byRuns, one);
          expect(b.came).toEqual(a.came);
          byBlock = a.machine;
          byRuns = b.machine;
        }
      }),
      { numRuns: 100 },
    );
  });
});
