import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../worker/client.ts';
import { type AsideSlice, createAsideSlice } from './aside.ts';
import { createHoldSlice, type HoldSlice } from './hold.ts';
import { createPageSlice, newsAfter, type PageSlice } from './page.ts';
import { createRaceSlice, type RaceSlice } from './race.ts';
import { createSessionSlice, type SessionSlice } from './session.ts';
import { createViewSlice, type ViewSlice } from './view.ts';

export type State = SessionSlice & HoldSlice & ViewSlice & PageSlice & AsideSlice & RaceSlice;
export type Store = StoreApi<State>;

/**
 * The page's one store: session (what the worker says), hold (what the user holds), view (where they look),
 * page (what is open), race.
 */
export function makeStore(client: Client): Store {
  const told: Client = {
    ...client,
    ask: (name, args) =>
      client.ask(name, args).catch((error: unknown) => {
        store.setState({
          fault: error instanceof Error ? (error.stack ?? error.message) : `${error}`,
        });
        throw error;
      }),
  };
  const store = createStore<State>()((...args) => ({
    ...createSessionSlice(told)(...args),
    ...createHoldSlice(...args),
    ...createViewSlice(...args),
    ...createPageSlice(...args),
    ...createAsideSlice(...args),
    ...createRaceSlice(...args),
  }));
  // Said with every answer; only what differs may wake the page.
  client.watch((progress) => {
    if (progress !== store.getState().progress) store.setState({ progress });
  });
  store.subscribe((state, before) => {
    const news = newsAfter(state, before);
    // A question is answered where it can be seen.
    if (news === 'translation' && state.aside === 'device') state.showAside('translation');
    if (news !== undefined && news !== state.news) state.setNews(news);
  });
  return store;
}
