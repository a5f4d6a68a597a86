import { expect, it } from 'vitest';
import type { Client } from '../worker/client.ts';
import { TextHistory } from '../worker/text-history.ts';
import { listGallery, openBeside } from './gallery.ts';
import { makeStore, type Store } from './store.ts';

/** A page over the worker's own history, as far as the gallery needs one. */
function page(): Store {
  const history = new TextHistory();
  const answers = {
    preset: ({ id }: { id: string }) => history.preset(id),
    gallery: () => history.gallery(),
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

const place = (store: Store): number | undefined => store.getState().scene?.story?.place;

it('walks from the first scene on, and back from the last; beyond either end nothing is opened', async () => {
  const store = page();
  const { length } = (await listGallery(store)).stories;
  await openBeside(store, 1);
  expect(place(store)).toBe(1);
  expect(await openBeside(store, -1)).toMatchObject({ ok: false });
  await openBeside(store, 1);
  expect(place(store)).toBe(2);
  await store.getState().openPreset('thread');
  await openBeside(store, -1);
  expect(place(store)).toBe(length);
  expect(await openBeside(store, 1)).toMatchObject({ ok: false });
  expect(place(store)).toBe(length);
});

it('a scene opens with the question that it is about', async () => {
  const store = page();
  await store.getState().openPreset('untold');
  expect(store.getState().question).toEqual({ text: '0x1f000abc', space: 'physical' });
  // What the page asks by itself is no news: the panel that has some keeps its room.
  expect(store.getState().news).not.toBe('translation');
});
