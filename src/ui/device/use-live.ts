import { useEffect, useSyncExternalStore } from 'react';
import { type Live, LiveTraffic } from '../../store/live-traffic.ts';
import type { Store } from '../../store/store.ts';
import { useStoreApi } from '../kit/use-store.ts';

/** One stream of live traffic for each page, however many look at it. */
const streams = new WeakMap<Store, LiveTraffic>();

export function liveOf(store: Store): LiveTraffic {
  const known = streams.get(store) ?? new LiveTraffic(store);
  streams.set(store, known);
  return known;
}

/** What live traffic has come to; it runs while somebody looks. */
export function useLive(): Live {
  const live = liveOf(useStoreApi());
  useEffect(() => {
    const release = live.run();
    return release;
  }, [live]);
  return useSyncExternalStore(live.subscribe, live.now);
}
