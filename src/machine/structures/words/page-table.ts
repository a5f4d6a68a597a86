import type { RunSet } from '../../units/run-set.ts';
import { busHigh, busLow, slotOf } from './addresses.ts';
import { access, hex64, table } from './explain.ts';
import { pageTableFormula } from './formulas.ts';
import { type Access, type Formula, type Level, type Options, Structure } from './structure.ts';

const ENTRIES = 1024;
const TABLE_WORDS = 2 * ENTRIES;
const LEVELS = 4;
/** Read and write allowed, in the two lowest bits: an entry without is no entry. */
const VALID = 3;

/**
 * A page table of four levels over pages of 16 MiB, like the tables that a TCE unit walks: entries of 8 bytes whose
 * low bits say that they hold. 40 bits of a section in four times 10, tables of 8 KiB, the root always there; a table
 * left empty is freed. The split is ours.
 */
export class PageTable extends Structure {
  readonly id = 'page-table';
  #tables = 1;

  constructor(options: Options) {
    super(options);
    this.pool.alloc(TABLE_WORDS);
  }

  override lookup(section: number): number {
    const { words } = this.pool;
    let at = 0;
    for (let level = LEVELS - 1; level > 0; level--) {
      const entry = words[at + 2 * digit(section, level)] as number;
      if ((entry & VALID) === 0) return -1;
      at = entry >>> 2;
    }
    const item = at + 2 * (section % ENTRIES);
    const low = words[item] as number;
    return (low & VALID) === 0 ? -1 : slotOf(low, words[item + 1] as number);
  }

  override trace(section: number): readonly Access[] {
    const steps: Access[] = [];
    const { words } = this.pool;
    let at = 0;
    for (let level = LEVELS - 1; level >= 0; level--) {
      const entry = digit(section, level);
      const word = at + 2 * entry;
      const low = words[word] as number;
      const isValid = (low & VALID) !== 0;
      const means =
        level === 0 ? 'valid: the bus address, less the offset' : 'valid: a pointer to a table';
      const value = hex64(low, words[word + 1] as number);
      steps.push(
        access(`level ${LEVELS - level}`, entry, word * 4, 8, value, isValid ? means : 'not valid'),
      );
      if (!isValid) break;
      at = low >>> 2;
    }
    return steps;
  }

  override formula(): Formula {
    return pageTableFormula(this.#tables);
  }

  override picture(): readonly Level[] {
    const levels: Level[] = [];
    let tables = [0];
    for (let level = 1; level <= LEVELS; level++) {
      const drawn = tables.map((at) => table(this.pool.words, at, ENTRIES, 2));
      levels.push({ name: `level ${level}`, entryBytes: 8, tables: drawn });
      if (level < LEVELS) tables = tables.flatMap((at) => this.#children(at));
    }
    return levels;
  }

  override parameters(): readonly number[] {
    return [];
  }

  protected override fill(sections: RunSet): number {
    for (const [start, end] of sections)
      for (let section = start; section < end; section++) this.#touch(section);
    return this.#renumber(0, LEVELS, 0);
  }

  protected override insert(section: number): boolean {
    if (this.lookup(section) >= 0) return false;
    this.#touch(section);
    this.#renumber(0, LEVELS, 0);
    return true;
  }

  protected override delete(section: number): boolean {
    if (this.lookup(section) < 0) return false;
    const path = [0];
    for (let level = LEVELS - 1; level > 0; level--)
      path.push(this.#child((path.at(-1) as number) + 2 * digit(section, level)));
    for (let level = 0; level < LEVELS; level++) {
      const at = path[LEVELS - 1 - level] as number;
      const { words } = this.pool;
      words.fill(0, at + 2 * digit(section, level), at + 2 * digit(section, level) + 2);
      if (at === 0 || words.subarray(at, at + TABLE_WORDS).some((w) => w !== 0)) break;
      this.pool.free(at, TABLE_WORDS);
      this.#tables -= 1;
    }
    this.#renumber(0, LEVELS, 0);
    return true;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const low = queries[2 * i] as number;
      const high = queries[2 * i + 1] as number;
      const first = words[2 * (high >>> 22)] as number;
      const second =
        first === 0 ? 0 : (words[(first >>> 2) + 2 * ((high >>> 12) & 1023)] as number);
      const third =
        second === 0 ? 0 : (words[(second >>> 2) + 2 * ((high >>> 2) & 1023)] as number);
      let slot = 0;
      if (third !== 0) {
        const item = (third >>> 2) + 2 * (((high & 3) << 8) | (low >>> 24));
        const bus = words[item] as number;
        if ((bus & VALID) !== 0) slot = slotOf(bus, words[item + 1] as number) + 1;
      }
      out[i] = slot;
    }
  }

  #child(word: number): number {
    return (this.pool.words[word] as number) >>> 2;
  }

  #children(at: number): number[] {
    const found: number[] = [];
    for (let i = at; i < at + TABLE_WORDS; i += 2) {
      const child = this.#child(i);
      if (child !== 0) found.push(child);
    }
    return found;
  }

  #touch(section: number): void {
    let at = 0;
    for (let level = LEVELS - 1; level > 0; level--) {
      const word = at + 2 * digit(section, level);
      if (this.pool.words[word] === 0) {
        const child = this.pool.alloc(TABLE_WORDS);
        this.pool.words[word] = child * 4 + VALID;
        this.#tables += 1;
      }
      at = this.#child(word);
    }
    this.pool.words[at + 2 * (section % ENTRIES)] = VALID;
  }

  #renumber(at: number, levels: number, first: number): number {
    const { words } = this.pool;
    let slot = first;
    for (let i = at; i < at + TABLE_WORDS; i += 2) {
      if (words[i] === 0) continue;
      if (levels > 1) slot = this.#renumber(this.#child(i), levels - 1, slot);
      else {
        words[i] = busLow(slot) | VALID;
        words[i + 1] = busHigh(slot++);
      }
    }
    return slot;
  }
}

const digit = (section: number, level: number): number =>
  Math.floor(section / ENTRIES ** level) % ENTRIES;
