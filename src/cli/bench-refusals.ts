import { performance } from 'node:perf_hooks';
import type { MachineConfig, MachineEvent } from '../machine/event.ts';
import type { Machine } from '../machine/machine.ts';
import { step } from '../machine/step.ts';
import { machineOf } from '../scenario/scenario.ts';
import { startOf } from '../scenario/start-of.ts';
import { Timeline } from '../timeline/timeline.ts';
import type { Limited } from './bench-limits.ts';

/** Blocks by the million that all refuse, for a caller that asks each: as quick as one that refuses. */

const LIMIT = 5;
const hex = (n: bigint): string => `0x${n.toString(16)}`;
const PIB = 1n << 50n;
const at = (start: bigint, size: bigint) => ({ start: hex(start), size: hex(size) });
const BLOCK = hex(1n << 27n);

function machine(
  config: Partial<MachineConfig>,
  memory: bigint,
  events: readonly MachineEvent[] = [],
): Machine {
  const own = { ...machineOf('6.1'), driver: 'none', blockSize: BLOCK, ...config } as const;
  const boot = [{ start: 0n, size: memory, state: 'online' as const }];
  const done = Timeline.play(startOf({ machine: own, boot }), events);
  if (!done.ok) throw new Error(done.error.message);
  return done.value.machineAt(events.length);
}

function median(name: string, from: Machine, event: MachineEvent): Limited {
  const spent: number[] = [];
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    const done = step(from, event);
    if (i >= 10) spent.push(performance.now() - start);
    if (!done.ok) throw new Error(done.error.message);
  }
  spent.sort((a, b) => a - b);
  return { name: `${name}, median`, spent: spent[25] ?? Number.NaN, limit: LIMIT };
}

export function measureRefusals(): readonly Limited[] {
  const all = at(0n, PIB);
  const arm64 = machine({ options: { architecture: 'arm64' }, physicalBits: 52 }, PIB);
  const dimm = at(1n << 56n, 1n << 56n);
  const x86 = machine({ options: { architecture: 'x86_64' }, physicalBits: 60 }, 1n << 32n, [
    { type: 'hotplug', ...dimm },
    { type: 'pages', ...dimm, are: 'unmovable' },
  ]);
  const lmbs = machine(
    { options: { architecture: 'ppc64', autoOnline: 'online' }, physicalBits: 51 },
    1n << 32n,
    [{ type: 'register', name: 'no', priority: 0, answers: { MEM_GOING_ONLINE: 'NOTIFY_BAD' } }],
  );
  return [
    median('arm64: eject of 1 PiB of boot memory', arm64, { type: 'unplug', ...all }),
    median('x86_64: eject of 2^56 bytes of unmovable pages', x86, { type: 'unplug', ...dimm }),
    median('pseries: 2^22 LMBs that a callback keeps offline', lmbs, {
      type: 'add',
      ...at(1n << 49n, 1n << 49n),
    }),
  ];
}
