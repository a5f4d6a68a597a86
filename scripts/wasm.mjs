// The batch lookups as WebAssembly. Every src/machine/structures/words/*.wat says what one structure does for one address;
// this puts the loop around it and makes one module over one imported memory. `npm run wasm` writes batch.wasm beside them;
// wasm.test.ts checks that it is what they make.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import wabt from 'wabt';

const folder = join(import.meta.dirname, '..', 'src', 'machine', 'structures', 'words');
export const BINARY = join(folder, 'batch.wasm');

/**
 * Addresses in one turn of the loop: lookups of several overlap, and engines look for interrupts once a turn. What is
 * asked for must be a multiple of it (WasmTable sees to that).
 */
const TURN = 4;

/** The top-level forms of a file by their first word: parameters, locals, once, each. */
function forms(text) {
  const bare = text.replaceAll(/;;.*$/gm, '');
  const found = {};
  let depth = 0;
  let start = 0;
  for (let i = 0; i < bare.length; i++) {
    if (bare[i] === '(' && depth++ === 0) start = i;
    if (bare[i] === ')' && --depth === 0) {
      const [, name, body] = /^\((\w+)([\s\S]*)\)$/.exec(bare.slice(start, i + 1)) ?? [];
      found[name] = body;
    }
  }
  return found;
}

/**
 * For the nth address of a turn: `$a` is the address, `(bits K)` its 32 bits (from 48: 16) from that one on, `(offset)`
 * its lowest 24 as u64, `(answer X)` stores, `$answered` is the way out.
 *
 * Bits are read where they stand: V8 spends an instruction on making 32 bits of a shifted 64 (seen in 14.1).
 */
function nth(each, n) {
  const at = (byte) => `offset=${8 * n + byte} (local.get $q)`;
  const isLoaded = each.includes('(local.get $a)');
  const offset = isLoaded
    ? '(i64.and (local.get $a) (i64.const 0xffffff))'
    : `(i64.extend_i32_u (i32.and (i32.load ${at(0)}) (i32.const 0xffffff)))`;
  const body = each
    .replaceAll('(answer ', `(i64.store offset=${8 * n} (local.get $out) `)
    .replaceAll('(offset)', offset)
    .replaceAll('(bits 48)', `(i32.load16_u ${at(6)})`)
    .replaceAll(/\(bits (16|24|32)\)/g, (_, bit) => `(i32.load ${at(bit / 8)})`)
    .replaceAll(/\((start|before|none)\)/g, '(local.get $$$1)');
  const address = isLoaded ? `(local.set $a (i64.load ${at(0)}))` : '';
  return `(block $answered ${address} ${body})`;
}

/**
 * `(start)` is EHEA_BUSMAP_START, `(before)` the address one section before it, `(none)` all ones. They are made of the
 * count, from which no engine can tell that they are constant: V8 makes a constant anew at every use, these stay in
 * registers.
 */
const CONSTANTS = `
    (local.set $start (i64.shl
      (i64.extend_i32_u (i32.or (local.get $n) (i32.const 1)))
      (i64.const 63)))
    (local.set $before (i64.sub (local.get $start) (i64.const 0x1000000)))
    (local.set $none (i64.shr_s (local.get $start) (i64.const 63)))`;

/**
 * One function: queries at $queries, $n of them, answers to $answers, all u64. Its places are sums made anew in every
 * turn, which V8 knows to be 32 bits wide; what a loop carries it widens at every use.
 */
function functionOf(name, text) {
  const { parameters = '', locals = '', once = '', each } = forms(text);
  const turn = Array.from({ length: TURN }, (_, n) => nth(each, n)).join('\n');
  return `(func (export "${name}") (param $queries i32) (param $n i32) (param $answers i32) ${parameters}
    (local $at i32) (local $end i32) (local $q i32) (local $out i32) (local $a i64)
    (local $start i64) (local $before i64) (local $none i64) ${locals}
    (if (i32.eqz (local.get $n)) (then (return)))
    (local.set $end (i32.shl (local.get $n) (i32.const 3)))
    ${CONSTANTS}
    ${once}
    (loop $next
      (local.set $q (i32.add (local.get $queries) (local.get $at)))
      (local.set $out (i32.add (local.get $answers) (local.get $at)))
      ${turn}
      (local.set $at (i32.add (local.get $at) (i32.const ${8 * TURN})))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end)))))`;
}

/** The whole module as text. */
export function source() {
  const functions = readdirSync(folder)
    .filter((name) => name.endsWith('.wat'))
    .sort()
    .map((name) => functionOf(name.replace('.wat', ''), readFileSync(join(folder, name), 'utf8')));
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
