import type { Label, Wish } from './place-labels.ts';
import type { Ribbon } from './ribbons.ts';
import type { SlotMark } from './slot-marks.ts';

/** What was drawn, for labels and for what reacts to the pointer. */
export interface Painted {
  readonly ribbons: readonly Ribbon[];
  readonly slots: readonly SlotMark[];
  /** Names of the strips that show where one is. */
  readonly strips: readonly Label[];
  /** Labels of slots beside the memory in sight. */
  readonly neighbours: readonly Wish[];
  /** What the marks alone cannot say. */
  readonly words: readonly Wish[];
  /** Further labels, the least important. */
  readonly extra: readonly Wish[];
}
