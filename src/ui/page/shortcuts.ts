import type { RefObject } from 'react';
import { openBeside } from '../../store/gallery.ts';
import type { Store } from '../../store/store.ts';

/** Inputs that take no letters. */
const LETTERLESS: readonly string[] = ['checkbox', 'radio', 'range', 'button', 'file'];

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !LETTERLESS.includes(target.type)));

/** A lecturer's clicker sends these. */
const isTurn = (key: string): boolean => key === 'pagedown' || key === 'pageup';

/** There the page keys have their own work. */
const scrolls = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[popover], [role="group"][tabindex]') !== null;

interface Targets {
  readonly command: RefObject<HTMLInputElement | null>;
  readonly onHelp: () => void;
}

/** Listens for the page's keys; returns how to stop. A text field keeps its own undo and its own letters. */
export function listenForShortcuts(store: Store, targets: Targets): () => void {
  /** A refusal has been read as soon as anything else is begun. */
  const read = (): void => {
    if (store.getState().complaint) store.getState().dismiss();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') read();
    if (event.defaultPrevented || isText(event.target)) return;
    const state = store.getState();
    const key = event.key.toLowerCase();
    const withCtrl = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (withCtrl && key === 'z') void (event.shiftKey ? state.redo() : state.undo());
    else if (withCtrl && key === 'y') void state.redo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (key === '/') targets.command.current?.focus();
    else if (key === '?') targets.onHelp();
    else if (state.scene?.story && isTurn(key) && !scrolls(event.target))
      void openBeside(store, key === 'pagedown' ? 1 : -1);
    else if (key === 'r') state.race.open ? state.closeRace() : state.openRace();
    else if (key === 'p') state.setProjector(!state.projector);
    else return;
    event.preventDefault();
  };
  addEventListener('keydown', pressed);
  addEventListener('pointerdown', read, true);
  return () => {
    removeEventListener('keydown', pressed);
    removeEventListener('pointerdown', read, true);
  };
}
