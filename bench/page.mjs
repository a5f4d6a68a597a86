// What the built page costs in a real Chromium: bytes, first picture, long tasks, dispatch to paint, script per frame.
// `node bench/page.mjs` measures dist/; PAGE_DIST names another folder.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { findChromium } from '../e2e/browser.mjs';

const root = join(import.meta.dirname, '..');
const dist = process.env.PAGE_DIST ?? 'dist';
const VIEWPORT = { width: 1440, height: 900 };
const ROUNDS = 9;
const FRAMES = 150;
const SECTION = '0x1000000';

const rows = [];
const row = (what, value, limit = '') => rows.push([what, value, limit]);
const ms = (value) => `${value.toFixed(1)} ms`;
const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
const p95 = (values) => sorted(values)[Math.floor(values.length * 0.95)] ?? Number.NaN;

/** Runs in the page before anything else: when the bill first stands there, and every long task. */
function watch() {
  /** After the frame in which what now stands is painted. */
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = resolve;
        channel.port2.postMessage(null);
      });
    });
  window.bench = { picture: null, tasks: [], painted };
  const look = () => {
    if (/GiB|KiB/.test(document.querySelector('[data-drawing]')?.textContent ?? ''))
      painted().then(() => {
        window.bench.picture = performance.now();
      });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      window.bench.tasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function serve() {
  const port = await freePort();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'preview', '--outDir', dist, '--port', String(port), '--strictPort'];
  const server = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  for (let i = 0; i < 100; i++) {
    const up = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return { server, url };
    if (server.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill();
  throw new Error(`Nothing to serve in ${dist}: run npm run build first.`);
}

const idle = (page) => page.evaluate(() => window.sparsescope.whenIdle());

/** A page of its own, with an empty cache. */
async function open(browser, url) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  await context.addInitScript(watch);
  const answers = [];
  context.on('response', (response) => answers.push(response));
  const page = await context.newPage();
  await page.goto(url);
  await idle(page);
  return { context, page, answers };
}

/** The first search for a role loads Playwright's own scripts into the page: 20 ms that are not the page's. */
async function settle(page) {
  const own = await page.evaluate(() => window.bench.tasks);
  await page.getByRole('region', { name: 'Physical address space' }).boundingBox();
  await idle(page);
  await page.evaluate((tasks) => {
    window.bench.tasks = tasks;
  }, own);
}

async function loading(browser, url) {
  const pictures = [];
  const idles = [];
  for (let i = 0; i < 5; i++) {
    const { context, page, answers } = await open(browser, url);
    const at = await page.evaluate(() => ({
      picture: window.bench.picture,
      idle: performance.now(),
      origin: performance.timeOrigin,
    }));
    pictures.push(at.picture);
    idles.push(at.idle);
    if (i === 0) await weigh(answers, at.origin + at.picture);
    await context.close();
  }
  row('navigation to first picture, median of 5', ms(median(pictures)), '1,000 ms');
  row('navigation to whole page (whenIdle)', ms(median(idles)));
}

/** Everything asked for before the first picture stood, the worker included. */
async function weigh(answers, picture) {
  const bytes = { js: 0, css: 0 };
  for (const answer of answers) {
    const kind = /\.(js|css)(?:$|\?)/.exec(answer.url())?.[1];
    if (!kind || answer.request().timing().startTime > picture) continue;
    bytes[kind] += gzipSync(await answer.body(), { level: 9 }).length;
  }
  row('JS before the first picture, gzip', `${(bytes.js / 1000).toFixed(1)} KB`, '140 KB');
  row('CSS before the first picture, gzip', `${(bytes.css / 1000).toFixed(1)} KB`, '12 KB');
}

/** Long tasks since the last question, after the first picture. */
async function longTasks(page, what) {
  await idle(page);
  const tasks = await page.evaluate(() =>
    window.bench.tasks.splice(0).filter((task) => task.startTime > window.bench.picture),
  );
  const longest = tasks.reduce((most, task) => Math.max(most, task.duration), 0);
  row(
    `long tasks, ${what}`,
    tasks.length === 0 ? 'none' : `${tasks.length}, longest ${longest.toFixed(0)} ms`,
    'none',
  );
}

/** From the call to the end of the first frame painted after the answer. */
async function dispatched(page, size, start) {
  const spent = [];
  for (let i = 0; i < ROUNDS + 2; i++) {
    await page.evaluate(() => window.sparsescope.seek(0));
    await idle(page);
    const took = await page.evaluate(
      async (event) => {
        const from = performance.now();
        const answer = await window.sparsescope.dispatch(event);
        if (!answer.ok) throw new Error(answer.error.message);
        await window.bench.painted();
        return performance.now() - from;
      },
      { type: 'hotplug', start, size },
    );
    // The first two warm the engine up.
    if (i >= 2) spent.push(took);
  }
  await page.evaluate(() => window.sparsescope.seek(0));
  await idle(page);
  return spent;
}

const SCRIPT = new Set([
  'EventDispatch',
  'FireAnimationFrame',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
  'EvaluateScript',
  'HandlePostMessage',
]);

/**
 * Milliseconds of processor time that script takes in each frame while `act` runs, from Chromium's own trace of
 * the page's main thread: what else the machine does at the time does not count.
 */
async function scriptPerFrame(browser, page, act) {
  await browser.startTracing(page, { categories: ['-*', 'devtools.timeline'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threadOf = (e) => `${e.pid}.${e.tid}`;
  const main = mostCommon(traceEvents.filter((e) => e.name === 'FireAnimationFrame').map(threadOf));
  const own = traceEvents.filter((e) => threadOf(e) === main && e.ph === 'X');
  // Each frame ends with its layers being put together.
  const ends = sorted(own.filter((e) => e.name === 'Layerize').map((e) => e.ts));
  const spent = ends.map(() => 0);
  let until = 0;
  for (const e of own.filter((x) => SCRIPT.has(x.name)).sort((a, b) => a.ts - b.ts)) {
    // Inside another one: counted with it.
    if (e.ts < until) continue;
    until = e.ts + (e.dur ?? 0);
    const frame = ends.findIndex((ts) => ts >= e.ts);
    if (frame >= 0) spent[frame] += (e.tdur ?? e.dur ?? 0) / 1000;
  }
  return spent.filter((time) => time > 0);
}

function mostCommon(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Milliseconds from frame to frame while `act` runs, as the page itself sees them. */
async function framesDuring(page, act) {
  await page.evaluate(() => {
    window.bench.frames = [];
    let last = Number.NaN;
    const next = (now) => {
      if (!window.bench.frames) return;
      if (last <= now) window.bench.frames.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await act();
  return page.evaluate(() => {
    const { frames } = window.bench;
    window.bench.frames = null;
    return frames;
  });
}

/** The wheel as a hand turns it: in and out again, a notch at a time. */
async function turnWheel(page) {
  for (let i = 0; i < FRAMES; i++) await page.mouse.wheel(0, i % 50 < 25 ? -24 : 24);
}

async function dragAbout(page, at) {
  await page.mouse.down();
  for (let i = 1; i <= FRAMES; i++)
    await page.mouse.move(at.x + (i % 100 < 50 ? i % 50 : 50 - (i % 50)) * 6, at.y);
  await page.mouse.up();
}

async function panAndZoom(browser, page, scene, span = '0x100000000000') {
  const box = await page.getByRole('region', { name: 'Physical address space' }).boundingBox();
  const at = { x: box.x + box.width * 0.45, y: box.y + 96 };
  await page.evaluate((s) => window.sparsescope.setView({ origin: '0x0', span: s }), span);
  await page.mouse.move(at.x, at.y);
  await idle(page);
  const zoom = await scriptPerFrame(browser, page, () => turnWheel(page));
  row(`script per frame, zoom, ${scene}, p95`, ms(p95(zoom)), '4 ms');
  const pan = await scriptPerFrame(browser, page, () => dragAbout(page, at));
  row(`script per frame, pan, ${scene}, p95`, ms(p95(pan)), '4 ms');
  // Without the tracing, which takes time of its own.
  const turned = await framesDuring(page, () => turnWheel(page));
  row(`frame to frame, zoom, ${scene}, p95`, ms(p95(turned)), '17.5 ms');
  const dragged = await framesDuring(page, () => dragAbout(page, at));
  row(`frame to frame, pan, ${scene}, p95`, ms(p95(dragged)), '17.5 ms');
  await page.evaluate(() =>
    window.sparsescope.setView({ origin: '0x0', span: '0x10000000000000000' }),
  );
  await longTasks(page, `pan and zoom, ${scene}`);
}

async function thread(browser, url) {
  const { context, page } = await open(browser, url);
  await settle(page);
  await longTasks(page, 'between first picture and rest');
  row(
    'dispatch to painted, thread, 16 MB',
    ms(median(await dispatched(page, SECTION, '0x80000000000'))),
    '50 ms',
  );
  row(
    'dispatch to painted, thread, 16 GB',
    ms(median(await dispatched(page, '0x400000000', '0x80000000000'))),
    '50 ms',
  );
  await page.evaluate(() => window.bench.tasks.splice(0));
  for (let i = 1n; i <= 10n; i++) {
    const start = `0x${(i << 40n).toString(16)}`;
    await page.evaluate((e) => window.sparsescope.dispatch(e), {
      type: 'hotplug',
      start,
      size: SECTION,
    });
    await idle(page);
  }
  await longTasks(page, 'ten drops');
  await panAndZoom(browser, page, 'thread');
  await damagedLinks(page);
  await context.close();
}

async function islands(browser, url) {
  const { context, page } = await open(browser, url);
  await page.evaluate(() => window.bench.tasks.splice(0));
  await page.getByRole('button', { name: /^Openings:/ }).click();
  await page
    .getByRole('dialog', { name: 'Openings' })
    .getByRole('button', { name: /^65,536/ })
    .click();
  await longTasks(page, 'opening 65,536 islands');
  // The first hole is after section 0.
  row(
    'dispatch to painted, islands, 16 MB',
    ms(median(await dispatched(page, SECTION, SECTION))),
    '100 ms',
  );
  await longTasks(page, 'drops in islands');
  await panAndZoom(browser, page, 'islands');
  await context.close();
}

/** 512 islands of 8,192 sections, 2^43 bytes apart: 4,194,304 sections below 2^52. */
const LARGE = JSON.stringify({
  format: 'sparsescope-scenario/1',
  boot: Array.from({ length: 512 }, (_, i) => ({
    start: `0x${(BigInt(i) << 43n).toString(16)}`,
    size: '0x2000000000',
  })),
});

async function large(browser, url) {
  const opened = [];
  // Each in a page that has seen nothing like it.
  for (let i = 0; i < 5; i++) {
    const { context, page } = await open(browser, url);
    opened.push(await openedIn(page, LARGE));
    await context.close();
  }
  row('open to painted, 4,194,304 sections, median of 5', ms(median(opened)), '500 ms');
  const { context, page } = await open(browser, url);
  await settle(page);
  await page.evaluate(() => window.bench.tasks.splice(0));
  await openedIn(page, LARGE);
  await longTasks(page, 'opening 4,194,304 sections');
  // In the first hole, at the end of the first island: every slot above moves.
  row(
    'dispatch to painted, 4,194,304 sections, 16 MB',
    ms(median(await dispatched(page, SECTION, '0x2000000000'))),
    '100 ms',
  );
  await longTasks(page, 'drops among 4,194,304 sections');
  await panAndZoom(browser, page, '4,194,304 sections', '0x10000000000000');
  await context.close();
}

/** From the call to the end of the first frame painted after the answer. */
function openedIn(page, text) {
  return page.evaluate(async (given) => {
    const from = performance.now();
    const answer = await window.sparsescope.open(given);
    if (!answer.ok) throw new Error(answer.error.message);
    await window.bench.painted();
    return performance.now() - from;
  }, text);
}

/** Processor time of the longest task of the page's main thread while `act` runs, in milliseconds. */
async function longestTask(browser, page, act) {
  const categories = ['-*', 'devtools.timeline', 'toplevel'];
  await browser.startTracing(page, { categories });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threadOf = (e) => `${e.pid}.${e.tid}`;
  const main = mostCommon(traceEvents.filter((e) => e.name === 'Layout').map(threadOf));
  const tasks = traceEvents.filter(
    (e) => threadOf(e) === main && e.name === 'ThreadControllerImpl::RunTask',
  );
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0);
}

/** Traffic at 1,000 accesses a second, looked on for some seconds, and while memory comes and goes. */
async function traffic(browser, url) {
  const { context, page } = await open(browser, url);
  await settle(page);
  await page
    .getByRole('radiogroup', { name: 'Panel shown' })
    .getByRole('radio', { name: 'Device' })
    .click();
  const send = (event) => page.evaluate((e) => window.sparsescope.dispatch(e), event);
  await send({ type: 'traffic', accesses: 1000 });
  await idle(page);
  await page.waitForTimeout(1000);
  const looked = await longestTask(browser, page, () => page.waitForTimeout(3000));
  row('longest task, traffic of 1,000 accesses a second', ms(looked), '50 ms');
  const places = ['0x10000000000', '0x20000000000', '0x30000000000', '0x40000000000'];
  const moved = await longestTask(browser, page, async () => {
    for (const type of ['hotplug', 'unplug'])
      for (const start of places) {
        await send({ type, start, size: '0x10000000' });
        await page.waitForTimeout(250);
      }
  });
  row('longest task, the same while 256 MB come and go', ms(moved), '50 ms');
  await context.close();
}

/** From the change of the address bar to the painted page that says what is wrong. */
async function damagedLinks(page) {
  for (const [name, hash] of [
    ['damaged', '#1damaged'],
    ['newer', '#9AAAA'],
    ['200,000 characters', `#1${'A'.repeat(200_000)}`],
  ]) {
    const spent = [];
    for (let i = 0; i < ROUNDS; i++) {
      spent.push(
        await page.evaluate(async (bad) => {
          const from = performance.now();
          location.hash = bad;
          for (;;) {
            await new Promise((resolve) => requestAnimationFrame(resolve));
            if (/link/.test(document.querySelector('h1')?.textContent ?? '')) break;
          }
          return performance.now() - from;
        }, hash),
      );
      await page.getByRole('button', { name: 'Back to your work' }).click();
      await idle(page);
    }
    row(`${name} link to its page`, ms(median(spent)), '50 ms');
  }
}

const { server, url } = await serve();
const { path } = findChromium();
const browser = await chromium.launch(path ? { executablePath: path } : {});
try {
  await loading(browser, url);
  await thread(browser, url);
  await islands(browser, url);
  await large(browser, url);
  await traffic(browser, url);
} finally {
  await browser.close();
  server.kill();
}
/** Both are numbers of the same unit, or the limit is that there be none. */
const within = (value, limit) =>
  limit === 'none'
    ? value === 'none'
    : Number.parseFloat(value) <= Number.parseFloat(limit.replace(',', ''));
const limited = (value, limit) =>
  limit ? `   limit ${limit}, ${within(value, limit) ? 'reached' : 'NOT reached'}` : '';
const widths = [0, 1].map((i) => Math.max(...rows.map((r) => r[i].length)));
for (const [what, value, limit] of rows)
  console.log(`${what.padEnd(widths[0])}  ${value.padStart(widths[1])}${limited(value, limit)}`);
