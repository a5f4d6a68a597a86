import type { RunSet } from '../../units/run-set.ts';
import { signed } from './addresses.ts';
import { access, grouped, hex, INSTEAD, table, usedEntries } from './explain.ts';
import { rankBitmapFormula } from './formulas.ts';
import { LeafOrder, type Pieces, piecesFor } from './leaf-order.ts';
import {
  type Access,
  type Formula,
  type Level,
  type Options,
  SECTIONS,
  Structure,
  type TablePicture,
} from './structure.ts';

/** Words of a middle node: one for each leaf below. */
const MIDDLE = 8192;
/** The root covers all 40 bits of a section: 14 bits, where the driver's has 13. */
const ROOT = MIDDLE;
const ROOT_ENTRIES = 16_384;
/** Sections of a leaf, and its words: 256 times 32 bits of sections and how many are set up to their end. */
const LEAF_SECTIONS = 8192;
const LEAF = 512;

/** A leaf: in use are entries with a bit set; behind them others hold nothing but how many there were. */
function leafTable(words: Uint32Array, at: number): TablePicture {
  const entries = LEAF / 2;
  const bits = words.subarray(at, at + LEAF).filter((_, i) => i % 2 === 0);
  return {
    ...table(words, at, entries, 2),
    used: usedEntries(bits, 0, entries, 1),
    beside: usedEntries(words, at, entries, 2),
  };
}

/** What a rank bitmap over some sections is made of. */
export interface RankTables {
  /** Numbers of middles and of leaves. */
  readonly middles: RunSet;
  readonly leaves: RunSet;
  readonly pieces: Pieces;
}

export function rankTables(sections: RunSet): RankTables {
  const leaves = sections.coarsen(LEAF_SECTIONS);
  const middles = leaves.coarsen(MIDDLE);
  return { middles, leaves, pieces: rankPieces(middles.size, leaves.size) };
}

/** Bases and order of so many leaves: middles and root take their numbers too. */
export const rankPieces = (middles: number, leaves: number): Pieces =>
  piecesFor(leaves, (MIDDLE + ROOT_ENTRIES + middles * MIDDLE) / LEAF);

/**
 * The slot of a section is its rank among the mapped ones, so it need not be stored: one bit for each section, a
 * running count with every 32 of them (the same cache line), a base for each leaf. Adding a section changes the counts
 * behind it in its leaf and the bases of the leaves behind. Ours.
 *
 * The pool: the middle node that stands for those that are not there, whose first words are the leaf that is not there
 * either; the root; then middles, leaves, bases and order, all in multiples of a leaf. A leaf is named by its place in
 * leaves, by which its base is found; a middle by its byte.
 */
export class RankBitmap extends Structure {
  readonly id = 'rank-bitmap';
  readonly #order: LeafOrder;
  #middles = 0;
  #leaves = 0;

  constructor(options: Options) {
    super(options);
    this.pool.alloc(MIDDLE);
    this.pool.alloc(ROOT_ENTRIES);
    this.#order = new LeafOrder(this.pool);
  }

  override lookup(section: number): number {
    const { words } = this.pool;
    const leaf = this.#leaf(section);
    const at = leaf * LEAF + 2 * wordOf(section);
    const fromHere = (words[at] as number) >>> (section % 32);
    if ((fromHere & 1) === 0) return -1;
    return this.#order.base(leaf) + (words[at + 1] as number) - ones(fromHere);
  }

  /** How many mapped sections lie below this one, mapped or not. */
  below(section: number): number {
    if (section >= SECTIONS) return this.size;
    const leaf = this.#leaf(section);
    if (leaf === 0)
      return this.#order.below(Math.floor(section / LEAF_SECTIONS), (l) => this.#count(l));
    const { words } = this.pool;
    const at = leaf * LEAF + 2 * wordOf(section);
    const fromHere = (words[at] as number) >>> (section % 32);
    return this.#order.base(leaf) + (words[at + 1] as number) - ones(fromHere);
  }

