import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTables, lookUp } from '../structures/three-level.ts';
import { addRange, createMap, NO_MAP, removeRange } from './three-level-map.ts';

/**
 * The same driver with real tables: nested plain Maps, one entry at a time, as the facts tell it. Slow
 * and obvious; the map under test must agree with it in every table, every entry and the length.
 */
class Plain {
  root: Map<number, Map<number, Map<number, number>>> | null = null;
  length = 0;
  #allocations = 0;
  #failAt = 0;

  update(first: number, sections: number, add: boolean, failAt: number): number {
    this.#allocations = 0;
    this.#failAt = failAt;
    if (sections === 0) return 0;
    if (!this.root) {
      if (!this.#allocate()) return -12;
      this.root = new Map();
    }
    for (let i = first; i < first + sections; i++) {
      const ok = add ? this.#add(this.root, i) : this.#remove(this.root, i);
      if (!ok) return -12;
    }
    this.#rebuild(this.root);
    return 0;
  }

  #allocate(): boolean {
    this.#allocations += 1;
    return this.#allocations !== this.#failAt;
  }

  #add(root: Map<number, Map<number, Map<number, number>>>, section: number): boolean {
    const [t, d, e] = split(section);
    let top = root.get(t);
    if (!top) {
      if (!this.#allocate()) return false;
      top = new Map();
      root.set(t, top);
    }
    let dir = top.get(d);
    if (!dir) {
      if (!this.#allocate()) return false;
      dir = new Map();
      top.set(d, dir);
    }
    dir.set(e, 1);
    this.length += 1;
    return true;
  }

  #remove(root: Map<number, Map<number, Map<number, number>>>, section: number): boolean {
    const [t, d, e] = split(section);
    const dir = root.get(t)?.get(d);
    if (dir) {
      dir.delete(e);
      this.length -= 1;
    }
    return true;
  }

  #rebuild(root: Map<number, Map<number, Map<number, number>>>): void {
    let slot = 0;
    for (const t of sorted(root)) {
      const top = root.get(t) as Map<number, Map<number, number>>;
      const hadDirs = top.size > 0;
      for (const d of sorted(top)) {
        const dir = top.get(d) as Map<number, number>;
        for (const e of sorted(dir)) dir.set(e, 1000 + slot++);
        if (dir.size === 0) top.delete(d);
      }
      if (!hadDirs) root.delete(t);
    }
  }

  find(section: number): string {
    const [t, d, e] = split(section);
    if (!this.root) return 'miss root';
    const top = this.root.get(t);
    if (!top) return 'miss top';
    const dir = top.get(d);
    if (!dir) return 'miss dir';
    const entry = dir.get(e);
    if (entry === undefined) return 'miss entry';
    return entry === 1 ? 'flag' : `slot ${entry - 1000}`;
  }

  tables(): { root: number; top: number; dir: number } {
    const tops = [...(this.root?.values() ?? [])];
    return {
      root: this.root ? 1 : 0,
      top: tops.length,
      dir: tops.reduce((n, top) => n + top.size, 0),
    };
  }
}

const sorted = (map: Map<number, unknown>): number[] => [...map.keys()].sort((a, b) => a - b);
const split = (section: number): [number, number, number] => {
  const wrapped = section % 2 ** 39;
  return [Math.floor(wrapped / 2 ** 26), Math.floor(wrapped / 2 ** 13) % 8192, wrapped % 8192];
};

const EDGES = [0, 2 ** 13, 2 ** 26, 2 ** 36, 2 ** 39, 2 ** 40 - 30];
const section = fc
  .tuple(fc.constantFrom(...EDGES), fc.integer({ min: -9, max: 9 }))
  .map(([edge, delta]) => Math.max(0, edge + delta));
const act = fc.record({
  first: section,
  sections: fc.integer({ min: 0, max: 20 }),
  add: fc.boolean(),
  failAt: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 4 })),
});

describe('the three-level map', () => {
  it('is nested plain Maps, after any adds, removes and failed allocations', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
        const plain = new Plain();
        let map = NO_MAP;
        for (const { first, sections, add, failAt } of acts) {
          const ret = plain.update(first, sections, add, failAt);
          const range = { pfn: BigInt(first) << 12n, pages: BigInt(sections) << 12n };
          const done = (add ? addRange : removeRange)(
            map,
            range,
            12,
            failAt || Number.POSITIVE_INFINITY,
          );
          map = done.map;
          expect(done.ret).toBe(ret);
          expect(countTables(map.tables)).toEqual(plain.tables());
          expect(map.mrLength).toBe((BigInt(plain.length) << 24n) & ((1n << 64n) - 1n));
          for (const edge of EDGES)
            for (let i = Math.max(0, edge - 12); i < edge + 32 && i < 2 ** 40; i++) {
              const found = lookUp(map.tables, i);
              const told =
                found.found === 'slot'
                  ? `slot ${found.slot}`
                  : found.found === 'flag'
                    ? 'flag'
                    : `miss ${found.at}`;
              if (told !== plain.find(i)) expect(`${i}: ${told}`).toBe(`${i}: ${plain.find(i)}`);
            }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('boots at once as range by range', () => {
    const extent = fc
      .tuple(section, fc.integer({ min: 1, max: 40 }), fc.nat(0xffffff), fc.nat(0xffffff))
      .map(([first, count, head, tail]) => {
        const start = (BigInt(first) << 24n) + BigInt(head);
        const end = start + (BigInt(count) << 24n) + BigInt(tail);
        return { start, end: end < 1n << 64n ? end : 1n << 64n };
      });
    fc.assert(
      fc.property(fc.array(extent, { maxLength: 6 }), (extents) => {
        const granted: { start: bigint; end: bigint }[] = [];
        for (const e of [...extents].sort((a, b) => (a.start < b.start ? -1 : 1)))
          if ((granted.at(-1)?.end ?? -1n) < e.start) granted.push(e);
        const once = createMap(NO_MAP, granted, 1n << 64n, 12);
        // An allocation that never comes takes the way with a rebuild per range.
        const each = createMap(NO_MAP, granted, 1n << 64n, 12, [], Number.MAX_SAFE_INTEGER);
        expect(once.map.mrLength).toBe(each.map.mrLength);
        expect(countTables(once.map.tables)).toEqual(countTables(each.map.tables));
        expect(once.map.tables.numbered.equals(each.map.tables.numbered)).toBe(true);
        expect(once.allocations).toBe(each.allocations);
      }),
      { numRuns: 300 },
    );
  });
});
