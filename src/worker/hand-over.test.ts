import { expect, test } from 'vitest';
import { handOver } from './hand-over.ts';
import { History } from './history.ts';

const DROP = { type: 'hotplug', start: '0x100000000000', size: '0x1000000' } as const;

test('a scene travels with its arrays, and the machine keeps its own', () => {
  const history = new History();
  for (const answer of [
    history.preset('thread'),
    history.dispatch(DROP),
    history.preview({ ...DROP, start: '0x200000000000' }),
  ]) {
    const before = structuredClone(answer);
    const { value, arrays } = handOver(answer);
    expect(structuredClone(value, { transfer: arrays })).toEqual(before);
    expect(arrays.length).toBe(5);
    // Nothing that the history still holds was given away.
    expect(answer).toEqual(before);
  }
});

test('an answer without a scene stays as it is', () => {
  const history = new History();
  for (const answer of ['text', null, history.report(), history.seek(9)])
    expect(handOver(answer)).toEqual({ value: answer, arrays: [] });
});
