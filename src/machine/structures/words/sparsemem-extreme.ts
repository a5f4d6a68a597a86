import type { RunSet } from '../../units/run-set.ts';
import { busHigh, busLow, slotOf } from './addresses.ts';
import { access, hex, hex64, table, usedEntries } from './explain.ts';
import { extremeFormula } from './formulas.ts';
import { PRESENT, RECORD_WORDS, recordsOf, rootShift, rootsOf } from './sparsemem.ts';
import { type Access, type Formula, type Level, type Options, Structure } from './structure.ts';
import { WideArray } from './wide-array.ts';

/**
 * SPARSEMEM_EXTREME: an array of pointers to pages of `struct mem_section`, a page for each root that ever held a
 * present section; nothing frees one. As a bus map (our what-if) the second word of a record holds the bus address.
 */
export class SparsememExtreme extends Structure {
  readonly id = 'sparsemem-extreme';
  readonly #records: number;
  readonly #perRoot: number;
  readonly #pageWords: number;
  readonly #roots: WideArray;
  #pages = 0;

  constructor(options: Options) {
    super(options);
    this.#records = recordsOf(options);
    this.#perRoot = 2 ** rootShift(options.pageSize);
    this.#pageWords = options.pageSize / 4;
    this.#roots = new WideArray(this.pool, options.wholeBytes);
    this.#roots.resize(2 * rootsOf(options));
    // Nothing may stand at 0, which is no pointer.
    if (!this.whole) this.pool.alloc(this.#pageWords);
  }

  override get whole(): boolean {
    return this.#roots.whole;
  }

  override lookup(section: number): number {
    const record = this.#record(section);
    const { words } = this.pool;
    if (record === 0 || ((words[record] as number) & 1) === 0) return -1;
    return slotOf(words[record + 2] as number, words[record + 3] as number);
  }

  override trace(section: number): readonly Access[] {
    if (section >= this.#records) return [];
    const root = Math.floor(section / this.#perRoot);
    const record = this.#record(section);
    const pointer = this.#roots.get(2 * root);
    const means = pointer === 0 ? 'no page: not present' : 'a pointer to a page of records';
    const steps = [access('roots', root, 8 * root, 8, hex(pointer), means)];
    if (record === 0) return steps;
    const { words } = this.pool;
    const entry = section % this.#perRoot;
    const isPresent = ((words[record] as number) & 1) !== 0;
    const flags = hex64(words[record] as number, words[record + 1] as number);
    steps.push(
      access('records', entry, record * 4, 8, flags, isPresent ? 'present' : 'not present'),
    );
    const bus = hex64(words[record + 2] as number, words[record + 3] as number);
    if (isPresent)
      steps.push(
        access('records', entry, record * 4 + 8, 8, bus, 'the bus address, less the offset'),
      );
    return steps;
  }

  override formula(): Formula {
    return extremeFormula(rootsOf(this.options), this.#pages, this.options.pageSize);
  }

  override picture(): readonly Level[] {
    const { words } = this.pool;
    const stretches = this.#roots.stretches();
    const roots = stretches.map(({ first, at, words: count }) => ({
      byte: first * 4,
      entries: count / 2,
      used: usedEntries(words, at, count / 2, 2),
    }));
    const reserved = this.whole ? {} : { reserved: rootsOf(this.options) };
    const pages = this.#pointers().map((at) => table(words, at, this.#perRoot, RECORD_WORDS));
    return [
      { name: 'roots', entryBytes: 8, tables: roots, ...reserved },
      { name: 'records', entryBytes: 16, tables: pages },
    ];
  }

  /** One for each size of a page: a shift that is a constant costs nothing. */
  override get batchName(): string {
    return this.options.pageSize === 65_536 ? 'sparsemem-extreme-64k' : this.id;
  }

  override parameters(): readonly number[] {
    return [this.#records];
  }

  protected override fill(sections: RunSet): number {
    let slot = 0;
    for (const [start, end] of sections.clip(0, this.#records))
      for (let section = start; section < end; section++) this.#set(section, slot++);
    return slot;
  }

  protected override insert(section: number): boolean {
    if (section >= this.#records || this.lookup(section) >= 0) return false;
    this.#set(section, 0);
    this.#renumber();
    return true;
  }

  protected override delete(section: number): boolean {
    if (this.lookup(section) < 0) return false;
    const record = this.#record(section);
    this.pool.words.fill(0, record, record + RECORD_WORDS);
    this.#renumber();
    return true;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const { at } = this.#roots;
    const records = this.#records;
    const perRoot = this.#perRoot;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const low = queries[2 * i] as number;
      const section = (queries[2 * i + 1] as number) * 256 + (low >>> 24);
      let slot = 0;
      if (section < records) {
        const page = (words[at + 2 * Math.floor(section / perRoot)] as number) >>> 2;
        const record = page + RECORD_WORDS * (section % perRoot);
        if (page !== 0 && ((words[record] as number) & 1) !== 0)
          slot = slotOf(words[record + 2] as number, words[record + 3] as number) + 1;
      }
      out[i] = slot;
    }
  }

  /** The record of a section as a word of the pool, 0 if its page is not there. */
  #record(section: number): number {
    if (section >= this.#records) return 0;
    const page = this.#roots.get(2 * Math.floor(section / this.#perRoot)) >>> 2;
    return page === 0 ? 0 : page + RECORD_WORDS * (section % this.#perRoot);
  }

  #set(section: number, slot: number): void {
    if (this.#record(section) === 0) {
      const at = this.pool.alloc(this.#pageWords);
      this.#roots.set(2 * Math.floor(section / this.#perRoot), at * 4);
      this.#pages += 1;
    }
    const record = this.#record(section);
    this.pool.words[record] = PRESENT;
    this.pool.words[record + 2] = busLow(slot);
    this.pool.words[record + 3] = busHigh(slot);
  }

  /** The pages of records in the order of their sections. */
  #pointers(): number[] {
    const found: number[] = [];
    for (const { at, words: count } of this.#roots.stretches())
      for (let i = at; i < at + count; i += 2) {
        const pointer = this.pool.words[i] as number;
        if (pointer !== 0) found.push(pointer >>> 2);
      }
    return found;
  }

  #renumber(): void {
    const { words } = this.pool;
    let slot = 0;
    for (const page of this.#pointers())
      for (let i = page; i < page + this.#pageWords; i += RECORD_WORDS)
        if (words[i] !== 0) {
          words[i + 2] = busLow(slot);
          words[i + 3] = busHigh(slot++);
        }
  }
}
