import { type RefObject, useEffect } from 'react';
import type { Store } from '../../store/store.ts';
import { useStoreApi } from '../kit/use-store.ts';

const isText = (element: Element | null): boolean =>
  element instanceof HTMLInputElement && element.type === 'text';

/** Anything that Escape closes before the view; a tip is none. */
const isOpen = (): boolean => document.querySelector('[popover="auto"]:popover-open') !== null;

/**
 * The focus goes into the view when it opens - who types commands goes on typing - and back to what opens it when it
 * closes; Escape closes first the structure that is explained, then the view.
 */
export function useAtHome(region: RefObject<HTMLElement | null>): void {
  const store = useStoreApi();
  useEffect(() => {
    const box = region.current;
    if (!isText(document.activeElement)) box?.focus({ preventScroll: true });
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isOpen()) return;
      if (isText(document.activeElement) && !box?.contains(document.activeElement)) return;
      closeOne(store);
      event.preventDefault();
    };
    addEventListener('keydown', pressed);
    return () => {
      removeEventListener('keydown', pressed);
      if (isText(document.activeElement)) return;
      const openers = [...document.querySelectorAll<HTMLElement>('[data-opens-race]')];
      openers.find((opener) => opener.checkVisibility())?.focus({ preventScroll: true });
    };
  }, [store, region]);
}

function closeOne(store: Store): void {
  const { race, chooseStructure, closeRace } = store.getState();
  if (race.chosen) chooseStructure(null);
  else closeRace();
}
