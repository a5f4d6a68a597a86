import { readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { type KnownDifference, outdated, readKnown, reasonFor } from './known-differences.ts';
import { replayRecording } from './recordings/replay.ts';
import { readRecording } from './recordings/schema.ts';
import { type BmapScenario, replayBmap } from './vectors/bmap.ts';
import { type ChainScenario, replayChain } from './vectors/chain.ts';
import type { Mismatch } from './vectors/check.ts';
import { type LinearScenario, replayLinear } from './vectors/linear.ts';

/**
 * `npm run conformance -- DIR`: replays every scenario of every JSON file below DIR - through the functions that `step`
 * calls, recordings through the kernel layer of memory blocks - and prints each field that differs from what the real
 * driver, notifier and kernels answered. What is known to differ (fixtures/known-differences.json) fails as well, with its
 * reason.
 */

const IGNORED = ['index.json', 'seeds.json'];
const RECORDING = 'hotplug-recording/1';
const FORMATS = ['ehea-bmap/1', 'ehea-busmap-linear/1', 'notifier-chain/1', RECORDING];

interface VectorFile {
  readonly format?: unknown;
  readonly meta?: { readonly format?: unknown };
  readonly scenarios?: readonly { readonly name: string }[];
}

const KNOWN = join(process.cwd(), 'fixtures', 'known-differences.json');

let passed = 0;
let failed = 0;

function replay(format: string, scenario: unknown): Mismatch[] {
  if (format === 'ehea-bmap/1') return replayBmap(scenario as BmapScenario);
  if (format === 'ehea-busmap-linear/1') return replayLinear(scenario as LinearScenario);
  return replayChain(scenario as ChainScenario);
}

function fail(line: string): void {
  failed += 1;
  console.log(line);
}

function mismatches(file: string, scenario: string, found: readonly Mismatch[]): void {
  for (const m of found) {
    console.log(
      `${file} ${scenario} op ${m.op} ${m.field} expected ${JSON.stringify(m.expected)} got ${JSON.stringify(m.got)}`,
    );
    const reason = reasonFor(known, scenario, m);
    if (reason !== undefined) console.log(`  known: ${reason}`);
  }
  for (const { op, field, reason } of outdated(known, scenario, found))
    console.log(
      `${file} ${scenario} ${[op, field].join(' ').trim()} does not differ any more: ${reason}`,
    );
  if (found.length === 0) passed += 1;
  else failed += 1;
}

function check(file: string, data: VectorFile, format: string): void {
  if (!Array.isArray(data.scenarios)) {
    fail(`${file}: no list "scenarios"`);
    return;
  }
  for (const scenario of data.scenarios as { name: string }[]) {
    try {
      mismatches(file, scenario.name, replay(format, scenario));
    } catch (error) {
      fail(`${file} ${scenario?.name ?? '(no name)'}: ${String(error)}`);
    }
  }
}

/** A recording is one scenario, its steps are the operations. */
function checkRecording(file: string, data: unknown): void {
  try {
    const recording = readRecording(data);
    if ('problem' in recording) {
      fail(`${file}: ${recording.problem}`);
      return;
    }
    const { mismatches: found, compared, skipped } = replayRecording(recording);
    for (const line of skipped) console.log(`${file} ${recording.id}: ${line}`);
    if (compared === 0) fail(`${file} ${recording.id}: nothing in it to compare`);
    else mismatches(file, recording.id, found);
  } catch (error) {
    fail(`${file}: ${String(error)}`);
  }
}

/** Links to folders are followed, but never back into a folder above. */
function listJson(dir: string, above: readonly string[] = []): string[] {
  const real = realpathSync(dir);
  if (above.includes(real)) return [];
  return readdirSync(dir)
    .sort()
    .flatMap((name) => {
      const path = join(dir, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isDirectory()) return listJson(path, [...above, real]);
      return stat?.isFile() && name.endsWith('.json') ? [path] : [];
    });
}

interface Parsed {
  readonly path: string;
  readonly data: VectorFile | undefined;
  readonly format: string | undefined;
}

function parse(path: string): Parsed {
  try {
    const data = JSON.parse(readFileSync(path, 'utf8')) as VectorFile | null;
    const format = [data?.format, data?.meta?.format].find(
      (f): f is string => typeof f === 'string' && FORMATS.includes(f),
    );
    return { path, data: data ?? undefined, format };
  } catch {
    return { path, data: undefined, format: undefined };
  }
}

function run(dir: string): void {
  const files = listJson(dir).map(parse);
  // Next to a recording, and below it, lie its snapshots: JSON that is not ours to judge.
  const folders = files
    .filter((f) => f.format === RECORDING)
    .map((f) => join(f.path, '..') + (f.path.includes('\\') ? '\\' : '/'));
  for (const { path, data, format } of files) {
    const name = relative(dir, path) || basename(path);
    if (format === RECORDING) checkRecording(name, data);
    else if (folders.some((folder) => path.startsWith(folder))) continue;
    else if (!format && IGNORED.includes(basename(path))) continue;
    else if (!data || !format) fail(`${name}: none of the formats ${FORMATS.join(', ')}`);
    else check(name, data, format);
  }
}

function listKnown(): readonly KnownDifference[] {
  const list = readKnown(JSON.parse(readFileSync(KNOWN, 'utf8')));
  if (!('problem' in list)) return list;
  fail(`${KNOWN}: ${list.problem}`);
  return [];
}

const known = listKnown();
const given = process.argv[2];
const dir = given ? resolve(process.env['INIT_CWD'] ?? process.cwd(), given) : null;
const dirs = dir ? [dir] : ['vectors', 'recordings'].map((d) => join(process.cwd(), 'fixtures', d));
for (const d of dirs) {
  if (statSync(d, { throwIfNoEntry: false })?.isDirectory()) run(d);
  else fail(`${given ?? d}: no such folder`);
}
const report = process.env['CONFORMANCE_REPORT'];
if (report) writeFileSync(report, JSON.stringify({ passed, failed }));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
