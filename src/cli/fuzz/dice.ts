import { SplitMix } from '../../race/splitmix.ts';

/** Chance that can be had again: the same seed throws the same numbers on every machine. */
export class Dice {
  readonly #numbers: SplitMix;

  constructor(seed: number, turn: number) {
    this.#numbers = new SplitMix([seed >>> 0, turn >>> 0]);
  }

  /** From 0 to below `size`, which is at least 1. */
  below(size: number): number {
    this.#numbers.next();
    return this.#numbers.below(size);
  }

  /** One of a list that is not empty. */
  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}
