// `npm run bench`: what a step costs, what the page costs, the structure race. With --json the race alone, as one object.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..');
const given = process.argv.slice(2);

/** 0 if all went well. */
function run(command, env = {}) {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } };
  return spawnSync(process.execPath, command, options).status ?? 1;
}

const race = ['bench/race.mjs', ...given];

/** What one of them cannot measure keeps none of the others from it. */
function all() {
  // The page as it is now, in a folder of its own.
  const dist = process.env.PAGE_DIST ?? join('node_modules', '.cache', 'bench-page');
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'];
  const step = run(['scripts/node-command.mjs', 'bench']);
  const built = process.env.PAGE_DIST ? 0 : run([...vite, '--outDir', dist, '--emptyOutDir']);
  const page = built === 0 ? run(['bench/page.mjs'], { PAGE_DIST: dist }) : built;
  return Math.max(step, page, run(race));
}

process.exitCode = given.includes('--json') ? run(race) : all();
