const PREFIX = 'sparsescope:';
/** How the page looks, and work that was put aside: neither is shown by itself at the next visit. */
const SPARED: ReadonlySet<string> = new Set(['sparsescope:theme', 'sparsescope:earlier']);

type Kept = Pick<Storage, 'length' | 'key' | 'removeItem'>;

/** Forgets the work that this tab and this browser would show again at the next visit. */
export function forgetKept(storages: readonly Kept[] = browserStorages()): void {
  for (const storage of storages) for (const key of keysOf(storage)) storage.removeItem(key);
}

function keysOf(storage: Kept): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
  return keys.filter((key) => key.startsWith(PREFIX) && !SPARED.has(key));
}

function browserStorages(): readonly Kept[] {
  try {
    return [sessionStorage, localStorage];
  } catch {
    // The browser refuses both, and so keeps nothing.
    return [];
  }
}
