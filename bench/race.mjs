// The structure race: every structure in TypeScript and WebAssembly, in Node and in a worker of Chromium, against the
// same in C, round by round in turn. `node bench/race.mjs` prints tables, `--json` one object; see README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { browserEngine } from './race-browser.mjs';
import { aims, coldRow, lookupRow, memoryRow, round, updateRow } from './race-figures.mjs';
import { compile, compilerVersion, reference } from './race-native.mjs';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules', '.cache', 'race');
const began = performance.now();
const option = (name) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const QUERIES = Number(option('queries') ?? 4 * 2 ** 20);
/** Addresses in one call, as in addresses.ts. */
const BATCH = 65_536;
const RUN_MS = Number(option('run-ms') ?? 40);
/** Queries of a first batch: sixteen calls. */
const COLD = 16 * BATCH;
const WARM = 2;
const ROUNDS = Number(option('rounds') ?? 9);
const DRIVER = 'three-level';
const UPDATE_MS = 30;
const COLD_MS = 1500;

const chosen = (name, all) => option(name)?.split(',') ?? all;

const say = (text) => console.error(text);

async function bundle() {
  const common = { root, configFile: false, logLevel: 'error' };
  await build({
    ...common,
    build: {
      ssr: 'src/cli/race/engine.ts',
      outDir: join(cache, 'node'),
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'engine.mjs' } },
    },
  });
  await build({
    ...common,
    build: {
      lib: { entry: 'bench/race-worker.mjs', formats: ['es'], fileName: () => 'worker.js' },
      outDir: join(cache, 'page'),
      emptyOutDir: true,
      target: 'es2023',
    },
  });
  return import(pathToFileURL(join(cache, 'node', 'engine.mjs')).href);
}

const wasm = join(root, 'src', 'machine', 'structures', 'words', 'batch.wasm');
const { LETTERS, RaceEngine, STRUCTURES } = await bundle();
mkdirSync(cache, { recursive: true });
const program = join(cache, 'lookup');
const hasCompiler = compile(join(root, 'bench', 'native', 'lookup.c'), program, say);
const local = new RaceEngine(new Uint8Array(readFileSync(wasm)));
const inNode = { name: 'node', ask: async (method, ...args) => local[method](...args) };
const names = chosen('engines', ['node', 'chromium']);
const page = names.includes('chromium')
  ? await browserEngine({ worker: join(cache, 'page', 'worker.js'), wasm, say })
  : undefined;
const engines = [
  ...(names.includes('node') ? [inNode] : []),
  ...(page ? [{ name: 'chromium', ask: page.ask }] : []),
];
const forms = chosen('forms', ['ts', 'wasm']);
const structures = chosen('structures', STRUCTURES);
const letters = chosen('workloads', LETTERS);
const parts = chosen('parts', ['lookups', 'updates', 'memory', 'cold']);

const results = [];
const updates = [];
const memory = [];
const cold = [];
const skipped = [];

async function prepare(letter) {
  local.prepare(letter, QUERIES);
  for (const { name, ask } of engines) if (name !== 'node') await ask('prepare', letter, QUERIES);
  const { sections, queries } = local.texts();
  writeFileSync(join(cache, `${letter}.sec`), sections);
  writeFileSync(join(cache, `${letter}.q`), queries);
  if (!hasCompiler) return;
  const native = await reference(program, cache, letter, QUERIES);
  await native.build(DRIVER);
  return native;
}

/** One structure: all forms and engines and the reference, in turn. */
async function lookups(letter, id, native) {
  const runners = [];
  for (const { name, ask } of engines)
    for (const form of forms)
      if (await ask('build', id, form))
        runners.push({
          ask,
          key: { structure: id, form, engine: name, workload: letter },
          took: { times: [], native: [], driver: [], slots: [] },
        });
  if (runners.length === 0) {
    skipped.push({
      workload: letter,
      structure: id,
      reason: 'the literal array is too long to be allocated',
    });
    return;
  }
  const same = native && (id === DRIVER || (await native.build(id))) ? native : undefined;
  const count = await queriesFor(id, runners[0], same);
  if (same) await compare(id, runners, same, count);
  for (let i = 0; i < WARM + ROUNDS; i++) await oneRound(id, count, runners, { native, same }, i);
  for (const { key, took } of runners) results.push(lookupRow(key, count, took));
  for (const { ask } of engines) await ask('free', id);
  if (same && id !== DRIVER) await native.free(id);
}

