import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { User } from './user.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Axe finds nothing on the page as it is now, once every motion has come to rest. */
export async function expectAccessible(user: User, state: string): Promise<void> {
  await user.idle();
  await user.page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((motion) => motion.finished)),
  );
  const axe = new AxeBuilder({ page: user.page }).withTags(TAGS).setLegacyMode();
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
  );
  expect.soft(found, state).toEqual([]);
}
