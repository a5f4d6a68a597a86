// What the page loads before its first picture, gzipped: script, worker and style. Run after `vite build`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, '..', 'dist');
const LIMITS = { js: 140 * 1024, css: 12 * 1024 };

const html = readFileSync(join(dist, 'index.html'), 'utf8');
const linked = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
  (m) => m[1],
);
// The worker is started by the entry; what it imports statically comes with it.
const worker = readdirSync(join(dist, 'assets')).find((f) => /^host-.*\.js$/.test(f));
const files = new Set(linked);
if (worker) files.add(`assets/${worker}`);

let ok = true;
for (const kind of ['js', 'css']) {
  let sum = 0;
  for (const file of files) {
    if (!file.endsWith(`.${kind}`)) continue;
    const bytes = gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
    sum += bytes;
    console.log(`${String(bytes).padStart(8)}  ${file}`);
  }
  const fits = sum <= LIMITS[kind];
  ok &&= fits;
  console.log(
    `${String(sum).padStart(8)}  ${kind} in all, of ${LIMITS[kind]}${fits ? '' : ': TOO MUCH'}\n`,
  );
}
process.exitCode = ok ? 0 : 1;
