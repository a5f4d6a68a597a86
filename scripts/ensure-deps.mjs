// Installs the locked dependencies when they are missing or older than package-lock.json. Node built-ins only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)) {
  console.error(
    `This project needs Node 20.19+, 22.12+ or 24+ (LTS recommended); this is ${process.version}.`,
  );
  process.exit(1);
}

const stamp = join(root, 'node_modules', '.deps-stamp');
const want = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(`\n${process.platform}-${process.arch}`)
  .digest('hex');
let have = '';
try {
  have = readFileSync(stamp, 'utf8');
} catch {}

if (have !== want) {
  console.error('Installing dependencies (npm ci) …');
  const npm = process.env.npm_execpath;
  const { status, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--no-fund'], {
        cwd: root,
        stdio: ['inherit', 2, 2],
      })
    : spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
        cwd: root,
        stdio: ['inherit', 2, 2],
        shell: process.platform === 'win32',
      });
  if (status !== 0) {
    console.error(
      `npm ci failed${error ? `: ${error.message}` : ''}. Run "npm ci" by hand to see why.`,
    );
    process.exit(status || 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, want);
}
