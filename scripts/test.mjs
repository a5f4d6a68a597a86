// Every check in turn, then one closing line with the total of the tests that really ran.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..');
process.chdir(root);
const env = {
  ...process.env,
  PATH: join(root, 'node_modules', '.bin') + delimiter + process.env.PATH,
};
rmSync('reports', { recursive: true, force: true });
mkdirSync('reports');
env.CONFORMANCE_REPORT = 'reports/conformance.json';
env.SIZE_REPORT = 'reports/size.json';

const freePort = () =>
  new Promise((resolve, reject) => {
    const s = createServer();
    s.once('error', reject);
    s.listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => resolve(port));
    });
  });
env.E2E_PORT ??= String(await freePort());

let passed = 0;
let failed = 0;
let skipped = 0;
const notes = [];

function step(name, command, report) {
  console.log(`\n── ${name}: ${command}`);
  const t = Date.now();
  const { status, signal } = spawnSync(command, { cwd: root, env, stdio: 'inherit', shell: true });
  const ok = status === 0;
  let line = `${name}: ${ok ? 'ok' : `FAILED (exit ${status ?? signal})`}, ${((Date.now() - t) / 1000).toFixed(1)} s`;
  if (report) {
    const r = report();
    passed += r.passed;
    failed += r.failed;
    skipped += r.skipped;
    line += `, ${r.passed} passed, ${r.failed} failed, ${r.skipped} skipped${r.note ? `, ${r.note}` : ''}`;
    // A runner that fails with no failed test (a crash, a bad import), or that ran nothing, is one failure.
    if (r.failed === 0 && (!ok || r.passed === 0)) failed += 1;
  } else if (!ok) failed += 1;
  notes.push(line);
  return ok;
}

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};
const none = { passed: 0, failed: 0, skipped: 0, note: 'no report' };

function vitestReport() {
  const j = read('reports/unit.json');
  if (!j) return none;
  return {
    passed: j.numPassedTests,
    failed: j.numFailedTests,
    skipped: j.numPendingTests + j.numTodoTests,
  };
}

function playwrightReport() {
  const j = read('reports/e2e.json');
  if (!j) return none;
  const { expected, unexpected, flaky, skipped: s } = j.stats;
  return {
    passed: expected + flaky,
    failed: unexpected,
    skipped: s,
    ...(flaky ? { note: `${flaky} flaky` } : {}),
  };
}

/** Of a command of ours, which counts by itself. */
const ownReport = (name) => () => {
  const counted = read(`reports/${name}.json`);
  return counted ? { ...counted, skipped: 0 } : none;
};

step('types', 'tsc -b');
step('lint', 'biome ci .');
step('unit', 'vitest run', vitestReport);
step('conformance', 'node scripts/node-command.mjs conformance', ownReport('conformance'));
if (step('build', 'vite build')) {
  step('size', 'node scripts/size.mjs', ownReport('size'));
  if (step('browser', 'node scripts/ensure-chromium.mjs'))
    step('e2e', 'playwright test', playwrightReport);
}

console.log(`\n${notes.join('\n')}`);
if (skipped) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
