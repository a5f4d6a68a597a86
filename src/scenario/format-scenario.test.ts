import { describe, expect, it } from 'vitest';
import { formatScenario, scenarioValue } from './format-scenario.ts';
import { machineOf, OPENING, type Scenario } from './scenario.ts';

const everything: Scenario = {
  step: 1,
  title: 'All of it',
  events: [
    {
      answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD', MEM_ONLINE: 'NOTIFY_OK', MEM_OFFLINE: -12 },
      priority: 5,
      name: 'veto',
      type: 'register',
    },
    { code: -1, nth: 3, type: 'failHcall' },
  ],
  boot: [
    { size: 16n, state: 'offline', start: 256n },
    { size: 256n, state: 'online', start: 0n },
  ],
  machine: {
    allocator: 'SLAB',
    physicalBits: 44,
    blockSize: '0x10000000',
    pageSize: 65536,
    driver: 'none',
    kernel: '2.6.25',
  },
};

describe('formatScenario', () => {
  it('says nothing about the opening scene', () => {
    expect(formatScenario(OPENING)).toBe('{"format":"sparsescope-scenario/1"}');
  });

  it('writes keys in one order, no blanks and no defaults', () => {
    expect(formatScenario(everything)).toBe(
      [
        '{"format":"sparsescope-scenario/1","title":"All of it","machine":{"kernel":"2.6.25",',
        '"driver":"none","pageSize":65536,"blockSize":"0x10000000","physicalBits":44,',
        '"allocator":"SLAB"},"boot":[{"start":"0x0","size":"0x100"},{"start":"0x100",',
        '"size":"0x10","state":"offline"}],"events":[{"type":"register","name":"veto",',
        '"priority":5,"answers":{"MEM_GOING_OFFLINE":"NOTIFY_BAD","MEM_OFFLINE":-12}},',
        '{"type":"failHcall","nth":3}],"step":1}',
      ].join(''),
    );
  });

  it('leaves out the driver and the allocator that a kernel has by itself', () => {
    const text = formatScenario({ ...OPENING, machine: machineOf('2.6.25') });
    expect(text).toBe('{"format":"sparsescope-scenario/1","machine":{"kernel":"2.6.25"}}');
  });

  it('names a driver that is the opening’s own but not the kernel’s', () => {
    const machine = { ...machineOf('2.6.25'), driver: OPENING.machine.driver };
    expect(formatScenario({ ...OPENING, machine })).toContain(
      '"machine":{"kernel":"2.6.25","driver":"three-level"}',
    );
  });

  it('writes an empty layout', () => {
    expect(formatScenario({ ...OPENING, boot: [] })).toContain('"boot":[]');
  });
});

describe('scenarioValue', () => {
  it('leaves nothing out', () => {
    expect(scenarioValue(OPENING)).toEqual({
      format: 'sparsescope-scenario/1',
      machine: OPENING.machine,
      boot: [
        { start: '0x0', size: '0x10000000' },
        { start: '0x1000000000000000', size: '0x1000000' },
      ],
      events: [],
      step: 0,
    });
  });
});
