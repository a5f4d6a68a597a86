import { expect, it } from 'vitest';
import type { MachineEvent, RegisterEvent } from '../../machine/event.ts';
import { saveCallback } from './save-callback.ts';

const EVENT: RegisterEvent = { type: 'register', name: 'my_veto', priority: 1, answers: {} };
const FULL = { code: 'too-large', message: 'no more events', field: 'name' } as const;

function page(refused: MachineEvent['type'] | null) {
  const did: string[] = [];
  const moved = { ok: true, value: { step: 1, outcome: {} as never } } as const;
  return {
    did,
    dispatch: async (event: MachineEvent) => {
      did.push(event.type);
      return event.type === refused ? ({ ok: false, error: FULL } as const) : moved;
    },
    seek: async (step: number) => {
      did.push(`seek ${step}`);
      return moved;
    },
  };
}

it('lets the old one leave, then puts the new one in', async () => {
  const store = page(null);
  expect(await saveCallback(store, 3, 'my_veto', EVENT)).toBeNull();
  expect(store.did).toEqual(['unregister', 'register']);
});

it('puts the old one back where the new one is refused', async () => {
  const store = page('register');
  expect(await saveCallback(store, 3, 'my_veto', EVENT)).toBe(FULL);
  expect(store.did).toEqual(['unregister', 'register', 'seek 3']);
});

it('takes nothing back where nothing was done', async () => {
  const fresh = page('register');
  expect(await saveCallback(fresh, 3, null, EVENT)).toBe(FULL);
  expect(fresh.did).toEqual(['register']);
  const stuck = page('unregister');
  expect(await saveCallback(stuck, 3, 'my_veto', EVENT)).toBe(FULL);
  expect(stuck.did).toEqual(['unregister']);
});
