import type { Ribbon, SlotMark } from './marks.ts';
import type { Label, Wish } from './place-labels.ts';

/** What was drawn, for labels and for what reacts to the pointer. */
export interface Painted {
  readonly ribbons: readonly Ribbon[];
  readonly slots: readonly SlotMark[];
  /** Names of the strips that show where one is. */
  readonly strips: readonly Label[];
  /** Further labels, the least important. */
  readonly extra: readonly Wish[];
}
