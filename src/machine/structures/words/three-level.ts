import type { RunSet } from '../../units/run-set.ts';
import { MAP_ENTRIES, TABLE_BYTES } from '../map-entries.ts';
import type { Tables } from '../three-level.ts';
import { busHigh, busLow, slotOf } from './addresses.ts';
import { access, hex64, table } from './explain.ts';
import { threeLevelFormula } from './formulas.ts';
import { type Access, type Formula, type Level, Structure } from './structure.ts';

const TABLE_WORDS = TABLE_BYTES / 4;
/** Sections that the three indices tell apart; bit 39 of a section number is masked off. */
const INDEX_END = 2 ** 39;

/** The entry of each level for a section. */
const split = (section: number): { top: number; dir: number; entry: number } => {
  const index = section % INDEX_END;
  return {
    top: Math.floor(index / 2 ** 26),
    dir: Math.floor(index / 2 ** 13) % MAP_ENTRIES,
    entry: index % MAP_ENTRIES,
  };
};

/**
 * The three-level table of the eHEA driver, as it lies in memory: `ehea_bmap`, `ehea_top_bmap` and `ehea_dir_bmap`
 * (drivers/net/ehea/ehea.h, Linux 2.6.28 to 7.1.5), tables of 8,192 pointers or u64, every level tested for null.
 * Pointers are bytes from the start of the pool; the root stands at 0, where nothing points.
 *
 * Every add and remove ends in a pass over all tables that renumbers all entries (ehea_rebuild_busmap). A dir found
 * empty goes in that pass; a top goes only if it held no dir when the pass reached it, which is one pass later.
 */
export class ThreeLevelTables extends Structure {
  readonly id = 'three-level';
  #root = false;
  #tops = 0;
  #dirs = 0;

