import { test as base, expect } from '@playwright/test';

/** Every test fails on a page error, a console error (a CSP breach is one) or a request off this machine. */
export const test = base.extend<{ strict: undefined }>({
  strict: [
    async ({ page, context, baseURL }, use) => {
      const problems: string[] = [];
      const origin = new URL(baseURL ?? '').origin;
      page.on('pageerror', (e) => problems.push(`pageerror: ${e.message}`));
      page.on('console', (m) => {
        if (m.type() === 'error' || m.type() === 'warning')
          problems.push(`console.${m.type()}: ${m.text()}`);
      });
      await context.route(
        (url) => url.origin !== origin,
        (route) => {
          problems.push(`request to ${route.request().url()}`);
          return route.abort();
        },
      );
      await use(undefined);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
