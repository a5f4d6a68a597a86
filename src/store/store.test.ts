import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Client } from '../worker/client.ts';
import type { RequestName, Requests } from '../worker/protocol.ts';
import { TextHistory } from '../worker/text-history.ts';
import { makeApi } from './api.ts';
import { arrive, follow } from './arrive.ts';
import { readTab, readWork, restoreView, type Storage, type Stores } from './keep.ts';
import { startKeeping } from './keeping.ts';
import { makeStore, type Store } from './store.ts';
import { WHOLE } from './view.ts';

/** The page's client with the worker's own session behind it, and no worker between. */
function localClient(): Client & { asked: RequestName[] } {
  const session = new TextHistory();
  const asked: RequestName[] = [];
  const handlers: { [N in RequestName]: (args: Requests[N]['args']) => Requests[N]['value'] } = {
    open: ({ text }) => session.open(text),
    preset: ({ id }) => session.preset(id),
    gallery: () => session.gallery(),
    dispatch: ({ event }) => session.dispatch(event),
    preview: ({ event }) => session.preview(event),
    seek: ({ step }) => session.seek(step),
    restore: ({ branch }) => session.restore(branch),
    rerun: ({ config }) => session.rerun(config),
    translate: ({ address, space }) => session.translate(address, space),
    traffic: ({ from, count }) => session.traffic(from, count),
    figure: ({ id, about }) => session.figure(id, about),
    compare: () => session.compare(),
    report: () => session.report(),
    scenario: () => session.scenario(),
    link: () => session.link(),
    keep: () => session.keep(),
    unkeep: ({ text }) => session.unkeep(text),
  };
  return {
    asked,
    pending: () => 0,
    watch: () => undefined,
    cancel: () => undefined,
    ask: async (name, args) => {
      asked.push(name);
      await Promise.resolve();
      return handlers[name](args);
    },
  };
}

