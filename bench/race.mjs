// The structure race: every structure in TypeScript and WebAssembly, in Node and in a worker of Chromium, against the
// same in C, round by round in turn. `node bench/race.mjs` prints tables, `--json` one object; see README.md.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '../e2e/browser.mjs';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules', '.cache', 'race');
const option = (name) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const QUERIES = Number(option('queries') ?? 4 * 2 ** 20);
/** Addresses in one call, as in addresses.ts. */
const BATCH = 65_536;
const RUN_MS = Number(option('run-ms') ?? 60);
/** Queries of a first batch: sixteen calls. */
const COLD = 16 * BATCH;
const WARM = 2;
const ROUNDS = Number(option('rounds') ?? 9);
const DRIVER = 'three-level';
const UPDATE_MS = 30;

const chosen = (name, all) => option(name)?.split(',') ?? all;

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, q) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * q))];
const median = (values) => quantile(values, 0.5);
/** The middle half of the values, as a share of their median. */
const spread = (values) => (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);
const round = (value, digits = 3) => Number(value.toPrecision(digits));
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

/** Compiles the reference; undefined where there is no C compiler. */
function compile() {
  const program = join(cache, 'lookup');
  const source = join(root, 'bench', 'native', 'lookup.c');
  const { error, status } = spawnSync('cc', ['-O2', '-o', program, source], { stdio: 'inherit' });
  if (error || status !== 0) {
    say('No C compiler (cc): measured without the native reference, so there are no ratios.');
    return;
  }
  return program;
}

/** One process of the reference over one workload. */
async function reference(program, letter) {
  const child = spawn(program, [cache, letter, String(QUERIES)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line) => {
    if (line) child.stdin.write(`${line}\n`);
    const { value = 'na' } = await lines.next();
    return value.split(' ');
  };
  await ask();
  return {
    build: async (id) => (await ask(`build ${id}`))[0] === 'ok',
    /** Milliseconds and the sum of all answers. */
    run: async (id, count) => {
      const [, took, sum] = await ask(`run ${id} ${count}`);
      return { ms: Number(took) / 1e6, sum };
    },
    slots: async (id, count) => Number((await ask(`slots ${id} ${count}`))[1]) / 1e6,
    free: (id) => ask(`free ${id}`),
    quit: () => child.stdin.end('quit\n'),
  };
}

/** The engine in a worker of a page of its own, isolated, so that its clock counts in 5 us. */
async function browserEngine() {
  const { path, from } = findChromium();
  if (from === 'none') {
    say('No Chromium: measured in Node alone.');
    return;
  }
  const browser = await chromium.launch(path ? { executablePath: path } : {});
  const page = await browser.newPage();
  const files = {
    '/': ['text/html', '<!doctype html><title>race</title>'],
    '/worker.js': ['text/javascript', readFileSync(join(cache, 'page', 'worker.js'))],
    '/batch.wasm': ['application/wasm', readFileSync(wasm)],
  };
  await page.route('https://race.test/**', (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? [];
    const headers = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
    };
    return body ? route.fulfill({ contentType, body, headers }) : route.fulfill({ status: 404 });
  });
  await page.goto('https://race.test/');
  await page.evaluate(() => {
    const worker = new Worker('worker.js', { type: 'module' });
    window.ask = (message) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = (e) => reject(new Error(e.message));
        worker.postMessage(message);
      });
  });
  const ask = (...message) => page.evaluate((m) => window.ask(m), message);
  await ask('load');
  const isolated = await page.evaluate(() => crossOriginIsolated);
  return { ask, version: browser.version(), isolated, close: () => browser.close() };
}

const wasm = join(root, 'src', 'machine', 'structures', 'words', 'batch.wasm');
const { LETTERS, RaceEngine, STRUCTURES } = await bundle();
mkdirSync(cache, { recursive: true });
const program = compile();
const local = new RaceEngine(new Uint8Array(readFileSync(wasm)));
const inNode = { name: 'node', ask: async (method, ...args) => local[method](...args) };
const names = chosen('engines', ['node', 'chromium']);
const page = names.includes('chromium') ? await browserEngine() : undefined;
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
  if (!program) return;
  const native = await reference(program, letter);
  await native.build(DRIVER);
  return native;
}

