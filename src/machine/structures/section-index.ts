import { RunSet } from '../units/run-set.ts';
import { RankBitmap } from './words/rank-bitmap.ts';
import { defaults } from './words/structure.ts';

/** Sections of a leaf of the rank bitmap and of a middle node, and the bytes of each. */
const LEAF = { sections: 8192, bytes: 2048 };
const MIDDLE = { sections: 2 ** 26, bytes: 32_768 };
/** Words that a run changes in its leaf at most: 256 of sections, 256 of counts. */
const LEAF_WORDS = 512;
/** A bitmap larger than this is not made: 2^40 sections in one piece would take 256 GiB (the bound is ours). */
const MOST_BYTES = 2 ** 24;

const NONE = new Float64Array();

/**
 * Counts, ranks and sections by rank of a set of sections: a rank bitmap that is kept from one set to the next and
 * changed by what differs between them. Beside the sets, which stay what they are; sets too wide for a bitmap are
 * answered from their runs.
 */
export class SectionIndex {
  #bounds: Float64Array = NONE;
  #bitmap: RankBitmap | null = new RankBitmap(defaults());
  #wide = RunSet.EMPTY;

  /** The index, brought to a set: [start, end) pairs, flat, ascending, not touching (`RunSet.bounds`). */
  over(bounds: Float64Array): this {
    if (bounds === this.#bounds) return this;
    const leaves = touched(bounds, LEAF.sections);
    if (leaves * LEAF.bytes + touched(bounds, MIDDLE.sections) * MIDDLE.bytes > MOST_BYTES)
      this.#goWide(bounds);
    else this.#follow(bounds, leaves);
    this.#bounds = bounds;
    return this;
  }

  get size(): number {
    return (this.#bitmap ?? this.#wide).size;
  }

  /** How many lie below a section. */
  below(section: number): number {
    return this.#bitmap ? this.#bitmap.below(section) : this.#wide.rank(section);
  }

  /** How many lie in [start, end). */
  count(start: number, end: number): number {
    return this.#bitmap ? this.#bitmap.count(start, end) : this.#wide.countIn(start, end);
  }

  /** The section of that rank; undefined if there are not so many. */
  select(rank: number): number | undefined {
    return (this.#bitmap ?? this.#wide).select(rank);
  }

  #goWide(bounds: Float64Array): void {
    this.#bitmap = null;
    this.#wide = setOf(bounds, 0, bounds.length);
  }

  #follow(bounds: Float64Array, leaves: number): void {
    const { gone, come } = difference(this.#bounds, bounds);
    const runs = gone.runs + come.runs;
    const changed = runs * (LEAF_WORDS + leaves) + (gone.size + come.size) / 16;
    if (!this.#bitmap || changed > leaves * LEAF_WORDS + bounds.length) {
      this.#bitmap = new RankBitmap(defaults()).build(setOf(bounds, 0, bounds.length));
      this.#wide = RunSet.EMPTY;
      return;
    }
    for (const [start, end] of gone) this.#bitmap.removeRun(start, end);
    for (const [start, end] of come) this.#bitmap.addRun(start, end);
  }
}

/** How many pieces of so many sections hold any. */
function touched(bounds: Float64Array, sections: number): number {
  let count = 0;
  let next = 0;
  for (let i = 0; i < bounds.length; i += 2) {
    const first = Math.max(next, Math.floor((bounds[i] as number) / sections));
    next = Math.floor(((bounds[i + 1] as number) - 1) / sections) + 1;
    count += next - first;
  }
  return count;
}

/** What is only in the one and only in the other; where both are alike from the ends inwards, nothing is built. */
function difference(
  was: Float64Array,
  is: Float64Array,
): { readonly gone: RunSet; readonly come: RunSet } {
  let from = 0;
  while (from < was.length && from < is.length && samePair(was, from, is, from)) from += 2;
  let [a, b] = [was.length, is.length];
  while (a > from && b > from && samePair(was, a - 2, is, b - 2)) {
    a -= 2;
    b -= 2;
  }
  const [old, now] = [setOf(was, from, a), setOf(is, from, b)];
  return { gone: old.minus(now), come: now.minus(old) };
}

const samePair = (a: Float64Array, i: number, b: Float64Array, j: number): boolean =>
  a[i] === b[j] && a[i + 1] === b[j + 1];

const setOf = (bounds: Float64Array, from: number, to: number): RunSet =>
  RunSet.over(bounds.subarray(from, to));
