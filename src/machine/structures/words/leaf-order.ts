import { table } from './explain.ts';
import type { Pool } from './pool.ts';
import type { Level } from './structure.ts';

/** Words of a piece: bases and order grow by it, so that all blocks of the pool are multiples of a leaf. */
const PIECE = 512;

/** Pieces of bases and of order that so many leaves need. */
export interface Pieces {
  readonly bases: number;
  readonly order: number;
}

/**
 * @param others blocks of the size of a leaf that stand in the same pool beside leaves, bases and order: they take
 *   numbers too, and a base stands by the number of its leaf
 */
export function piecesFor(leaves: number, others: number): Pieces {
  const order = Math.max(1, Math.ceil((2 * leaves) / PIECE));
  return { order, bases: Math.max(1, Math.ceil((others + leaves + order) / (PIECE - 1))) };
}

/**
 * The leaves of a rank bitmap in the order of their sections, and the slot with which each begins. The bases stand by
 * the number of the leaf, densely, where a lookup finds them; the order is pairs of key (sections / 8,192) and leaf.
 */
export class LeafOrder {
  readonly #pool: Pool;
  #basesAt: number;
  #bases = PIECE;
  #orderAt: number;
  #orderWords = PIECE;
  #leaves = 0;

  constructor(pool: Pool) {
    this.#pool = pool;
    this.#basesAt = pool.alloc(PIECE);
    this.#orderAt = pool.alloc(PIECE);
  }

  /** Pieces of 2,048 bytes that bases and order take. */
  get pieces(): number {
    return (this.#bases + this.#orderWords) / PIECE;
  }

  /** Takes at once what so many leaves will need; only before the first of them. */
  reserve({ bases, order }: Pieces): void {
    this.#pool.free(this.#orderAt, this.#orderWords);
    this.#pool.free(this.#basesAt, this.#bases);
    this.#bases = bases * PIECE;
    this.#orderWords = order * PIECE;
    this.#basesAt = this.#pool.alloc(this.#bases);
    this.#orderAt = this.#pool.alloc(this.#orderWords);
  }

  /** The first base as a word of the pool; other after a new leaf. */
  get basesAt(): number {
    return this.#basesAt;
  }

  /** Bases and order, for a drawing. The base of the first leaf is 0: it is in use all the same. */
  picture(): readonly Level[] {
    const { words } = this.#pool;
    const bases = table(words, this.#basesAt, this.#bases, 1);
    const order = table(words, this.#orderAt, this.#orderWords / 2, 2);
    const used = this.leaves().sort((a, b) => a - b);
    return [
      {
        name: 'bases',
        entryBytes: 4,
        tables: [{ ...bases, used: used.flatMap((leaf) => [leaf, leaf + 1]) }],
      },
      {
        name: 'order',
        entryBytes: 8,
        tables: [{ ...order, used: this.#leaves > 0 ? [0, this.#leaves] : [] }],
      },
    ];
  }

  base(leaf: number): number {
    return this.#pool.words[this.#basesAt + leaf] as number;
  }

  setBase(leaf: number, slot: number): void {
    this.#pool.words[this.#basesAt + leaf] = slot;
  }

  leaves(): number[] {
    return Array.from({ length: this.#leaves }, (_, i) => this.#leafAt(i));
  }

  /** Key and leaf of those from one key to another, both included. */
  between(first: number, last: number): (readonly [number, number])[] {
    const out: (readonly [number, number])[] = [];
    for (let i = this.#place(first); i < this.#leaves && this.#keyAt(i) <= last; i++)
      out.push([this.#keyAt(i), this.#leafAt(i)]);
    return out;
  }

  /** Sections below those of this key, where it has no leaf. */
  below(key: number, count: (leaf: number) => number): number {
    const place = this.#place(key);
    if (place === 0) return 0;
    const before = this.#leafAt(place - 1);
    return this.base(before) + count(before);
  }

  /** The key and the leaf that hold a slot. */
  holder(slot: number): readonly [number, number] {
    let at = 0;
    for (let left = this.#leaves; left > 1; ) {
      const half = left >>> 1;
      if (this.base(this.#leafAt(at + half)) <= slot) at += half;
      left -= half;
    }
    return [this.#keyAt(at), this.#leafAt(at)];
  }

  enter(key: number, leaf: number, count: (leaf: number) => number): void {
    const base = this.below(key, count);
    this.#makeRoom(leaf);
    const { words } = this.#pool;
    const at = this.#orderAt + 2 * this.#place(key);
    words.copyWithin(at + 2, at, this.#orderAt + 2 * this.#leaves);
    words[at] = key;
    words[at + 1] = leaf;
    this.#leaves += 1;
    this.setBase(leaf, base);
  }

  leave(key: number, leaf: number): void {
    const { words } = this.#pool;
    const at = this.#orderAt + 2 * this.#place(key);
    const end = this.#orderAt + 2 * this.#leaves;
    words.copyWithin(at, at + 2, end);
    words.fill(0, end - 2, end);
    this.#leaves -= 1;
    this.setBase(leaf, 0);
  }

  /** Adds to the base of every leaf behind this key. */
  shiftAbove(key: number, by: number): void {
    const { words } = this.#pool;
    const bases = this.#basesAt;
    const end = this.#orderAt + 2 * this.#leaves;
    for (let i = this.#orderAt + 2 * this.#place(key + 1) + 1; i < end; i += 2) {
      const at = bases + (words[i] as number);
      words[at] = (words[at] as number) + by;
    }
  }

  #keyAt(place: number): number {
    return this.#pool.words[this.#orderAt + 2 * place] as number;
  }

  #leafAt(place: number): number {
    return this.#pool.words[this.#orderAt + 2 * place + 1] as number;
  }

  /** The first place whose key is not below this one. */
  #place(key: number): number {
    let at = 0;
    let end = this.#leaves;
    while (at < end) {
      const middle = (at + end) >>> 1;
      if (this.#keyAt(middle) < key) at = middle + 1;
      else end = middle;
    }
    return at;
  }

  #makeRoom(leaf: number): void {
    if (leaf >= this.#bases) {
      const bases = Math.ceil((leaf + 1) / PIECE) * PIECE;
      this.#basesAt = this.#pool.resize(this.#basesAt, this.#bases, bases);
      this.#bases = bases;
    }
    if (2 * this.#leaves < this.#orderWords) return;
    this.#orderAt = this.#pool.resize(this.#orderAt, this.#orderWords, this.#orderWords + PIECE);
    this.#orderWords += PIECE;
  }
}
