import { describe, expect, it } from 'vitest';
import { presetOf } from '../scenario/presets/presets.ts';
import type { Account } from './account.ts';
import { Moments } from './moments.ts';
import { Timeline } from './timeline.ts';

const account: Account = {
  ...{ step: 0, type: 'work', title: '', fact: '', cost: '', tone: 'good', ret: 0, errno: null },
  ...{ rounds: '0', hcalls: '0', renumbered: 0, marks: '' },
};
const moment = (facts: number) => ({
  trace: Array.from({ length: facts }, () => ({
    ...{ type: 'arm', what: 'allocation', nth: 1, code: null },
  })) as never,
  outcome: { ret: 0, errno: null },
  account,
});
const traced = (list: Moments, last: number): number[] =>
  Array.from({ length: last + 1 }, (_, n) => n).filter((n) => list.at(n)?.trace);

describe('what the steps left', () => {
  it('keeps the newest traces, as many as there is room for, and every account', () => {
    const list = new Moments(10);
    for (let n = 0; n <= 20; n++) list.push(moment(3));
    expect(traced(list, 20)).toEqual([0, 19, 20]);
    expect(list.accounts).toHaveLength(21);
  });

  it('counts what another line takes along', () => {
    let list = new Moments(10);
    list.push(moment(3));
    for (let n = 1; n <= 20; n++) {
      list = list.upTo(n - 1);
      list.push(moment(3));
    }
    expect(traced(list, 20)).toEqual([0, 19, 20]);
  });

  it('keeps the last one whatever its length', () => {
    const list = new Moments(10);
    for (let n = 0; n <= 3; n++) list.push(moment(100));
    expect(traced(list, 3)).toEqual([0, 3]);
  });

  it('gives a trace that was not kept again, the same', () => {
    const thread = presetOf('thread')?.scenario;
    if (!thread) throw new Error('thread');
    const boot = thread.boot.map((b) => ({ ...b, end: b.start + b.size }));
    const part = { type: 'hotplug', start: '0x100000000000', size: '0x1000000' } as const;
    const refusal = { type: 'register', name: 'x', priority: 1, answers: {} } as const;
    const start = { config: thread.machine, boot };
    const kept = Timeline.play(start, [part, refusal]);
    const bare = Timeline.play(start, [part, refusal], new Moments(0));
    if (!kept.ok || !bare.ok) throw new Error('fits');
    for (const n of [2, 1, 0]) expect(bare.value.momentAt(n)).toEqual(kept.value.momentAt(n));
  });
});
