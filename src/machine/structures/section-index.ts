import { RunSet } from '../units/run-set.ts';
import { RankBitmap, rankTables } from './words/rank-bitmap.ts';
import { defaults } from './words/structure.ts';

/** Bytes of a leaf of the rank bitmap, and of a middle node. */
const LEAF_BYTES = 2048;
const MIDDLE_BYTES = 32_768;
/** For what is always there, and for some leaves more. */
const SPARE_BYTES = 2 ** 18;
/** Words that a run changes in its leaf at most: 256 of sections, 256 of counts. */
const LEAF_WORDS = 512;
/** A bitmap larger than this is not made: 2^40 sections in one piece would take 256 GiB (the bound is ours). */
const MOST_BYTES = 2 ** 24;

const NONE = new Float64Array();

/**
 * Counts, ranks and sections by rank of a set of sections: a rank bitmap that is kept from one set to the next and
 * changed by what differs between them. Beside the sets, which stay what they are: from their runs it answers, alike but
 * slower, until a bitmap is built, and where a set is too wide for one.
 */
export class SectionIndex {
  #bounds: Float64Array = NONE;
  #lacks = true;
  #bitmap: RankBitmap | null = null;
  #set = RunSet.EMPTY;

  /** The index, brought to a set: [start, end) pairs, flat, ascending, not touching (`RunSet.bounds`). */
  over(bounds: Float64Array): this {
    if (bounds === this.#bounds) return this;
    const set = RunSet.over(bounds);
    const { leaves, bytes } = sizesOf(set);
    const fits = bytes <= MOST_BYTES;
    if (!fits || (this.#bitmap && !follow(this.#bitmap, this.#set.bounds, bounds, leaves)))
      this.#bitmap = null;
    this.#set = set;
    this.#bounds = bounds;
    this.#lacks = fits && this.#bitmap === null;
    return this;
  }

  /** A bitmap would serve this set, and is not built. */
  get lacksBitmap(): boolean {
    return this.#lacks;
  }

  /** Builds it; costs in words of 32 sections. */
  build(): void {
    if (!this.#lacks) return;
    this.#bitmap = built(this.#set, sizesOf(this.#set).bytes);
    this.#lacks = false;
  }

  get size(): number {
    return (this.#bitmap ?? this.#set).size;
  }

  /** How many lie below a section. */
  below(section: number): number {
    return this.#bitmap ? this.#bitmap.below(section) : this.#set.rank(section);
  }

  /** How many lie in [start, end). */
  count(start: number, end: number): number {
    return this.#bitmap ? this.#bitmap.count(start, end) : this.#set.countIn(start, end);
  }

  /** The section of that rank; undefined if there are not so many. */
  select(rank: number): number | undefined {
    return (this.#bitmap ?? this.#set).select(rank);
  }
}

function sizesOf(set: RunSet): { readonly leaves: number; readonly bytes: number } {
  const { leaves, middles } = rankTables(set);
  return {
    leaves: leaves.size,
    bytes: leaves.size * LEAF_BYTES + middles.size * MIDDLE_BYTES,
  };
}

/** Of a size at once: what grows is copied. */
function built(set: RunSet, bytes: number): RankBitmap {
  const options = defaults();
  options.backing.grow((bytes + SPARE_BYTES) / 4);
  return new RankBitmap(options).build(set);
}

/** Changes what differs; false if that would take longer than to build it anew, and nothing was changed. */
function follow(bitmap: RankBitmap, was: Float64Array, is: Float64Array, leaves: number): boolean {
  const { gone, come } = difference(was, is);
  const changed = (gone.runs + come.runs) * (LEAF_WORDS + leaves) + (gone.size + come.size) / 16;
  if (changed > leaves * LEAF_WORDS + is.length) return false;
  for (const [start, end] of gone) bitmap.removeRun(start, end);
  for (const [start, end] of come) bitmap.addRun(start, end);
  return true;
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
