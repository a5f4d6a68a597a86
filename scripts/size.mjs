// What the page loads before its first picture, gzipped: script, worker and style. Run after `vite build`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, '..', 'dist');
const LIMITS = { js: 140_000, css: 12_000 };

const html = readFileSync(join(dist, 'index.html'), 'utf8');
const linked = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
  (m) => m[1],
);
// The worker is started by the entry; what it imports statically comes with it.
const worker = readdirSync(join(dist, 'assets')).find((f) => /^host-.*\.js$/.test(f));
const files = new Set(linked);
if (!worker) throw new Error('There is no worker in dist/assets.');
files.add(`assets/${worker}`);

const report = { passed: 0, failed: 0 };
for (const kind of ['js', 'css']) {
  let sum = 0;
  for (const file of files) {
    if (!file.endsWith(`.${kind}`)) continue;
    const bytes = gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
    sum += bytes;
    console.log(`${String(bytes).padStart(8)}  ${file}`);
  }
  // Nothing at all is not small but not found.
  const fits = sum > 0 && sum <= LIMITS[kind];
  report[fits ? 'passed' : 'failed'] += 1;
  console.log(
    `${String(sum).padStart(8)}  ${kind} in all, of ${LIMITS[kind]}${fits ? '' : ': TOO MUCH'}\n`,
  );
}
if (process.env.SIZE_REPORT) writeFileSync(process.env.SIZE_REPORT, JSON.stringify(report));
process.exitCode = report.failed === 0 ? 0 : 1;
