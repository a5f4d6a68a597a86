import type { RunSet } from '../../units/run-set.ts';
import { busHigh, busLow, slotOf } from './addresses.ts';
import { access, hex64, usedEntries } from './explain.ts';
import { flatFormula } from './formulas.ts';
import { type Access, type Formula, type Level, type Options, Structure } from './structure.ts';
import { WideArray } from './wide-array.ts';

/**
 * The flat array of 2007 (`struct ehea_busmap`, drivers/net/ehea/ehea.h and ehea_qmr.c, Linux 2.6.24): one u64 for
 * each section up to the highest; 0, or the section's bus address.
 */
export class Flat extends Structure {
  readonly id = 'flat';
  readonly #array: WideArray;
  #entries = 0;

  constructor(options: Options) {
    super(options);
    this.#array = new WideArray(this.pool, options.wholeBytes);
    this.#resize(1);
  }

  override get whole(): boolean {
    return this.#array.whole;
  }

  override lookup(section: number): number {
    if (section >= this.#entries) return -1;
    const high = this.#array.get(2 * section + 1);
    return high === 0 ? -1 : slotOf(this.#array.get(2 * section), high);
  }

  override trace(section: number): readonly Access[] {
    if (section >= this.#entries) return [];
    const low = this.#array.get(2 * section);
    const high = this.#array.get(2 * section + 1);
    const means = high === 0 ? 'not mapped' : 'the bus address, less the offset';
    return [access('array', section, 8 * section, 8, hex64(low, high), means)];
  }

  override formula(): Formula {
    return flatFormula(this.#entries);
  }

  override picture(): readonly Level[] {
    const tables = this.#array.stretches().map(({ first, at, words }) => ({
      byte: first * 4,
      entries: words / 2,
      used: usedEntries(this.pool.words, at, words / 2, 2),
    }));
    const reserved = this.whole ? {} : { reserved: this.#entries };
    return [{ name: 'array', entryBytes: 8, tables, ...reserved }];
  }

  override parameters(): readonly number[] {
    return [this.#entries];
  }

  protected override fill(sections: RunSet): number {
    this.#resize((sections.max ?? 0) + 1);
    let slot = 0;
    for (const [start, end] of sections)
      for (let section = start; section < end; section++) this.#set(section, slot++);
    return slot;
  }

  protected override insert(section: number): boolean {
    if (this.lookup(section) >= 0) return false;
    if (section >= this.#entries) this.#resize(section + 1);
    this.#set(section, 0);
    this.#renumber();
    return true;
  }

  protected override delete(section: number): boolean {
    if (this.lookup(section) < 0) return false;
    this.#array.set(2 * section, 0);
    this.#array.set(2 * section + 1, 0);
    if (section === this.#entries - 1) this.#resize(this.#highest() + 1);
    this.#renumber();
    return true;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const at = this.#array.at;
    const entries = this.#entries;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const low = queries[2 * i] as number;
      const section = (queries[2 * i + 1] as number) * 256 + (low >>> 24);
      let slot = 0;
      if (section < entries) {
        const entry = at + 2 * section;
        const high = words[entry + 1] as number;
        if (high !== 0) slot = (((high & 0x7fffffff) << 8) | ((words[entry] as number) >>> 24)) + 1;
      }
      out[i] = slot;
    }
  }

  #resize(entries: number): void {
    this.#array.resize(2 * entries);
    this.#entries = entries;
  }

  #set(section: number, slot: number): void {
    this.#array.set(2 * section, busLow(slot));
    this.#array.set(2 * section + 1, busHigh(slot));
  }

  /** The highest section mapped, 0 if none is: where the scan of 2.6.24 starts. */
  #highest(): number {
    for (const { first, at, words } of this.#array.stretches().toReversed())
      for (let i = words - 1; i > 0; i -= 2)
        if (this.pool.words[at + i] !== 0) return (first + i - 1) / 2;
    return 0;
  }

  #renumber(): void {
    const { words } = this.pool;
    let slot = 0;
    for (const { at, words: count } of this.#array.stretches())
      for (let i = at; i < at + count; i += 2)
        if (words[i + 1] !== 0) {
          words[i] = busLow(slot);
          words[i + 1] = busHigh(slot++);
        }
  }
}
