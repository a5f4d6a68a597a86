import { performance } from 'node:perf_hooks';
import type { MachineEvent } from '../machine/event.ts';
import type { Machine } from '../machine/machine.ts';
import { step } from '../machine/step.ts';
import { machineOf, OPENING } from '../scenario/scenario.ts';
import { startOf } from '../scenario/start-of.ts';
import { Timeline } from '../timeline/timeline.ts';

/** The two figures of the core that have a limit: one step, and a scene of 1,000 events under another kernel. */

export interface Limited {
  readonly name: string;
  readonly spent: number;
  readonly limit: number;
}

const hex = (value: number | bigint): string => `0x${value.toString(16)}`;
const MIB = 2n ** 20n;

function percentile(spent: readonly number[], part: number): number {
  return [...spent].sort((a, b) => a - b)[Math.floor(spent.length * part)] ?? Number.NaN;
}

const CALLBACKS: readonly MachineEvent[] = [200, 50, 5, -5].map((priority, i) => ({
  type: 'register',
  name: `callback-${i}`,
  priority,
  answers: { MEM_GOING_ONLINE: i === 0 ? 'NOTIFY_DONE' : 'NOTIFY_OK' },
}));

function played(events: readonly MachineEvent[], kernel = OPENING.machine.kernel): Timeline {
  // Blocks stay as they are, so that every event fits every kernel.
  const { blockSize } = OPENING.machine;
  const start = startOf({ ...OPENING, machine: { ...machineOf(kernel), blockSize } });
  const done = Timeline.play(start, events);
  if (!done.ok) throw new Error(`event ${done.error.event}: ${done.error.message}`);
  return done.value;
}

/** The opening scene with four callbacks of a user's, and an adapter that is never idle; then 256 MB come, always anew. */
function oneStep(): Limited {
  const before: readonly MachineEvent[] = [...CALLBACKS, { type: 'traffic', accesses: 1_000 }];
  const machine: Machine = played(before).machineAt(before.length);
  const drop: MachineEvent = { type: 'hotplug', start: hex(1n << 43n), size: hex(256n * MIB) };
  const spent: number[] = [];
  for (let i = 0; i < 1_200; i++) {
    const from = performance.now();
    const done = step(machine, drop);
    const took = performance.now() - from;
    // The first two hundred warm the engine up.
    if (i >= 200) spent.push(took);
    if (!done.ok || done.outcome.ret !== 0) throw new Error('the drop did not come');
  }
  return {
    name: 'step: hotplug of 256 MB with traffic (1,000 accesses), four callbacks, three-level, p95',
    spent: percentile(spent, 0.95),
    limit: 1,
  };
}

const SCENE_EVENTS = 1_000;

/** Memory comes and goes in many places, packets go out, callbacks come and go, now and then something fails. */
function scene(): readonly MachineEvent[] {
  const events: MachineEvent[] = [...CALLBACKS];
  for (let i = 0; events.length < SCENE_EVENTS; i++) {
    const start = hex((1n << 32n) + BigInt(i) * (1n << 34n));
    const size = hex((16n << BigInt(i % 5)) * MIB);
    events.push(
      { type: 'hotplug', start, size },
      { type: 'send', address: start },
      { type: 'send', address: hex(BigInt(i % 16) << 24n) },
      { type: 'offline', start, size: hex(16n * MIB) },
      { type: 'online', start, size: hex(16n * MIB) },
      { type: 'unregister', name: 'callback-3' },
      { type: 'register', name: 'callback-3', priority: i % 9, answers: {} },
    );
    if (i % 3 !== 0) events.push({ type: 'unplug', start, size });
    if (i % 50 === 49) events.push({ type: 'failAllocation', nth: 40 });
  }
  return events.slice(0, SCENE_EVENTS);
}

/** All of a scene's events anew, accounts and checkpoints included, as the page does it. */
function otherKernel(from: string, to: string): Limited {
  const events = scene();
  played(events, from);
  const spent: number[] = [];
  for (let i = 0; i < 23; i++) {
    const at = performance.now();
    played(events, to);
    if (i >= 3) spent.push(performance.now() - at);
  }
  return {
    name: `1,000 events of a scene again under ${to}, median`,
    spent: percentile(spent, 0.5),
    limit: 50,
  };
}

export const measureLimits = (): readonly Limited[] => [
  oneStep(),
  otherKernel('2.6.32', '2.6.28'),
  otherKernel('2.6.32', '7.1.5'),
];
