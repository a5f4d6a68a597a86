import { expect, test } from './fixtures.ts';
import { boxOf, User } from './user.ts';

test('a reload keeps the work, its history and old futures, the view and the axis', async ({
  user,
}) => {
  await user.open();
  await user.type('16M @ 0x100000000000');
  await user.type('256M @ 0x200000000000');
  await user.press('Undo');
  await user.type('16M @ 0x300000000000');
  await user.type('16M @ 0x400000000000');
  await user.press('Undo');
  await user.page.getByRole('radio', { name: 'Proportional' }).check();
  await user.setView({ origin: '0x100000000000', span: '0x40000000000' });
  await user.ask('p: 0x100000000123');
  const [report, view, scenario] = [await user.report(), await user.view(), await user.scenario()];
  expect(report).toMatchObject({ step: 2, steps: 3 });

  await user.reload();
  expect(await user.report()).toEqual(report);
  expect(await user.view()).toEqual(view);
  expect(await user.scenario()).toEqual(scenario);
  await expect(user.page.getByRole('radio', { name: 'Proportional' })).toBeChecked();
  await expect(user.question).toHaveValue('p: 0x100000000123');
  await user.press('Redo');
  expect((await user.report()).step).toBe(3);
  await user.press(/^bring back: /);
  expect((await user.report()).steps).toBe(2);

  // Another tab of the same browser begins with the last work; the theme is the browser's as well.
  await user.press('Theme: system');
  await user.press('Theme: light');
  const tab = new User(await user.page.context().newPage());
  await tab.open();
  expect((await tab.report()).steps).toBe(2);
  await expect(tab.button('Theme: dark')).toBeVisible();
});

test('what was put aside is told beside the time bar, once, and stays among the openings', async ({
  user,
}) => {
  await user.open();
  const kept = user.page.getByRole('status').filter({ hasText: 'Kept:' });
  const first = user.button('Back to your earlier work');
  const stepLabel = user.button(/^Step 0: /);
  await user.type('16M @ 0x100000000000');
  await user.opening(/as shipped/);
  await expect(kept).toBeVisible();
  // It has a place of its own: the track ends where it begins.
  const [note, bar] = [await boxOf(kept), await boxOf(user.region('Time bar'))];
  expect(bar.x + bar.width).toBeLessThanOrEqual(note.x + 0.5);
  await expect(stepLabel).toBeInViewport();

  // The next thing done sends it away, for this visit and the next.
  await user.type('16M @ 0x11000000');
  await expect(kept).toHaveCount(0);
  await user.opening(/^The thread/);
  await user.press('Dismiss');
  await expect(kept).toHaveCount(0);
  await user.reload();
  await expect(first).toHaveCount(0);
  await user.opening(/Back to your earlier work/);
  expect(await user.report()).toMatchObject({ step: 1, physicalBits: 44 });
});

test('a reload keeps the race with its figures, and the work beneath it', async ({ user }) => {
  await user.open();
  await user.type('16M @ 0x100000000000');
  await user.type('race');
  const race = user.region('Structure race');
  const row = race.getByRole('row').filter({ hasText: 'rank bitmap' });
  await expect(row.getByRole('cell').nth(5)).toHaveText(/\d/, { timeout: 30_000 });
  await race.getByRole('button', { name: 'Cancel' }).click();
  await user.idle();
  const [figures, report] = [await row.innerText(), await user.report()];

  await user.reload();
  await expect(race).toBeVisible();
  expect(await row.innerText()).toBe(figures);
  expect(await user.report()).toEqual(report);
  // They are of this memory and this mix, so that nothing is run again unasked.
  await expect(race.getByRole('button', { name: 'Race again' })).toBeVisible();
  await expect(race.getByText(/^Times are of the /)).toHaveCount(0);
});
