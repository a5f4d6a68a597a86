import { describe, expect, it } from 'vitest';
import type { MachineEvent } from '../machine/event.ts';
import { type Replayed, replaySteps } from './replay-steps.ts';
import type { Start } from './switch-on.ts';
import { Timeline } from './timeline.ts';
import { traceLines } from './trace-lines.ts';

const MiB = 1n << 20n;
const START: Start = {
  config: {
    kernel: '2.6.32',
    driver: 'three-level',
    pageSize: 4096,
    blockSize: '0x1000000',
    physicalBits: 61,
    allocator: 'SLUB',
  },
  boot: [{ start: 0n, end: 256n * MiB, state: 'online' }],
};

const PLUG: MachineEvent = { type: 'hotplug', start: '0x7000000000', size: '0x400000000' };
const UNPLUG: MachineEvent = { ...PLUG, type: 'unplug' };
const SEND: MachineEvent = { type: 'send', address: '0x7000000abc' };
const EVENTS: readonly MachineEvent[] = [PLUG, SEND, UNPLUG];

type Line = Readonly<Record<string, unknown>>;
const parsed = (steps: Iterable<Replayed>): Line[] =>
  [...traceLines(steps)].map((line) => JSON.parse(line));

describe('a trace as JSON Lines', () => {
  it('has every fact of every step, in order, below the event and its outcome', () => {
    const played = Timeline.play(START, EVENTS);
    if (!played.ok) throw new Error(played.error.message);
    const expected: Line[] = [];
    for (const [step, event] of [null, ...EVENTS].entries()) {
      const { trace, outcome } = played.value.momentAt(step);
      expected.push({ step, k: 0, type: 'event', event, outcome });
      for (const [i, fact] of trace.entries()) expected.push({ step, k: i + 1, ...fact });
    }
    const known = JSON.parse(JSON.stringify(expected));
    expect(parsed(replaySteps(START, EVENTS, 0, 3))).toEqual(known);
  });

  it('tells of the steps asked for alone', () => {
    const steps = (from: number, to: number) => [
      ...new Set(parsed(replaySteps(START, EVENTS, from, to)).map(({ step }) => step)),
    ];
    expect(steps(2, 2)).toEqual([2]);
    expect(steps(0, 0)).toEqual([0]);
    expect(steps(1, 3)).toEqual([1, 2, 3]);
  });

  it('spells equal facts alike, however their keys came', () => {
    const step = { step: 1, config: START.config, outcome: { ret: 0, errno: null }, event: SEND };
    const one = { type: 'grant', start: '0x0', size: '0x1' } as const;
    const same = { size: '0x1', start: '0x0', type: 'grant' } as const;
    const [, first] = traceLines([{ ...step, trace: [one] }]);
    const [, second] = traceLines([{ ...step, trace: [same] }]);
    expect(first).toBe('{"step":1,"k":1,"type":"grant","size":"0x1","start":"0x0"}');
    expect(second).toBe(first);
  });

  it('has a line for what repeats, not one for each: 1,024 blocks of 16 GiB', () => {
    const blocks = parsed(replaySteps(START, EVENTS, 1, 1)).filter((l) => l['type'] === 'blocks');
    expect(blocks).toMatchObject([{ blocks: 1024, op: 'online' }]);
  });

  it('plays no further than it is read', () => {
    const never: MachineEvent = { type: 'hotplug', start: '0x0', size: '0x1000000' };
    const [first, second] = replaySteps(START, [SEND, never], 0, 2);
    expect([first?.step, second?.step]).toEqual([0, 1]);
  });

  it('gives 10,000 events in order', () => {
    const events = Array.from({ length: 10_000 }, () => SEND);
    let count = 0;
    for (const line of traceLines(replaySteps(START, events, 0, events.length)))
      if (line.includes('"k":0')) count += Number(line.startsWith(`{"step":${count},`));
    expect(count).toBe(10_001);
  });
});