/** One structure: all forms and engines and the reference, in turn. */
async function lookups(letter, id, native) {
  const runners = [];
  for (const { name, ask } of engines)
    for (const form of forms)
      if (await ask('build', id, form))
        runners.push({ engine: name, form, times: [], ratios: [], driver: [], slots: [], ask });
  if (runners.length === 0) {
    skipped.push({
      workload: letter,
      structure: id,
      reason: 'the literal array is too long to be allocated',
    });
    return;
  }
  const hasNative = native && (id === DRIVER || (await native.build(id)));
  const count = await queriesFor(id, runners[0], hasNative ? native : undefined);
  if (hasNative) await compare(id, runners, native, count);
  const own = [];
  for (let i = 0; i < WARM + ROUNDS; i++) {
    const driver = native ? (await native.run(DRIVER, count)).ms : Number.NaN;
    for (const runner of runners) {
      const before = hasNative ? (await native.run(id, count)).ms : Number.NaN;
      const ms = await runner.ask('run', id, runner.form, count);
      const hasSlots = hasNative && runner.form === 'ts' && id === 'three-level-compact';
      const slots = hasSlots ? await native.slots(id, count) : Number.NaN;
      if (i < WARM) continue;
      own.push(before);
      runner.times.push(ms);
      runner.ratios.push(before / ms);
      runner.driver.push(driver / ms);
      runner.slots.push(slots / ms);
    }
  }
  for (const runner of runners) results.push(resultOf(letter, id, count, runner, own, hasNative));
  for (const { ask } of engines) await ask('free', id);
  if (hasNative && id !== DRIVER) await native.free(id);
}

/** All queries, or as many as take about 60 ms: a tree over scattered sections is a hundred times slower than the rest. */
async function queriesFor(id, runner, native) {
  const ms = native
    ? (await native.run(id, BATCH)).ms
    : await runner.ask('run', id, runner.form, BATCH);
  return Math.min(QUERIES, Math.ceil(RUN_MS / ms) * BATCH);
}

const mops = (count, ms) => round(count / ms / 1000);

function resultOf(letter, id, count, runner, own, hasNative) {
  const { form, engine, times, ratios, driver, slots } = runner;
  const against = hasNative
    ? {
        nativeMops: mops(count, median(own)),
        ratio: round(median(ratios)),
        spread: round(spread(ratios), 2),
      }
    : { nativeMops: null, ratio: null, spread: round(spread(times), 2) };
  return {
    structure: id,
    form,
    engine,
    workload: letter,
    mops: mops(count, median(times)),
    ...against,
    ...(Number.isNaN(driver[0]) ? {} : { driverRatio: round(median(driver)) }),
    // The TypeScript form answers slots of four bytes; this is the reference doing the same.
    ...(Number.isNaN(slots[0]) ? {} : { slotsRatio: round(median(slots)) }),
  };
}

async function compare(id, runners, native, count) {
  const { sum } = await native.run(id, count);
  for (const { engine, form, ask } of runners) {
    const got = await ask('sum', id, form, count);
    if (got !== sum)
      throw new Error(`${id} ${form} in ${engine} answers otherwise: ${got}, not ${sum}`);
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
  updates.push({
    workload: letter,
    structure: id,
    microseconds: round(median(own)),
    rebuildMicroseconds: round(median(rebuild)),
    ratio: round(median(rebuild.map((r, i) => r / own[i]))),
  });
  local.free(id);
}

function weigh(letter, id) {
  const { bytes, held, touched } = local.bytes(id);
  const bytesPerSection = round(Number(bytes) / local.sections(), 4);
  memory.push({ workload: letter, structure: id, bytes, bytesPerSection, held, touched });
}

/** Several first times; the middle one. */
async function coldStart(id) {
  for (const { name, ask } of engines) {
    const ratios = [];
    for (let i = 0; i < 5; i++) ratios.push(await ask('cold', id, COLD));
    if (ratios.every((r) => typeof r === 'number' && !Number.isNaN(r)))
      cold.push({ structure: id, engine: name, ratio: round(median(ratios)) });
  }
}

for (const letter of letters) {
  say(`workload ${letter}`);
  const native = await prepare(letter);
  for (const id of structures) {
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
  cc: program ? spawnSync('cc', ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0] : null,
  load: loadavg().map((l) => round(l, 2)),
  queries: QUERIES,
  rounds: ROUNDS,
};
if (process.argv.includes('--json'))
  process.stdout.write(
    `${JSON.stringify({ machine, results, updates, memory, cold, skipped }, null, 1)}\n`,
  );
else {
  console.table(results);
  console.table(updates);
  console.table(memory);
  console.table(cold);
}
