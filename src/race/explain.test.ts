import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STRUCTURES } from '../machine/structures/words/catalogue.ts';
import type { Options, StructureId } from '../machine/structures/words/structure.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { Explained, explain } from './explain.ts';
import type { Explanation } from './explanation.ts';

/** 256 MB at 0 and 16 MB at 2^60, on a kernel of 61 bits with pages of 4 KiB. */
const THREAD = RunSet.from([
  [0, 16],
  [2 ** 36, 2 ** 36 + 1],
]);
const OPTIONS: Partial<Options> = { physicalBits: 61, wholeBytes: 2 ** 24 };
const FAR = 2n ** 60n + 0xabcn;
const HOLE = 2n ** 44n;

const thread = (id: StructureId, address: bigint): Explanation =>
  explain(id, THREAD, OPTIONS, address);
/** Table, entry, byte and line of each read. */
const reads = ({ path }: Explanation) =>
  path.reads.map(({ table, entry, byte, line }) => [table, entry, byte, line]);

describe('the layout of the thread, by hand', () => {
  it('three-level: five tables of 64 KiB, and a read in each of three', () => {
    const { formula, levels, path, use } = thread('three-level', FAR);
    // FACTS a3: 65,536 × (1 + 2 + 2).
    expect(formula.bytes).toBe(327_680n);
    expect(use).toMatchObject({ reserved: 327_680n, held: 327_680, whole: true });
    expect(levels.map(({ name, count }) => [name, count])).toEqual([
      ['root', 1],
      ['top', 2],
      ['dir', 2],
    ]);
    expect(levels.map(({ tables }) => tables.map((t) => t.used))).toEqual([[2], [1, 1], [16, 1]]);
    // Root, top 0, dir 0, top 1024, dir 1024·0 in the order in which they were asked for. 2^60 is top 1024, dir 0, 0.
    expect(reads(thread('three-level', FAR))).toEqual([
      ['root', 1024, 8192, 128],
      ['top', 0, 196_608, 3072],
      ['dir', 0, 262_144, 4096],
    ]);
    expect(path.reads.map((r) => r.places)).toEqual([
      [{ level: 0, table: 0, entry: 1024 }],
      [{ level: 1, table: 1, entry: 0 }],
      [{ level: 2, table: 1, entry: 0 }],
    ]);
    expect(path.reads.at(-1)?.value).toBe('0x8000000010000000');
    expect(path.lines).toEqual([128, 3072, 4096]);
    expect(path.answer).toMatchObject({ hit: true, slot: 16, bus: 0x8000_0000_1000_0abcn });
  });

  it('three-level: a hole ends in the top table, a section beyond in the root', () => {
    // 2^44 is section 2^20: top 0, dir 128.
    expect(reads(thread('three-level', HOLE))).toEqual([
      ['root', 0, 0, 0],
      ['top', 128, 65_536 + 1024, 1040],
    ]);
    expect(thread('three-level', HOLE).path.answer).toMatchObject({
      hit: false,
      words: 'Not mapped: it ends at read 2, in top.',
    });
    expect(reads(thread('three-level', 2n ** 61n))).toEqual([['root', 2048, 16_384, 256]]);
    expect(thread('three-level', 2n ** 63n).path.answer.words).toMatch(/answer .* of section 0\.$/);
  });

  it('flat: 8 bytes for each section up to 2^36, of which two pages hold something', () => {
    const { formula, use, levels, partly } = thread('flat', FAR);
    expect(formula.bytes).toBe(8n * (2n ** 36n + 1n));
    expect(use).toEqual({ reserved: 549_755_813_896n, held: 8192, touchedPages: 2, whole: false });
    expect(partly).toMatch(/^512 GiB /);
    expect(levels.map(({ kind, count }) => [kind, count])).toEqual([
      ['reserved', 1],
      ['pages', 2],
    ]);
    const [whole, pages] = levels;
    expect(whole?.tables[0]).toMatchObject({ entries: 2 ** 36 + 1, used: 17 });
    expect(whole?.tables[0]?.runs).toEqual([0, 16, 16, 2 ** 36, 2 ** 36 + 1, 1]);
    expect(pages?.tables.map((t) => t.byte)).toEqual([0, 2 ** 39]);
    expect(reads(thread('flat', FAR))).toEqual([['array', 2 ** 36, 2 ** 39, 2 ** 33]]);
    // Where it is in the whole array, and in the page that stands for it.
    expect(thread('flat', FAR).path.reads[0]?.places).toEqual([
      { level: 0, table: 0, entry: 2 ** 36 },
      { level: 1, table: 1, entry: 0 },
    ]);
    expect(thread('flat', FAR + 2n ** 24n).path.answer.words).toMatch(
      /nothing is read.*last entry/,
    );
  });

  it('SPARSEMEM_EXTREME: 4 GiB of roots, two pages of records', () => {
    const { formula, levels } = thread('sparsemem-extreme', FAR);
    expect(formula.bytes).toBe(2n ** 32n + 8192n);
    expect(levels.map(({ name, kind, count }) => [name, kind, count])).toEqual([
      ['roots', 'reserved', 1],
      ['roots', 'pages', 2],
      ['records', 'table', 2],
    ]);
    const [root, flags, bus] = thread('sparsemem-extreme', FAR).path.reads;
    // 256 records in a page: section 2^36 is the first of root 2^28.
    expect(root).toMatchObject({ entry: 2 ** 28, byte: 2 ** 31, line: 2 ** 25 });
    expect(root?.places.map((p) => p.level)).toEqual([0, 1]);
    expect(flags).toMatchObject({ table: 'records', entry: 0, value: '0x3' });
    expect(bus?.byte).toBe((flags?.byte ?? 0) + 8);
    expect(bus?.places).toEqual([{ level: 2, table: 1, entry: 0 }]);
  });

  it('SPARSEMEM_STATIC: 2 TiB of records, one read where nothing is present', () => {
    expect(thread('sparsemem-static', 0n).formula.bytes).toBe(2n ** 41n);
    expect(reads(thread('sparsemem-static', HOLE))).toEqual([
      ['records', 2 ** 20, 2 ** 24, 2 ** 18],
    ]);
    expect(thread('sparsemem-static', 2n ** 61n).path.answer.words).toMatch(/physical bits/);
  });

  it('compact: the empty node takes the place of what is not there', () => {
    // Nodes of 32,768 bytes: 0 empty, 1 root, then for each section a middle and a leaf.
    expect(reads(thread('three-level-compact', FAR))).toEqual([
      ['root', 1024, 36_864, 576],
      ['middle', 0, 131_072, 2048],
      ['leaf', 0, 163_840, 2560],
    ]);
    const { path, levels } = thread('three-level-compact', 2n ** 61n);
    expect(path.reads.map((r) => levels[r.places[0]?.level ?? -1]?.name)).toEqual([
      'root',
      'node 0',
      'node 0',
    ]);
  });

  it('rank bitmap: in use are the words with a bit set, beside them those that hold a count alone', () => {
    const { levels } = thread('rank-bitmap', FAR);
    const [empty, , , leaf] = levels;
    expect(empty?.note).toMatch(/in place of what is not there/);
    expect(leaf?.note).toMatch(/^17 bits set/);
    // 16 sections in the first 32 of their leaf, one in the first 32 of the other; the counts go on to the end.
    expect(leaf?.tables.map((t) => t.runs)).toEqual([
      [0, 1, 1],
      [0, 1, 1],
    ]);
    expect(leaf?.tables.map((t) => t.beside)).toEqual([
      [0, 256, 256],
      [0, 256, 256],
    ]);
  });

  it('radix tree: the nodes are longer than their slots', () => {
    // 24 bytes of header and 16 of tags beside 64 × 8 (FACTS: struct radix_tree_node).
    for (const { note } of thread('radix-64', FAR).levels)
      expect(note).toBe('in 552 B a node, 40 of them header and tags');
  });

  it('rank bitmap: 256 KiB of the paths, four reads, slot = base + rank', () => {
    const { formula, levels, path } = thread('rank-bitmap', FAR);
    expect(formula.bytes).toBe(32_768n * 5n + 2048n * 4n);
    expect(levels.map(({ name, count }) => [name, count])).toEqual([
      ['empty', 1],
      ['root', 1],
      ['middle', 2],
      ['leaf', 2],
      ['bases', 1],
      ['order', 1],
    ]);
    // The empty middle 32,768 bytes, the root 65,536, bases and order 2,048 each; then middle 32,768, leaf 2,048, twice.
    expect(reads(thread('rank-bitmap', FAR))).toEqual([
      ['root', 1024, 32_768 + 4096, 576],
      ['middle', 0, 137_216, 2144],
      ['leaf', 0, 169_984, 2656],
      ['bases', 83, 98_304 + 4 * 83, 1541],
    ]);
    expect(path.reads.map((r) => levels[r.places[0]?.level ?? -1]?.name)).toEqual([
      'root',
      'middle',
      'leaf',
      'bases',
    ]);
    expect(path.answer.slot).toBe(16);
  });

  it('extents: two starts and one pair, all in one cache line', () => {
    expect(reads(thread('extents', FAR))).toEqual([
      ['starts', 1, 8, 0],
      ['starts', 1, 8, 0],
      ['lengths and slots', 1, 24, 0],
    ]);
    expect(thread('extents', FAR).path.lines).toEqual([0]);
  });

  it('trees draw their keys: which extents stand in a node, and from what it hangs', () => {
    const red = thread('red-black', FAR);
    expect(red.levels.map(({ tables }) => tables.map((t) => t.node))).toEqual([
      [{ parent: -1, black: true }],
      [{ parent: 0, black: false }],
    ]);
    expect(red.levels.map(({ tables }) => tables.map((t) => t.keys))).toEqual([[[0]], [[2 ** 36]]]);
    // Nodes of 48 bytes from the second on; the start stands behind 24 bytes of struct rb_node.
    expect(red.path.reads.map((r) => r.byte)).toEqual([48 + 24, 96 + 24, 96 + 32]);
    const wide = RunSet.from(Array.from({ length: 40 }, (_, i) => [4 * i, 4 * i + 1] as const));
    const tree = explain('b-tree', wide, {}, 0n);
    // 40 extents are 2.5 nodes: the root and two below.
    expect(tree.levels.map(({ tables }) => tables.map((t) => t.node?.parent))).toEqual([
      [-1],
      [0, 0],
    ]);
    expect(tree.levels.flatMap(({ tables }) => tables.flatMap((t) => t.keys ?? [])).length).toBe(
      40,
    );
    // 16 starts are two lines.
    expect(tree.path.lines.length).toBeGreaterThan(2);
  });

  it('vmemmap answers by position, and needs no slot', () => {
    const { formula, path } = thread('vmemmap', FAR);
    expect(formula.bytes).toBe(2n ** 33n + 8n);
    expect(path.answer).toMatchObject({ hit: true, slot: null, bus: FAR + 2n ** 63n });
  });
});

