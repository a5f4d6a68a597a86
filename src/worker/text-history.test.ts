import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MachineEvent } from '../machine/event.ts';
import { eventsBefore } from '../scenario/fitting.ts';
import { finish } from '../timeline/timeline.ts';
import type { Scene } from './protocol.ts';
import { TextHistory } from './text-history.ts';

const hex = (n: bigint): string => `0x${n.toString(16)}`;
const at = fc.oneof(
  fc.constantFrom(0n, 1n << 28n, 1n << 37n, 1n << 44n, 1n << 50n, 1n << 55n, 1n << 60n),
  fc.bigInt({ min: 0n, max: (1n << 37n) - 1n }).map((n) => n << 24n),
);
const size = fc.constantFrom(1n << 24n, 1n << 25n, 1n << 28n, 1n << 34n);

/** Events of every type; most fit, some are refused. */
const event: fc.Arbitrary<MachineEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'hotplug' as const,
        'unplug' as const,
        'add' as const,
        'remove' as const,
        'online' as const,
        'offline' as const,
      ),
      start: at.map(hex),
      size: size.map(hex),
    }),
  },
  fc.record({
    type: fc.constant('register' as const),
    name: fc.constantFrom('a', 'b', 'c'),
    priority: fc.integer({ min: -5, max: 20 }),
    answers: fc.dictionary(
      fc.constantFrom('MEM_GOING_OFFLINE', 'MEM_GOING_ONLINE', 'MEM_ONLINE'),
      fc.constantFrom<string | number>('NOTIFY_BAD', '-EBUSY', 'NOTIFY_OK', 0x8000, 2),
    ),
  }),
  fc.record({ type: fc.constant('unregister' as const), name: fc.constantFrom('a', 'b') }),
  fc.record({ type: fc.constant('failAllocation' as const), nth: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ type: fc.constant('failHcall' as const), nth: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ type: fc.constant('send' as const), address: at.map(hex) }),
  fc.constant<MachineEvent>({ type: 'work' }),
  fc.record({
    type: fc.constant('configure' as const),
    kernel: fc.constantFrom('2.6.22', '2.6.23', '2.6.24', '2.6.25', '2.6.26', '2.6.28', '2.6.32'),
  }),
);

function value<T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const picture = ({ epoch: _, ...scene }: Scene): unknown => scene;

