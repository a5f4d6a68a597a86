import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
} from '@playwright/test';
import { User } from './user.ts';

interface Fixtures {
  /** Origins a page may ask; a test that serves the page elsewhere adds its own. */
  readonly origins: Set<string>;
  readonly strict: undefined;
  /** The person at the first page. */
  readonly user: User;
  /** Somebody else, in a browser context of their own; closed after the test. */
  readonly visitor: (options?: BrowserContextOptions) => Promise<User>;
}

/** Everything a context must not do: log, throw, or ask anybody but the server of the page. */
async function watch(
  context: BrowserContext,
  origins: ReadonlySet<string>,
  problems: string[],
): Promise<void> {
  context.on('weberror', (e) => problems.push(`page error: ${e.error().stack ?? e.error()}`));
  context.on('console', (m) => problems.push(`console.${m.type()}: ${m.text()}`));
  await context.route(
    (url) => url.protocol !== 'blob:' && url.protocol !== 'data:' && !origins.has(url.origin),
    (route) => {
      problems.push(`request to ${route.request().url()}`);
      return route.abort();
    },
  );
}

/** Every test fails on a console message (a CSP breach is one), a page error or a request off its server, in any context. */
export const test = base.extend<Fixtures>({
  origins: async ({ baseURL }, use) => {
    await use(new Set([new URL(baseURL ?? '').origin]));
  },
  strict: [
    async ({ context, browser, origins }, use) => {
      const problems: string[] = [];
      await watch(context, origins, problems);
      const plain = browser.newContext;
      browser.newContext = async (options) => {
        const opened = await plain.call(browser, options);
        await watch(opened, origins, problems);
        return opened;
      };
      await use(undefined);
      browser.newContext = plain;
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
  user: async ({ page }, use) => {
    await use(new User(page));
  },
  visitor: async ({ browser, contextOptions, baseURL, strict: _ }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({
        ...contextOptions,
        viewport: { width: 1440, height: 900 },
        serviceWorkers: 'block',
        ...(baseURL === undefined ? {} : { baseURL }),
        ...options,
      });
      opened.push(context);
      return new User(await context.newPage());
    });
    for (const context of opened) await context.close();
  },
});
export { expect };
