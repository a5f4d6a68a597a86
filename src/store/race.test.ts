import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RaceResult } from '../race/result.ts';
import { makeRaceField } from '../race/result-link.ts';
import { formatResult } from '../race/result-text.ts';
import { USUAL_RESULT } from '../race/results.test-data.ts';
import type { Client } from '../worker/client.ts';
import type { RaceMessage, RaceRequest } from '../worker/race-protocol.ts';
import { TextHistory } from '../worker/text-history.ts';
import { arrive } from './arrive.ts';
import { shownRace } from './shown-race.ts';
import { makeStore, type Store } from './store.ts';

/** A worker that says what the test has it say. */
class FakeWorker {
  static readonly all: FakeWorker[] = [];
  readonly asked: RaceRequest[] = [];
  ended = false;
  readonly #listeners = new Map<string, (event: unknown) => void>();

  constructor() {
    FakeWorker.all.push(this);
  }
  postMessage(message: RaceRequest): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  addEventListener(type: string, listener: (event: unknown) => void): void {
    this.#listeners.set(type, listener);
  }
  say(data: RaceMessage): void {
    this.#listeners.get('message')?.({ data });
  }
  fail(message: string): void {
    this.#listeners.get('error')?.({ message, preventDefault: () => undefined });
  }
}

const page = Object.assign(new EventTarget(), { hidden: false });

beforeEach(() => {
  FakeWorker.all.length = 0;
  page.hidden = false;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 Chrome/156.0.0.0 Safari/537.36' });
});
afterEach(() => void vi.unstubAllGlobals());

function opened(): Store {
  const history = new TextHistory();
  const answers = {
    open: ({ text }: { text: string }) => history.open(text),
    preset: ({ id }: { id: string }) => history.preset(id),
    link: () => history.link(),
    keep: () => history.keep(),
    unkeep: ({ text }: { text: string }) => history.unkeep(text),
  };
  const client: Client = {
    pending: () => 0,
    watch: () => undefined,
    cancel: () => undefined,
    ask: async (name, args) =>
      (answers as unknown as Record<string, (given: unknown) => never>)[name]?.(args) as never,
  };
  return makeStore(client);
}

/** The thread's scene. */
async function withScene(): Promise<Store> {
  const store = opened();
  await store.getState().openPreset('thread');
  return store;
}

async function started(store: Store): Promise<{ over: Promise<void>; worker: FakeWorker }> {
  const over = store.getState().startRace();
  await vi.waitUntil(() => FakeWorker.all.some((w) => !w.ended));
  return { over, worker: FakeWorker.all.at(-1) as FakeWorker };
}

const race = (store: Store) => store.getState().race;

it('asks for the sections that are there, and shows what stands while more is measured', async () => {
  const store = await withScene();
  store.getState().setMix({ order: 'skewed' });
  const { over, worker } = await started(store);
  expect(worker.asked).toMatchObject([
    { config: { physicalBits: 61 }, browser: 'Chromium 156', mix: { order: 'skewed', hits: 90 } },
  ]);
  expect([...(worker.asked[0]?.bounds ?? [])]).toEqual([0, 16, 2 ** 36, 2 ** 36 + 1]);
  worker.say({ type: 'progress', progress: { done: 1, total: 9, what: 'hash' } });
  expect(race(store).running).toEqual({ done: 1, total: 9, what: 'hash' });
  worker.say({ type: 'result', result: USUAL_RESULT, left: 5 });
  expect(race(store)).toMatchObject({ result: USUAL_RESULT, running: { what: 'hash' } });
  worker.say({ type: 'result', result: USUAL_RESULT, left: 0 });
  await over;
  expect(race(store)).toMatchObject({ running: null, error: null });
  expect(worker.ended).toBe(true);
});