class Memory implements Storage {
  readonly items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

const HOTPLUG = { type: 'hotplug', start: '0x100000000000', size: '0x1000000' } as const;

/** One browser: its stores outlive its pages. */
function browser(): { stores: Stores; visit: (hash?: string) => Promise<Store> } {
  const stores: Stores = { session: new Memory(), local: new Memory() };
  return {
    stores,
    visit: async (hash = '') => {
      const store = makeStore(localClient());
      await arrive(store, stores, hash);
      startKeeping(store, stores, () => hash);
      store.getState().setComplete();
      store.getState().setHandy();
      await settle();
      return store;
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const stepsOf = (store: Store): number | undefined => store.getState().scene?.steps;

beforeEach(() => {
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('document', { hidden: true });
  vi.stubGlobal('requestAnimationFrame', (f: () => void) => setTimeout(f, 0));
});
afterEach(() => vi.unstubAllGlobals());

async function linkOf(store: Store): Promise<string> {
  const link = await store.getState().client.ask('link', {});
  if (!link.ok) throw new Error(link.error.message);
  return link.value;
}

it('opens the thread on a first visit', async () => {
  const store = await browser().visit();
  expect(store.getState().scene?.title).toMatch(/thread/);
  expect(stepsOf(store)).toBe(0);
  expect(store.getState().earlier).toBeNull();
});

it('brings the work back on a reload, with its cursor and its old futures', async () => {
  const { visit } = browser();
  const store = await visit();
  await store.getState().dispatch(HOTPLUG);
  await store.getState().dispatch({ ...HOTPLUG, start: '0x200000000000' });
  await store.getState().seek(1);
  await store.getState().dispatch({ ...HOTPLUG, start: '0x300000000000' });
  await store.getState().undo();
  await settle();
  const again = await visit();
  expect(again.getState().scene?.step).toBe(1);
  expect(stepsOf(again)).toBe(2);
  expect(again.getState().scene?.branches).toHaveLength(1);
});

it('keeps the work done under a link when that page is reloaded', async () => {
  const link = await linkOf(await browser().visit());
  const { visit } = browser();
  const store = await visit(link);
  await store.getState().dispatch(HOTPLUG);
  await settle();
  expect(stepsOf(await visit(link))).toBe(1);
});

it('puts work aside when a link is opened over it, and brings it back', async () => {
  const other = await browser().visit();
  await other.getState().dispatch({ ...HOTPLUG, start: '0x500000000000' });
  const link = await linkOf(other);
  const { visit } = browser();
  const mine = await visit();
  await mine.getState().dispatch(HOTPLUG);
  await mine.getState().dispatch({ ...HOTPLUG, start: '0x200000000000' });
  await settle();
  const store = await visit(link);
  expect(stepsOf(store)).toBe(1);
  expect(store.getState().earlier).toMatchObject({ steps: 2 });
  // Still offered after a reload, and given back whole.
  const reloaded = await visit(link);
  expect(reloaded.getState().earlier).toMatchObject({ steps: 2 });
  await reloaded.getState().bringBack();
  expect(stepsOf(reloaded)).toBe(2);
});

it('keeps work through two links in a row, and an import without a step', async () => {
  const other = await browser().visit();
  await other.getState().dispatch({ ...HOTPLUG, start: '0x500000000000' });
  const first = await linkOf(other);
  await other.getState().dispatch({ ...HOTPLUG, start: '0x600000000000' });
  const second = await linkOf(other);
  const { visit } = browser();
  const mine = await visit();
  await mine.getState().open('00000000-0fffffff : System RAM\n');
  expect(mine.getState().scene?.source?.format).toBe('iomem');
  await settle();
  await visit(first);
  await settle();
  const store = await visit(second);
  await settle();
  await store.getState().bringBack();
  expect(store.getState().scene?.source?.format).toBe('iomem');
});

it('does not offer what the link shows anyway', async () => {
  const { visit } = browser();
  const mine = await visit();
  await mine.getState().dispatch(HOTPLUG);
  await settle();
  const store = await visit(await linkOf(mine));
  expect(store.getState().earlier).toBeNull();
});

it('says what is wrong with a bad link before anything else, with the work beneath it', async () => {
  const { visit } = browser();
  const mine = await visit();
  await mine.getState().dispatch(HOTPLUG);
  await settle();
  const store = await visit('1damaged');
  expect(store.getState().badLink?.code).toBe('bad-link');
  expect(stepsOf(store)).toBe(1);
  expect((await visit('1damaged')).getState().badLink).not.toBeNull();
});

it('follows a new link in the address bar, and shows a bad one without losing the scene', async () => {
  const store = await browser().visit();
  await store.getState().dispatch(HOTPLUG);
  const link = await linkOf(await browser().visit());
  expect(await follow(store, link)).toBeNull();
  expect(stepsOf(store)).toBe(0);
  expect(store.getState().earlier).toMatchObject({ steps: 1 });
  expect(await follow(store, 'rubbish')).not.toBeNull();
  expect(store.getState().badLink).not.toBeNull();
  expect(store.getState().complaint).toBeNull();
});

it('goes on working when nothing can be stored, and says so once', async () => {
  const full: Storage = {
    getItem: () => null,
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
    removeItem: () => undefined,
  };
  const store = makeStore(localClient());
  const stores = { session: full, local: null };
  await arrive(store, stores, '');
  startKeeping(store, stores, () => '');
  store.getState().setComplete();
  store.getState().setHandy();
  await settle();
  expect(store.getState().notice).toMatch(/keeps nothing/);
  store.getState().setNotice(null);
  await store.getState().dispatch(HOTPLUG);
  await settle();
  expect(store.getState().notice).toBeNull();
  expect(stepsOf(store)).toBe(1);
});

it('reads nothing into stores that hold something else', () => {
  const session = new Memory();
  const stores = { session, local: session };
  for (const text of ['', '{', '[]', '{"hash":1}', 'null', '{"kept":"x"}', '"x"']) {
    session.setItem('sparsescope:tab', text);
    session.setItem('sparsescope:work', text);
    session.setItem('sparsescope:view', text);
    expect(readTab(stores)).toBeNull();
    expect(readWork(stores)).toBeNull();
    const store = makeStore(localClient());
    restoreView(store, stores);
    expect(store.getState().viewport).toEqual(WHOLE);
  }
});

it('takes two quick undos for two', async () => {
  const store = await browser().visit();
  for (const start of ['0x100000000000', '0x200000000000', '0x300000000000'])
    await store.getState().dispatch({ ...HOTPLUG, start });
  const { undo, redo } = store.getState();
  await Promise.all([undo(), undo()]);
  expect(store.getState().scene?.step).toBe(1);
  await Promise.all([undo(), undo(), undo()]);
  expect(store.getState().scene?.step).toBe(0);
  await Promise.all([redo(), redo(), redo(), redo()]);
  expect(store.getState().scene?.step).toBe(3);
});

it('answers scripts exactly, and refuses what does not fit without throwing', async () => {
  const store = await browser().visit();
  const keeper = { busy: () => false };
  const api = makeApi({ version: '0', store, keeper });
  expect(await api.view()).toEqual({ origin: '0x0', span: '0x10000000000000000', axis: 'broken' });
  const wanted = { origin: '0x1000000000000000', span: '0x1', axis: 'proportional' };
  expect(await api.setView(wanted)).toEqual({ ok: true });
  expect(await api.view()).toEqual(wanted);
  for (const bad of [
    null,
    'all',
    { origin: '1' },
    { origin: '0xffffffffffffffff', span: '0x2' },
    { span: '0x0' },
    { axis: 'round' },
  ])
    expect(await api.setView(bad)).toMatchObject({ ok: false });
  expect(await api.view()).toEqual(wanted);
  expect(await api.dispatch(HOTPLUG)).toMatchObject({ ok: true, step: 1, outcome: { ret: 0 } });
  expect(await api.dispatch(() => undefined)).toMatchObject({ ok: false });
  expect(await api.open('no such thing')).toMatchObject({ ok: false });
  expect(store.getState().complaint).toBeNull();
  const scenario = await api.scenario();
  expect(await api.open(JSON.stringify(scenario))).toEqual({ ok: true });
  expect(await api.scenario()).toEqual(scenario);
  expect(await api.translate('0x1000000000000abc')).toMatchObject({ registered: '0xabc' });
  await api.whenIdle();
});
