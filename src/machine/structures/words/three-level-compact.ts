import type { RunSet } from '../../units/run-set.ts';
import { MAP_ENTRIES } from '../map-entries.ts';
import { compactBatch } from './compact-batch.ts';
import { access, INSTEAD, table } from './explain.ts';
import { compactFormula } from './formulas.ts';
import { type Access, type Formula, type Level, type Options, Structure } from './structure.ts';

const NODE = MAP_ENTRIES;
const ROOT = NODE;

const topOf = (section: number): number => Math.floor(section / 2 ** 26) % NODE;
const dirOf = (section: number): number => Math.floor(section / 2 ** 13) % NODE;
const entryOf = (section: number): number => section % NODE;

/**
 * The driver's own split of 13, 13 and 13 bits, in half the bytes: nodes of 8,192 words in one pool, named by their
 * number; a leaf holds the slot + 1. Node 0 is zero for ever and stands for every node that is not there, so the way
 * down needs no test. Ours.
 */
export class ThreeLevelCompact extends Structure {
  readonly id = 'three-level-compact';
  #middles = 0;
  #leaves = 0;

  constructor(options: Options) {
    super(options);
    this.pool.alloc(NODE);
    this.pool.alloc(NODE);
  }

  override lookup(section: number): number {
    const { words } = this.pool;
    const middle = words[ROOT + topOf(section)] as number;
    const leaf = words[middle * NODE + dirOf(section)] as number;
    return (words[leaf * NODE + entryOf(section)] as number) - 1;
  }

  override trace(section: number): readonly Access[] {
    const { words } = this.pool;
    const read = (name: string, node: number, entry: number, means: string): [number, Access] => {
      const at = node * NODE + entry;
      const value = words[at] as number;
      return [
        value,
        access(name, entry, at * 4, 4, String(value), value === 0 ? 'none: node 0' : means),
      ];
    };
    const [middle, first] = read('root', 1, topOf(section), 'the number of a middle node');
    const [leaf, second] = read('middle', middle, dirOf(section), 'the number of a leaf');
    const [slot, third] = read('leaf', leaf, entryOf(section), 'the slot + 1');
    return [first, second, slot === 0 ? { ...third, means: 'not mapped' } : third];
  }

  override formula(): Formula {
    return compactFormula(this.#middles, this.#leaves);
  }

  override picture(): readonly Level[] {
    const { words } = this.pool;
    const drawn = (node: number) => table(words, node * NODE, NODE, 1);
    const middles = this.#children(1);
    const leaves = middles.flatMap((node) => this.#children(node));
    return [
      { name: 'node 0', entryBytes: 4, tables: [drawn(0)], note: INSTEAD },
      { name: 'root', entryBytes: 4, tables: [drawn(1)] },
      { name: 'middle', entryBytes: 4, tables: middles.map(drawn) },
      { name: 'leaf', entryBytes: 4, tables: leaves.map(drawn) },
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
    if (this.lookup(section) >= 0) return false;
    this.#touch(section);
    this.#renumber();
    return true;
  }

  protected override delete(section: number): boolean {
    if (this.lookup(section) < 0) return false;
    const { words } = this.pool;
    const middle = words[ROOT + topOf(section)] as number;
    const leaf = words[middle * NODE + dirOf(section)] as number;
    words[leaf * NODE + entryOf(section)] = 0;
    this.#renumber();
    return true;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    compactBatch(this.pool.words, this.pool.bytes, queries, out);
  }

  #touch(section: number): void {
    const top = ROOT + topOf(section);
    if (this.pool.words[top] === 0) {
      this.#link(top);
      this.#middles += 1;
    }
    const dir = (this.pool.words[top] as number) * NODE + dirOf(section);
    if (this.pool.words[dir] === 0) {
      this.#link(dir);
      this.#leaves += 1;
    }
    this.pool.words[(this.pool.words[dir] as number) * NODE + entryOf(section)] = 1;
  }

  #link(entry: number): void {
    const at = this.pool.alloc(NODE);
    this.pool.words[entry] = at / NODE;
  }

  #unlink(entry: number): void {
    this.pool.free((this.pool.words[entry] as number) * NODE, NODE);
    this.pool.words[entry] = 0;
  }

  #children(node: number): number[] {
    return [...this.pool.words.subarray(node * NODE, (node + 1) * NODE)].filter((n) => n !== 0);
  }

  /** Numbers all entries anew and frees nodes found empty; answers how many entries there are. */
  #renumber(): number {
    const { words } = this.pool;
    let slot = 0;
    for (let top = ROOT; top < ROOT + NODE; top++) {
      const middle = words[top] as number;
      if (middle === 0) continue;
      const before = slot;
      for (let dir = middle * NODE; dir < (middle + 1) * NODE; dir++) {
        const leaf = words[dir] as number;
        if (leaf === 0) continue;
        const next = renumberLeaf(words, leaf * NODE, slot);
        if (next === slot) {
          this.#unlink(dir);
          this.#leaves -= 1;
        }
        slot = next;
      }
      if (slot === before) {
        this.#unlink(top);
        this.#middles -= 1;
      }
    }
    return slot;
  }
}

function renumberLeaf(words: Uint32Array, at: number, first: number): number {
  let slot = first;
  for (let i = at; i < at + NODE; i++) if (words[i] !== 0) words[i] = ++slot;
  return slot;
}
