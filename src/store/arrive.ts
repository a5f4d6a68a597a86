import type { InputError, Result } from '../machine/event.ts';
import { isLeft } from '../worker/left.ts';
import type { Scene } from '../worker/protocol.ts';
import { earlierOf, readShelf, readTab, readWork, type Stores } from './keep.ts';
import type { Earlier } from './session.ts';
import type { Store } from './store.ts';

/** The opening that a first visit sees. */
export const FIRST_PRESET = 'thread';

/**
 * What the page shows first: the work of this tab if the address bar still says the same, else the link in it,
 * else the last work of this browser, else the thread. A link never destroys work: that is put aside first.
 */
export async function arrive(store: Store, stores: Stores, hash: string): Promise<void> {
  const { client } = store.getState();
  const tab = readTab(stores);
  const work = readWork(stores);
  for (const aside of readShelf(stores)) store.getState().putOnShelf(aside, false);
  const unkeep = (text: string): Promise<Result<Scene>> => client.ask('unkeep', { text });
  const first = async (): Promise<void> => {
    const here = tab && tab.hash === hash ? tab : null;
    const kept = here?.kept ?? work?.kept ?? tab?.kept;
    const answer = kept === undefined ? null : await showIf(store, () => unkeep(kept));
    if (answer?.ok) {
      store.setState({ mine: here ? here.mine : true });
      return;
    }
    // Left because it took too long: it is still there to be brought back.
    const left = answer && isLeft(answer.error) ? earlierOf(kept ?? '') : null;
    if (left) store.getState().putOnShelf(left, false);
    await showIf(store, () => client.ask('preset', { id: FIRST_PRESET }));
    // Told when what takes its place is shown.
    if (left) store.getState().putOnShelf(left, true);
  };
  /** What the link says beside its scene, also when it is loaded again. */
  const takeMore = async (): Promise<void> => {
    if (!/&|%26/.test(hash)) return;
    const { takeFields } = await import('./open-more.ts');
    await takeFields(store.getState(), `#${hash}`);
  };
  if (hash === '' || tab?.hash === hash) {
    await first();
    return takeMore();
  }
  const opened = await client.ask('open', { text: `#${hash}` });
  if (opened.ok) {
    store.getState().show(opened.value);
    store.setState({ mine: opened.value.source !== null });
    await takeMore();
    return offerEarlier(store, work, opened.value);
  }
  if (isLeft(opened.error)) return first();
  // The answer first: what lies beneath can come after it.
  store.getState().setBadLink(opened.error);
  await first();
}

async function showIf(store: Store, ask: () => Promise<Result<Scene>>): Promise<Result<Scene>> {
  const answer = await ask();
  if (answer.ok) store.getState().show(answer.value);
  return answer;
}

/** The stored work is offered again if there is something in it that the link does not show. */
async function offerEarlier(store: Store, work: Earlier | null, scene: Scene): Promise<void> {
  if (!work) return;
  const kept = await store.getState().client.ask('keep', {});
  if (store.getState().scene === scene && kept !== work.kept)
    store.getState().putOnShelf(work, true);
}

/** Another link in the address bar of the open page: the same rules, with the present work put aside. */
export async function follow(store: Store, hash: string): Promise<InputError | null> {
  if (hash === '') return null;
  const answer = await store.getState().open(`#${hash}`);
  if (answer.ok || isLeft(answer.error)) return null;
  store.getState().dismiss();
  store.getState().setBadLink(answer.error);
  return answer.error;
}
