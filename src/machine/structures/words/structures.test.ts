import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunSet } from '../../units/run-set.ts';
import {
  buildThreeLevel,
  clear,
  countTables,
  NO_TABLES,
  rebuild,
  tableBytes,
  touch,
} from '../three-level.ts';
import { addresses } from './addresses.ts';
import { create, STRUCTURES } from './catalogue.ts';
import { type Options, SECTIONS, type Structure, type StructureId } from './structure.ts';

/** `npm run unit:long` tries ten times as many. */
const RUNS = process.env['MODE'] === 'long' ? 200 : 20;

/** Sections where something might go wrong: table ends, word ends, the driver's wrap, the last of all. */
const EDGES = [
  0,
  1,
  31,
  32,
  63,
  64,
  255,
  256,
  4095,
  4096,
  8191,
  8192,
  2 ** 20 - 1,
  2 ** 26 - 1,
  2 ** 26,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 36,
  2 ** 38,
  2 ** 39 - 1,
  2 ** 39,
  2 ** 39 + 1,
  SECTIONS - 1,
];
const sections = fc.oneof(
  fc.constantFrom(...EDGES),
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 8180, max: 8200 }),
  fc.maxSafeNat().map((n) => n % SECTIONS),
);
const changes = fc.array(fc.tuple(fc.constantFrom('add', 'remove'), sections), { maxLength: 40 });
const layouts = fc
  .array(fc.tuple(sections, fc.integer({ min: 1, max: 70 })), { maxLength: 6 })
  .map((runs) =>
    RunSet.from(runs.map(([s, n]): [number, number] => [s, Math.min(SECTIONS, s + n)])),
  );

/** The two three-level splits drop bit 39 of a section, as the driver does. */
const seenBy = (id: StructureId) => (section: number) =>
  id.startsWith('three-level') ? section % 2 ** 39 : section;

/** Sections in order, the plain way: the slot is the place. */
class Plain {
  readonly held: Set<number>;
  readonly #seen: (section: number) => number;

