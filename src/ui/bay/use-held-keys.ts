import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import type { Store } from '../../store/store.ts';
import { snapStep } from '../address-map/snap.ts';

/** The keyboard's way of carrying a part: arrows, Alt+arrows, Enter, Escape, or typing its address. */
export interface HeldKeys {
  step(direction: -1 | 1, alt: boolean): void;
  drop(): void;
  putBack(): void;
  onKeyDown(event: KeyboardEvent): void;
}

const DIRECTIONS: Readonly<Record<string, -1 | 1>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
};

export function useHeldKeys(store: Store, region: RefObject<HTMLElement | null>): HeldKeys {
  const step = (direction: -1 | 1, alt: boolean): void => {
    const { held, scene, carry, pin } = store.getState();
    if (!held || !scene) return;
    // A step leaves the typed address.
    pin(null);
    carry(snapStep(scene, held.address, held.size, direction, alt));
  };
  /** Back to the part, so that the next key goes on from there. */
  const returnFocus = (label: string | undefined): void => {
    if (!region.current?.contains(document.activeElement)) return;
    region.current
      .querySelector<HTMLElement>(`[data-part="${CSS.escape(label ?? '')}"]`)
      ?.focus({ preventScroll: true });
  };
  const drop = (): void => {
    const { held, drop: let_go } = store.getState();
    returnFocus(held?.label);
    void let_go();
  };
  const putBack = (): void => {
    const { held, putBack: back } = store.getState();
    returnFocus(held?.label);
    back();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { held } = store.getState();
    if (!held || event.defaultPrevented) return;
    const direction = DIRECTIONS[event.key];
    const target = event.target as HTMLElement;
    if (event.key === 'Escape') putBack();
    else if (target.tagName === 'INPUT' || !target.hasAttribute('data-part')) return;
    else if (direction !== undefined) step(direction, event.altKey);
    else if (event.key === 'Enter') drop();
    else if (/^[0-9a-f]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      typeInto(region.current, event.key);
    } else return;
    event.preventDefault();
  };
  useEffect(() => watchPointerHold(store, region), [store, region]);
  return { step, drop, putBack, onKeyDown };
}

/** The first digit typed opens the address field with that digit in it. */
function typeInto(region: HTMLElement | null, digit: string): void {
  const input = region?.querySelector<HTMLInputElement>('[data-held-address]');
  if (!input) return;
  input.focus();
  input.select();
  // As if typed: React listens to the native event.
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  setter?.call(input, digit);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** While a pointer holds the part, Escape puts it back and digits name its place, wherever the focus is. */
function watchPointerHold(store: Store, region: RefObject<HTMLElement | null>): () => void {
  const pressed = (event: globalThis.KeyboardEvent): void => {
    const { held, putBack } = store.getState();
    if (held?.by !== 'pointer' || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      putBack();
      event.preventDefault();
    } else if (
      held.from === null &&
      /^[0-9a-f]$/i.test(event.key) &&
      !(event.target instanceof HTMLInputElement)
    ) {
      typeInto(region.current, event.key);
      event.preventDefault();
    }
  };
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}