it('leaves a race at once, and hears no more of it', async () => {
  const store = await withScene();
  store.getState().openRace();
  const { over, worker } = await started(store);
  store.getState().closeRace();
  await over;
  expect(worker.ended).toBe(true);
  expect(race(store)).toMatchObject({ open: false, running: null });
  worker.say({ type: 'result', result: USUAL_RESULT, left: 0 });
  expect(race(store).result).toBeNull();
});

it('leaves the race that runs when another is started', async () => {
  const store = await withScene();
  const first = await started(store);
  const second = store.getState().startRace();
  await first.over;
  const worker = FakeWorker.all.at(-1) as FakeWorker;
  expect(worker).not.toBe(first.worker);
  worker.say({ type: 'result', result: USUAL_RESULT, left: 0 });
  await second;
  expect(race(store).result).toEqual(USUAL_RESULT);
});

it('tells of a worker that fails, and of a page that was out of sight', async () => {
  const store = await withScene();
  const { over, worker } = await started(store);
  page.hidden = true;
  page.dispatchEvent(new Event('visibilitychange'));
  page.hidden = false;
  worker.say({ type: 'result', result: USUAL_RESULT, left: 5 });
  worker.fail('out of memory');
  await over;
  expect(race(store).error).toContain('out of memory');
  expect(race(store).result?.place.hidden).toBe(true);
  expect(race(store).running).toBeNull();
});

it('opens with what a link brings, as measured elsewhere; and passes it on', async () => {
  const store = await withScene();
  const link = await store.getState().client.ask('link', {});
  const field = makeRaceField(USUAL_RESULT);
  await store.getState().open(`http://127.0.0.1/#${link.ok && link.value}&race=${field}`);
  expect(race(store)).toMatchObject({ open: true, result: null });
  expect(race(store).elsewhere?.place.browser).toBe('Chromium 156');
  expect(store.getState().notice).toBeNull();
  expect(await store.getState().raceLink()).toBe(field);
});

it('shows what was run or opened last; what is opened sets the tools to its mix', async () => {
  const theirs: RaceResult = {
    ...USUAL_RESULT,
    place: { ...USUAL_RESULT.place, browser: 'Firefox 150' },
    mix: { hits: 0, order: 'sequential', call: 'single', seed: 7 },
  };
  const store = await withScene();
  const first = await started(store);
  first.worker.say({ type: 'result', result: USUAL_RESULT, left: 0 });
  await first.over;
  expect(race(store).whose).toBe('here');
  expect(await store.getState().takeResult(formatResult(theirs))).toBeNull();
  expect(race(store)).toMatchObject({ whose: 'elsewhere', mix: theirs.mix, result: USUAL_RESULT });
  expect(shownRace(race(store))?.place.browser).toBe('Firefox 150');
  expect(await store.getState().raceLink()).toBe(makeRaceField(theirs));
  store.getState().changeRace({ whose: 'here' });
  expect(await store.getState().raceLink()).toBe(makeRaceField(USUAL_RESULT));
  store.getState().changeRace({ whose: 'elsewhere' });
  const second = await started(store);
  expect(second.worker.asked).toMatchObject([{ mix: theirs.mix }]);
  second.worker.say({ type: 'result', result: USUAL_RESULT, left: 0 });
  await second.over;
  expect(shownRace(race(store))).toEqual(USUAL_RESULT);
});

it.each([
  ['race', true, null],
  ['rice', false, 'rice'],
])('arrives with &%s: the scene stands all the same', async (field, open, told) => {
  const given = await withScene();
  const link = await given.getState().client.ask('link', {});
  const store = opened();
  const nothing = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  const hash = `${link.ok && link.value}&${field}`;
  await arrive(store, { session: nothing, local: nothing }, hash);
  expect(store.getState().scene?.title).toBe(given.getState().scene?.title);
  expect(store.getState().badLink).toBeNull();
  expect(race(store).open).toBe(open);
  if (told === null) expect(store.getState().notice).toBeNull();
  else expect(store.getState().notice).toContain(told);
});

