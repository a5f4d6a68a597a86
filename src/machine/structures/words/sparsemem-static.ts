import type { RunSet } from '../../units/run-set.ts';
import { busHigh, busLow, slotOf } from './addresses.ts';
import { access, hex64, usedEntries } from './explain.ts';
import { staticFormula } from './formulas.ts';
import { PRESENT, RECORD_BYTES, RECORD_WORDS, recordsOf } from './sparsemem.ts';
import { type Access, type Formula, type Level, type Options, Structure } from './structure.ts';
import { WideArray } from './wide-array.ts';

/**
 * SPARSEMEM_STATIC: one array with a `struct mem_section` for every section that the physical bits allow. As a bus
 * map (our what-if) the second word of the record holds the bus address, where the kernel keeps a pointer to the
 * section's usage.
 */
export class SparsememStatic extends Structure {
  readonly id = 'sparsemem-static';
  readonly #records: number;
  readonly #array: WideArray;

  constructor(options: Options) {
    super(options);
    this.#records = recordsOf(options);
    this.#array = new WideArray(this.pool, options.wholeBytes);
    this.#array.resize(RECORD_WORDS * this.#records);
  }

  override get whole(): boolean {
    return this.#array.whole;
  }

  override lookup(section: number): number {
    if (section >= this.#records) return -1;
    const word = RECORD_WORDS * section;
    if ((this.#array.get(word) & 1) === 0) return -1;
    return slotOf(this.#array.get(word + 2), this.#array.get(word + 3));
  }

  override trace(section: number): readonly Access[] {
    if (section >= this.#records) return [];
    const word = RECORD_WORDS * section;
    const flags = this.#array.get(word);
    const means = (flags & 1) === 0 ? 'not present' : 'present, has a memmap';
    const first = access(
      'records',
      section,
      word * 4,
      8,
      hex64(flags, this.#array.get(word + 1)),
      means,
    );
    if ((flags & 1) === 0) return [first];
    const bus = hex64(this.#array.get(word + 2), this.#array.get(word + 3));
    return [
      first,
      access('records', section, word * 4 + 8, 8, bus, 'the bus address, less the offset'),
    ];
  }

  override formula(): Formula {
    return staticFormula(this.#records);
  }

  override picture(): readonly Level[] {
    const tables = this.#array.stretches().map(({ first, at, words }) => ({
      byte: first * 4,
      entries: words / RECORD_WORDS,
      used: usedEntries(this.pool.words, at, words / RECORD_WORDS, RECORD_WORDS),
    }));
    const reserved = this.whole ? {} : { reserved: this.#records };
    return [{ name: 'records', entryBytes: RECORD_BYTES, tables, ...reserved }];
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
    for (const i of [3, 2, 0]) this.#array.set(RECORD_WORDS * section + i, 0);
    this.#renumber();
    return true;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const { at } = this.#array;
    const records = this.#records;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const low = queries[2 * i] as number;
      const section = (queries[2 * i + 1] as number) * 256 + (low >>> 24);
      let slot = 0;
      if (section < records) {
        const record = at + RECORD_WORDS * section;
        if (((words[record] as number) & 1) !== 0)
          slot = slotOf(words[record + 2] as number, words[record + 3] as number) + 1;
      }
      out[i] = slot;
    }
  }

  #set(section: number, slot: number): void {
    const word = RECORD_WORDS * section;
    this.#array.set(word, PRESENT);
    this.#array.set(word + 2, busLow(slot));
    this.#array.set(word + 3, busHigh(slot));
  }

  #renumber(): void {
    const { words } = this.pool;
    let slot = 0;
    for (const { at, words: count } of this.#array.stretches())
      for (let i = at; i < at + count; i += RECORD_WORDS)
        if (words[i] !== 0) {
          words[i + 2] = busLow(slot);
          words[i + 3] = busHigh(slot++);
        }
  }
}
