// Makes sure there is a Chromium to test in: one that is here, else Playwright's, else Debian's.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { findChromium } from '../e2e/browser.mjs';

const run = (cmd, args, env) =>
  spawnSync(cmd, args, {
    stdio: 'inherit',
    timeout: 300_000,
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  }).status === 0;

let found = findChromium();
if (found.from === 'none') {
  console.log("No Chromium here; trying Playwright's own …");
  run('npx', ['--no', 'playwright', 'install', 'chromium']);
  found = findChromium();
}
if (found.from === 'none' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  console.log("Trying Debian's chromium package …");
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-q'], env) &&
    run(
      'apt-get',
      ['install', '-qy', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
      env,
    );
  found = findChromium();
}
if (found.from === 'none') {
  console.error(`
No Chromium to run the browser tests in. One of these gives them one:
  npx playwright install chromium            (downloads Playwright's own)
  sudo apt-get install chromium              (Debian, Ubuntu)
  PLAYWRIGHT_CHROMIUM=/path/to/chrome npm test
`);
  process.exit(1);
}
console.log(`Chromium: ${found.path ?? "Playwright's own"} (${found.from})`);