  constructor(id: StructureId, layout: RunSet = RunSet.EMPTY) {
    this.#seen = seenBy(id);
    this.held = new Set();
    for (const [s, e] of layout) for (let n = s; n < e; n++) this.held.add(this.#seen(n));
  }

  add(section: number): boolean {
    const isNew = !this.held.has(this.#seen(section));
    this.held.add(this.#seen(section));
    return isNew;
  }

  remove(section: number): boolean {
    return this.held.delete(this.#seen(section));
  }

  slots(): Map<number, number> {
    return new Map([...this.held].sort((a, b) => a - b).map((s, i) => [s, i]));
  }

  lookup(section: number): number {
    return this.slots().get(this.#seen(section)) ?? -1;
  }
}

const queriesFor = (asked: readonly number[]): Uint32Array =>
  new Uint32Array(
    asked.flatMap((s, i) => [
      ((s % 256) * 2 ** 24 + ((i * 7919) % 2 ** 24)) >>> 0,
      Math.floor(s / 256),
    ]),
  );

/** What the plain map answers for the same queries. */
function expectedAddresses(structure: Structure, plain: Plain, queries: Uint32Array): bigint[] {
  const slots = plain.slots();
  return Array.from({ length: queries.length / 2 }, (_, i) => {
    const address =
      (BigInt(queries[2 * i + 1] as number) << 32n) | BigInt(queries[2 * i] as number);
    const slot = slots.get(seenBy(structure.id)(Number(address >> 24n)));
    if (slot === undefined) return 2n ** 64n - 1n;
    if (structure.identity) return address | (1n << 63n);
    return (1n << 63n) + (BigInt(slot) << 24n) + (address & 0xffffffn);
  });
}

function check(structure: Structure, plain: Plain, asked: readonly number[]): void {
  const identity = structure.identity;
  for (const s of asked) {
    const slot = plain.lookup(s);
    expect(structure.lookup(s)).toBe(identity && slot >= 0 ? s : slot);
  }
  const queries = queriesFor(asked);
  const out = new Uint32Array(queries.length);
  addresses(structure, queries, out);
  expect([...new BigUint64Array(out.buffer)]).toEqual(expectedAddresses(structure, plain, queries));
  expect(structure.size).toBe(plain.held.size);
  const { reserved, held, whole } = structure.memory();
  if (whole) expect(BigInt(held)).toBe(reserved);
}

const options: readonly Partial<Options>[] = [
  {},
  { wholeBytes: 2 ** 16, pageSize: 65_536, radixNode: 576 },
];

describe.each(STRUCTURES)('%s', (id) => {
  it.each(options)('answers as a plain map does through any changes, %j', (given) => {
    fc.assert(
      fc.property(
        layouts,
        changes,
        fc.array(sections, { maxLength: 20 }),
        (layout, events, asked) => {
          const wholeBytes = given.wholeBytes ?? 2 ** 22;
          const structure = create(id, { ...given, wholeBytes }).build(layout);
          const plain = new Plain(id, layout);
          const all = [...asked, ...events.map(([, s]) => s), ...EDGES, ...layout.bounds].filter(
            (s) => s < SECTIONS,
          );
          check(structure, plain, all);
          // Built at once there are no gaps, so no page beyond those that are full and one.
          const { held, touchedPages } = structure.memory();
          expect(touchedPages * 4096).toBeLessThan(held + 4096);
          for (const [what, section] of events) {
            const done = what === 'add' ? structure.add(section) : structure.remove(section);
            expect(done).toBe(what === 'add' ? plain.add(section) : plain.remove(section));
          }
          check(structure, plain, all);
          // Every section gone again: nothing is left but what stands over nothing.
          for (const section of [...plain.held]) structure.remove(section);
          check(structure, new Plain(id), all);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('traces end where the lookup ends', () => {
    fc.assert(
      fc.property(layouts, fc.array(sections, { maxLength: 20 }), (layout, asked) => {
        const structure = create(id, { wholeBytes: 2 ** 22 }).build(layout);
        for (const section of asked) {
          const steps = structure.trace(section);
          const last = steps.at(-1)?.means ?? 'no read: not mapped';
          for (const step of steps) expect(step.line).toBe(Math.floor(step.byte / 64));
          const missed = /not mapped|not present|not valid|none|no page|above/.test(last);
          // Section 0 alone in a radix tree lies in the root, which is no memory of the tree's.
          if (id === 'radix-64' && steps.length === 0) continue;
          expect(missed, `${section}: ${last}`).toBe(structure.lookup(section) < 0);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('pictures', () => {
  /** Those of which an entry on the lowest level is a section. */
  const BY_SECTION: readonly StructureId[] = [
    'flat',
    'three-level',
    'three-level-compact',
    'hash',
    'sparsemem-static',
    'sparsemem-extreme',
    'radix-64',
    'page-table',
  ];

  it.each(STRUCTURES)('%s: runs of entries in use, ascending, inside their tables', (id) => {
    const layout = RunSet.from([
      [0, 16],
      [8190, 8195],
      [2 ** 20, 2 ** 20 + 1],
    ]);
    const levels = create(id, { physicalBits: 46 }).build(layout).picture();
    const used = (runs: readonly number[]): number =>
      runs.reduce((sum, at, i) => sum + (i % 2 === 0 ? -at : at), 0);
    for (const { tables } of levels)
      for (const { used: runs, entries } of tables) {
        expect([...runs].sort((a, b) => a - b)).toEqual([...runs]);
        expect(runs.length % 2).toBe(0);
        expect(runs.at(-1) ?? 0).toBeLessThanOrEqual(entries);
      }
    const lowest = levels.at(-1)?.tables ?? [];
    if (BY_SECTION.includes(id))
      expect(lowest.reduce((sum, { used: runs }) => sum + used(runs), 0)).toBe(layout.size);
  });
});

describe('three-level against the model of it by runs', () => {
  it('has the same tables after the same adds and removes, lagging tops included', () => {
    fc.assert(
      fc.property(layouts, changes, (layout, events) => {
        const tables = create('three-level').build(layout);
        let runs = buildThreeLevel(layout);
        expect(tables.formula().bytes).toBe(tableBytes(countTables(runs)));
        for (const [what, section] of events) {
          if (what === 'add') {
            tables.add(section);
            runs = rebuild(touch(runs, section, 1, Number.POSITIVE_INFINITY).map);
          } else {
            tables.remove(section);
            const index = section % 2 ** 39;
            const root = runs.root ? runs : { ...NO_TABLES, root: true };
            runs = rebuild(clear(root, section, 1).map, [[index, index + 1]]);
          }
          expect(tables.formula().bytes).toBe(tableBytes(countTables(runs)));
        }
      }),
      { numRuns: RUNS },
    );
  });
});

it.each(STRUCTURES)('%s takes nothing that is no section', (id) => {
  const structure = create(id, { wholeBytes: 2 ** 20 }).build(RunSet.of(0, 3));
  const before = structure.memory();
  for (const section of [SECTIONS, SECTIONS + 1, 2 * SECTIONS, 2 ** 52, -1, Number.NaN]) {
    expect([section, structure.add(section)]).toEqual([section, false]);
    expect([section, structure.remove(section)]).toEqual([section, false]);
  }
  expect(structure.size).toBe(3);
  expect(structure.memory()).toEqual(before);
});
