import { describe, expect, it } from 'vitest';
import type { MachineEvent } from '../machine/event.ts';
import { formatScenario } from './format-scenario.ts';
import { parseScenario } from './parse-scenario.ts';
import { readEvent } from './read-event.ts';

const read = (value: unknown): MachineEvent | string => {
  const done = readEvent(value);
  return done.ok ? done.value : `${done.error.code} ${done.error.field ?? ''}`.trim();
};

describe('events of the device', () => {
  it('are spelled one way: what the machine takes for granted is left out', () => {
    expect(read({ type: 'post', address: '0xABC', direction: 'read' })).toEqual({
      type: 'post',
      address: '0xabc',
    });
    expect(read({ type: 'traffic', accesses: 10, seed: 1, buffers: 32 })).toEqual({
      type: 'traffic',
      accesses: 10,
    });
    expect(read({ type: 'traffic', accesses: 0, seed: 7, buffers: 2 })).toEqual({
      type: 'traffic',
      accesses: 0,
    });
  });

  it('that are wrong say where', () => {
    expect(read({ type: 'post', address: '0x0', direction: 'both' })).toBe('bad-event direction');
    expect(read({ type: 'complete', buffer: 0 })).toBe('bad-event buffer');
    expect(read({ type: 'dma', when: { hcall: 0 } })).toBe('bad-event when.hcall');
    expect(read({ type: 'dma', when: { round: 'MEM_NONE', before: 'ehea' } })).toBe(
      'bad-event when.round',
    );
    expect(read({ type: 'dma', when: {} })).toMatch(/^bad-event when/);
    expect(read({ type: 'traffic', accesses: -1 })).toBe('bad-event accesses');
    expect(read({ type: 'traffic', accesses: 1, buffers: 1000 })).toBe('bad-event buffers');
    expect(read({ type: 'traffic', accesses: 1, seed: 0.5 })).toBe('bad-event seed');
  });

  it('survive a scenario file', () => {
    const events: readonly MachineEvent[] = [
      { type: 'post', address: '0x1000' },
      { type: 'post', address: '0x2000', direction: 'write' },
      { type: 'dma', buffer: 1, when: { round: 'MEM_ONLINE', before: 'ehea' } },
      { type: 'dma', when: { hcall: 72 } },
      { type: 'dma', buffer: 2 },
      { type: 'traffic', accesses: 1000, seed: 3 },
      { type: 'complete', buffer: 1 },
    ];
    const text = JSON.stringify({ format: 'sparsescope-scenario/1', events });
    const parsed = parseScenario(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(parsed.value.events).toEqual(events);
    const canonical = formatScenario(parsed.value);
    expect(JSON.parse(canonical).events).toEqual(events);
    expect(canonical).toContain('"when":{"round":"MEM_ONLINE","before":"ehea"}');
  });
});
