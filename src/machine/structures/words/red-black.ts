import { access, grouped, sectionsFrom } from './explain.ts';
import { ExtentStructure, NONE } from './extent-structure.ts';
import { redBlackFormula } from './formulas.ts';
import { RedBlackNodes } from './red-black-nodes.ts';
import type { Access, Formula, Level, Options, TablePicture } from './structure.ts';

const { NODE_WORDS, LEFT, RIGHT, START, LENGTH, FIRST } = RedBlackNodes;

/**
 * A red-black tree of extents, as a kernel would hold them: 48 bytes a node, of which 24 are `struct rb_node`
 * (include/linux/rbtree.h, Linux 2.6.16 to 7.1.5: parent and colour, right, left), 24 start, length and first slot.
 * Node 0 is the leaf that stands below every node. Ours.
 */
export class RedBlack extends ExtentStructure {
  readonly id = 'red-black';
  readonly #nodes: RedBlackNodes;

  constructor(options: Options) {
    super(options);
    this.#nodes = new RedBlackNodes(this.pool);
  }

  override trace(section: number): readonly Access[] {
    const steps: Access[] = [];
    let found = NONE;
    for (let node = this.#nodes.root; node !== 0; ) {
      const isBelow = this.start(node) <= section;
      const means = isBelow ? 'not above: to the right' : 'above: to the left';
      const entry = node / NODE_WORDS;
      const value = `section ${grouped(this.start(node))}`;
      steps.push(access('nodes', entry, (node + START) * 4, 8, value, means));
      if (isBelow) found = node;
      node = this.#nodes.pointer(node, isBelow ? RIGHT : LEFT);
    }
    if (found === NONE) return steps;
    const within = section - this.start(found);
    const value = sectionsFrom(this.length(found), this.first(found));
    const means =
      within < this.length(found) ? `the slot is the first + ${grouped(within)}` : 'not mapped';
    steps.push(access('nodes', found / NODE_WORDS, (found + LENGTH) * 4, 16, value, means));
    return steps;
  }

  override formula(): Formula {
    return redBlackFormula(this.extents);
  }

  override picture(): readonly Level[] {
    const levels: TablePicture[][] = [];
    const walk = (node: number, depth: number): void => {
      if (node === 0) return;
      levels[depth] ??= [];
      // Whatever was put last into the level above is what this one hangs from.
      const parent = (levels[depth - 1]?.length ?? 0) - 1;
      levels[depth].push({
        byte: node * 4,
        entries: 6,
        used: [0, 6],
        keys: [this.start(node)],
        node: { parent, black: this.#nodes.isBlack(node) },
      });
      walk(this.#nodes.pointer(node, LEFT), depth + 1);
      walk(this.#nodes.pointer(node, RIGHT), depth + 1);
    };
    walk(this.#nodes.root, 0);
    return levels.map((tables, depth) => ({
      name: depth === 0 ? 'root' : `level ${depth}`,
      entryBytes: 8,
      tables,
    }));
  }

  override parameters(): readonly number[] {
    return [this.#nodes.root * 4];
  }

  protected override before(section: number): number {
    let found = NONE;
    for (let node = this.#nodes.root; node !== 0; ) {
      const isBelow = this.start(node) <= section;
      if (isBelow) found = node;
      node = this.#nodes.pointer(node, isBelow ? RIGHT : LEFT);
    }
    return found;
  }

  protected override after(section: number): number {
    let found = NONE;
    for (let node = this.#nodes.root; node !== 0; ) {
      const isAbove = this.start(node) > section;
      if (isAbove) found = node;
      node = this.#nodes.pointer(node, isAbove ? LEFT : RIGHT);
    }
    return found;
  }

  protected override start(extent: number): number {
    return this.#nodes.start(extent);
  }

  protected override length(extent: number): number {
    return this.pool.words[extent + LENGTH] as number;
  }

  protected override first(extent: number): number {
    return this.pool.words[extent + FIRST] as number;
  }

  protected override change(extent: number, start: number, length: number, first: number): void {
    const { words } = this.pool;
    words[extent + START] = start % 2 ** 32;
    words[extent + START + 1] = Math.floor(start / 2 ** 32);
    words[extent + LENGTH] = length;
    words[extent + FIRST] = first;
  }

  protected override put(start: number, length: number, first: number): void {
    const node = this.pool.alloc(NODE_WORDS);
    this.change(node, start, length, first);
    this.#nodes.link(node);
    this.extents += 1;
  }

  protected override take(extent: number): void {
    this.#nodes.unlink(extent);
    this.pool.free(extent, NODE_WORDS);
    this.extents -= 1;
  }

  protected override shiftAbove(section: number, by: number): void {
    for (let node = this.after(section); node > 0; node = this.#nodes.next(node))
      this.pool.words[node + FIRST] = this.first(node) + by;
  }

  protected override batch(queries: Uint32Array, out: Uint32Array): void {
    const { words } = this.pool;
    const { root } = this.#nodes;
    const count = queries.length >> 1;
    for (let i = 0; i < count; i++) {
      const section = (queries[2 * i + 1] as number) * 256 + ((queries[2 * i] as number) >>> 24);
      let found = 0;
      for (let node = root; node !== 0; ) {
        const start =
          (words[node + START + 1] as number) * 2 ** 32 + (words[node + START] as number);
        const isBelow = start <= section;
        if (isBelow) found = node;
        node = (words[node + (isBelow ? RIGHT : LEFT)] as number) >>> 2;
      }
      // Node 0 is zero: no section is within its length.
      const start =
        (words[found + START + 1] as number) * 2 ** 32 + (words[found + START] as number);
      const within = section - start;
      out[i] =
        within < (words[found + LENGTH] as number)
          ? (words[found + FIRST] as number) + within + 1
          : 0;
    }
  }
}