/** The driver in C once, then before every form and engine the same structure in C. */
async function oneRound(id, count, runners, { native, same }, number) {
  const driver = native ? (await native.run(DRIVER, count)).ms : undefined;
  for (const { ask, key, took } of runners) {
    const theirs = same ? (await same.run(id, count)).ms : undefined;
    const ms = await ask('run', id, key.form, count);
    const hasSlots = same && key.form === 'ts' && id === 'three-level-compact';
    const slots = hasSlots ? await same.slots(id, count) : undefined;
    if (number < WARM) continue;
    took.times.push(ms);
    if (native) took.driver.push(driver);
    if (same) took.native.push(theirs);
    if (hasSlots) took.slots.push(slots);
  }
}

/** All queries, or as many as take about RUN_MS: a tree over scattered sections is a hundred times slower than the rest. */
async function queriesFor(id, { ask, key }, native) {
  const ms = native ? (await native.run(id, BATCH)).ms : await ask('run', id, key.form, BATCH);
  return Math.min(QUERIES, Math.ceil(RUN_MS / ms) * BATCH);
}

async function compare(id, runners, native, count) {
  const { sum } = await native.run(id, count);
  for (const { ask, key } of runners) {
    const got = await ask('sum', id, key.form, count);
    if (got !== sum)
      throw new Error(`${id} ${key.form} in ${key.engine} answers otherwise: ${got}, not ${sum}`);
  }
}

async function update(letter, id) {
  const pair = [id, DRIVER];
  for (const one of pair) if (!local.build(one, 'ts')) return;
  const own = [];
  const rebuild = [];
  for (let i = 0; i < 1 + 5; i++) {
    const [mine, theirs] = pair.map((one) => local.update(one, UPDATE_MS));
    if (i === 0) continue;
    own.push(mine);
    rebuild.push(theirs);
  }
  updates.push(updateRow({ workload: letter, structure: id }, own, rebuild));
  local.free(id);
}

function weigh(letter, id) {
  memory.push(memoryRow({ workload: letter, structure: id }, local.bytes(id), local.sections()));
}

/** Several first times, fewer of what is slow. */
async function coldStart(id) {
  for (const { name, ask } of engines) {
    const starts = [];
    const from = performance.now();
    while (starts.length < 3 || (starts.length < 5 && performance.now() - from < COLD_MS)) {
      const start = await ask('cold', id, COLD);
      if (!start) break;
      starts.push(start);
    }
    if (starts.length > 0) cold.push(coldRow({ structure: id, engine: name }, starts));
  }
}

for (const letter of letters) {
  say(`workload ${letter}: the layout, ${QUERIES} queries`);
  const native = await prepare(letter);
  for (const id of structures) {
    say(`workload ${letter}: ${id}`);
    if (parts.includes('memory')) weigh(letter, id);
    if (parts.includes('lookups')) await lookups(letter, id, native);
    if (parts.includes('updates')) await update(letter, id);
    if (parts.includes('cold') && letter === 'c') await coldStart(id);
  }
  native?.quit();
}
await page?.close();

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  node: process.version,
  chromium: page?.version ?? null,
  isolated: page?.isolated ?? null,
  cc: hasCompiler ? compilerVersion() : null,
  load: loadavg().map((l) => round(l, 2)),
  queries: QUERIES,
  rounds: ROUNDS,
  seconds: round((performance.now() - began) / 1000),
};
const report = { results, updates, memory, cold };
if (process.argv.includes('--json'))
  process.stdout.write(
    `${JSON.stringify({ machine, ...report, skipped, aims: aims(report) }, null, 1)}\n`,
  );
else {
  console.table(results);
  console.table(updates);
  console.table(memory);
  console.table(cold);
  console.table(aims(report));
  console.log(machine);
}
