import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../worker/client.ts';
import { createHoldSlice, type HoldSlice } from './hold.ts';
import { createSessionSlice, type SessionSlice } from './session.ts';
import { createViewSlice, type ViewSlice } from './view.ts';

export type State = SessionSlice & HoldSlice & ViewSlice;
export type Store = StoreApi<State>;

/** The page's one store: session (what the worker says), hold (what the user holds), view (where they look). */
export const makeStore = (client: Client): Store =>
  createStore<State>()((...args) => ({
    ...createSessionSlice(client)(...args),
    ...createHoldSlice(...args),
    ...createViewSlice(...args),
  }));
