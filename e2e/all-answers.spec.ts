import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { TOP } from './user.ts';

test('every driver’s answer side by side, and the machine booted with one of them', async ({
  user,
}) => {
  await user.open();
  await user.region('Driver').getByRole('button', { name: 'All answers' }).click();
  const all = user.dialog('All answers');
  const row = (name: string) => all.getByRole('row').filter({ hasText: name });
  await expect(row('eHEA over a mapping service (ours)')).toContainText('272 B');
  await expect(row('ehca: refuses every change')).toContainText('refused, EPERM');
  await expectAccessible(user, 'all answers');

  // What it says in words, each with its source.
  await all.getByRole('button', { name: 'eHEA, repaired (ours)' }).click();
  await expect(all.getByText('13 repairs, each with its place')).toBeVisible();
  await all.getByRole('button', { name: 'Boot with this driver' }).click();
  await user.idle();
  await expect(all).toBeHidden();
  expect(await user.report()).toMatchObject({ step: 1, driver: 'repaired' });
  // The region now holds the pages of 2^60 itself.
  expect(await user.translate(TOP + 0xabcn)).toMatchObject({
    verdict: 'ok',
    registered: '0x1000000000000abc',
  });
});
