import { type RefObject, useEffect, useLayoutEffect } from 'react';
import { type Focused, focusedOf, heirOf } from './heir.ts';

/** What had the focus when the content under it went away. */
export interface KeptFocus {
  readonly box: RefObject<HTMLElement | null>;
  readonly lost: RefObject<Focused | null>;
}

const labelOf = (control: Element): string =>
  control.getAttribute('aria-label') ?? control.textContent ?? '';

const controlsIn = (box: HTMLElement): readonly HTMLElement[] => [
  ...box.querySelectorAll<HTMLElement>('button, select, [tabindex="0"]'),
];

/** For content that is built anew at each step: remembers, as it goes, which control had the focus. */
export function useFocusLeft({ box, lost }: KeptFocus): void {
  useLayoutEffect(
    // Runs while the old content is still on the page; its box stays.
    () => () => {
      lost.current = focusedIn(box.current);
    },
    [box, lost],
  );
}

function focusedIn(area: HTMLElement | null): Focused | null {
  const active = document.activeElement;
  if (!active || !area?.contains(active)) return null;
  return focusedOf(controlsIn(area).map(labelOf), labelOf(active));
}

/**
 * Gives a lost focus to the same control in the new content, or to its neighbour; else to `last`. Never to the
 * page, where the next Tab would begin at the top.
 */
export function useFocusHeir(
  { box, lost }: KeptFocus,
  last: RefObject<HTMLElement | null>,
  epoch: number | undefined,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each new content.
  useEffect(() => {
    const was = lost.current;
    lost.current = null;
    if (was) giveFocus(box.current, was, last.current);
  }, [epoch]);
}

const isLost = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** `was` is where the focus should go as nearly as can be. */
export function giveFocus(
  area: HTMLElement | null,
  was: Focused | null,
  last: HTMLElement | null,
): void {
  if (!isLost()) return;
  const controls = area ? controlsIn(area) : [];
  const heir = was && heirOf(was, controls.map(labelOf));
  const control = controls.find((c) => labelOf(c) === heir) ?? last;
  control?.focus({ preventScroll: true });
}
