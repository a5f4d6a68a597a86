import type { Pool } from './pool.ts';

/** Words of a node: parent and colour, right, left, start, length, first slot, 8 bytes each. */
const NODE_WORDS = 12;
const RIGHT = 2;
const LEFT = 4;
const START = 6;
const LENGTH = 8;
const FIRST = 10;
/** The colour stands in bit 0 of the word of the parent. */
const BLACK = 1;

/**
 * The nodes of a red-black tree and how it is kept balanced (Cormen, Leiserson, Rivest, Stein: Introduction to
 * Algorithms, chapter 13). A node is named by its first word; pointers are held as bytes. Node 0 is black.
 */
export class RedBlackNodes {
  static readonly NODE_WORDS = NODE_WORDS;
  static readonly LEFT = LEFT;
  static readonly RIGHT = RIGHT;
  static readonly START = START;
  static readonly LENGTH = LENGTH;
  static readonly FIRST = FIRST;

  readonly #pool: Pool;
  root = 0;

  constructor(pool: Pool) {
    this.#pool = pool;
    pool.alloc(NODE_WORDS);
    pool.words[0] = BLACK;
  }

  start(node: number): number {
    const { words } = this.#pool;
    return (words[node + START + 1] as number) * 2 ** 32 + (words[node + START] as number);
  }

  /** A child, 0 for none. */
  pointer(node: number, side: number): number {
    return (this.#pool.words[node + side] as number) >>> 2;
  }

  /** The node with the next higher start, 0 after the last. */
  next(node: number): number {
    const right = this.pointer(node, RIGHT);
    if (right !== 0) return this.#leftmost(right);
    let from = node;
    let up = this.#parent(node);
    while (up !== 0 && this.pointer(up, RIGHT) === from) {
      from = up;
      up = this.#parent(up);
    }
    return up;
  }

  link(node: number): void {
    let parent = 0;
    let side = LEFT;
    for (let at = this.root; at !== 0; at = this.pointer(at, side)) {
      parent = at;
      side = this.start(node) < this.start(at) ? LEFT : RIGHT;
    }
    this.#pool.words[node] = parent * 4;
    if (parent === 0) this.root = node;
    else this.#point(parent, side, node);
    this.#afterLink(node);
  }

  unlink(node: number): void {
    const left = this.pointer(node, LEFT);
    const right = this.pointer(node, RIGHT);
    let wasBlack = this.isBlack(node);
    let hole: number;
    if (left === 0 || right === 0) {
      hole = left === 0 ? right : left;
      this.#replace(node, hole);
    } else {
      const heir = this.#leftmost(right);
      wasBlack = this.isBlack(heir);
      hole = this.pointer(heir, RIGHT);
      if (this.#parent(heir) === node) this.#setParent(hole, heir);
      else {
        this.#replace(heir, hole);
        this.#point(heir, RIGHT, right);
        this.#setParent(right, heir);
      }
      this.#replace(node, heir);
      this.#point(heir, LEFT, left);
      this.#setParent(left, heir);
      this.#paint(heir, this.isBlack(node));
    }
    if (wasBlack) this.#afterUnlink(hole);
    this.#pool.words[0] = BLACK;
  }

  #afterLink(from: number): void {
    let node = from;
    while (!this.isBlack(this.#parent(node))) {
      const parent = this.#parent(node);
      const grand = this.#parent(parent);
      const side = this.pointer(grand, LEFT) === parent ? LEFT : RIGHT;
      const uncle = this.pointer(grand, other(side));
      if (!this.isBlack(uncle)) {
        this.#paint(parent, true);
        this.#paint(uncle, true);
        this.#paint(grand, false);
        node = grand;
        continue;
      }
      if (this.pointer(parent, other(side)) === node) {
        node = parent;
        this.#rotate(node, side);
      }
      this.#paint(this.#parent(node), true);
      this.#paint(grand, false);
      this.#rotate(grand, other(side));
    }
    this.#paint(this.root, true);
  }

  #afterUnlink(hole: number): void {
    let node = hole;
    while (node !== this.root && this.isBlack(node)) {
      const parent = this.#parent(node);
      const side = this.pointer(parent, LEFT) === node ? LEFT : RIGHT;
      const sibling = this.#blackSibling(parent, side);
      const near = this.pointer(sibling, side);
      if (this.isBlack(near) && this.isBlack(this.pointer(sibling, other(side)))) {
        this.#paint(sibling, false);
        node = parent;
        continue;
      }
      this.#takeFrom(parent, sibling, side);
      node = this.root;
    }
    this.#paint(node, true);
  }

  #blackSibling(parent: number, side: number): number {
    const sibling = this.pointer(parent, other(side));
    if (this.isBlack(sibling)) return sibling;
    this.#paint(sibling, true);
    this.#paint(parent, false);
    this.#rotate(parent, side);
    return this.pointer(parent, other(side));
  }

  /** The sibling has a red child: rotations make up for the black node that went. */
  #takeFrom(parent: number, sibling: number, side: number): void {
    let top = sibling;
    if (this.isBlack(this.pointer(sibling, other(side)))) {
      this.#paint(this.pointer(sibling, side), true);
      this.#paint(sibling, false);
      this.#rotate(sibling, other(side));
      top = this.pointer(parent, other(side));
    }
    this.#paint(top, this.isBlack(parent));
    this.#paint(parent, true);
    this.#paint(this.pointer(top, other(side)), true);
    this.#rotate(parent, side);
  }

  /** Moves the node down to the given side, its child of the other side up. */
  #rotate(node: number, side: number): void {
    const child = this.pointer(node, other(side));
    const inner = this.pointer(child, side);
    this.#point(node, other(side), inner);
    if (inner !== 0) this.#setParent(inner, node);
    this.#replace(node, child);
    this.#point(child, side, node);
    this.#setParent(node, child);
  }

  /** Puts another subtree where this node hangs. Node 0 takes a parent as well: the way up from a hole begins there. */
  #replace(node: number, by: number): void {
    const parent = this.#parent(node);
    if (parent === 0) this.root = by;
    else this.#point(parent, this.pointer(parent, LEFT) === node ? LEFT : RIGHT, by);
    this.#setParent(by, parent);
  }

  #leftmost(node: number): number {
    let at = node;
    for (let left = this.pointer(at, LEFT); left !== 0; left = this.pointer(at, LEFT)) at = left;
    return at;
  }

  #parent(node: number): number {
    return (this.#pool.words[node] as number) >>> 2;
  }

  isBlack(node: number): boolean {
    return ((this.#pool.words[node] as number) & BLACK) !== 0;
  }

  #setParent(node: number, parent: number): void {
    this.#pool.words[node] = (parent * 4) | ((this.#pool.words[node] as number) & BLACK);
  }

  #paint(node: number, black: boolean): void {
    const { words } = this.#pool;
    words[node] = ((words[node] as number) & ~BLACK) | (black ? BLACK : 0);
  }

  #point(node: number, side: number, to: number): void {
    this.#pool.words[node + side] = to * 4;
  }
}

const other = (side: number): number => LEFT + RIGHT - side;
