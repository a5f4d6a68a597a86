import type { RunSet } from '../../units/run-set.ts';
import { busHigh, busLow, slotOf } from './addresses.ts';
import { access, hex64, table } from './explain.ts';
import { radixFormula } from './formulas.ts';
import { type Access, type Formula, type Level, type Options, Structure } from './structure.ts';

const SLOTS = 64;
/** Words before the slots of a node: `radix_tree_node` of 2.6.25 (24 bytes; 16 of tags behind), `xa_node` (40; 24). */
export const RADIX_HEADER = { 552: 6, 576: 10 } as const;

/** The nodes of a radix tree of 64 slots, lowest level first: as many levels as the highest section needs. */
export function radixLevels(sections: RunSet): readonly RunSet[] {
  const levels: RunSet[] = [];
  for (let below = sections; (below.max ?? 0) > 0; ) {
    below = below.coarsen(SLOTS);
    levels.push(below);
  }
  return levels;
}

/**
 * The kernel's radix tree, 64 slots to a node, as high as the highest section needs (lib/radix-tree.c, Linux 2.6.25;
 * lib/xarray.c): items are bus addresses (ours). A pointer is the byte of the node's first slot. An item at 0 alone
 * needs no node: it stands in the root itself, which is not counted, as it lies in its owner.
 */
export class Radix64 extends Structure {
  readonly id = 'radix-64';
  readonly #nodeWords: number;
  readonly #header: number;
  #height = 0;
  /** The first slot of the topmost node as a word of the pool; with height 0 the slot + 1 of section 0. */
  #root = 0;
  #nodes = 0;

  constructor(options: Options) {
    super(options);
    this.#nodeWords = options.radixNode / 4;
    this.#header = RADIX_HEADER[options.radixNode];
  }

