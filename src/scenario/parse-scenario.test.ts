import { describe, expect, it } from 'vitest';
import { FILE_LIMIT, parseScenario } from './parse-scenario.ts';
import { OPENING } from './scenario.ts';

const FORMAT = '"format":"sparsescope-scenario/1"';
const withBoot = (boot: string): string => `{${FORMAT},"boot":${boot}}`;
const withEvents = (events: string): string => `{${FORMAT},"events":${events}}`;
const register = (i: number): string => `{"type":"register","name":"n${i}","priority":0}`;
const times = (count: number, item: (i: number) => string): string =>
  `[${Array.from({ length: count }, (_, i) => item(i)).join(',')}]`;

function parsed(text: string) {
  const result = parseScenario(text);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('parseScenario', () => {
  it('takes the opening scene for what is left out', () => {
    expect(parsed(`{${FORMAT}}`)).toEqual(OPENING);
  });

  it('takes driver and allocator from the kernel unless they are named', () => {
    expect(parsed(`{${FORMAT},"machine":{"kernel":"2.6.25"}}`).machine).toEqual({
      ...OPENING.machine,
      kernel: '2.6.25',
      driver: 'flat',
    });
    const named = `{${FORMAT},"machine":{"kernel":"2.6.25","driver":"three-level","allocator":"SLAB"}}`;
    expect(parsed(named).machine).toMatchObject({ driver: 'three-level', allocator: 'SLAB' });
  });

  it('keeps an empty boot layout apart from one that is left out', () => {
    expect(parsed(withBoot('[]')).boot).toEqual([]);
  });

  it('keeps byte ranges as they are, sorted, and joins neighbours of equal state', () => {
    const boot = `[{"start":"0xFFFFFFFFFFFFFFFF","size":"0x1"},{"start":"0x10","size":"0x1"},
      {"start":"0x1","size":"0x0f"},{"start":"0x11","size":"0x1","state":"offline"}]`;
    expect(parsed(withBoot(boot)).boot).toEqual([
      { start: 1n, size: 16n, state: 'online' },
      { start: 17n, size: 1n, state: 'offline' },
      { start: 2n ** 64n - 1n, size: 1n, state: 'online' },
    ]);
  });

  it('takes the whole address space as one range', () => {
    const boot = parsed(withBoot('[{"start":"0x0","size":"0x10000000000000000"}]')).boot;
    expect(boot).toEqual([{ start: 0n, size: 2n ** 64n, state: 'online' }]);
  });

  it('puts the cursor at the end unless told otherwise', () => {
    expect(parsed(withEvents('[{"type":"work"}]')).step).toBe(1);
    expect(parsed(`{${FORMAT},"events":[{"type":"work"}],"step":0}`).step).toBe(0);
  });

  it('counts callbacks that stand at once, not registrations', () => {
    const pair = (i: number): string => `${register(i)},{"type":"unregister","name":"n${i}"}`;
    expect(parsed(withEvents(times(100, pair))).events).toHaveLength(200);
  });

  it('leaves the prototype of everything alone', () => {
    parseScenario(`{${FORMAT},"machine":{"__proto__":{"polluted":true}}}`);
    expect({}).not.toHaveProperty('polluted');
  });

  it('takes as much as the limits promise', () => {
    const boot = times(100_000, (i) => `{"start":"0x${(i * 2).toString(16)}","size":"0x1"}`);
    const events = times(10_000, () => '{"type":"work"}');
    const scenario = parsed(`{${FORMAT},"boot":${boot},"events":${events}}`);
    expect([scenario.boot.length, scenario.events.length]).toEqual([100_000, 10_000]);
  });

  it.each([
    ['bad-scenario', 1, 1, undefined, ''],
    ['bad-scenario', 1, 3, undefined, '{ ]'],
    ['bad-scenario', 1, 1, undefined, '[]'],
    ['bad-scenario', 1, 1, undefined, 'null'],
    ['bad-scenario', 1, 1, 'format', '{}'],
    ['bad-scenario', 1, 11, 'format', '{"format":1}'],
    ['bad-scenario', 1, 11, 'format', '{"format":"sparsescope-scenario/0"}'],
    ['bad-scenario', 1, 11, 'format', '{"format":"sparsescope-scenario/01"}'],
    ['bad-scenario', 1, 11, 'format', '{"format":"sparsescope-report/1"}'],
    ['newer-version', 2, 11, 'format', '{\n "format":"sparsescope-scenario/2","new":[]}'],
    ['newer-version', 1, 11, 'format', `{"format":"sparsescope-scenario/${'9'.repeat(400)}"}`],
    ['bad-scenario', 2, 1, 'colour', `{${FORMAT},\n"colour":1}`],
    ['bad-scenario', 2, 1, '__proto__', `{${FORMAT},\n"__proto__":1}`],
    ['bad-scenario', 2, 1, 'constructor', `{${FORMAT},\n"constructor":1}`],
    ['bad-scenario', 2, 9, 'title', `{${FORMAT},\n"title":"${'a'.repeat(121)}"}`],
    ['bad-scenario', 2, 9, 'title', `{${FORMAT},\n"title":"\\u0000"}`],
    ['bad-scenario', 2, 11, 'machine', `{${FORMAT},\n"machine":[]}`],
    ['bad-scenario', 2, 12, 'machine.cpu', `{${FORMAT},\n"machine":{"cpu":1}}`],
    ['bad-scenario', 2, 21, 'machine.kernel', `{${FORMAT},\n"machine":{"kernel":"2.6.21"}}`],
    ['bad-scenario', 2, 27, 'machine.physicalBits', `{${FORMAT},\n"machine":{"physicalBits":1}}`],
    ['bad-scenario', 2, 8, 'boot', `{${FORMAT},\n"boot":{}}`],
    ['bad-scenario', 1, 44, 'boot[0]', withBoot('[1]')],
    ['bad-scenario', 1, 44, 'boot[0].start', withBoot('[{"size":"0x1"}]')],
    ['bad-scenario', 1, 66, 'boot[0].size', withBoot('[{"start":"0x0","size":"0x0"}]')],
    [
      'bad-scenario',
      1,
      66,
      'boot[0].size',
      withBoot('[{"start":"0x1","size":"0x10000000000000000"}]'),
    ],
    [
      'bad-scenario',
      1,
      80,
      'boot[0].state',
      withBoot('[{"start":"0x0","size":"0x1","state":"gone"}]'),
    ],
    [
      'bad-scenario',
      1,
      72,
      'boot[0].type',
      withBoot('[{"start":"0x0","size":"0x1","type":"ram"}]'),
    ],
    [
      'overlap',
      1,
      73,
      'boot[1]',
      withBoot('[{"start":"0x5","size":"0x5"},{"start":"0x9","size":"0x1"}]'),
    ],
    [
      'overlap',
      1,
      73,
      'boot[1]',
      withBoot('[{"start":"0x5","size":"0x5"},{"start":"0x0","size":"0x6"}]'),
    ],
    [
      'overlap',
      1,
      73,
      'boot[1]',
      withBoot('[{"start":"0x5","size":"0x5"},{"start":"0x5","size":"0x5"}]'),
    ],
    ['too-many', 1, 43 + 200_001, 'boot', withBoot(times(100_001, () => '0'))],
    ['too-many', 1, 45, 'events', withEvents(times(10_001, () => '0'))],
    ['bad-scenario', 1, 45, 'events', withEvents('{}')],
    ['bad-scenario', 1, 45, 'events', withEvents('null')],
    ['bad-scenario', 2, 8, 'step', `{${FORMAT},\n"step":1}`],
    ['bad-scenario', 2, 8, 'step', `{${FORMAT},\n"step":-1}`],
    ['bad-scenario', 2, 8, 'step', `{${FORMAT},\n"step":0.5}`],
    ['bad-scenario', 2, 8, 'step', `{${FORMAT},\n"step":"0"}`],
    ['bad-scenario', 2, 1, undefined, `{${FORMAT},\n${FORMAT}}`],
    ['bad-scenario', 1, 65, '[0][0][0][0][0][0][0][0]…', '['.repeat(100_000)],
    ['bad-scenario', 1, 54, 'events[0].type', withEvents('[{"type":"')],
    ['bad-scenario', 1, 63, 'events[1]', withEvents('[{"type":"work"},{]')],
  ])('refuses with %s at line %i, column %i, field %s', (code, line, column, field, text) => {
    const result = parseScenario(text);
    expect(result).toMatchObject({ ok: false, error: { code, line, column } });
    if (!result.ok) expect(result.error.field).toBe(field);
  });

  it.each([
    [
      'bad-event',
      'events[1].start',
      1,
      '{"type":"work"},\n{"type":"hotplug","start":"16M","size":"0x0"}',
      27,
    ],
    ['bad-event', 'events[1].colour', 1, '{"type":"work"},\n{"type":"work","colour":1}', 16],
    ['bad-event', 'events[1]', 1, '{"type":"work"},\n7', 1],
    [
      'too-many',
      'events[1].name',
      1,
      `{"type":"work"},\n{"type":"unregister","name":"${'n'.repeat(65)}"}`,
      29,
    ],
    ['too-many', 'events[64]', 64, `${times(64, register).slice(1, -1)},\n${register(64)}`, 1],
  ])('refuses an event with %s at %s', (code, field, event, events, column) => {
    const error = { code, field, event, line: 2, column };
    expect(parseScenario(withEvents(`[${events}]`))).toMatchObject({ ok: false, error });
  });

  it('refuses more text than its limit, in bytes', () => {
    const text = `{${FORMAT},"title":"é"}`;
    expect(parseScenario(text, text.length + 1)).toMatchObject({ ok: true });
    expect(parseScenario(text, text.length)).toMatchObject({ error: { code: 'too-large' } });
    const long = ' '.repeat(FILE_LIMIT + 1);
    expect(parseScenario(long)).toMatchObject({ error: { code: 'too-large' } });
  });

  it('never repeats a long or strange text in a message', () => {
    const strange = JSON.stringify('\u0000\n'.repeat(50_000));
    for (const text of [`{${FORMAT},${strange}:1}`, `{${FORMAT},"title":${strange}}`]) {
      const result = parseScenario(text);
      expect(JSON.stringify(result).length).toBeLessThan(1000);
    }
  });
});
