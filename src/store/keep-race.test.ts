import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RaceResult } from '../race/result.ts';
import { USUAL_RESULT } from '../race/results.test-data.ts';
import type { Client } from '../worker/client.ts';
import { TextHistory } from '../worker/text-history.ts';
import { arrive } from './arrive.ts';
import { readTab, type Storage } from './keep.ts';
import { startKeeping } from './keeping.ts';
import { makeStore, type Store } from './store.ts';

/** A tab's storage with so much room, in characters. */
class Room implements Storage {
  readonly items = new Map<string, string>();
  room = Number.POSITIVE_INFINITY;

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    const others = [...this.items].filter(([other]) => other !== key);
    if (others.reduce((sum, [, text]) => sum + text.length, value.length) > this.room)
      throw new Error('QuotaExceededError');
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

function localClient(): Client {
  const history = new TextHistory();
  const answers = {
    open: ({ text }: { text: string }) => history.open(text),
    preset: ({ id }: { id: string }) => history.preset(id),
    dispatch: ({ event }: { event: unknown }) => history.dispatch(event),
    link: () => history.link(),
    keep: () => history.keep(),
    unkeep: ({ text }: { text: string }) => history.unkeep(text),
  };
  return {
    pending: () => 0,
    watch: () => undefined,
    cancel: () => undefined,
    ask: async (name, args) =>
      (answers as unknown as Record<string, (given: unknown) => never>)[name]?.(args) as never,
  };
}

/** The page in this tab; what it had begun by itself is done. */
async function visit(session: Storage, hash = ''): Promise<Store> {
  const store = makeStore(localClient());
  const stores = { session, local: new Room() };
  await arrive(store, stores, hash);
  startKeeping(store, stores, () => hash);
  store.getState().setComplete();
  await vi.waitUntil(() => store.getState().begun === 0 && readTab(stores));
  return store;
}

const KEY = 'sparsescope:race';
const race = (store: Store) => store.getState().race;

/** Of another mix than the page begins with. */
const MEASURED: RaceResult = { ...USUAL_RESULT, mix: { ...USUAL_RESULT.mix, seed: 7 } };
const HOTPLUG = { type: 'hotplug', start: '0x100000000000', size: '0x1000000' } as const;

beforeEach(() => {
  vi.stubGlobal('addEventListener', () => undefined);
});
afterEach(() => vi.unstubAllGlobals());

it('brings back what was measured, what came from elsewhere, and the view', async () => {
  const session = new Room();
  const first = await visit(session);
  first.getState().changeRace({ result: MEASURED, elsewhere: USUAL_RESULT });
  first.getState().openRace();
  const again = await visit(session);
  expect(race(again)).toMatchObject({ open: true, result: MEASURED, elsewhere: USUAL_RESULT });
  // The times are of the mix that is set.
  expect(race(again).mix).toEqual(MEASURED.mix);
  again.getState().closeRace();
  again.getState().changeRace({ whose: 'elsewhere' });
  expect(race(await visit(session))).toMatchObject({
    open: false,
    whose: 'elsewhere',
    result: MEASURED,
    mix: USUAL_RESULT.mix,
  });
});

it('brings nothing back under another link', async () => {
  const session = new Room();
  const first = await visit(session);
  first.getState().changeRace({ open: true, result: MEASURED });
  const link = await first.getState().client.ask('link', {});
  const other = await visit(session, link.ok ? link.value : '');
  expect(race(other)).toMatchObject({ open: false, result: null });
});

it.each(['{', '[]', '1', '{"open":1,"result":{}}', '{"result":{"place":null},"elsewhere":[7]}'])(
  'leaves the race as it is for %s',
  async (text) => {
    const session = new Room();
    await visit(session);
    session.setItem(KEY, text);
    expect(race(await visit(session))).toMatchObject({
      open: false,
      result: null,
      elsewhere: null,
      error: null,
    });
  },
);

it('gives way to the scene where there is no room for both, without a word', async () => {
  const session = new Room();
  const store = await visit(session);
  const kept = (): string => readTab({ session, local: null })?.kept ?? '';
  const before = kept();
  store.getState().changeRace({ result: MEASURED });
  expect(session.getItem(KEY)).not.toBeNull();
  session.room = [...session.items.values()].reduce((sum, text) => sum + text.length, 0);
  await store.getState().dispatch(HOTPLUG);
  await vi.waitUntil(() => kept() !== before);
  expect(session.getItem(KEY)).toBeNull();
  expect(store.getState().notice).toBeNull();
  // Nor does it take the scene's room afterwards.
  store.getState().changeRace({ result: USUAL_RESULT });
  expect(session.getItem(KEY)).toBeNull();
  expect(store.getState().notice).toBeNull();
});
