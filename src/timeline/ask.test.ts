import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BootExtent } from '../machine/boot.ts';
import type { MachineConfig, MachineEvent } from '../machine/event.ts';
import { knowAllKernels } from '../machine/kernel/all-kernels.ts';
import { translate } from '../machine/translation.ts';
import { ask } from './ask.ts';
import type { Question } from './question.ts';
import { makeReport, type Report } from './report.ts';
import { Timeline } from './timeline.ts';

knowAllKernels();

const CONFIG: MachineConfig = {
  kernel: '2.6.32',
  driver: 'three-level',
  pageSize: 4096,
  blockSize: '0x1000000',
  physicalBits: 61,
  allocator: 'SLUB',
};
const BOOT: readonly BootExtent[] = [
  { start: 0n, end: 1n << 28n, state: 'online' },
  { start: 1n << 60n, end: (1n << 60n) + (1n << 24n), state: 'online' },
];

function begin(change: Partial<MachineConfig> = {}): Timeline {
  const line = Timeline.play({ config: { ...CONFIG, ...change }, boot: BOOT }, []);
  if (!line.ok) throw new Error(line.error.message);
  return line.value;
}

/** The line with all that fits of these events. */
function playing(start: Timeline, events: readonly MachineEvent[]): Timeline {
  let line = start;
  for (const event of events) {
    const next = line.after(line.steps, event);
    if (next.ok) line = next.value;
  }
  return line;
}

const place = fc.constantFrom(
  '0x0',
  '0x8000000',
  '0x40000000',
  '0x2000000000',
  '0x1000000000000000',
);
const PART = { size: '0x1000000' } as const;

const event: fc.Arbitrary<MachineEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom('hotplug' as const, 'unplug' as const, 'offline' as const),
    start: place,
    size: fc.constant(PART.size),
  }),
  fc.record({ type: fc.constant('send' as const), address: place }),
  fc.constant({ type: 'work' as const }),
  fc.constant({ type: 'failAllocation' as const, nth: 1 }),
  fc.constant({ type: 'failHcall' as const, nth: 3 }),
  fc.constant({
    type: 'register' as const,
    name: 'guard',
    priority: 5,
    answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
  }),
);

const machines = fc.constantFrom<Partial<MachineConfig>>(
  {},
  { physicalBits: 44 },
  { kernel: '2.6.25', driver: 'flat', physicalBits: 44 },
  { kernel: '2.6.25', driver: 'flat' },
  { kernel: '2.6.23', driver: 'flat-2.6.23', pageSize: 65536, physicalBits: 44 },
  { kernel: '2.6.26', driver: 'three-level-2.6.26', allocator: 'SLAB' },
  { driver: 'none' },
  { driver: 'repaired' },
  { driver: 'ehca' },
  { driver: 'mr-per-section', options: { mrBudget: 6 } },
  { driver: 'direct-window' },
  { driver: 'mapping-service' },
  { driver: 'tce' },
);

/** Sections that are online and in none of the map's runs, from the report alone. */
function lost({ memory, busMap }: Report): bigint {
  const section = 1n << 24n;
  let out = 0n;
  for (const { start, size, state } of memory) {
    if (state !== 'online') continue;
    const first = BigInt(start) / section;
    const end = first + BigInt(size) / section;
    out += end - first;
    for (const [from, count] of busMap.runs) {
      const a = BigInt(from) > first ? BigInt(from) : first;
      const b = BigInt(from + count) < end ? BigInt(from + count) : end;
      if (b > a) out -= b - a;
    }
  }
  return out;
}

const figure = (line: Timeline, question: Question, name: string): string | undefined =>
  ask(line, question).figures.find((f) => f.name === name)?.value;

describe('what is asked', () => {
  it('is what the report and translate say, on any machine after any events', () => {
    fc.assert(
      fc.property(machines, fc.array(event, { maxLength: 10 }), place, (change, events, at) => {
        const line = playing(begin(change), events);
        const machine = line.machineAt(line.steps);
        const report = makeReport(machine, line.steps, line.steps);
        const [region] = report.regions;
        const said = ask(line, { ask: 'region' }).verdict;
        expect(said === 'stands' || said === 'no page').toBe(region !== undefined);
        expect(said === 'no page').toBe(region?.pages === '0');
        expect(ask(line, { ask: 'transfers' }).verdict === 'stopped').toBe(report.transfersStopped);
        expect(ask(line, { ask: 'dma', address: at }).verdict).toBe(
          translate(machine, BigInt(at), 'physical').verdict,
        );
        if (ask(line, { ask: 'mapped' }).verdict !== 'no map')
          expect(figure(line, { ask: 'mapped' }, 'without an entry')).toBe(lost(report).toString());
        const flat = report.bill.find((b) => b.structure === 'flat');
        if (report.busMap.kind !== 'flat')
          expect(figure(line, { ask: 'bill' }, 'bytes')).toBe(flat?.bytes);
      }),
      { numRuns: 150 },
    );
  });

  it('is answered at any step, in whole sentences, without a change', () => {
    const questions: readonly Question[] = [
      { ask: 'dma', address: '0xabc' },
      { ask: 'accesses' },
      { ask: 'bill' },
      { ask: 'as compiled', address: '0xabc' },
      { ask: 'alias', address: '0xabc', other: '0x8000000000000abc' },
      { ask: 'mapped' },
      { ask: 'region' },
      { ask: 'transfers', before: 'send' },
      { ask: 'misses' },
      { ask: 'budget' },
      { ask: 'returned', event: 'unplug' },
      { ask: 'refused', event: 'unplug' },
      { ask: 'rezoned', event: 'unplug' },
      { ask: 'probed' },
      { ask: 'section', address: '0x1000000000000abc' },
      { ask: 'told', callback: 'ehea' },
    ];
    fc.assert(
      fc.property(machines, fc.array(event, { maxLength: 6 }), (change, events) => {
        const line = playing(begin(change), events);
        const before = line.machineAt(line.steps);
        for (let at = 0; at <= line.steps; at++)
          for (const question of questions) {
            const { verdict, sentence } = ask(line, question, at);
            expect(verdict).not.toBe('');
            expect(sentence).toMatch(/^\S.*\.$/);
            expect(sentence).not.toMatch(/undefined|NaN|null\./);
          }
        expect(line.machineAt(line.steps)).toBe(before);
      }),
      { numRuns: 40 },
    );
  });
});
