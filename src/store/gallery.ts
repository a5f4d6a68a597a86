import type { Result } from '../machine/event.ts';
import type { Gallery, Scene } from '../worker/protocol.ts';
import type { Store } from './store.ts';

/** All that can be opened by id. The worker plays every scene for its picture and its verdict. */
export const listGallery = (store: Store): Promise<Gallery> =>
  store.getState().client.ask('gallery', {});

/** Opens by id what the user chose: the focus goes on to what plays it, where it plays. */
export async function openChosen(store: Store, id: string): Promise<Result<Scene>> {
  const { openPreset, setPlayAwaits } = store.getState();
  const answer = await openPreset(id);
  setPlayAwaits(answer.ok && answer.value.story !== undefined);
  return answer;
}

/** The next scene of the gallery, or the one before; from anything else the first, or the last. */
export async function openBeside(store: Store, by: 1 | -1): Promise<Result<Scene>> {
  const { scene, openPreset } = store.getState();
  const story = scene?.story;
  const id = story ? story[by > 0 ? 'next' : 'previous'] : undefined;
  if (id) return openPreset(id);
  if (story) return { ok: false, error: { code: 'bad-scenario', message: END[by] } };
  const { stories } = await listGallery(store);
  return openPreset(stories.at(by > 0 ? 0 : -1)?.id ?? '');
}

const END = { 1: 'This is the last scene.', [-1]: 'This is the first scene.' } as const;
