// Which Chromium to drive: $PLAYWRIGHT_CHROMIUM, else one installed on the system, else Playwright's own.
import { accessSync, constants, existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {{ path: string | undefined, from: 'env' | 'system' | 'bundled' | 'none' }} */
export function findChromium() {
  const env = process.env.PLAYWRIGHT_CHROMIUM;
  if (env) {
    if (!executable(env)) throw new Error(`PLAYWRIGHT_CHROMIUM is not an executable file: ${env}`);
    return { path: env, from: 'env' };
  }
  const system = SYSTEM.find(executable);
  if (system) return { path: system, from: 'system' };
  if (existsSync(chromium.executablePath())) return { path: undefined, from: 'bundled' };
  return { path: undefined, from: 'none' };
}
