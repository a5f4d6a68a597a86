/** Where words live: a buffer of our own (`OwnBacking`), or the memory of a WebAssembly instance (worker/). */
export interface Backing {
  /** All words there are now; another array after `grow`. Words never given out are zero. */
  readonly words: Uint32Array;
  /** Makes `words` at least this long and keeps what is in it. */
  grow(words: number): void;
}

/** Words that are there from the start: a walk that begins before anything was allocated reads zeros. */
export const FIRST_WORDS = 16_384;

/** An ordinary buffer that doubles. */
export class OwnBacking implements Backing {
  words: Uint32Array = new Uint32Array(FIRST_WORDS);

  grow(words: number): void {
    if (words <= this.words.length) return;
    const grown = new Uint32Array(Math.max(words, 2 * this.words.length));
    grown.set(this.words);
    this.words = grown;
  }
}

/** Bytes of a page of memory, as an operating system backs it. */
export const PAGE_BYTES = 4096;
export const PAGE_WORDS = PAGE_BYTES / 4;

/**
 * An allocator over 32-bit words that counts to the byte. Blocks are named by their first word and come zeroed;
 * one that is freed is given out again for the next of its size.
 */
export class Pool {
  readonly #backing: Backing;
  readonly #freed = new Map<number, number[]>();
  #top = 0;
  #live = 0;

  constructor(backing: Backing) {
    this.#backing = backing;
  }

  /** The words themselves. Read it anew after anything that may allocate. */
  get words(): Uint32Array {
    return this.#backing.words;
  }

  /** Bytes given out and not freed. */
  get bytes(): number {
    return this.#live * 4;
  }

  /** Bytes up to the highest word ever given out: what the blocks need with the holes between them. */
  get extent(): number {
    return this.#top * 4;
  }

  alloc(count: number): number {
    this.#live += count;
    const again = this.#freed.get(count)?.pop();
    if (again !== undefined) return again;
    const at = this.#top;
    this.#reach(at + count);
    return at;
  }

  free(at: number, count: number): void {
    this.words.fill(0, at, at + count);
    this.#live -= count;
    if (at + count === this.#top) {
      this.#top = at;
      return;
    }
    const freed = this.#freed.get(count);
    if (freed) freed.push(at);
    else this.#freed.set(count, [at]);
  }

  /** Makes a block longer or shorter, in place where it is the last; answers where it is now. */
  resize(at: number, from: number, to: number): number {
    if (from === to) return at;
    if (at + from !== this.#top) return this.#move(at, from, to);
    this.#live += to - from;
    if (to < from) this.words.fill(0, at + to, at + from);
    this.#reach(at + to);
    return at;
  }

  /** Pages of which a word is not zero. */
  touchedPages(): number {
    const { words } = this;
    let pages = 0;
    for (let first = 0; first < this.#top; first += PAGE_WORDS) {
      const end = Math.min(this.#top, first + PAGE_WORDS);
      let at = first;
      while (at < end && words[at] === 0) at++;
      if (at < end) pages++;
    }
    return pages;
  }

  #reach(top: number): void {
    this.#top = top;
    this.#backing.grow(top);
  }

  #move(at: number, from: number, to: number): number {
    const moved = this.alloc(to);
    this.words.copyWithin(moved, at, at + Math.min(from, to));
    this.free(at, from);
    return moved;
  }
}
