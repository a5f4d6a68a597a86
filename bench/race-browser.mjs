// The race's engine in a worker of Chromium.
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium } from '../e2e/browser.mjs';

/**
 * The engine in a worker of a page of its own, isolated, so that its clock counts in 5 us; undefined, having said so,
 * where there is no Chromium.
 *
 * @param worker the file of the worker, bundled
 * @param wasm batch.wasm
 */
export async function browserEngine({ worker, wasm, say }) {
  const browser = await launch().catch((error) => {
    say(`Chromium does not start: ${String(error.message).split('\n')[0]}`);
  });
  if (!browser) {
    say('No Chromium: measured in Node alone.');
    return;
  }
  const page = await browser.newPage();
  const files = {
    '/': ['text/html', '<!doctype html><title>race</title>'],
    '/worker.js': ['text/javascript', readFileSync(worker)],
    '/batch.wasm': ['application/wasm', readFileSync(wasm)],
  };
  await page.route('https://race.test/**', (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? [];
    const headers = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
    };
    return body ? route.fulfill({ contentType, body, headers }) : route.fulfill({ status: 404 });
  });
  await page.goto('https://race.test/');
  await page.evaluate(() => {
    const race = new Worker('worker.js', { type: 'module' });
    window.ask = (message) =>
      new Promise((resolve, reject) => {
        race.onmessage = ({ data }) => resolve(data);
        race.onerror = (e) => reject(new Error(e.message));
        race.postMessage(message);
      });
  });
  const ask = (...message) => page.evaluate((m) => window.ask(m), message);
  await ask('load');
  const isolated = await page.evaluate(() => crossOriginIsolated);
  return { ask, version: browser.version(), isolated, close: () => browser.close() };
}

/** Undefined where none is found. */
async function launch() {
  const { path, from } = findChromium();
  if (from === 'none') return;
  return await chromium.launch(path ? { executablePath: path } : {});
}
