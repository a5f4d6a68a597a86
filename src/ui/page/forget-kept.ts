const PREFIX = 'sparsescope:';
/** How the page looks is no part of the work. */
const SPARED = 'sparsescope:theme';

type Kept = Pick<Storage, 'length' | 'key' | 'removeItem'>;

/** Forgets the work that this tab and this browser keep. */
export function forgetKept(storages: readonly Kept[] = browserStorages()): void {
  for (const storage of storages) for (const key of keysOf(storage)) storage.removeItem(key);
}

function keysOf(storage: Kept): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
  return keys.filter((key) => key.startsWith(PREFIX) && key !== SPARED);
}

function browserStorages(): readonly Kept[] {
  try {
    return [sessionStorage, localStorage];
  } catch {
    // The browser refuses both, and so keeps nothing.
    return [];
  }
}
