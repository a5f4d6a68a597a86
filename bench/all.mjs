// `npm run bench`: what a step costs, what the page costs, the structure race. With --json the race alone, as one object.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..');
const given = process.argv.slice(2);
const race = ['bench/race.mjs', ...given];
const commands = given.includes('--json')
  ? [race]
  : [['scripts/node-command.mjs', 'bench'], ['bench/page.mjs'], race];
for (const command of commands) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
