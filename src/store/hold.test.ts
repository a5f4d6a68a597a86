import { expect, it } from 'vitest';
import type { Client } from '../worker/client.ts';
import type { RequestName, Requests } from '../worker/protocol.ts';
import { makeStore, type Store } from './store.ts';

const NO = { ok: false, error: { code: 'bad-event', message: 'no' } } as const;

/** A page whose worker refuses everything, and what it was told to do. */
function page(): { readonly store: Store; readonly dropped: unknown[] } {
  const dropped: unknown[] = [];
  const client: Client = {
    pending: () => 0,
    watch: () => undefined,
    cancel: () => undefined,
    ask: async <N extends RequestName>(name: N, args: Requests[N]['args']) => {
      if (name === 'dispatch') dropped.push(args);
      return NO as unknown as Requests[N]['value'];
    },
  };
  const store = makeStore(client);
  store.getState().pickUp({ size: 0x1000000n, label: '16 MB', by: 'pointer' });
  return { store, dropped };
}

it('drops at the typed address, whatever the pointer does', async () => {
  const { store, dropped } = page();
  const { carry, pin, drop } = store.getState();
  carry(0x20000000n);
  pin(0x30000000n);
  carry(0x40000000n);
  carry(null);
  expect(store.getState().held).toMatchObject({ address: 0x30000000n, pinned: true });
  await drop();
  expect(dropped).toEqual([{ event: { type: 'hotplug', start: '0x30000000', size: '0x1000000' } }]);
});

it('asks what the drop would do although the part is put somewhere in the turn in which it is picked up', async () => {
  const asked: unknown[] = [];
  const store = makeStore({
    pending: () => 0,
    watch: () => undefined,
    cancel: () => undefined,
    ask: async <N extends RequestName>(name: N, args: Requests[N]['args']) => {
      if (name === 'preview') asked.push(args);
      return NO as unknown as Requests[N]['value'];
    },
  });
  const { pickUp, carry } = store.getState();
  pickUp({ size: 0x1000000n, label: '16 MB', by: 'keyboard' });
  carry(0x10000000n);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(asked).toEqual([{ event: { type: 'hotplug', start: '0x10000000', size: '0x1000000' } }]);
});

it('follows the pointer again once the text is gone', () => {
  const { store } = page();
  const { carry, pin } = store.getState();
  pin(0x30000000n);
  pin(null);
  expect(store.getState().held).toMatchObject({ address: 0x30000000n, pinned: false });
  carry(0x40000000n);
  expect(store.getState().held?.address).toBe(0x40000000n);
});

it('pins a part from the tray alone, and only while it is held', () => {
  const { store } = page();
  const { pickUp, pin, putBack } = store.getState();
  pickUp({ size: 1n << 24n, label: 'memory', by: 'pointer', from: 0n, address: 0n });
  pin(0x30000000n);
  expect(store.getState().held).toMatchObject({ address: 0n, pinned: false });
  putBack();
  pin(0x30000000n);
  expect(store.getState().held).toBeNull();
});

it('asks again after a fault of the worker, and tells the page of it', async () => {
  let faults = 1;
  const client: Client = {
    pending: () => 0,
    watch: () => undefined,
    cancel: () => undefined,
    ask: async <N extends RequestName>() => {
      if (faults-- > 0) throw new Error('a bug of ours');
      return NO as unknown as Requests[N]['value'];
    },
  };
  const store = makeStore(client);
  const unhandled: unknown[] = [];
  const note = (reason: unknown): number => unhandled.push(reason);
  process.on('unhandledRejection', note);
  store.getState().pickUp({ size: 0x1000000n, label: '16 MB', by: 'pointer', address: 0n });
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(store.getState().fault).toMatch('a bug of ours');
  expect(store.getState().refusal).toBeNull();
  store.getState().carry(0x40000000n);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(store.getState().refusal).toEqual(NO.error);
  expect(unhandled).toEqual([]);
  process.off('unhandledRejection', note);
});