describe('drawn as far as it can be seen', () => {
  it('at most 64 tables a level and those of the path, 200 runs a table, and how many there are', () => {
    // Every other section of 2^20: 128 dirs of 4,096 entries in use, none beside another.
    const scattered = RunSet.fromSorted(
      Array.from({ length: 2 ** 19 }, (_, i) => [2 * i, 2 * i + 1] as const),
    );
    const explained = new Explained('three-level', scattered);
    const [, , dirs] = explained.at(2n ** 44n - 2n ** 24n - 1n).levels;
    expect(dirs?.count).toBe(128);
    expect(dirs?.tables.map((t) => t.index)).toEqual([...Array(64).keys(), 127]);
    for (const { runs, used } of dirs?.tables ?? []) {
      expect(used).toBe(4096);
      expect(runs.length / 3).toBeLessThanOrEqual(201);
      expect(runs.reduce((sum, n, i) => sum + (i % 3 === 2 ? n : 0), 0)).toBe(4096);
    }
    expect(explained.at(0n).levels[2]?.tables.length).toBe(64);
  });
});

describe('every structure explains every address', () => {
  const SECTIONS = 2 ** 40;
  const section = fc.oneof(
    fc.constantFrom(0, 1, 63, 8191, 8192, 2 ** 26, 2 ** 36, 2 ** 39, SECTIONS - 1),
    fc.maxSafeNat().map((n) => n % SECTIONS),
  );
  const layouts = fc
    .array(fc.tuple(section, fc.integer({ min: 1, max: 300 })), { maxLength: 5 })
    .map((runs) => RunSet.from(runs.map(([s, n]) => [s, Math.min(SECTIONS, s + n)] as const)));
  /** First, last, just outside of each piece, beyond the physical bits, the very last, and whatever else. */
  const asked = (layout: RunSet, others: readonly number[]): number[] =>
    [...layout.bounds]
      .flatMap((n) => [n - 1, n])
      .concat([0, 2 ** 37, SECTIONS - 1], others)
      .filter((n) => n >= 0 && n < SECTIONS);

  it.each(STRUCTURES)('%s', (id) => {
    fc.assert(
      fc.property(layouts, fc.array(section, { maxLength: 4 }), (layout, others) => {
        const bits = id.startsWith('sparsemem') ? 2 ** 37 : SECTIONS;
        const folded = id.startsWith('three-level') ? 2 ** 39 : SECTIONS;
        const held = new Set<number>();
        for (const [s, e] of layout) for (let n = s; n < e; n++) if (n < bits) held.add(n % folded);
        const ranked = [...held].sort((a, b) => a - b);
        const explained = new Explained(id, layout, { physicalBits: 61, wholeBytes: 2 ** 20 });
        for (const n of asked(layout, others)) {
          const { path, levels, use, formula } = structuredClone(
            explained.at((BigInt(n) << 24n) + 5n),
          );
          const slot = n < bits ? ranked.indexOf(n % folded) : -1;
          expect(path.answer.hit).toBe(slot >= 0);
          if (slot >= 0 && id !== 'vmemmap') {
            expect(path.answer.slot).toBe(slot);
            expect(path.answer.bus).toBe(2n ** 63n + (BigInt(slot) << 24n) + 5n);
          }
          if (slot < 0) expect(path.answer.bus).toBeNull();
          expect(use.reserved).toBe(formula.bytes);
          for (const { byte, bytes, line, places } of path.reads) {
            expect(line).toBe(Math.floor(byte / 64));
            expect(path.lines).toContain(Math.floor((byte + bytes - 1) / 64));
            for (const { level, table, entry } of places) {
              const drawn = levels[level]?.tables[table];
              expect(entry).toBeGreaterThanOrEqual(0);
              expect(entry).toBeLessThan(drawn?.entries ?? 0);
            }
            // Everything that is held has its place in the picture.
            if (use.whole) expect(places.length).toBe(1);
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});
