import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { RegionName, User } from './user.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Axe finds nothing on the page as it is now, once every motion has come to rest; or in that part of it alone,
 * where only that part has changed.
 */
export async function expectAccessible(
  user: User,
  state: string,
  part?: RegionName | 'dialog',
): Promise<void> {
  await user.idle();
  await user.page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((motion) => motion.finished)),
  );
  const axe = new AxeBuilder({ page: user.page }).withTags(TAGS).setLegacyMode();
  if (part === 'dialog') axe.include('[role="dialog"]');
  else if (part) axe.include(`section[aria-label="${part}"]`);
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
  );
  expect.soft(found, state).toEqual([]);
}
