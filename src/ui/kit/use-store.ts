import { createContext, useContext } from 'react';
import { useStore as useZustand } from 'zustand';
import type { State, Store } from '../../store/store.ts';

export const StoreContext = createContext<Store | null>(null);

/** The page's store itself, for handlers that read without subscribing. */
export function useStoreApi(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('StoreContext is missing above this component.');
  return store;
}

/** A value of the store; selectors are constants outside the component. */
export const useStore = <T>(selector: (state: State) => T): T =>
  useZustand(useStoreApi(), selector);
