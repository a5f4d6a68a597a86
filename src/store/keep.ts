import { ADDRESS_END } from '../machine/units/address.ts';
import type { Earlier } from './session.ts';
import type { Store } from './store.ts';
import { AXES, type Theme } from './view.ts';

/**
 * Work survives a reload. The tab's own copy goes with the fragment it stands under, so that a reload brings the
 * work back and a new link opens as a link; the browser's copy is for the next visit. What another scene took
 * the place of is kept as `earlier`.
 */
export const KEYS = {
  tab: 'sparsescope:tab',
  work: 'sparsescope:work',
  earlier: 'sparsescope:earlier',
  view: 'sparsescope:view',
  race: 'sparsescope:race',
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

export interface Tab {
  readonly hash: string;
  readonly kept: string;
  /** The user acted on it. */
  readonly mine: boolean;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

export function readJson(storage: Storage | null, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? 'null');
  } catch {
    // Unreadable is as good as absent: the page opens as on a first visit.
    return null;
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
