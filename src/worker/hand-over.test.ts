import { expect, test } from 'vitest';
import { AccountsSeen, AccountsSent } from './accounts-since.ts';
import { handOver } from './hand-over.ts';
import { History } from './history.ts';
import { changeScene } from './scene-in-answer.ts';

const DROP = { type: 'hotplug', start: '0x100000000000', size: '0x1000000' } as const;

test('a scene travels with its arrays, and the machine keeps its own', () => {
  const history = new History();
  const [sent, seen] = [new AccountsSent(), new AccountsSeen()];
  for (const answer of [
    history.preset('thread'),
    history.dispatch(DROP),
    history.preview({ ...DROP, start: '0x200000000000' }),
    history.seek(0),
  ]) {
    const before = structuredClone(answer);
    const { value, arrays, accounts } = handOver(answer, sent);
    const came = structuredClone(value, { transfer: arrays });
    const all = accounts ? seen.all(structuredClone(accounts)) : [];
    expect(changeScene(came, (scene) => ({ ...scene, accounts: all }))).toEqual(before);
    expect(arrays.length).toBe(5);
    // Nothing that the history still holds was given away.
    expect(answer).toEqual(before);
  }
});

test('of a line that goes on only the new step travels, of a step back nothing, of another line all that differs', () => {
  const history = new History();
  const sent = new AccountsSent();
  const since = (answer: unknown) => {
    const { accounts } = handOver(answer, sent);
    return accounts && [accounts.kept, accounts.more.map(({ type }) => type)];
  };
  expect(since(history.preset('thread'))).toEqual([0, ['boot']]);
  expect(since(history.dispatch(DROP))).toEqual([1, ['hotplug']]);
  expect(since(history.dispatch({ type: 'work' }))).toEqual([2, ['work']]);
  expect(since(history.preview({ type: 'work' }))).toBeUndefined();
  expect(since(history.seek(1))).toEqual([3, []]);
  expect(since(history.dispatch({ type: 'signal' }))).toEqual([2, ['signal']]);
});

test('an answer without a scene stays as it is', () => {
  const history = new History();
  for (const answer of ['text', null, history.report(), history.seek(9)])
    expect(handOver(answer, new AccountsSent())).toEqual({ value: answer, arrays: [] });
});