  /** How many of [start, end) are mapped. */
  count(start: number, end: number): number {
    return end <= start ? 0 : this.below(end) - this.below(start);
  }

  /** Adds all of [start, end), 32 sections at a time, and renumbers once; answers how many were not there. */
  addRun(start: number, end: number): number {
    let added = 0;
    let last = -1;
    for (let at = start; at < end; at = (last + 1) * LEAF_SECTIONS) {
      last = Math.floor(at / LEAF_SECTIONS);
      const isNew = this.#leaf(at) === 0;
      const leaf = this.#ensureLeaf(at);
      // A new one begins where the one before it ends, which has grown already.
      if (!isNew) this.#order.setBase(leaf, this.#order.base(leaf) + added);
      added += this.#setRun(leaf, at - last * LEAF_SECTIONS, end - last * LEAF_SECTIONS, true);
    }
    this.#order.shiftAbove(last, added);
    this.resized(added);
    return added;
  }

  /** Removes all of [start, end) in the same way; answers how many were there. */
  removeRun(start: number, end: number): number {
    let removed = 0;
    const first = Math.floor(start / LEAF_SECTIONS);
    const last = Math.floor((end - 1) / LEAF_SECTIONS);
    for (const [key, leaf] of this.#order.between(first, last)) {
      const from = key * LEAF_SECTIONS;
      this.#order.setBase(leaf, this.#order.base(leaf) - removed);
      removed -= this.#setRun(leaf, Math.max(0, start - from), end - from, false);
      if (this.#count(leaf) === 0) this.#freeLeaf(from, leaf);
    }
    this.#order.shiftAbove(last, -removed);
    this.resized(-removed);
    return removed;
  }

  /** The section that has this slot; undefined if none does. */
  select(slot: number): number | undefined {
    if (slot < 0 || slot >= this.size) return undefined;
    const [key, leaf] = this.#order.holder(slot);
    const { words } = this.pool;
    let left = slot - this.#order.base(leaf);
    let at = leaf * LEAF;
    while ((words[at + 1] as number) <= left) at += 2;
    let bits = words[at] as number;
    left -= (words[at + 1] as number) - ones(bits);
    for (; left > 0; left--) bits &= bits - 1;
    return key * LEAF_SECTIONS + ((at % LEAF) / 2) * 32 + 31 - Math.clz32(bits & -bits);
  }

  override trace(section: number): readonly Access[] {
    const { words } = this.pool;
    const top = ROOT + topOf(section);
    const middle = words[top] as number;
    const dir = middle / 4 + dirOf(section);
    const leaf = words[dir] as number;
    const at = leaf * LEAF + 2 * wordOf(section);
    const bits = words[at] as number;
    const steps = [
      access(
        'root',
        topOf(section),
        top * 4,
        4,
        hex(middle),
        middle === 0 ? 'none: the empty middle' : 'a middle',
      ),
      access(
        'middle',
        dirOf(section),
        dir * 4,
        4,
        String(leaf),
        leaf === 0 ? 'none: the empty leaf' : 'a leaf',
      ),
    ];
    const fromHere = bits >>> (section % 32);
    const isMapped = (fromHere & 1) !== 0;
    const bit = `bit ${section % 32}`;
    const count = grouped(words[at + 1] as number);
    const means = isMapped
      ? `${bit} is set, with those above it ${ones(fromHere)}; ${count} in the leaf up to these 32`
      : `${bit} is clear: not mapped`;
    steps.push(access('leaf', wordOf(section), at * 4, 8, hex(bits), means));
    if (isMapped) {
      const base = this.#order.base(leaf);
      const sum = `slot ${grouped(base)} + ${count} - ${ones(fromHere)}`;
      steps.push(access('bases', leaf, (this.#order.basesAt + leaf) * 4, 4, grouped(base), sum));
    }
    return steps;
  }

  override formula(): Formula {
    return rankBitmapFormula(this.#middles, this.#leaves, this.#order.pieces);
  }

  override picture(): readonly Level[] {
    const { words } = this.pool;
    const middles = [...words.subarray(ROOT, ROOT + ROOT_ENTRIES)].filter((m) => m !== 0);
    return [
      { name: 'empty', entryBytes: 4, tables: [table(words, 0, MIDDLE, 1)], note: INSTEAD },
      { name: 'root', entryBytes: 4, tables: [table(words, ROOT, ROOT_ENTRIES, 1)] },
      { name: 'middle', entryBytes: 4, tables: middles.map((m) => table(words, m / 4, MIDDLE, 1)) },
      {
        name: 'leaf',
        entryBytes: 8,
        tables: this.#order.leaves().map((l) => leafTable(words, l * LEAF)),
        note: `${grouped(this.size)} ${this.size === 1 ? 'bit' : 'bits'} set; pale: a running count alone`,
      },
      ...this.#order.picture(),
    ];
  }

  override parameters(): readonly number[] {
    return [this.#order.basesAt * 4];
  }

  protected override fill(sections: RunSet): number {
    this.#order.reserve(rankTables(sections).pieces);
    const { bounds } = sections;
    for (let i = 0; i < bounds.length; i += 2) {
      const end = bounds[i + 1] as number;
      for (let at = bounds[i] as number; at < end; ) {
        const first = at % LEAF_SECTIONS;
        const count = Math.min(end - at, LEAF_SECTIONS - first);
        this.#setBits(this.#ensureLeaf(at), first, first + count);
        at += count;
      }
    }
    let slot = 0;
    for (const leaf of this.#order.leaves()) {
      this.#order.setBase(leaf, slot);
      slot += this.#countUp(leaf);
    }
    return slot;
  }

  protected override insert(section: number): boolean {
    if (this.lookup(section) >= 0) return false;
    this.#toggle(section, this.#ensureLeaf(section), 1);
    return true;
  }

  protected override delete(section: number): boolean {
    if (this.lookup(section) < 0) return false;
    const leaf = this.#leaf(section);
    this.#toggle(section, leaf, -1);
    if (this.#count(leaf) === 0) this.#freeLeaf(section, leaf);
    return true;
  }

  /** Four in one turn, as in the compact three-level table. */
  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const words = signed(this.pool.words);
    const asked = signed(queries);
    const found = signed(out);
    const bases = this.#order.basesAt;
    const count = asked.length >> 1;
    const turns = count & -4;
    for (let i = 0, q = 0; i < turns; i += 4, q += 8) {
      found[i] = slotFor(words, bases, asked[q] as number, asked[q + 1] as number);
      found[i + 1] = slotFor(words, bases, asked[q + 2] as number, asked[q + 3] as number);
      found[i + 2] = slotFor(words, bases, asked[q + 4] as number, asked[q + 5] as number);
      found[i + 3] = slotFor(words, bases, asked[q + 6] as number, asked[q + 7] as number);
    }
    for (let i = turns; i < count; i++)
      found[i] = slotFor(words, bases, asked[2 * i] as number, asked[2 * i + 1] as number);
  }

  /** The leaf over a section, 0 for the one that is not there. */
  #leaf(section: number): number {
    const { words } = this.pool;
    const middle = (words[ROOT + topOf(section)] as number) / 4;
    return words[middle + dirOf(section)] as number;
  }

  #ensureLeaf(section: number): number {
    const top = ROOT + topOf(section);
    if (this.pool.words[top] === 0) {
      const at = this.pool.alloc(MIDDLE);
      this.pool.words[top] = at * 4;
      this.#middles += 1;
    }
    const dir = (this.pool.words[top] as number) / 4 + dirOf(section);
    const leaf = this.pool.words[dir] as number;
    return leaf === 0 ? this.#newLeaf(section, dir) : leaf;
  }

  #newLeaf(section: number, dir: number): number {
    const leaf = this.pool.alloc(LEAF) / LEAF;
    this.pool.words[dir] = leaf;
    this.#leaves += 1;
    this.#order.enter(Math.floor(section / LEAF_SECTIONS), leaf, (l) => this.#count(l));
    return leaf;
  }

  #freeLeaf(section: number, leaf: number): void {
    const top = ROOT + topOf(section);
    const middle = (this.pool.words[top] as number) / 4;
    this.pool.words[middle + dirOf(section)] = 0;
    this.#order.leave(Math.floor(section / LEAF_SECTIONS), leaf);
    this.pool.free(leaf * LEAF, LEAF);
    this.#leaves -= 1;
    if (this.pool.words.subarray(middle, middle + MIDDLE).some((l) => l !== 0)) return;
    this.pool.words[top] = 0;
    this.pool.free(middle, MIDDLE);
    this.#middles -= 1;
  }

  #toggle(section: number, leaf: number, by: 1 | -1): void {
    const { words } = this.pool;
    const at = leaf * LEAF + 2 * wordOf(section);
    words[at] = (words[at] as number) ^ (1 << (section % 32));
    for (let i = at + 1; i < (leaf + 1) * LEAF; i += 2) words[i] = (words[i] as number) + by;
    this.#order.shiftAbove(Math.floor(section / LEAF_SECTIONS), by);
  }

  /** Sets or clears [first, end) of a leaf and counts on from there; answers how many more it holds, or fewer. */
  #setRun(leaf: number, first: number, end: number, on: boolean): number {
    const { words } = this.pool;
    let by = 0;
    for (let word = Math.floor(first / 32); word < LEAF / 2; word++) {
      const at = leaf * LEAF + 2 * word;
      if (32 * word < end) {
        const mask = bits(Math.max(0, first - 32 * word), end - 32 * word);
        const was = words[at] as number;
        words[at] = on ? was | mask : was & ~mask;
        by += ones(words[at] as number) - ones(was);
      }
      words[at + 1] = (words[at + 1] as number) + by;
    }
    return by;
  }

