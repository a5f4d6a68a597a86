import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { countedAccesses } from '../machine/device/access.ts';
import { finish } from '../timeline/timeline.ts';
import type { Client } from '../worker/client.ts';
import { TextHistory } from '../worker/text-history.ts';
import { LiveTraffic } from './live-traffic.ts';
import { makeStore, type Store } from './store.ts';

const page = { hidden: false };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  page.hidden = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page over a worker in the same thread; how often it was asked for traffic. */
async function opened(): Promise<{ store: Store; asked: () => number }> {
  const session = new TextHistory();
  let asked = 0;
  const client: Client = {
    pending: () => 0,
    watch: () => undefined,
    cancel: () => undefined,
    ask: (async (name: string, args: never) => {
      if (name === 'traffic') {
        asked += 1;
        const { from, count } = args as { from: number; count: number };
        return session.traffic(from, count);
      }
      if (name === 'dispatch') return session.dispatch((args as { event: unknown }).event);
      return finish(session.opening('{"format":"sparsescope-scenario/1"}'));
    }) as Client['ask'],
  };
  const store = makeStore(client);
  await store.getState().openQuietly('');
  return { store, asked: () => asked };
}

it('asks a thousand a second while it is on, from the beginning after each step, and not for a hidden page', async () => {
  const { store, asked } = await opened();
  const live = new LiveTraffic(store);
  const release = live.run();
  await vi.advanceTimersByTimeAsync(500);
  expect(asked()).toBe(0);

  await store.getState().dispatch({ type: 'traffic', accesses: 5000 });
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked()).toBe(10);
  expect(countedAccesses(live.now().counts)).toBe(1000);

  await store.getState().dispatch({ type: 'register', name: 'a', priority: 0, answers: {} });
  await vi.advanceTimersByTimeAsync(100);
  expect(countedAccesses(live.now().counts)).toBe(100);

  page.hidden = true;
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked()).toBe(11);

  page.hidden = false;
  const other = live.run();
  release();
  await vi.advanceTimersByTimeAsync(100);
  expect(asked()).toBe(12);
  other();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked()).toBe(12);
});
