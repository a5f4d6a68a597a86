import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bootOn } from '../../machine/boot-on.test-data.ts';
import type { MachineEvent } from '../../machine/event.ts';
import { knowAllKernels } from '../../machine/kernel/all-kernels.ts';
import type { Machine } from '../../machine/machine.ts';
import { ZONES } from '../../machine/memory/zone-sections.ts';
import { step } from '../../machine/step.ts';
import type { Trace } from '../../machine/trace.ts';

/**
 * What real kernels did, said as a scenario: state-file writes, a DIMM that comes and goes, pages that isolation
 * refuses, a signal. Every round that was recorded, each write's errno and each block's state and zone must come out.
 */

knowAllKernels();

const BLOCK = 1n << 27n;
const PER_BLOCK = 8;
const hex = (n: bigint): string => `0x${n.toString(16)}`;

interface Recorded {
  readonly initial: { readonly iomem: readonly string[] };
  readonly timeline: readonly {
    readonly n: number;
    readonly label: string;
    readonly inputs: readonly {
      readonly do: string;
      readonly path?: string;
      readonly value?: string;
      readonly start?: string;
      readonly size?: string;
      readonly uid?: number;
      readonly write?: number;
    }[];
    readonly facts: readonly {
      readonly input: number;
      readonly isolation_failed?: { readonly block: number };
      readonly signal?: { readonly block: number };
    }[];
    readonly writes: readonly { readonly errno: number }[];
    readonly traced: boolean;
    readonly notifier_rounds?: readonly { readonly action?: string; readonly start_pfn?: string }[];
    readonly blocks?: readonly (readonly [number, string, string | null, unknown, unknown])[];
  }[];
}

const load = (name: string): Recorded =>
  JSON.parse(
    readFileSync(new URL(`../../../fixtures/recordings/${name}.json`, import.meta.url), 'utf8'),
  ) as Recorded;

function open(kernel: string, { initial }: Recorded): Machine {
  const ram = initial.iomem.flatMap((line) => {
    const found = /^([0-9a-f]+)-([0-9a-f]+) : System RAM$/.exec(line);
    return found ? [{ start: BigInt(`0x${found[1]}`), end: BigInt(`0x${found[2]}`) + 1n }] : [];
  });
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
    ram.map((r) => ({ ...r, state: 'online' as const })),
  ).machine;
}

const bytes = (block: number) => ({ start: hex(BigInt(block) * BLOCK), size: hex(BLOCK) });

type Input = Recorded['timeline'][number]['inputs'][number];

/** The event that an input is; null: nothing that a machine of scenarios is told. */
function eventOf(input: Input, dimms: Map<string, MachineEvent>): MachineEvent | null {
  const { start = '', size = '' } = input;
  if (input.do === 'dimm-add') {
    dimms.set('dimm', { type: 'unplug', start, size });
    return { type: 'add', start, size };
  }
  if (input.do === 'dimm-del') return dimms.get('dimm') ?? null;
  const block = /memory(\d+)\/state$/.exec(input.path ?? '')?.[1];
  if (block === undefined || (input.uid ?? 0) !== 0) return null;
  if (input.value === 'offline' || input.value === 'online')
    return { type: input.value, ...bytes(Number(block)) };
  if (input.value !== 'online_kernel' && input.value !== 'online_movable') return null;
  return { type: 'online', ...bytes(Number(block)), as: input.value };
}

const sent = (trace: Trace): string[] =>
  trace.flatMap((f) =>
    f.type === 'blocks'
      ? Array.from({ length: f.blocks }, (_, i) =>
          f.rounds.map((r) => `${r.action} ${f.first / PER_BLOCK + i}`),
        ).flat()
      : [],
  );

function stateOf({ sections, zones }: Machine, block: number): string {
  const [first, end] = [block * PER_BLOCK, (block + 1) * PER_BLOCK];
  if (sections.offline.touches(first, end)) return 'offline';
  const reached = ZONES.filter((zone) => zones[zone].touches(first, end));
  return `online ${reached.length === 1 ? reached[0] : 'none'}`;
}

describe.each([
  ['x86-61-errors', '6.1'],
  ['x86-612-errors', '6.12'],
])('%s as a scenario', (name, kernel) => {
  it('sends the rounds, answers the errnos and leaves the blocks that were recorded', () => {
    const recorded = load(name);
    const dimms = new Map<string, MachineEvent>();
    let machine = open(kernel, recorded);
    let rounds = 0;
    const tell = (event: MachineEvent): { ret: number; trace: Trace } => {
      const done = step(machine, event);
      if (!done.ok) throw new Error(`${JSON.stringify(event)}: ${done.error.message}`);
      machine = done.machine;
      return { ret: done.outcome.ret, trace: done.trace };
    };
    for (const one of recorded.timeline) {
      const trace: string[] = [];
      for (const [i, input] of one.inputs.entries()) {
        const event = eventOf(input, dimms);
        if (!event) continue;
        const facts = one.facts.filter((f) => f.input === i);
        const held = facts.flatMap((f) => f.isolation_failed?.block ?? []);
        for (const block of held) tell({ type: 'pages', ...bytes(block), are: 'unmovable' });
        if (facts.some((f) => f.signal)) tell({ type: 'signal' });
        const done = tell(event);
        trace.push(...sent(done.trace));
        for (const block of held) tell({ type: 'pages', ...bytes(block), are: 'movable' });
        const wrote = input.write === undefined ? undefined : one.writes[input.write];
        if (wrote) expect(Math.abs(done.ret), `step ${one.n}, input ${i}`).toBe(wrote.errno);
      }
      if (one.traced && one.notifier_rounds) {
        const seen = one.notifier_rounds.flatMap((r) =>
          r.action ? [`${r.action} ${Number(r.start_pfn) / 32768}`] : [],
        );
        rounds += seen.length;
        expect(trace, `step ${one.n}: ${one.label}`).toEqual(seen);
      }
      for (const [index, state, zones] of one.blocks ?? [])
        expect(stateOf(machine, index), `step ${one.n}, block ${index}`).toBe(
          state === 'online' ? `online ${zones}` : 'offline',
        );
    }
    expect(rounds).toBeGreaterThan(30);
  });
});
