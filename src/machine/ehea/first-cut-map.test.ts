import fc from 'fast-check';
import { expect, it } from 'vitest';
import { grantAll } from '../memory/resource.ts';
import { buildFirstCut, ownerInFirstCut, translateFirstCut } from './first-cut-map.ts';

const START = 1n << 63n;
const SECTION = 1n << 24n;

/** As the driver does it: an array of entries, thrown away at each range, and a count of tables. */
function naive(ranges: readonly (readonly [bigint, bigint])[], failAt: number) {
  let entries = new Map<bigint, bigint>();
  let tables = new Set<string>();
  let leaked = 0;
  let length = 0n;
  let tried = 0;
  for (const [start, end] of ranges) {
    leaked += tables.size;
    tables = new Set();
    entries = new Map();
    const alloc = (name: string): boolean => {
      if (tables.has(name)) return true;
      tried += 1;
      if (tried === failAt) return false;
      tables.add(name);
      return true;
    };
    const done = { entries, tables, leaked, length, ret: -12 };
    if (!alloc('root')) return { ...done, tables };
    const first = start / SECTION;
    for (let i = first; i < first + (end - start) / SECTION; i++) {
      const index = i % (1n << 39n);
      if (!alloc(`top ${index >> 26n}`) || !alloc(`dir ${index >> 13n}`)) return done;
      entries.set(index, (START + length + i * SECTION) % (1n << 64n));
    }
    length += end - start;
  }
  return { entries, tables, leaked, length, ret: 0 };
}

const page = 4096n;
const bases = [0n, 1n << 13n, 1n << 26n, 1n << 36n, (1n << 39n) - 4n, 1n << 39n].map(
  (n) => n * SECTION,
);
const piece = fc.tuple(
  fc.constantFrom(...bases),
  fc.nat(30),
  fc.nat(12),
  fc.constantFrom(0n, 0n, 0n, page, 256n * page),
);

it('is what a map of entries thrown away at each range gives, fractions and failures too', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 4 }),
      fc.option(fc.integer({ min: 1, max: 12 }), { nil: Number.POSITIVE_INFINITY }),
      (pieces, failAt) => {
        const granted = grantAll(
          pieces.map(([base, at, n, odd]) => {
            const start = base + BigInt(at) * SECTION;
            return { start, end: start + BigInt(n) * SECTION + odd };
          }),
        );
        const ranges = granted.map((e) => [e.start, e.end] as const);
        const { map, ret } = buildFirstCut(0, granted, 1n << 64n, 12, failAt);
        const model = naive(ranges, failAt);
        expect(ret).toBe(model.ret);
        expect(map.mrLength).toBe(model.length);
        expect(map.leaked).toBe(model.leaked);
        expect((map.tables.root ? 1 : 0) + map.tables.tops.size + map.tables.dirs.size).toBe(
          model.tables.size,
        );
        for (const [start, end] of ranges)
          for (let at = start; at < end; at += SECTION) {
            const { bus } = translateFirstCut(map, at + 0x10n);
            const entry = model.entries.get((at / SECTION) % (1n << 39n));
            expect(bus).toBe(entry === undefined ? null : entry | ((at + 0x10n) % SECTION));
            if (bus === null) continue;
            const owner = ownerInFirstCut(map, bus);
            expect(translateFirstCut(map, owner ?? -1n).bus).toBe(bus);
          }
      },
    ),
    { numRuns: 2000 },
  );
});
