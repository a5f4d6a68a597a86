import { PAGE_WORDS, type Pool } from './pool.ts';

/** A stretch of a wide array that is held. */
export interface Stretch {
  /** The array's word it begins with. */
  readonly first: number;
  /** Where that stands in the pool. */
  readonly at: number;
  readonly words: number;
}

/**
 * An array of words as long as its formula says, like one an operating system hands out lazily: up to a limit it
 * stands whole in the pool, beyond it only the pages that hold something do.
 */
export class WideArray {
  readonly #pool: Pool;
  readonly #wholeWords: number;
  readonly #pages = new Map<number, number>();
  #at = 0;
  #words = 0;

  constructor(pool: Pool, wholeBytes: number) {
    this.#pool = pool;
    this.#wholeWords = Math.floor(wholeBytes / 4);
  }

  get whole(): boolean {
    return this.#words <= this.#wholeWords;
  }

  get words(): number {
    return this.#words;
  }

  /** The array's first word in the pool, where it is whole. */
  get at(): number {
    return this.#at;
  }

  get(word: number): number {
    if (this.whole) return this.#pool.words[this.#at + word] as number;
    const page = this.#pages.get(Math.floor(word / PAGE_WORDS));
    return page === undefined ? 0 : (this.#pool.words[page + (word % PAGE_WORDS)] as number);
  }

  set(word: number, value: number): void {
    if (this.whole) this.#pool.words[this.#at + word] = value;
    else this.#setPaged(word, value);
  }

  /** What is held, ascending: one stretch where it is whole, else page by page. */
  stretches(): readonly Stretch[] {
    if (this.whole) return [{ first: 0, at: this.#at, words: this.#words }];
    return [...this.#pages]
      .sort(([a], [b]) => a - b)
      .map(([page, at]) => ({ first: page * PAGE_WORDS, at, words: PAGE_WORDS }));
  }

  /** Another length; what lies beyond a shorter one must be zero. */
  resize(words: number): void {
    const wasWhole = this.whole;
    const isWhole = words <= this.#wholeWords;
    if (wasWhole && isWhole) this.#at = this.#pool.resize(this.#at, this.#words, words);
    this.#words = wasWhole === isWhole ? words : this.#turn(wasWhole, words);
  }

  #setPaged(word: number, value: number): void {
    const page = Math.floor(word / PAGE_WORDS);
    let at = this.#pages.get(page);
    if (at === undefined) {
      if (value === 0) return;
      at = this.#pool.alloc(PAGE_WORDS);
      this.#pages.set(page, at);
    }
    this.#pool.words[at + (word % PAGE_WORDS)] = value;
    if (value === 0) this.#dropIfEmpty(page, at);
  }

  #dropIfEmpty(page: number, at: number): void {
    for (let i = at; i < at + PAGE_WORDS; i++) if (this.#pool.words[i] !== 0) return;
    this.#pool.free(at, PAGE_WORDS);
    this.#pages.delete(page);
  }

  /** From whole to paged or back, by way of what is in it. */
  #turn(wasWhole: boolean, words: number): number {
    const held: [number, number][] = [];
    for (const { first, at, words: count } of this.stretches())
      for (let i = 0; i < count; i++) {
        const value = this.#pool.words[at + i] as number;
        if (value !== 0) held.push([first + i, value]);
      }
    if (wasWhole) this.#pool.free(this.#at, this.#words);
    else for (const at of this.#pages.values()) this.#pool.free(at, PAGE_WORDS);
    this.#pages.clear();
    this.#words = words;
    this.#at = wasWhole ? 0 : this.#pool.alloc(words);
    for (const [word, value] of held) this.set(word, value);
    return words;
  }
}
