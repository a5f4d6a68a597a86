import { formatHex } from '../machine/units/address.ts';
import { KEYS, readJson, readTab, type Storage, type Stores, type Tab } from './keep.ts';
import { keepRace } from './keep-race.ts';
import type { Earlier } from './session.ts';
import type { State, Store } from './store.ts';
import type { AxisKind } from './view.ts';

/** Writing down what a reload brings back (keep.ts reads it): fetched after the first picture. */

/** What is kept of the view: hex strings, because JSON has no bigint. */
interface KeptView {
  readonly axis: AxisKind;
  readonly viewport: readonly [string, string, string, string];
  readonly selection: readonly [string, string] | null;
  readonly question: State['question'];
}

/** False if it could not be stored. */
function write(storage: Storage | null, key: string, value: string | null): boolean {
  if (!storage) return false;
  try {
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

const viewText = ({ axis, viewport, selection, question }: State): string => {
  const { origin, fraction, span, spanFraction = 0n } = viewport;
  const view: KeptView = {
    axis,
    viewport: [formatHex(origin), formatHex(fraction), formatHex(span), formatHex(spanFraction)],
    selection: selection && [formatHex(selection.start), formatHex(selection.end)],
    question,
  };
  return JSON.stringify(view);
};

/** Keeps the work as it changes. */
export interface Keeper {
  /** True while something still has to be written. */
  busy(): boolean;
}

const QUIET = 'This browser keeps nothing: save a file or copy a link before you leave.';

/**
 * From now on every change is written down: the scene as soon as the worker has told it, off the critical path,
 * one question in flight at a time; the view shortly after it has come to rest.
 */
export function startKeeping(store: Store, stores: Stores, hash: () => string): Keeper {
  let asking = false;
  let dirty = false;
  let told = false;

  const tell = (ok: boolean): void => {
    if (ok || told) return;
    told = true;
    store.getState().setNotice(QUIET);
  };

  const keepScene = async (): Promise<void> => {
    dirty = true;
    if (asking) return;
    asking = true;
    while (dirty) {
      dirty = false;
      const { client, scene } = store.getState();
      if (!scene) continue;
      try {
        const kept = await client.ask('keep', {});
        // Read after the answer: what follows a scene in the same turn counts.
        const { badLink, mine } = store.getState();
        // A link that could not be opened is no name for this work: a reload shows what is wrong with it again.
        const under = badLink ? '' : hash();
        const work = { kept, title: scene.title, steps: scene.steps };
        tell(writeScene(stores, work, under, mine));
      } catch {
        tell(false);
      }
    }
    asking = false;
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  const keepView = (): void => {
    clearTimeout(timer);
    timer = undefined;
    write(stores.session, KEYS.view, viewText(store.getState()));
  };

  const keepShelf = ({ shelf }: State): void =>
    tell(write(stores.local, KEYS.earlier, shelf.length > 0 ? JSON.stringify(shelf) : null));

  const pictured = (state: State): boolean => state.complete || state.badLink !== null;
  // Another link is another scene, of which nothing was measured yet.
  const kept = readTab(stores)?.hash === hash() ? readJson(stores.session, KEYS.race) : null;
  if (kept) void store.getState().during(() => store.getState().bringRace(kept));
  keepRace(store, (text) => {
    if (!write(stores.session, KEYS.race, text)) write(stores.session, KEYS.race, null);
  });
  keepShelf(store.getState());
  if (pictured(store.getState())) void keepScene();
  store.subscribe((state, before) => {
    // The first picture comes first: what stands then is kept with it.
    if (pictured(state) && (state.scene !== before.scene || !before.complete)) void keepScene();
    if (state.shelf !== before.shelf) keepShelf(state);
    if (state.theme !== before.theme) write(stores.local, KEYS.theme, JSON.stringify(state.theme));
    if (viewChanged(state, before)) {
      clearTimeout(timer);
      timer = setTimeout(keepView, 250);
    }
  });
  addEventListener('pagehide', () => {
    if (timer !== undefined) keepView();
  });
  return { busy: () => asking };
}

const viewChanged = (a: State, b: State): boolean =>
  a.viewport !== b.viewport ||
  a.axis !== b.axis ||
  a.selection !== b.selection ||
  a.question !== b.question;

/** What was merely looked at never takes the place of work in this browser's store. */
function writeScene(stores: Stores, work: Earlier, hash: string, mine: boolean): boolean {
  const tab: Tab = { hash, kept: work.kept, mine };
  const put = (): boolean => write(stores.session, KEYS.tab, JSON.stringify(tab));
  // Where there is no room for both, the figures of a race give way: they can be measured again.
  const inTab = put() || (write(stores.session, KEYS.race, null) && put());
  // Better nothing than an older state that a reload would take for this one.
  if (!inTab) write(stores.session, KEYS.tab, null);
  if (!mine) return inTab;
  const inBrowser = write(stores.local, KEYS.work, JSON.stringify(work));
  return inTab && inBrowser;
}
