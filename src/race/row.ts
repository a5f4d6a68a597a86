import { SECTIONS } from '../machine/structures/words/structure.ts';
import type { RunSet } from '../machine/units/run-set.ts';

/** Sections in order, found by their place. */
export interface Row {
  readonly size: number;
  /** Undefined where there is no such place. */
  select(place: number): number | undefined;
}

/** Numbers for each run in `RunSet.ranked`: first, length, rank of the first. */
const EACH = 3;

/** The mapped sections. Hundreds of thousands are asked for: one search over one array each. */
export class Mapped implements Row {
  readonly size: number;
  readonly #ranked: Float64Array;

  constructor(sections: RunSet) {
    this.size = sections.size;
    this.#ranked = sections.ranked;
  }

  select(place: number): number | undefined {
    if (place >= this.size) return undefined;
    const ranked = this.#ranked;
    let low = 0;
    let high = ranked.length / EACH - 1;
    // The last run whose first has at most this rank.
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((ranked[EACH * middle + 2] as number) <= place) low = middle;
      else high = middle - 1;
    }
    return (ranked[EACH * low] as number) + place - (ranked[EACH * low + 2] as number);
  }
}

/** What lies between and above the mapped sections, below the span. */
export class Holes implements Row {
  readonly size: number;
  readonly #ranked: Float64Array;

  constructor(sections: RunSet) {
    this.size = spanOf(sections) - sections.size;
    this.#ranked = sections.ranked;
  }

  select(place: number): number | undefined {
    if (place >= this.size) return undefined;
    const ranked = this.#ranked;
    let low = 0;
    let high = ranked.length / EACH;
    // Runs before which there are at most so many absent sections lie below the one looked for.
    while (low < high) {
      const middle = (low + high) >>> 1;
      const before = (ranked[EACH * middle] as number) - (ranked[EACH * middle + 2] as number);
      if (before <= place) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return place;
    const last = EACH * (low - 1);
    return place + (ranked[last + 2] as number) + (ranked[last + 1] as number);
  }
}

/** Absent sections are drawn below: the power of two above the highest mapped one and the section after it (ours). */
export function spanOf(sections: RunSet): number {
  let span = 1;
  while (span <= (sections.max ?? 0) + 1) span *= 2;
  return Math.min(span, SECTIONS);
}
