// The batch lookups as WebAssembly: every src/machine/structures/words/*.wat is one function of one module over one
// imported memory. `npm run wasm` writes batch.wasm beside them; wasm.test.ts checks that it is what they make.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import wabt from 'wabt';

const folder = join(import.meta.dirname, '..', 'src', 'machine', 'structures', 'words');
export const BINARY = join(folder, 'batch.wasm');

/** The whole module as text. */
export function source() {
  const functions = readdirSync(folder)
    .filter((name) => name.endsWith('.wat'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return ['(module', '(import "memory" "words" (memory 1))', ...functions, ')'].join('\n');
}

/** The module's bytes: the assembler adds no names, no dates and no optimisation, so they follow from the text alone. */
export async function assemble() {
  const { parseWat } = await wabt();
  const module = parseWat('batch.wat', source(), { simd: true });
  try {
    module.validate();
    return module.toBinary({ write_debug_names: false }).buffer;
  } finally {
    module.destroy();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const bytes = await assemble();
  writeFileSync(BINARY, bytes);
  console.log(`${bytes.length} bytes in ${BINARY}`);
}
