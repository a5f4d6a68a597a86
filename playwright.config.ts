import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './e2e/browser.mjs';

const port = Number(process.env['E2E_PORT'] ?? 4173);
const baseURL = `http://127.0.0.1:${port}/`;
const { path } = findChromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  workers: 2,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'reports/e2e.json' }]],
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    // A trace costs more than the test: PWTRACE=1 asks for one.
    trace: process.env['PWTRACE'] ? 'on' : 'off',
    serviceWorkers: 'block',
    launchOptions: {
      ...(path ? { executablePath: path } : {}),
      // Nothing but this machine resolves: a request elsewhere fails at once.
      args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
    },
  },
  projects: [
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
  ],
  webServer: {
    command: `vite preview --port ${port} --strictPort`,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
