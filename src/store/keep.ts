import { ADDRESS_END } from '../machine/units/address.ts';
import type { Earlier } from './session.ts';
import type { State, Store } from './store.ts';
import { AXES, type AxisKind, type Theme } from './view.ts';

/**
 * Work survives a reload. The tab's own copy goes with the fragment it stands under, so that a reload brings the
 * work back and a new link opens as a link; the browser's copy is for the next visit. What another scene took
 * the place of is kept as `earlier`.
 */
const KEYS = {
  tab: 'sparsescope:tab',
  work: 'sparsescope:work',
  earlier: 'sparsescope:earlier',
  view: 'sparsescope:view',
  theme: 'sparsescope:theme',
} as const;

/** The part of Web Storage that is used here. */
export interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Stores {
  /** This tab's; null where the browser refuses. */
  readonly session: Storage | null;
  /** This browser's. */
  readonly local: Storage | null;
}

interface Tab {
  readonly hash: string;
  readonly kept: string;
  /** The user acted on it. */
  readonly mine: boolean;
}

/** What is kept of the view: hex strings, because JSON has no bigint. */
interface KeptView {
  readonly axis: AxisKind;
  readonly viewport: readonly [string, string, string, string];
  readonly selection: readonly [string, string] | null;
  readonly question: State['question'];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function readJson(storage: Storage | null, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? 'null');
  } catch {
    // Unreadable is as good as absent: the page opens as on a first visit.
    return null;
  }
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

export function readTab(stores: Stores): Tab | null {
  const value = readJson(stores.session, KEYS.tab);
  if (!isRecord(value)) return null;
  const { hash, kept, mine } = value;
  return typeof hash === 'string' && typeof kept === 'string'
    ? { hash, kept, mine: mine === true }
    : null;
}

function readEarlier(value: unknown): Earlier | null {
  if (!isRecord(value)) return null;
  const { kept, title, steps } = value;
  if (typeof kept !== 'string' || typeof title !== 'string' || typeof steps !== 'number')
    return null;
  return { kept, title, steps };
}

/** Kept work as something to be offered: it says itself what it is called. */
export function earlierOf(kept: string): Earlier | null {
  try {
    return readEarlier({ ...(JSON.parse(kept) as Record<string, unknown>), kept });
  } catch {
    return null;
  }
}

/** The last work of this browser, whichever tab it was done in. */
export const readWork = (stores: Stores): Earlier | null =>
  readEarlier(readJson(stores.local, KEYS.work));

/** Work that was put aside on an earlier visit. */
export const readShelf = (stores: Stores): readonly Earlier[] => {
  const value = readJson(stores.local, KEYS.earlier);
  return (Array.isArray(value) ? value : [value]).flatMap((v) => readEarlier(v) ?? []);
};

export function readTheme(stores: Stores): Theme {
  const value = readJson(stores.local, KEYS.theme);
  return value === 'light' || value === 'dark' ? value : 'system';
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;

const viewText = ({ axis, viewport, selection, question }: State): string => {
  const { origin, fraction, span, spanFraction = 0n } = viewport;
  const view: KeptView = {
    axis,
    viewport: [hex(origin), hex(fraction), hex(span), hex(spanFraction)],
    selection: selection && [hex(selection.start), hex(selection.end)],
    question,
  };
  return JSON.stringify(view);
};

/** Puts the kept view back; anything that does not fit is left as it is. */
export function restoreView(store: Store, stores: Stores): void {
  const value = readJson(stores.session, KEYS.view);
  if (!isRecord(value)) return;
  const state = store.getState();
  const axis = AXES.find((a) => a === value['axis']);
  if (axis) state.setAxis(axis);
  const [origin, fraction, span, spanFraction] = bigints(value['viewport']);
  if (origin !== undefined && fraction !== undefined && span !== undefined && span > 0n)
    if (origin + span <= ADDRESS_END)
      state.setViewport({ origin, fraction, span, ...(spanFraction ? { spanFraction } : {}) });
  const [start, end] = bigints(value['selection']);
  if (start !== undefined && end !== undefined && start < end) state.select({ start, end });
  const question = value['question'];
  if (!isRecord(question)) return;
  const { text, space } = question;
  if (typeof text === 'string' && (space === 'virtual' || space === 'physical' || space === 'bus'))
    state.ask(text.slice(0, 200), space);
}

function bigints(value: unknown): bigint[] {
  if (!Array.isArray(value)) return [];
  const texts = value.filter((v): v is string => typeof v === 'string' && /^0x[0-9a-f]+$/.test(v));
  return texts.length === value.length ? texts.map(BigInt) : [];
}

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

  keepShelf(store.getState());
  store.subscribe((state, before) => {
    // The first picture comes first: what stands then is kept with it.
    const pictured = state.complete || state.badLink !== null;
    if (pictured && (state.scene !== before.scene || !before.complete)) void keepScene();
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
  const inTab = write(stores.session, KEYS.tab, JSON.stringify(tab));
  // Better nothing than an older state that a reload would take for this one.
  if (!inTab) write(stores.session, KEYS.tab, null);
  if (!mine) return inTab;
  const inBrowser = write(stores.local, KEYS.work, JSON.stringify(work));
  return inTab && inBrowser;
}

/** The browser's stores, or null where it refuses them (private windows, blocked cookies). */
export function browserStores(): Stores {
  return { session: tryStorage('sessionStorage'), local: tryStorage('localStorage') };
}

function tryStorage(name: 'sessionStorage' | 'localStorage'): Storage | null {
  try {
    const storage = globalThis[name];
    const probe = 'sparsescope:probe';
    storage.setItem(probe, '1');
    storage.removeItem(probe);
    return storage;
  } catch {
    return null;
  }
}
