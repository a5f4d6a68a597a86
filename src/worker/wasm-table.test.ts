import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { addresses } from '../machine/structures/words/addresses.ts';
import { create, STRUCTURES } from '../machine/structures/words/catalogue.ts';
import { SECTIONS } from '../machine/structures/words/structure.ts';
import { RunSet } from '../machine/units/run-set.ts';
import { WasmTable } from './wasm-table.ts';

const module = new WebAssembly.Module(
  readFileSync(new URL('../machine/structures/words/batch.wasm', import.meta.url)),
);

const sections = fc.oneof(
  fc.constantFrom(0, 31, 63, 64, 8191, 8192, 2 ** 26, 2 ** 32, 2 ** 36, 2 ** 39, SECTIONS - 1),
  fc.integer({ min: 0, max: 40 }),
  fc.maxSafeNat().map((n) => n % SECTIONS),
);
const layouts = fc
  .array(fc.tuple(sections, fc.integer({ min: 1, max: 200 })), { maxLength: 40 })
  .map((runs) =>
    RunSet.from(runs.map(([s, n]): [number, number] => [s, Math.min(SECTIONS, s + n)])),
  );
const offsets = fc.integer({ min: 0, max: 2 ** 24 - 1 });

describe.each(STRUCTURES)('%s', (id) => {
  it('WebAssembly answers as TypeScript does, also after changes', () => {
    fc.assert(
      fc.property(
        layouts,
        fc.array(sections, { maxLength: 10 }),
        fc.array(fc.tuple(sections, offsets), { maxLength: 30 }),
        (layout, changed, asked) => {
          const table = new WasmTable(module);
          const structure = create(id, { backing: table.backing, wholeBytes: 2 ** 20 });
          structure.build(layout);
          const words = [...asked, ...[...layout.bounds, ...changed].map((s) => [s, 5] as const)]
            .filter(([s]) => s < SECTIONS)
            .flatMap(([s, offset]) => [(s % 256) * 2 ** 24 + offset, Math.floor(s / 256)]);
          const compare = (): void => {
            const room = table.room(words.length / 2);
            room.queries.set(words);
            table.run(structure, room);
            const expected = new Uint32Array(words.length);
            addresses(structure, new Uint32Array(words), expected);
            expect([...room.answers]).toEqual([...expected]);
          };
          compare();
          for (const section of changed) if (!structure.add(section)) structure.remove(section);
          compare();
        },
      ),
      { numRuns: 25 },
    );
  });
});

it.each([4096, 65_536] as const)('knows SPARSEMEM_EXTREME with pages of %d bytes', (pageSize) => {
  const ends = [0, 255, 256, 4095, 4096, 8191, 2 ** 20 - 4097, 2 ** 20 - 1];
  const layout = RunSet.from(ends.map((s): [number, number] => [s, s + 1]));
  const table = new WasmTable(module);
  const structure = create('sparsemem-extreme', {
    backing: table.backing,
    pageSize,
    physicalBits: 44,
  }).build(layout);
  const asked = [...ends.flatMap((s) => [s, s + 1]), 2 ** 39, SECTIONS - 1];
  const room = table.room(asked.length);
  room.queries.set(asked.flatMap((s) => [(s % 256) * 2 ** 24 + 7, Math.floor(s / 256)]));
  vi.spyOn(structure, 'slots').mockImplementation(() => {
    throw new Error('TypeScript answered');
  });
  table.run(structure, room);
  // By a plain count of the sections below.
  const rank = new Map(ends.map((s, i) => [s, i]));
  const found = asked.map((_, i) => [room.answers[2 * i], room.answers[2 * i + 1]]);
  expect(found).toEqual(
    asked.map((s) => {
      const slot = rank.get(s);
      if (slot === undefined) return [0xffff_ffff, 0xffff_ffff];
      return [slot * 2 ** 24 + 7, 0x8000_0000];
    }),
  );
});

it('takes more addresses than one call does', () => {
  const table = new WasmTable(module);
  const structure = create('rank-bitmap', { backing: table.backing }).build(RunSet.of(0, 1000));
  const room = table.room(200_000);
  room.queries.forEach((_, i) => {
    room.queries[i] = i % 2 === 0 ? ((i / 2) % 256) * 2 ** 24 : Math.floor(i / 2 / 256) % 8;
  });
  table.run(structure, room);
  const expected = new Uint32Array(400_000);
  addresses(structure, room.queries, expected);
  expect(
    Buffer.compare(Buffer.from(room.answers.slice().buffer), Buffer.from(expected.buffer)),
  ).toBe(0);
});
