import { RunList } from './run-list.ts';

/**
 * A set of whole numbers (sections, tables) as ascending runs. Immutable. Every operation costs in runs, never
 * in numbers: 2^40 sections in one piece are one run. Changes one above the other cost next to nothing each.
 *
 * Held as [start, end, start, end ...] with end exclusive, no two runs touching. Numbers up to 2^53 - 1.
 */
export class RunSet {
  static readonly EMPTY: RunSet = new RunSet(RunList.EMPTY);

  readonly #list: RunList;
  #ranked: Float64Array | undefined;

  private constructor(list: RunList) {
    this.#list = list;
  }

  static of(start: number, end: number): RunSet {
    return end > start ? RunSet.over(Float64Array.of(start, end)) : RunSet.EMPTY;
  }

  /** From [start, end) pairs in any order, overlapping or not. */
  static from(ranges: Iterable<readonly [number, number]>): RunSet {
    const sorted = [...ranges].filter(([s, e]) => e > s).sort((a, b) => a[0] - b[0]);
    return RunSet.fromSorted(sorted);
  }

  /** From [start, end) pairs ascending by start. */
  static fromSorted(ranges: Iterable<readonly [number, number]>): RunSet {
    const out: number[] = [];
    for (const [start, end] of ranges) {
      if (end <= start) continue;
      const last = out.length - 1;
      if (last > 0 && start <= (out[last] as number)) {
        if (end > (out[last] as number)) out[last] = end;
      } else out.push(start, end);
    }
    return out.length === 0 ? RunSet.EMPTY : RunSet.over(new Float64Array(out));
  }

  /** From `bounds` of a set, or the like: [start, end) pairs, flat, ascending, not touching. Not copied. */
  static over(bounds: Float64Array): RunSet {
    return new RunSet(new RunList(bounds));
  }

  /** [start, end) pairs, flat, ascending, not touching. Not to be written to. */
  get bounds(): Float64Array {
    return this.#list.flat;
  }

  /** Number of runs. */
  get runs(): number {
    return this.#list.length / 2;
  }

  get isEmpty(): boolean {
    return this.#list.length === 0;
  }

  /** How many numbers it holds. */
  get size(): number {
    return this.#list.before(this.runs);
  }

  /** Lowest number; undefined if empty. */
  get min(): number | undefined {
    return this.isEmpty ? undefined : this.start(0);
  }

  /** Highest number; undefined if empty. */
  get max(): number | undefined {
    return this.isEmpty ? undefined : this.end(this.runs - 1) - 1;
  }

  /** Three numbers for each run: its first member, its length, the rank of its first. Not to be written to. */
  get ranked(): Float64Array {
    if (!this.#ranked) {
      const { bounds } = this;
      const out = new Float64Array((bounds.length / 2) * 3);
      for (let i = 0, at = 0, rank = 0; i < bounds.length; i += 2, at += 3) {
        const start = bounds[i] as number;
        const length = (bounds[i + 1] as number) - start;
        out[at] = start;
        out[at + 1] = length;
        out[at + 2] = rank;
        rank += length;
      }
      this.#ranked = out;
    }
    return this.#ranked;
  }

  start(run: number): number {
    return this.#list.at(2 * run);
  }

  end(run: number): number {
    return this.#list.at(2 * run + 1);
  }

  /** Index of the first run that ends above n (it holds n or lies above it); `runs` if there is none. */
  seek(n: number): number {
    let low = 0;
    let high = this.runs;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.end(middle) > n) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  has(n: number): boolean {
    const run = this.seek(n);
    return run < this.runs && this.start(run) <= n;
  }

  /** True if every number of [start, end) is in the set. */
  covers(start: number, end: number): boolean {
    if (end <= start) return true;
    const run = this.seek(start);
    return run < this.runs && this.start(run) <= start && this.end(run) >= end;
  }

  /** True if any number of [start, end) is in the set. */
  touches(start: number, end: number): boolean {
    const run = this.seek(start);
    return end > start && run < this.runs && this.start(run) < end;
  }

  /** How many members are below n. */
  rank(n: number): number {
    const run = this.seek(n);
    const inside = run < this.runs ? Math.max(0, n - this.start(run)) : 0;
    return this.#list.before(run) + inside;
  }

  /** How many members lie in [start, end). */
  countIn(start: number, end: number): number {
    return end <= start ? 0 : this.rank(end) - this.rank(start);
  }

