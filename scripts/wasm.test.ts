import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { STRUCTURES } from '../src/machine/structures/words/catalogue.ts';
import { assemble, BINARY } from './wasm.mjs';

it('batch.wasm is what the .wat files make', async () => {
  expect(Buffer.from(await assemble()).equals(readFileSync(BINARY))).toBe(true);
});

it('batch.wasm has a function for every structure, and fits in 10 KiB', () => {
  const bytes = readFileSync(BINARY);
  expect(bytes.length).toBeLessThan(10_240);
  const names = WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map((e) => e.name);
  // SPARSEMEM_EXTREME has one for each size of a page.
  expect(names.sort()).toEqual([...STRUCTURES, 'sparsemem-extreme-64k'].sort());
});
