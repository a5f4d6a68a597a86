import { expect, it } from 'vitest';
import type { Progress } from '../timeline/timeline.ts';
import { connect } from './client.ts';

/** A worker that answers what the test says, when it says so. */
function port() {
  const target = new EventTarget();
  const posted: unknown[] = [];
  return {
    posted,
    postMessage: (message: unknown) => posted.push(message),
    addEventListener: target.addEventListener.bind(target) as never,
    say: (data: unknown) => target.dispatchEvent(new MessageEvent('message', { data })),
    fail: (type: 'error' | 'messageerror') => target.dispatchEvent(new Event(type)),
  };
}

it('passes progress on and forgets it with the answer', async () => {
  const worker = port();
  const client = connect(worker);
  const seen: (Progress | null)[] = [];
  client.watch((progress) => seen.push(progress));
  const answer = client.ask('link', {});
  worker.say({ id: 1, type: 'progress', progress: { done: 5, of: 9 } });
  expect(client.pending()).toBe(1);
  client.cancel();
  worker.say({ id: 1, type: 'value', value: 'x' });
  expect(await answer).toBe('x');
  expect(seen).toEqual([{ done: 5, of: 9 }, null]);
  expect(worker.posted).toEqual([{ id: 1, name: 'link', args: {} }, { cancel: true }]);
});

it('rejects with the words of a bug, and goes on', async () => {
  const worker = port();
  const client = connect(worker);
  const answer = client.ask('link', {});
  worker.say({ id: 1, type: 'bug', message: 'Error: no such thing' });
  await expect(answer).rejects.toThrow('no such thing');
  const next = client.ask('link', {});
  worker.say({ id: 2, type: 'value', value: 'y' });
  expect(await next).toBe('y');
});

it('rejects whoever waits when the worker fails, and at once if it never came up', async () => {
  const worker = port();
  const client = connect(worker);
  const answer = client.ask('link', {});
  worker.fail('messageerror');
  await expect(answer).rejects.toThrow('The worker failed');
  await expect(client.ask('link', {})).rejects.toThrow('The worker failed');
  expect(client.pending()).toBe(0);
});

it('puts the accounts of a scene back, also after an answer that nobody waits for', async () => {
  const worker = port();
  const client = connect(worker);
  const [boot, drop] = [{ step: 0 }, { step: 1 }];
  const answer = (accounts: readonly unknown[]) => ({
    ...{ ok: true, value: { scene: { epoch: 1, accounts }, step: 0 } },
  });
  worker.say({ id: 99, type: 'value', value: answer([]), accounts: { kept: 0, more: [boot] } });
  const first = client.ask('seek', { step: 0 });
  worker.say({ id: 1, type: 'value', value: answer([]), accounts: { kept: 1, more: [drop] } });
  expect(await first).toEqual(answer([boot, drop]));
  const again = client.ask('seek', { step: 1 });
  worker.say({ id: 2, type: 'value', value: answer([]), accounts: { kept: 2, more: [] } });
  expect(await again).toEqual(answer([boot, drop]));
});