  /** The member of that rank; undefined if there are not so many. */
  select(rank: number): number | undefined {
    if (rank < 0 || rank >= this.size) return undefined;
    const list = this.#list;
    let low = 0;
    let high = this.runs - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (list.before(middle) <= rank) low = middle;
      else high = middle - 1;
    }
    return this.start(low) + rank - list.before(low);
  }

  *[Symbol.iterator](): IterableIterator<readonly [number, number]> {
    for (let i = 0; i < this.runs; i++) yield [this.start(i), this.end(i)];
  }

  /** With [start, end) added: two slices and a copy, whatever the size. */
  addRange(start: number, end: number): RunSet {
    if (end <= start || this.covers(start, end)) return this;
    // Runs that end below `start` stay before it; a run that ends at `start` touches and is merged.
    let from = this.seek(start);
    if (from > 0 && this.end(from - 1) === start) from -= 1;
    let to = this.seek(end);
    if (to < this.runs && this.start(to) <= end) to += 1;
    const low = from < this.runs ? Math.min(start, this.start(from)) : start;
    const high = to > from ? Math.max(end, this.end(to - 1)) : end;
    return this.#splice(from, to, from < to ? [low, high] : [start, end]);
  }

  /** Without [start, end). */
  removeRange(start: number, end: number): RunSet {
    if (!this.touches(start, end)) return this;
    const from = this.seek(start);
    let to = this.seek(end - 1);
    if (to < this.runs && this.start(to) < end) to += 1;
    const rest: number[] = [];
    if (this.start(from) < start) rest.push(this.start(from), start);
    if (this.end(to - 1) > end) rest.push(end, this.end(to - 1));
    return this.#splice(from, to, rest);
  }

  union(other: RunSet): RunSet {
    if (this.isEmpty) return other;
    if (other.isEmpty) return this;
    if (other.runs <= 4) {
      let out: RunSet = this;
      for (const [s, e] of other) out = out.addRange(s, e);
      return out;
    }
    if (this.runs <= 4) return other.union(this);
    return RunSet.over(merged(this.bounds, other.bounds));
  }

  minus(other: RunSet): RunSet {
    if (this.isEmpty || other.isEmpty) return this;
    if (other.runs <= 4) {
      let out: RunSet = this;
      for (const [s, e] of other) out = out.removeRange(s, e);
      return out;
    }
    return RunSet.fromSorted(subtract(this, other));
  }

  /** The part inside [start, end). */
  clip(start: number, end: number): RunSet {
    if (!this.touches(start, end)) return RunSet.EMPTY;
    if (this.start(0) >= start && this.end(this.runs - 1) <= end) return this;
    const first = this.seek(start);
    const last = this.seek(end - 1);
    // The first run that ends above the last number may begin above it too.
    const count = last - first + (last < this.runs && this.start(last) < end ? 1 : 0);
    const out = new Float64Array(2 * count);
    for (let i = 0; i < count; i++) {
      out[2 * i] = Math.max(start, this.start(first + i));
      out[2 * i + 1] = Math.min(end, this.end(first + i));
    }
    return RunSet.over(out);
  }

  /** Every number so much higher; none may fall below 0. */
  shift(by: number): RunSet {
    return RunSet.over(this.bounds.map((bound) => bound + by));
  }

  equals(other: RunSet): boolean {
    if (this === other) return true;
    const { bounds } = other;
    return this.runs === other.runs && this.bounds.every((b, i) => b === bounds[i]);
  }

  /** The same runs in blocks of `factor`: every block that holds any member. */
  coarsen(factor: number): RunSet {
    const { bounds } = this;
    const out = new Float64Array(bounds.length);
    let used = 0;
    for (let i = 0; i < bounds.length; i += 2) {
      const start = Math.floor((bounds[i] as number) / factor);
      const end = Math.floor(((bounds[i + 1] as number) - 1) / factor) + 1;
      if (used === 0 || start > (out[used - 1] as number)) {
        out[used] = start;
        used += 2;
      }
      out[used - 1] = end;
    }
    return RunSet.over(out.slice(0, used));
  }

  #splice(from: number, to: number, runs: readonly number[]): RunSet {
    return new RunSet(this.#list.splice(from, to, runs));
  }
}

/** The bounds of two sets as those of one. */
function merged(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length + b.length);
  let used = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const isFirst = j >= b.length || (i < a.length && (a[i] as number) <= (b[j] as number));
    const start = (isFirst ? a[i] : b[j]) as number;
    const end = (isFirst ? a[i + 1] : b[j + 1]) as number;
    if (isFirst) i += 2;
    else j += 2;
    if (used === 0 || start > (out[used - 1] as number)) {
      out[used] = start;
      out[used + 1] = end;
      used += 2;
    } else if (end > (out[used - 1] as number)) out[used - 1] = end;
  }
  return out.slice(0, used);
}

function* subtract(a: RunSet, b: RunSet): Generator<readonly [number, number]> {
  let j = b.seek(a.start(0));
  for (const [start, end] of a) {
    let at = start;
    while (j < b.runs && b.end(j) <= at) j += 1;
    for (let k = j; k < b.runs && b.start(k) < end; k++) {
      if (b.start(k) > at) yield [at, b.start(k)];
      at = Math.max(at, b.end(k));
    }
    if (at < end) yield [at, end];
  }
}
