import type { State } from './store.ts';

/** The race has its view on the page; the first picture comes before it, also where a link asks for the race. */
export const isRacing = ({ race, complete, handy }: State): boolean =>
  race.open && complete && handy;

/** It stands where the drawing would, which no key is meant for then. What is held is dropped on the drawing. */
export const isCovered = (state: State): boolean => isRacing(state) && state.held === null;
