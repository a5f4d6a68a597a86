import type { RunSet } from '../../units/run-set.ts';
import { access, hex64, usedEntries } from './explain.ts';
import { vmemmapFormula } from './formulas.ts';
import { type Access, type Formula, type Level, type Options, Structure } from './structure.ts';
import { WideArray } from './wide-array.ts';

/**
 * A map in the manner of SPARSEMEM_VMEMMAP, where the position is the number and nothing is looked up (pfn_to_page
 * is base + pfn): the bus address is 2^63 + the physical one, and a bit for each section up to the highest says
 * whether it is mapped. Needs no numbering, but its bus space is as sparse as the memory. Ours; what the kernel's own
 * memmap costs stands in kernel-memory.ts.
 */
export class Vmemmap extends Structure {
  readonly id = 'vmemmap';
  override readonly identity = true;
  readonly #bits: WideArray;
  /** Sections that the bitmap covers: highest + 1. */
  #covered = 0;

  constructor(options: Options) {
    super(options);
    this.#bits = new WideArray(this.pool, options.wholeBytes);
  }

  override get whole(): boolean {
    return this.#bits.whole;
  }

  override lookup(section: number): number {
    if (section >= this.#covered) return -1;
    const word = this.#bits.get(Math.floor(section / 32));
    return (word >>> (section % 32)) & 1 ? section : -1;
  }

  override trace(section: number): readonly Access[] {
    if (section >= this.#covered) return [];
    const entry = Math.floor(section / 64);
    const value = hex64(this.#bits.get(2 * entry), this.#bits.get(2 * entry + 1));
    const bit = `bit ${section % 64}`;
    const means =
      this.lookup(section) < 0
        ? `${bit} is clear: not mapped`
        : `${bit} is set: 2^63 + the address`;
    return [access('bitmap', entry, 8 * entry, 8, value, means)];
  }

  override formula(): Formula {
    return vmemmapFormula(this.#covered);
  }

  override picture(): readonly Level[] {
    const tables = this.#bits.stretches().map(({ first, at, words }) => ({
      byte: first * 4,
      entries: words / 2,
      used: usedEntries(this.pool.words, at, words / 2, 2),
    }));
    const reserved = this.whole ? {} : { reserved: this.#bits.words / 2 };
    return [{ name: 'bitmap', entryBytes: 8, tables, ...reserved }];
  }

  /** Over nothing there is no last address. */
  override parameters(): readonly number[] | null {
    return this.#covered === 0 ? null : [this.#covered];
  }

  protected override fill(sections: RunSet): number {
    this.#cover((sections.max ?? -1) + 1);
    for (const [start, end] of sections)
      for (let section = start; section < end; section++) this.#toggle(section);
    return sections.size;
  }

  protected override insert(section: number): boolean {
    if (this.lookup(section) >= 0) return false;
    if (section >= this.#covered) this.#cover(section + 1);
    this.#toggle(section);
    return true;
  }

  protected override delete(section: number): boolean {
    if (this.lookup(section) < 0) return false;
    this.#toggle(section);
    if (section === this.#covered - 1) this.#cover(this.#highest() + 1);
    return true;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const { at } = this.#bits;
    const covered = this.#covered;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const low = queries[2 * i] as number;
      const high = queries[2 * i + 1] as number;
      const isInside = high * 256 + (low >>> 24) < covered;
      const word = isInside ? (words[at + high * 8 + (low >>> 29)] as number) : 0;
      out[i] = (word >>> ((low >>> 24) & 31)) & 1;
    }
  }

  #cover(sections: number): void {
    this.#bits.resize(2 * Math.ceil(sections / 64));
    this.#covered = sections;
  }

  #toggle(section: number): void {
    const word = Math.floor(section / 32);
    this.#bits.set(word, (this.#bits.get(word) ^ (1 << (section % 32))) >>> 0);
  }

  /** -1 if none is mapped. */
  #highest(): number {
    for (const { first, at, words } of this.#bits.stretches().toReversed())
      for (let i = words - 1; i >= 0; i--) {
        const bits = this.pool.words[at + i] as number;
        if (bits !== 0) return (first + i) * 32 + 31 - Math.clz32(bits);
      }
    return -1;
  }
}