it.each([
  ['%%%', 'letters'],
  ['AAAA', 'damaged'],
])('opens the view of a damaged &race=%s with what was lost', async (value, why) => {
  const store = await withScene();
  const link = await store.getState().client.ask('link', {});
  await store.getState().open(`http://127.0.0.1/#${link.ok && link.value}&race=${value}`);
  expect(race(store)).toMatchObject({ open: true, elsewhere: null });
  expect(race(store).error).toContain(why);
  expect(race(store).error).toContain('Its figures are lost, the scene is whole.');
  expect(store.getState().notice).toBeNull();
});

it('begins again over the memory that is there when it moves before its layout stands', async () => {
  const store = await withScene();
  const { over, worker } = await started(store);
  await store.getState().openPreset('dense');
  worker.say({ type: 'result', result: USUAL_RESULT, left: 5 });
  expect(worker.ended).toBe(true);
  expect(race(store).result).toBeNull();
  const again = FakeWorker.all.at(-1) as FakeWorker;
  expect(again.asked).not.toEqual(worker.asked);
  again.say({ type: 'result', result: USUAL_RESULT, left: 0 });
  await over;
  expect(race(store)).toMatchObject({
    result: USUAL_RESULT,
    running: null,
    note: 'The memory moved: the race began again over what is there now.',
  });
});

it('races over nothing else once the memory moved from under a layout that stands', async () => {
  const store = await withScene();
  const { over, worker } = await started(store);
  worker.say({ type: 'result', result: USUAL_RESULT, left: 5 });
  await store.getState().openPreset('dense');
  worker.say({ type: 'progress', progress: { done: 1, total: 9, what: 'hash' } });
  await over;
  expect(worker.ended).toBe(true);
  expect(race(store)).toMatchObject({
    result: USUAL_RESULT,
    running: null,
    note: 'The memory moved: the layout before complete, 5 openings not raced.',
  });
});

it('says what stands of a race that is cancelled', async () => {
  const store = await withScene();
  const cancelled = async (left: number | null): Promise<string | null> => {
    const { over, worker } = await started(store);
    if (left !== null) worker.say({ type: 'result', result: USUAL_RESULT, left });
    store.getState().cancelRace();
    await over;
    return race(store).note;
  };
  expect(await cancelled(null)).toBe('Cancelled: no times yet.');
  expect(await cancelled(4)).toBe('Cancelled: this layout complete, 4 openings not raced.');
  expect(await cancelled(null)).toBe('Cancelled: the times are of the race before.');
});

it('shows the race of a link again when the page is loaded again', async () => {
  const given = await withScene();
  const link = await given.getState().client.ask('link', {});
  const hash = `${link.ok && link.value}&race=${makeRaceField(USUAL_RESULT)}`;
  const kept = await given.getState().client.ask('keep', {});
  const tab = JSON.stringify({ hash, kept, mine: false });
  const session = {
    getItem: (key: string) => (key === 'sparsescope:tab' ? tab : null),
    setItem: () => undefined,
    removeItem: () => undefined,
  };
  const store = opened();
  await arrive(store, { session, local: null }, hash);
  expect(race(store).open).toBe(true);
  expect(race(store).elsewhere?.place.browser).toBe('Chromium 156');
});

it('takes the file of a result where other texts are opened', async () => {
  const store = await withScene();
  const before = store.getState().scene;
  await store.getState().open(formatResult(USUAL_RESULT));
  expect(race(store).elsewhere).toEqual(USUAL_RESULT satisfies RaceResult);
  expect(store.getState().scene).toBe(before);
  await store.getState().open(formatResult(USUAL_RESULT).replace('"cores": 8', '"cores": 0'));
  expect(store.getState().complaint).toMatchObject({ code: 'bad-result', field: 'place.cores' });
  expect(race(store).elsewhere).toEqual(USUAL_RESULT);
});
