import type { Locator } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { User } from './user.ts';

const rowOf = (user: User, name: string): Locator =>
  user.region('Structure race').getByRole('row').filter({ hasText: name });
const cellOf = (user: User, name: string, column: number): Locator =>
  rowOf(user, name).getByRole('cell').nth(column);
const RESERVED = 0;
const LOOKUP = 5;

/** Until the race stands over the memory at hand; what it is shown beside is not waited for. */
async function raced(user: User): Promise<void> {
  await expect(cellOf(user, 'rank bitmap', LOOKUP)).toHaveText(/\d/, { timeout: 30_000 });
}

test('the structures race over the memory at hand, and the table is sorted, copied and sent', async ({
  user,
  visitor,
}) => {
  await user.open();
  await user.button('Race the structures').click();
  const race = user.region('Structure race');
  await expect(race.getByText('17 sections in 2 islands, highest at 2⁶⁰')).toBeVisible();
  await expect(user.drawing).toBeHidden();
  await expect(user.region('Driver')).toBeHidden();
  await raced(user);
  // The first race runs unasked; the rest of it can be left, and what stands stays.
  await race.getByRole('button', { name: 'Cancel' }).click();
  await expect(race.getByRole('progressbar')).toBeHidden();
  await expect(race.getByRole('button', { name: /^Race( again)?$/ })).toBeVisible();
  await expect(cellOf(user, 'rank bitmap', LOOKUP)).toHaveText(/\d/);
  // 512 GiB are not allocated for a race, and it says so.
  await expect(cellOf(user, 'flat array', LOOKUP)).toHaveText('not measured');
  await expectAccessible(user, 'the race', 'Structure race');

  const reserved = race.getByRole('columnheader', { name: 'Reserved' });
  await reserved.getByRole('button').click();
  await expect(reserved).toHaveAttribute('aria-sort', 'ascending');
  const first = race.getByRole('row').nth(1);
  await expect(first).toContainText('sorted extents');
  await reserved.getByRole('button').click();
  await expect(first).toContainText('SPARSEMEM_STATIC');

  await user.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await race.getByRole('button', { name: 'Copy as CSV' }).click();
  await expect(race.getByRole('status')).toHaveText('CSV copied.');
  const csv = await user.page.evaluate(() => navigator.clipboard.readText());
  const lines = csv.split('\r\n');
  expect(lines[1]).toMatch(/^SPARSEMEM_STATIC,sparsemem-static,2199023255552,/);
  expect(csv).toMatch(/\r\nflat array,flat,549755813896,8192,.*,the array would take 512 GiB/);
  expect(csv).toMatch(/\r\nrank bitmap,rank-bitmap,\d+,\d+,[\d.]+,[\d.]+,[\d.]+,[\d.]+,/);

  // Its link shows somebody else what was measured here, as measured elsewhere.
  await race.getByRole('button', { name: 'Copy link with figures' }).click();
  await expect(race.getByRole('status')).toHaveText('Link copied.');
  const link = await user.page.evaluate(() => navigator.clipboard.readText());
  const mine = await cellOf(user, 'rank bitmap', LOOKUP).innerText();
  const other = await visitor();
  await other.open(link);
  const theirs = other.region('Structure race');
  await expect(theirs.getByText(/^measured elsewhere, on /).first()).toBeVisible();
  // Nothing runs unasked over figures that were sent to be seen.
  await expect(theirs.getByRole('progressbar')).toBeHidden();
  expect(await cellOf(other, 'rank bitmap', LOOKUP).innerText()).toBe(mine);
  await expect(theirs.getByText(/^Figures measured elsewhere: /)).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Race here' })).toBeVisible();
});

test('a link whose race was damaged on its way opens the view, and says what is lost', async ({
  user,
  visitor,
}) => {
  await user.open();
  const link = await user.copyLink();
  const other = await visitor();
  await other.open(`${link}&race=AAAA`);
  const race = other.region('Structure race');
  await expect(race.getByRole('alert')).toContainText('Its figures are lost, the scene is whole.');
  // Nothing runs unasked in place of the figures that were to be seen.
  await expect(race.getByRole('progressbar')).toBeHidden();
  await expect(race.getByText('17 sections in 2 islands, highest at 2⁶⁰')).toBeVisible();
});

test('the race follows the memory, steps aside for a part, and gives way again', async ({
  user,
}) => {
  await user.open();
  await user.type('race');
  const race = user.region('Structure race');
  await raced(user);
  await expect(race).toBeFocused();
  await race.getByRole('button', { name: 'Cancel' }).click();
  const seed = race.getByRole('textbox', { name: 'Seed' });
  await seed.fill('-1');
  await expect(race.getByRole('button', { name: /^Race( again)?$/ })).toBeDisabled();
  await expect(race.getByRole('alert')).toHaveText(
    'Seed: expected a whole number from 0 to 4,294,967,295.',
  );
  await seed.fill('1');
  await expect(race.getByRole('button', { name: /^Race( again)?$/ })).toBeEnabled();
  const pressed = cellOf(user, 'three-level map', RESERVED);
  await expect(pressed).toHaveText('320 KiB');
  await user.type('16M @ 0x100000000000');
  await expect(pressed).toHaveText('384 KiB');
  await expect(race.getByText('Times are of the layout before.').first()).toBeVisible();
  // No key meant for the drawing reaches it.
  const before = await user.view();
  await race.focus();
  await user.page.keyboard.press('+');
  expect(await user.view()).toEqual(before);

  // What is picked up is dropped on the drawing; then the race is there again.
  await user.button('16 MB part').press('Enter');
  await expect(user.drawing).toBeVisible();
  await expect(race).toBeHidden();
  await user.ghost.fill('200000000000');
  await user.idle();
  await user.button('Drop').click();
  await expect(race).toBeVisible();
  await expect(pressed).toHaveText('448 KiB');

  await user.page.keyboard.press('Escape');
  await expect(race).toBeHidden();
  await expect(user.drawing).toBeVisible();
  await user.page.keyboard.press('r');
  await expect(race).toBeVisible();
  await expect(race).toBeFocused();
  await race.getByRole('button', { name: 'Back to the memory' }).click();
  await expect(user.button('16 MB part')).toBeFocused();
  await user.button('Race the structures').press('Enter');
  await expect(race).toBeFocused();
  await user.page.keyboard.press('Escape');
  await expect(user.button('Race the structures')).toBeFocused();
});