  #setBits(leaf: number, first: number, end: number): void {
    const { words } = this.pool;
    for (let at = first; at < end; at = (at | 31) + 1) {
      const word = leaf * LEAF + 2 * (at >>> 5);
      words[word] = (words[word] as number) | bits(at & 31, end - (at & ~31));
    }
  }

  /** Counts a leaf anew; answers how many sections it holds. */
  #countUp(leaf: number): number {
    const { words } = this.pool;
    let count = 0;
    for (let i = leaf * LEAF; i < (leaf + 1) * LEAF; i += 2) {
      count += ones(words[i] as number);
      words[i + 1] = count;
    }
    return count;
  }

  /** Sections of a leaf, from its last count. */
  #count(leaf: number): number {
    return this.pool.words[(leaf + 1) * LEAF - 1] as number;
  }
}

const topOf = (section: number): number => Math.floor(section / 2 ** 26);
const dirOf = (section: number): number => Math.floor(section / LEAF_SECTIONS) % MIDDLE;
const wordOf = (section: number): number => Math.floor((section % LEAF_SECTIONS) / 32);

/** Bits [from, to) of a word; `from` below 32, `to` above it and at or beyond the end of the word too. */
const bits = (from: number, to: number): number => (-1 << from) & (to < 32 ? ~(-1 << to) : -1);

/** How many bits are set in a word. */
function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The slot + 1 for the two words of an address, 0 for a miss. */
function slotFor(words: Int32Array, bases: number, low: number, high: number): number {
  const middle = (words[ROOT + (high >>> 18)] as number) >>> 2;
  const leaf = words[middle + ((high >>> 5) & 8191)] as number;
  const at = (leaf << 9) + ((((high & 31) << 3) | (low >>> 29)) << 1);
  // A shift takes its count modulo 32.
  const fromHere = (words[at] as number) >>> (low >>> 24);
  if ((fromHere & 1) === 0) return 0;
  return (words[bases + leaf] as number) + (words[at + 1] as number) - ones(fromHere) + 1;
}