describe('TextHistory', () => {
  it('a scene on another kernel comes back from its link and from what was kept', () => {
    const text = JSON.stringify({
      format: 'sparsescope-scenario/1',
      machine: { kernel: '2.6.26', driver: 'linear' },
      events: [{ type: 'configure', driver: 'three-level-2.6.26', allocator: 'SLAB' }],
    });
    const session = new TextHistory();
    value(session.open(text));
    const report = session.report();
    expect(report).toMatchObject({ kernel: '2.6.26', driver: 'three-level-2.6.26' });
    const linked = new TextHistory();
    value(linked.open(`#${value(session.link())}`));
    expect(linked.report()).toEqual(report);
    const kept = new TextHistory();
    value(kept.unkeep(session.keep()));
    expect(kept.report()).toEqual(report);
  });

  it('an opening on an older kernel is shown at its end, a scene at its first step', () => {
    const session = new TextHistory();
    value(session.preset('no-map'));
    expect(session.report()).toMatchObject({ kernel: '2.6.22', step: 1, steps: 1 });
    value(session.preset('untold'));
    expect(session.report()).toMatchObject({ kernel: '2.6.26', step: 0, steps: 2 });
  });

  it('an unknown kernel is refused with the list of those that are known', () => {
    const opened = new TextHistory().open(
      '{"format":"sparsescope-scenario/1","machine":{"kernel":"2.6.21"}}',
    );
    expect(opened).toMatchObject({
      ok: false,
      error: { code: 'bad-scenario', field: 'machine.kernel' },
    });
    expect(JSON.stringify(opened)).toMatch(/2\.6\.22.*2\.6\.32/);
  });

  it('replayed state is live state, at every step and through a reload', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 24 }), (events) => {
        const live = new TextHistory();
        const reports = [live.report()];
        for (const e of events) if (live.dispatch(e).ok) reports.push(live.report());
        const last = reports.length - 1;
        const copy = new TextHistory();
        value(copy.unkeep(live.keep()));
        for (const step of [0, Math.floor(last / 2), last]) {
          value(live.seek(step));
          value(copy.seek(step));
          const expected = { ...reports[step], steps: last };
          expect(live.report()).toEqual(expected);
          expect(copy.report()).toEqual(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a link opens as the same scene, and gives the same link again', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (events) => {
        const live = new TextHistory();
        for (const e of events) live.dispatch(e);
        const link = value(live.link());
        const other = new TextHistory();
        value(other.open(`#${link}`));
        expect(other.report()).toEqual(live.report());
        expect(value(other.link())).toBe(link);
        expect(other.scenario()).toEqual(live.scenario());
        value(other.open(JSON.stringify(live.scenario())));
        expect(value(other.link())).toBe(link);
      }),
      { numRuns: 150 },
    );
  });

  it('a preview is what the drop then does', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), event, (events, next) => {
        const session = new TextHistory();
        for (const e of events) session.dispatch(e);
        const before = session.report();
        const preview = session.preview(next);
        expect(session.report()).toEqual(before);
        const done = session.dispatch(next);
        expect(preview.ok).toBe(done.ok);
        if (!preview.ok || !done.ok) return;
        const { accounts, branches, steps, source, ...real } = done.value.scene;
        const { accounts: _a, branches: _b, steps: _c, source: _d, ...shown } = preview.value.scene;
        expect(picture(shown as Scene)).toEqual(picture(real as Scene));
        expect(preview.value.account).toEqual(accounts.at(-1));
      }),
      { numRuns: 200 },
    );
  });

  it('acting in the past keeps the old future, and brings it back whole', () => {
    const session = new TextHistory();
    const drop = (n: bigint): MachineEvent => ({
      type: 'hotplug',
      start: hex(n),
      size: '0x1000000',
    });
    for (const n of [40n, 41n, 42n]) value(session.dispatch(drop(1n << n)));
    const whole = session.report();
    value(session.seek(1));
    const { scene } = value(session.dispatch(drop(1n << 50n)));
    expect(scene.branches).toEqual([{ at: 1, steps: 3, title: 'hotplug and 1 more' }]);
    expect(scene.steps).toBe(2);
    const restored = value(session.restore(0));
    expect(session.report()).toEqual(whole);
    expect(restored.branches).toHaveLength(1);
  });

  it('keeps the memory of an opening by name, whatever happened on it', () => {
    const session = new TextHistory();
    value(session.preset('islands'));
    value(session.dispatch({ type: 'hotplug', start: '0x8000000000', size: '0x1000000' }));
    const kept = session.keep();
    expect(kept.length).toBeLessThan(1000);
    const copy = new TextHistory();
    value(copy.unkeep(kept));
    expect(copy.report()).toEqual(session.report());
  });

  it('an event that does not fit changes nothing and says why', () => {
    const session = new TextHistory();
    const before = session.report();
    const answer = session.dispatch({ type: 'hotplug', start: '0x0', size: '0x1000000' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'overlap' } });
    expect(session.dispatch({ type: 'explode' })).toMatchObject({
      ok: false,
      error: { code: 'bad-event' },
    });
    expect(session.dispatch(null)).toMatchObject({ ok: false, error: { code: 'bad-event' } });
    expect(session.open('nonsense')).toMatchObject({ ok: false });
    expect(session.report()).toEqual(before);
  });

  it('an event of a scenario that does not fit keeps its code and tells its index', () => {
    const text = JSON.stringify({
      format: 'sparsescope-scenario/1',
      events: [{ type: 'work' }, { type: 'hotplug', start: '0x0', size: '0x1000000' }],
    });
    expect(new TextHistory().open(text)).toMatchObject({
      ok: false,
      error: { code: 'overlap', event: 1, field: 'events[1].start' },
    });
  });

  it('re-run from the start plays the same events on another machine', () => {
    const session = new TextHistory();
    value(session.dispatch({ type: 'hotplug', start: '0x100000000000', size: '0x1000000' }));
    value(session.rerun({ kernel: '2.6.25' }));
    expect(session.report()).toMatchObject({ kernel: '2.6.25', driver: 'flat', step: 1, steps: 1 });
    expect(session.rerun({ physicalBits: 40 })).toMatchObject({
      ok: false,
      error: { code: 'beyond-limit', event: 0 },
    });
    expect(session.report().kernel).toBe('2.6.25');
  });

  it('re-run from the start says which old futures no longer fit, and why', () => {
    const session = new TextHistory();
    const at = (start: string) => ({ type: 'hotplug', start, size: '0x1000000' });
    value(session.dispatch(at('0x100000000000')));
    value(session.seek(0));
    value(session.dispatch(at('0x200000000000')));
    value(session.seek(0));
    value(session.dispatch(at('0x1000000000')));
    value(session.dispatch(at('0x2000000000')));
    expect(value(session.rerun({ physicalBits: 48 })).dropped).toBeNull();
    const { scene, dropped } = value(session.rerun({ physicalBits: 45 }));
    expect(scene.branches).toHaveLength(1);
    expect(dropped).toMatchObject({ count: 1, reason: { code: 'beyond-limit', event: 0 } });
  });
});

