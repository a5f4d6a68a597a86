import { RunSet } from '../units/run-set.ts';
import { RankBitmap, rankTables } from './words/rank-bitmap.ts';
import { defaults } from './words/structure.ts';

/** Bytes of a leaf of the rank bitmap, and of a middle node. */
const LEAF_BYTES = 2048;
const MIDDLE_BYTES = 32_768;
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
    const set = RunSet.over(bounds);
    const { leaves, middles } = rankTables(set);
    if (leaves.size * LEAF_BYTES + middles.size * MIDDLE_BYTES > MOST_BYTES) {
      this.#bitmap = null;
      this.#wide = set;
    } else this.#follow(set, leaves.size);
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

  #follow(set: RunSet, leaves: number): void {
    const { gone, come } = difference(this.#bounds, set.bounds);
    const runs = gone.runs + come.runs;
    const changed = runs * (LEAF_WORDS + leaves) + (gone.size + come.size) / 16;
    if (!this.#bitmap || changed > leaves * LEAF_WORDS + 2 * set.runs) {
      this.#bitmap = new RankBitmap(defaults()).build(set);
      this.#wide = RunSet.EMPTY;
      return;
    }
    for (const [start, end] of gone) this.#bitmap.removeRun(start, end);
    for (const [start, end] of come) this.#bitmap.addRun(start, end);
  }
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
  const [old, now] = [RunSet.over(was.subarray(from, a)), RunSet.over(is.subarray(from, b))];
  return { gone: old.minus(now), come: now.minus(old) };
}

const samePair = (a: Float64Array, i: number, b: Float64Array, j: number): boolean =>
  a[i] === b[j] && a[i + 1] === b[j + 1];