  get tables(): Tables {
    return { root: this.#root ? 1 : 0, top: this.#tops, dir: this.#dirs };
  }

  override lookup(section: number): number {
    const { top, dir, entry } = split(section);
    const { words } = this.pool;
    const topAt = (words[2 * top] as number) >>> 2;
    if (topAt === 0) return -1;
    const dirAt = (words[topAt + 2 * dir] as number) >>> 2;
    if (dirAt === 0) return -1;
    const at = dirAt + 2 * entry;
    const high = words[at + 1] as number;
    return high === 0 ? -1 : slotOf(words[at] as number, high);
  }

  override trace(section: number): readonly Access[] {
    if (!this.#root) return [];
    const { top, dir, entry } = split(section);
    const { words } = this.pool;
    const steps: Access[] = [];
    const read = (name: string, from: number, index: number, means: string): number => {
      const at = from / 4 + 2 * index;
      const low = words[at] as number;
      const value = hex64(low, words[at + 1] as number);
      const answer = low === 0 && words[at + 1] === 0 ? 'not mapped' : means;
      steps.push(access(name, index, at * 4, 8, value, answer));
      return low;
    };
    const topAt = read('root', 0, top, 'a pointer to a top table');
    if (topAt === 0) return steps;
    const dirAt = read('top', topAt, dir, 'a pointer to a dir table');
    if (dirAt !== 0) read('dir', dirAt, entry, 'the bus address, less the offset');
    return steps;
  }

  override formula(): Formula {
    return threeLevelFormula(this.tables);
  }

  override picture(): readonly Level[] {
    if (!this.#root) return [];
    const { words } = this.pool;
    const drawn = (at: number) => table(words, at, MAP_ENTRIES, 2);
    const tops = this.#children(0);
    const dirs = tops.flatMap((top) => this.#children(top));
    return [
      { name: 'root', entryBytes: 8, tables: [drawn(0)] },
      { name: 'top', entryBytes: 8, tables: tops.map(drawn) },
      { name: 'dir', entryBytes: 8, tables: dirs.map(drawn) },
    ];
  }

  override parameters(): readonly number[] {
    return [];
  }

  protected override fill(sections: RunSet): number {
    for (const [start, end] of sections)
      for (let section = start; section < end; section++) this.#touch(section);
    return this.#renumber();
  }

  protected override insert(section: number): boolean {
    const isNew = this.lookup(section) < 0;
    this.#touch(section);
    this.#renumber();
    return isNew;
  }

  /** The driver has a root after a remove too, and its pass over the tables also where nothing was mapped. */
  protected override delete(section: number): boolean {
    const wasThere = this.lookup(section) >= 0;
    this.#ensureRoot();
    if (wasThere) {
      const { top, dir, entry } = split(section);
      const { words } = this.pool;
      const dirAt = (words[((words[2 * top] as number) >>> 2) + 2 * dir] as number) >>> 2;
      words.fill(0, dirAt + 2 * entry, dirAt + 2 * entry + 2);
    }
    this.#renumber();
    return wasThere;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const low = queries[2 * i] as number;
      const high = queries[2 * i + 1] as number;
      let slot = 0;
      const top = (words[2 * ((high >>> 18) & 8191)] as number) >>> 2;
      if (top !== 0) {
        const dir = (words[top + 2 * ((high >>> 5) & 8191)] as number) >>> 2;
        if (dir !== 0) {
          const at = dir + 2 * (((high & 31) << 8) | (low >>> 24));
          const bus = words[at + 1] as number;
          if (bus !== 0) slot = (((bus & 0x7fffffff) << 8) | ((words[at] as number) >>> 24)) + 1;
        }
      }
      out[i] = slot;
    }
  }

  #ensureRoot(): void {
    if (!this.#root) this.pool.alloc(TABLE_WORDS);
    this.#root = true;
  }

  /** Sets the entry to the flag value 1 with tables as needed; the pass that follows numbers it. */
  #touch(section: number): void {
    const { top, dir, entry } = split(section);
    this.#ensureRoot();
    if (this.pool.words[2 * top] === 0) {
      const at = this.pool.alloc(TABLE_WORDS);
      this.pool.words[2 * top] = at * 4;
      this.#tops += 1;
    }
    const slotOfDir = ((this.pool.words[2 * top] as number) >>> 2) + 2 * dir;
    if (this.pool.words[slotOfDir] === 0) {
      const at = this.pool.alloc(TABLE_WORDS);
      this.pool.words[slotOfDir] = at * 4;
      this.#dirs += 1;
    }
    this.pool.words[((this.pool.words[slotOfDir] as number) >>> 2) + 2 * entry] = 1;
  }

  /** Tables that a table of pointers leads to, as words of the pool. */
  #children(at: number): number[] {
    const found: number[] = [];
    for (let i = 0; i < MAP_ENTRIES; i++) {
      const pointer = this.pool.words[at + 2 * i] as number;
      if (pointer !== 0) found.push(pointer >>> 2);
    }
    return found;
  }

  /** ehea_rebuild_busmap; answers how many entries it gave a slot. */
  #renumber(): number {
    if (!this.#root) return 0;
    const { words } = this.pool;
    let slot = 0;
    for (let top = 0; top < 2 * MAP_ENTRIES; top += 2) {
      const topAt = (words[top] as number) >>> 2;
      if (topAt === 0) continue;
      let heldDir = false;
      for (let dir = topAt; dir < topAt + TABLE_WORDS; dir += 2) {
        const dirAt = (words[dir] as number) >>> 2;
        if (dirAt === 0) continue;
        heldDir = true;
        const next = renumberDir(words, dirAt, slot);
        if (next === slot) this.#freeDir(dir, dirAt);
        slot = next;
      }
      if (!heldDir) this.#freeTop(top, topAt);
    }
    return slot;
  }

  #freeDir(entry: number, at: number): void {
    this.pool.words[entry] = 0;
    this.pool.free(at, TABLE_WORDS);
    this.#dirs -= 1;
  }

  #freeTop(entry: number, at: number): void {
    this.pool.words[entry] = 0;
    this.pool.free(at, TABLE_WORDS);
    this.#tops -= 1;
  }
}

/** Gives the entries of a dir that are not zero the next slots; answers the slot after them. */
function renumberDir(words: Uint32Array, at: number, first: number): number {
  let slot = first;
  for (let i = at; i < at + TABLE_WORDS; i += 2) {
    if (words[i] === 0 && words[i + 1] === 0) continue;
    words[i] = busLow(slot);
    words[i + 1] = busHigh(slot++);
  }
  return slot;
}