describe('a scene of one’s own, opened again', () => {
  /** What was allowed step by step is allowed as a text. */
  const again = (session: TextHistory): void => {
    const report = session.report();
    const other = new TextHistory();
    expect(other.open(JSON.stringify(session.scenario()))).toMatchObject({ ok: true });
    expect(other.report()).toEqual(report);
  };

  it('however many runs it walks: 40 islands taken away one by one', () => {
    const session = new TextHistory();
    session.preset('islands');
    for (const { start } of session.report().memory.slice(0, 40))
      expect(session.dispatch({ type: 'unplug', start, size: '0x1000000' }).ok).toBe(true);
    again(session);
  });

  it('however many events it has: 5,000 sections brought, every other one', () => {
    const events = Array.from({ length: 5000 }, (_, i) => ({
      type: 'hotplug',
      start: `0x${(BigInt(i) << 25n).toString(16)}`,
      size: '0x1000000',
    }));
    const machine = { physicalBits: 61 };
    const scenario = { format: 'sparsescope-scenario/1', machine, boot: [], events };
    const session = new TextHistory();
    expect(session.open(JSON.stringify(scenario))).toMatchObject({ ok: true });
    expect(session.report().memory).toHaveLength(5000);
  });
});

it('says where in a file the event stands that does not fit', () => {
  const text = `{"format":"sparsescope-scenario/1","events":[
  {"type":"work"},
  {"type":"hotplug", "start":"0x0", "size":"0x1000000"}]}`;
  const opened = new TextHistory().open(text);
  if (opened.ok) throw new Error('It fits.');
  expect(Object.entries(opened.error).filter(([key]) => key !== 'message')).toEqual([
    ...[
      ['code', 'overlap'],
      ['line', 3],
      ['column', 30],
    ],
    ...[
      ['field', 'events[1].start'],
      ['event', 1],
    ],
  ]);
  const unnamed = text.replace(/"hotplug".*"/, '"unregister", "name":"nobody"');
  expect(new TextHistory().open(`\ufeff${unnamed}`)).toMatchObject({
    error: { code: 'bad-event', line: 3, column: 32, field: 'events[1].name', event: 1 },
  });
});

describe('a scene with an event that does not fit', () => {
  const good = { type: 'hotplug', start: '0x40000000', size: '0x1000000' };
  const scenario = (bad: object): string =>
    JSON.stringify({
      format: 'sparsescope-scenario/1',
      events: [good, { type: 'work' }, bad, { type: 'send', address: '0x0' }],
      step: 4,
    });

  it.each([
    ['for this machine', good, 'overlap'],
    ['in its form', { type: 'hotplug', start: 16, size: '0x1000000' }, 'bad-event'],
    ['in its type', { type: 'explode' }, 'bad-event'],
  ])('%s: those before it can still be opened', (_, bad, code) => {
    const session = new TextHistory();
    const opened = session.open(scenario(bad));
    if (opened.ok) throw new Error('It opened.');
    expect(opened.error.code).toBe(code);
    const most = eventsBefore(opened.error);
    expect(most).toBe(2);
    const playing = session.opening(scenario(bad), most ?? 0);
    expect(finish(playing)).toMatchObject({ ok: true });
    expect(session.report()).toMatchObject({ step: 2, steps: 2 });
    expect(session.report().memory.map(({ start }) => start)).toContain('0x40000000');
  });

  it('in a link: the same', () => {
    const session = new TextHistory();
    session.open(JSON.stringify({ format: 'sparsescope-scenario/1', events: [good] }));
    const link = session.link();
    if (!link.ok) throw new Error(link.error.message);
    expect(finish(session.opening(link.value, 0))).toMatchObject({ ok: true });
    expect(session.report().steps).toBe(0);
  });
});
