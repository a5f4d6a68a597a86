import { access, grouped, sectionsFrom, table } from './explain.ts';
import { ExtentStructure, NONE } from './extent-structure.ts';
import { bTreeFormula } from './formulas.ts';
import type { Access, Formula, Level } from './structure.ts';

const KEYS = 16;
/** 16 starts (u64), then 16 times length and first slot (u32 each). */
const NODE = 4 * KEYS;
/** The high word of a free place: above every start, and not negative, as WebAssembly compares. */
const FREE = 0x7fffffff;

/**
 * A B-tree of extents, 16 to a node, without pointers: child c of node k is node 17k + c + 1. Two cache lines of
 * starts, two of lengths and slots. An extent more or less lays the tree out anew; the slots above change anyhow. Ours.
 */
export class BTree extends ExtentStructure {
  readonly id = 'b-tree';

  get #nodes(): number {
    return Math.ceil(this.extents / KEYS);
  }

  override trace(section: number): readonly Access[] {
    const steps: Access[] = [];
    let found = NONE;
    for (let node = 0; node < this.#nodes; ) {
      const below = this.#countBelow(node, section);
      if (below > 0) found = node * KEYS + below - 1;
      const means = `${below} start at or below: on to child ${below}`;
      steps.push(access('starts', node, node * NODE * 4, 128, `node ${grouped(node)}`, means));
      node = node * (KEYS + 1) + below + 1;
    }
    if (found === NONE)
      return steps.map((step) => ({ ...step, means: 'all start above: not mapped' }));
    const within = section - this.start(found);
    const value = sectionsFrom(this.length(found), this.first(found));
    const means =
      within < this.length(found) ? `the slot is the first + ${grouped(within)}` : 'not mapped';
    steps.push(access('lengths and slots', found, this.#pair(found) * 4, 8, value, means));
    return steps;
  }

  override formula(): Formula {
    return bTreeFormula(this.extents);
  }

  override picture(): readonly Level[] {
    const levels: Level[] = [];
    let width = 1;
    let above = 0;
    for (let node = 0; node < this.#nodes; width *= KEYS + 1) {
      const end = Math.min(this.#nodes, node + width);
      const tables = Array.from({ length: end - node }, (_, i) => {
        const drawn = table(this.pool.words, (node + i) * NODE, KEYS, 2);
        const filled = this.#filled(node + i);
        const keys = Array.from({ length: filled }, (__, k) => this.start((node + i) * KEYS + k));
        const parent = Math.floor((node + i - 1) / (KEYS + 1)) - above;
        return { ...drawn, used: [0, filled], keys, node: { parent } };
      });
      levels.push({
        name: levels.length === 0 ? 'root' : `level ${levels.length}`,
        entryBytes: 16,
        tables,
      });
      above = node;
      node = end;
    }
    return levels;
  }

  override parameters(): readonly number[] {
    return [this.#nodes];
  }

  protected override before(section: number): number {
    let found = NONE;
    for (let node = 0; node < this.#nodes; ) {
      const below = this.#countBelow(node, section);
      if (below > 0) found = node * KEYS + below - 1;
      node = node * (KEYS + 1) + below + 1;
    }
    return found;
  }

  protected override after(section: number): number {
    let found = NONE;
    for (let node = 0; node < this.#nodes; ) {
      const below = this.#countBelow(node, section);
      if (below < this.#filled(node)) found = node * KEYS + below;
      node = node * (KEYS + 1) + below + 1;
    }
    return found;
  }

  protected override start(extent: number): number {
    const at = Math.floor(extent / KEYS) * NODE + 2 * (extent % KEYS);
    return (this.pool.words[at + 1] as number) * 2 ** 32 + (this.pool.words[at] as number);
  }

  protected override length(extent: number): number {
    return this.pool.words[this.#pair(extent)] as number;
  }

  protected override first(extent: number): number {
    return this.pool.words[this.#pair(extent) + 1] as number;
  }

  protected override change(extent: number, start: number, length: number, first: number): void {
    const { words } = this.pool;
    const at = Math.floor(extent / KEYS) * NODE + 2 * (extent % KEYS);
    words[at] = start % 2 ** 32;
    words[at + 1] = Math.floor(start / 2 ** 32);
    words[this.#pair(extent)] = length;
    words[this.#pair(extent) + 1] = first;
  }

  protected override put(start: number, length: number, first: number): void {
    const extents = this.#inOrder();
    const at = extents.findIndex(([s]) => s > start);
    extents.splice(at < 0 ? extents.length : at, 0, [start, length, first]);
    this.#layOut(extents);
  }

  protected override take(extent: number): void {
    const start = this.start(extent);
    this.#layOut(this.#inOrder().filter(([s]) => s !== start));
  }

  protected override fill(sections: Iterable<readonly [number, number]>): number {
    const extents: Extent[] = [];
    let slot = 0;
    for (const [start, end] of sections) {
      extents.push([start, end - start, slot]);
      slot += end - start;
    }
    this.#layOut(extents);
    return slot;
  }

  protected override shiftAbove(section: number, by: number): void {
    const { words } = this.pool;
    for (let node = 0; node < this.#nodes; node++) {
      const end = this.#filled(node);
      for (let i = this.#countBelow(node, section); i < end; i++) {
        const at = this.#pair(node * KEYS + i) + 1;
        words[at] = (words[at] as number) + by;
      }
    }
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const end = this.#nodes * NODE;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const section = (queries[2 * i + 1] as number) * 256 + ((queries[2 * i] as number) >>> 24);
      let found = NONE;
      for (let node = 0; node < end; ) {
        let below = 0;
        // A start is below 2^40; a free place reads as far above.
        for (let k = node; k < node + 2 * KEYS; k += 2)
          below += (words[k + 1] as number) * 2 ** 32 + (words[k] as number) <= section ? 1 : 0;
        if (below > 0) found = node + 2 * (below - 1);
        node = (node / NODE) * (KEYS + 1) * NODE + (below + 1) * NODE;
      }
      out[i] = found === NONE ? 0 : answer(words, found, section);
    }
  }

  #pair(extent: number): number {
    return Math.floor(extent / KEYS) * NODE + 2 * KEYS + 2 * (extent % KEYS);
  }

  /** Extents in a node: free places come after all others in order. */
  #filled(node: number): number {
    let filled = 0;
    while (filled < KEYS && this.pool.words[node * NODE + 2 * filled + 1] !== FREE) filled++;
    return filled;
  }

  #countBelow(node: number, section: number): number {
    let below = 0;
    while (below < KEYS && this.start(node * KEYS + below) <= section) below++;
    return below;
  }

  #inOrder(): Extent[] {
    const extents: Extent[] = [];
    for (let extent = 0; extent < this.#nodes * KEYS; extent++) {
      const start = this.start(extent);
      if (start < FREE * 2 ** 32) extents.push([start, this.length(extent), this.first(extent)]);
    }
    return extents.sort((a, b) => a[0] - b[0]);
  }

  #layOut(extents: readonly Extent[]): void {
    const before = this.#nodes;
    this.extents = extents.length;
    this.pool.resize(0, before * NODE, this.#nodes * NODE);
    this.#place(0, 0, extents);
  }

  /** Puts extents into a node and all below it, in order, from the nth; answers the next to be put. */
  #place(node: number, nth: number, extents: readonly Extent[]): number {
    if (node >= this.#nodes) return nth;
    let next = nth;
    for (let i = 0; i < KEYS; i++) {
      next = this.#place(node * (KEYS + 1) + i + 1, next, extents);
      const [start, length, first] = extents[next] ?? [FREE * 2 ** 32, 0, 0];
      this.change(node * KEYS + i, start, length, first);
      next += 1;
    }
    return this.#place(node * (KEYS + 1) + KEYS + 1, next, extents);
  }
}

/** Start, length, first slot. */
type Extent = readonly [number, number, number];

/** The slot + 1 where the extent that starts at word `found` holds the section. */
function answer(words: Uint32Array, found: number, section: number): number {
  const within = section - ((words[found + 1] as number) * 2 ** 32 + (words[found] as number));
  const pair = found + 2 * KEYS;
  return within < (words[pair] as number) ? (words[pair + 1] as number) + within + 1 : 0;
}
