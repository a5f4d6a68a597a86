import { performance } from 'node:perf_hooks';
import { LIMITS, type MachineEvent } from '../machine/event.ts';
import { OPENING } from '../scenario/scenario.ts';
import { finish } from '../timeline/timeline.ts';
import { AccountsSent } from '../worker/accounts-since.ts';
import { handOver } from '../worker/hand-over.ts';
import { History } from '../worker/history.ts';
import type { Limited } from './bench-limits.ts';

/** A step of the longest scene that there may be, sought at random and copied out as the worker does. */

const SEEKS = 400;

const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** Memory comes and goes at 64 places over an adapter that is never idle. */
function longest(): readonly MachineEvent[] {
  const events: MachineEvent[] = [{ type: 'traffic', accesses: 1_000 }];
  for (let i = 0; events.length < LIMITS.events; i++) {
    const start = hex((1n << 50n) + BigInt((i * 7) % 64) * (1n << 30n));
    const size = hex(16n << BigInt(20 + (i % 5)));
    const section = { start, size: hex(1n << 24n) };
    events.push(
      { type: 'hotplug', start, size },
      { type: 'send', address: start },
      { type: 'offline', ...section },
      { type: 'online', ...section },
      { type: 'unplug', start, size },
    );
  }
  return events.slice(0, LIMITS.events);
}

export function measureSeek(): Limited {
  const history = new History();
  const loaded = finish(history.load({ ...OPENING, events: longest() }, null));
  if (!loaded.ok) throw new Error(loaded.error.message);
  const sent = new AccountsSent();
  const spent: number[] = [];
  for (let i = 0; i < SEEKS; i++) {
    const step = (Math.imul(i + 1, 0x9e3779b1) >>> 0) % (LIMITS.events + 1);
    const from = performance.now();
    const { arrays, ...parcel } = handOver(history.seek(step), sent);
    structuredClone(parcel, { transfer: arrays });
    // The first ones warm the engine up, and the very first brings all accounts.
    if (i >= SEEKS / 4) spent.push(performance.now() - from);
  }
  spent.sort((a, b) => a - b);
  return {
    name: 'seek to any of 10,000 steps, out of the worker, p95',
    spent: spent[Math.floor(spent.length * 0.95)] ?? Number.NaN,
    limit: 50,
  };
}
