/** Bounds a change may lie above the one before and still be beside it. */
const NEAR = 64;
const MOST_MIDDLE = 12;
const KEPT = 4;

interface Base {
  readonly bounds: Float64Array;
  /** How many numbers lie in the runs before each run; made when first asked for. */
  sums: Float64Array | undefined;
}

interface Below {
  readonly bounds: Float64Array;
  readonly sums: Float64Array;
  /** Bounds written so far, by the newest list that shares this. */
  used: number;
}

const NOTHING: Below = { bounds: new Float64Array(0), sums: new Float64Array(1), used: 0 };

/**
 * Ascending runs as [start, end, start, end ...], immutable, made for one gesture that walks upward through
 * thousands of them: a change beside the one before it costs what changes, not what is there.
 *
 * Three pieces: runs below the last change, in a buffer that newer lists go on writing to (each knows how far its
 * own part goes); the few runs of the change itself; and the rest of the list that all this began with.
 */
export class RunList {
  static readonly EMPTY: RunList = new RunList(new Float64Array(0));

  #below: Below;
  #middle: readonly number[];
  #base: Base;
  /** Numbers of `below`, and the first of `base`, that belong to this list. */
  #low: number;
  #from: number;

  constructor(bounds: Float64Array) {
    this.#below = NOTHING;
    this.#middle = [];
    this.#base = { bounds, sums: undefined };
    this.#low = 0;
    this.#from = 0;
  }

  /** Number of bounds: two for each run. */
  get length(): number {
    return this.#low + this.#middle.length + this.#base.bounds.length - this.#from;
  }

  at(i: number): number {
    if (i < this.#low) return this.#below.bounds[i] as number;
    const above = i - this.#low - this.#middle.length;
    return (
      above < 0 ? this.#middle[i - this.#low] : this.#base.bounds[this.#from + above]
    ) as number;
  }

  /** How many numbers lie in the runs before that run. */
  before(run: number): number {
    const i = 2 * run;
    if (i <= this.#low) return this.#below.sums[run] as number;
    let sum = this.#below.sums[this.#low / 2] as number;
    const middle = this.#middle;
    const inside = Math.min(i - this.#low, middle.length);
    for (let k = 0; k < inside; k += 2) sum += (middle[k + 1] as number) - (middle[k] as number);
    const above = i - this.#low - inside;
    if (above === 0) return sum;
    const sums = sumsOf(this.#base);
    const from = this.#from / 2;
    return sum + (sums[from + above / 2] as number) - (sums[from] as number);
  }

  /** All bounds in one array; from then on the list is that array. */
  get flat(): Float64Array {
    if (this.#low + this.#middle.length + this.#from === 0) return this.#base.bounds;
    const bounds = this.#joined();
    this.#below = NOTHING;
    this.#middle = [];
    this.#base = { bounds, sums: undefined };
    this.#low = 0;
    this.#from = 0;
    return bounds;
  }

  /** With the runs [from, to) replaced. */
  splice(from: number, to: number, runs: readonly number[]): RunList {
    const start = 2 * from;
    const end = 2 * to;
    const next = this.#near(start) ? this.#copy() : RunList.#around(this.flat, start);
    const middle = next.#middle;
    const middleEnd = next.#low + middle.length;
    const head = middle.slice(0, start - next.#low);
    // What lies between the change before and this one comes along.
    for (let i = middleEnd; i < start; i++) head.push(next.at(i));
    next.#middle = [...head, ...runs, ...middle.slice(end - next.#low)];
    next.#from += Math.max(0, end - middleEnd);
    next.#settle();
    return next;
  }

  /** True if the change touches the middle or lies a little above it. */
  #near(start: number): boolean {
    return start >= this.#low && start - this.#low - this.#middle.length <= NEAR;
  }

  #copy(): RunList {
    const next = new RunList(this.#base.bounds);
    next.#base = this.#base;
    next.#below = this.#below;
    next.#middle = this.#middle;
    next.#low = this.#low;
    next.#from = this.#from;
    return next;
  }

  static #around(bounds: Float64Array, start: number): RunList {
    const next = new RunList(bounds);
    const below = room(start);
    below.bounds.set(bounds.subarray(0, start));
    below.used = start;
    addUp(below, 0);
    next.#below = below;
    next.#low = start;
    next.#from = start;
    return next;
  }

  /** Keeps the middle short: its lower runs move below. */
  #settle(): void {
    if (this.#middle.length <= MOST_MIDDLE) return;
    const count = this.#middle.length - KEPT;
    const at = this.#low;
    // Another list has written there already, or the room is used up: a buffer of one's own.
    if (this.#below.used !== at || this.#below.bounds.length < at + count)
      this.#below = copyBelow(this.#below, at, count);
    const below = this.#below;
    for (let i = 0; i < count; i++) below.bounds[at + i] = this.#middle[i] as number;
    below.used = at + count;
    addUp(below, at);
    this.#middle = this.#middle.slice(count);
    this.#low = at + count;
  }

  #joined(): Float64Array {
    const out = new Float64Array(this.length);
    out.set(this.#below.bounds.subarray(0, this.#low));
    out.set(this.#middle, this.#low);
    out.set(this.#base.bounds.subarray(this.#from), this.#low + this.#middle.length);
    return out;
  }
}

const room = (length: number): Below => {
  const size = 2 * Math.ceil(length * 0.75) + 64;
  return { bounds: new Float64Array(size), sums: new Float64Array(size / 2 + 1), used: 0 };
};

function copyBelow(below: Below, used: number, more: number): Below {
  const next = room(used + more);
  next.bounds.set(below.bounds.subarray(0, used));
  next.sums.set(below.sums.subarray(0, used / 2 + 1));
  return next;
}

/** The sums of the runs from that bound on. */
function addUp({ bounds, sums, used }: Below, from: number): void {
  let sum = sums[from / 2] as number;
  for (let i = from; i < used; i += 2) {
    sum += (bounds[i + 1] as number) - (bounds[i] as number);
    sums[i / 2 + 1] = sum;
  }
}

function sumsOf(base: Base): Float64Array {
  if (base.sums) return base.sums;
  const { bounds } = base;
  const sums = new Float64Array(bounds.length / 2 + 1);
  let sum = 0;
  for (let i = 0; i < bounds.length; i += 2) {
    sum += (bounds[i + 1] as number) - (bounds[i] as number);
    sums[i / 2 + 1] = sum;
  }
  base.sums = sums;
  return sums;
}
