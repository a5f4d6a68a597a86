import { type RefObject, useEffect } from 'react';
import type { Store } from '../../store/store.ts';
import { useStoreApi } from '../kit/use-store.ts';

const isText = (element: Element | null): boolean =>
  element instanceof HTMLInputElement && element.type === 'text';

/** Anything that Escape closes before the view; a tip is none. */
const isOpen = (): boolean => document.querySelector('[popover="auto"]:popover-open') !== null;

/**
 * The focus goes into the view when it opens, and when it closes back to where it was, or else to what opens it; Escape
 * closes first the structure that is explained, then the view.
 */
export function useAtHome(region: RefObject<HTMLElement | null>): void {
  const store = useStoreApi();
  useEffect(() => {
    const box = region.current;
    const from = document.activeElement;
    box?.focus({ preventScroll: true });
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isOpen()) return;
      if (isText(document.activeElement) && !box?.contains(document.activeElement)) return;
      closeOne(store);
      event.preventDefault();
    };
    addEventListener('keydown', pressed);
    return () => {
      removeEventListener('keydown', pressed);
      // Who has begun something else since is not called away from it.
      if (document.activeElement !== document.body) return;
      const openers = [from, ...document.querySelectorAll('[data-opens-race]')];
      const back = openers.find((opener) => opener !== document.body && opener?.checkVisibility());
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, [store, region]);
}

function closeOne(store: Store): void {
  const { race, chooseStructure, closeRace } = store.getState();
  if (race.chosen) chooseStructure(null);
  else closeRace();
}