  override lookup(section: number): number {
    if (this.#height === 0) return section === 0 ? this.#root - 1 : -1;
    if (section >= SLOTS ** this.#height) return -1;
    let at = this.#root;
    for (let level = this.#height - 1; level > 0; level--) {
      at = this.#pointer(at, digit(section, level));
      if (at === 0) return -1;
    }
    const { words } = this.pool;
    const item = at + 2 * (section % SLOTS);
    const high = words[item + 1] as number;
    return high === 0 ? -1 : slotOf(words[item] as number, high);
  }

  override trace(section: number): readonly Access[] {
    if (this.#height === 0 || section >= SLOTS ** this.#height) return [];
    const steps: Access[] = [];
    const { words } = this.pool;
    let at = this.#root;
    for (let level = this.#height - 1; level >= 0 && at !== 0; level--) {
      const entry = digit(section, level);
      const word = at + 2 * entry;
      const low = words[word] as number;
      const high = words[word + 1] as number;
      const isNone = low === 0 && high === 0;
      const means = level === 0 ? 'the bus address, less the offset' : 'a pointer to a node';
      const name = level === this.#height - 1 ? 'root node' : `level ${this.#height - 1 - level}`;
      steps.push(access(name, entry, word * 4, 8, hex64(low, high), isNone ? 'not mapped' : means));
      at = level === 0 ? 0 : low >>> 2;
    }
    return steps;
  }

  override formula(): Formula {
    return radixFormula(this.#nodes, this.#height, this.options.radixNode);
  }

  override picture(): readonly Level[] {
    const levels: Level[] = [];
    const { radixNode } = this.options;
    const note = `in ${radixNode} B a node, ${radixNode - 8 * SLOTS} of them header and tags`;
    let nodes = this.#height === 0 ? [] : [this.#root];
    for (let level = 0; level < this.#height; level++) {
      const tables = nodes.map((at) => table(this.pool.words, at, SLOTS, 2));
      const name = level === 0 ? 'root node' : `level ${level}`;
      levels.push({ name, entryBytes: 8, tables, note });
      if (level < this.#height - 1) nodes = nodes.flatMap((at) => this.#children(at));
    }
    return levels;
  }

  /** Without a node there is nothing to walk. */
  override parameters(): readonly number[] | null {
    return this.#height === 0 ? null : [this.#root * 4, this.#height];
  }

  protected override fill(sections: RunSet): number {
    if (sections.isEmpty) return 0;
    this.#raise(sections.max as number);
    if (this.#height === 0) this.#root = 1;
    else
      for (const [start, end] of sections)
        for (let section = start; section < end; section++) this.#touch(section);
    return this.#renumber();
  }

  protected override insert(section: number): boolean {
    if (this.lookup(section) >= 0) return false;
    this.#raise(section);
    if (this.#height === 0) this.#root = 1;
    else this.#touch(section);
    this.#renumber();
    return true;
  }

  protected override delete(section: number): boolean {
    if (this.lookup(section) < 0) return false;
    if (this.#height === 0) this.#root = 0;
    else this.#clear(section);
    this.#lower();
    this.#renumber();
    return true;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const root = this.#root;
    const height = this.#height;
    const above = SLOTS ** height;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const low = queries[2 * i] as number;
      const high = queries[2 * i + 1] as number;
      const section = high * 256 + (low >>> 24);
      if (height === 0 || section >= above) {
        out[i] = section === 0 && height === 0 ? root : 0;
        continue;
      }
      let at = root;
      // The digits of a section of 40 bits: above the lowest two they stand in the high word alone.
      for (let level = height - 1; level > 0 && at !== 0; level--) {
        const index =
          level === 1 ? ((high & 15) << 2) | (low >>> 30) : (high >>> (6 * level - 8)) & 63;
        at = (words[at + 2 * index] as number) >>> 2;
      }
      const item = at + 2 * ((low >>> 24) & 63);
      const bus = at === 0 ? 0 : (words[item + 1] as number);
      out[i] = bus === 0 ? 0 : slotOf(words[item] as number, bus) + 1;
    }
  }

  #pointer(at: number, entry: number): number {
    return (this.pool.words[at + 2 * entry] as number) >>> 2;
  }

  #children(at: number): number[] {
    const found: number[] = [];
    for (let i = 0; i < SLOTS; i++) {
      const pointer = this.#pointer(at, i);
      if (pointer !== 0) found.push(pointer);
    }
    return found;
  }

  #node(): number {
    this.#nodes += 1;
    return this.pool.alloc(this.#nodeWords) + this.#header;
  }

  #free(at: number): void {
    this.#nodes -= 1;
    this.pool.free(at - this.#header, this.#nodeWords);
  }

  /** radix_tree_extend: levels on top, the old root below the new one's first slot. */
  #raise(section: number): void {
    while (section >= SLOTS ** this.#height) {
      const isEmpty = this.#root === 0;
      if (!isEmpty || section < SLOTS ** (this.#height + 1)) {
        const at = this.#node();
        if (!isEmpty) this.#hangBelow(at);
        this.#root = at;
      }
      this.#height += 1;
    }
  }

  #hangBelow(at: number): void {
    const { words } = this.pool;
    if (this.#height === 0) words[at + 1] = busHigh(this.#root - 1);
    else words[at] = this.#root * 4;
  }

  /** radix_tree_shrink: away with a root node that leads only to its first slot, or nowhere. */
  #lower(): void {
    while (this.#height > 0) {
      const { words } = this.pool;
      for (let i = 2; i < 2 * SLOTS; i++) if (words[this.#root + i] !== 0) return;
      const old = this.#root;
      const item = words[old + 1] as number;
      if (this.#height === 1) this.#root = item === 0 ? 0 : slotOf(words[old] as number, item) + 1;
      else this.#root = this.#pointer(old, 0);
      this.#free(old);
      this.#height = this.#root === 0 ? 0 : this.#height - 1;
    }
  }

  #touch(section: number): void {
    let at = this.#root;
    for (let level = this.#height - 1; level > 0; level--) {
      const word = at + 2 * digit(section, level);
      if (this.pool.words[word] === 0) {
        const node = this.#node();
        this.pool.words[word] = node * 4;
      }
      at = (this.pool.words[word] as number) >>> 2;
    }
    this.pool.words[at + 2 * (section % SLOTS) + 1] = busHigh(0);
  }

  /** Takes the item out and every node left empty on the way up, but for the root. */
  #clear(section: number): void {
    const path = [this.#root];
    for (let level = this.#height - 1; level > 0; level--)
      path.push(this.#pointer(path.at(-1) as number, digit(section, level)));
    for (let level = 0; level < this.#height; level++) {
      const at = path[this.#height - 1 - level] as number;
      const { words } = this.pool;
      words.fill(0, at + 2 * digit(section, level), at + 2 * digit(section, level) + 2);
      if (at === this.#root || words.subarray(at, at + 2 * SLOTS).some((w) => w !== 0)) return;
      this.#free(at);
    }
  }

  #renumber(): number {
    if (this.#height === 0) return this.#root;
    return this.#renumberBelow(this.#root, this.#height, 0);
  }

  #renumberBelow(at: number, height: number, first: number): number {
    const { words } = this.pool;
    let slot = first;
    for (let i = at; i < at + 2 * SLOTS; i += 2) {
      if (height > 1) {
        if (words[i] !== 0)
          slot = this.#renumberBelow((words[i] as number) >>> 2, height - 1, slot);
      } else if (words[i + 1] !== 0) {
        words[i] = busLow(slot);
        words[i + 1] = busHigh(slot++);
      }
    }
    return slot;
  }
}

const digit = (section: number, level: number): number =>
  Math.floor(section / SLOTS ** level) % SLOTS;
