import { devices } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { boxOf, hex, MIB, SECTION, type User } from './user.ts';

const overflow = (user: User): Promise<number[]> =>
  user.page.evaluate(() => [
    document.documentElement.scrollWidth - innerWidth,
    document.documentElement.scrollHeight - innerHeight,
  ]);

test('on a phone the parts are tapped, the panels are sheets, the bill is read', async ({
  visitor,
}) => {
  const { defaultBrowserType: _, ...phone } = devices['Pixel 5'];
  const user = await visitor({ ...phone, viewport: { width: 390, height: 844 } });
  await user.open();
  expect((await overflow(user))[0]).toBe(0);
  // The bill stands above the picture, large.
  const bill = await boxOf(user.button('512GiB'));
  expect(bill.y).toBeLessThan(200);
  expect(bill.height).toBeGreaterThan(40);
  await expect(user.button('320KiB')).toBeInViewport();
  await expect(user.button('Slot 16 reads section 0.')).toBeInViewport();

  // Every part is in thumb reach and big enough for a finger.
  for (const name of ['16 MB part', '256 MB part', '1 GB part', '16 GB part']) {
    const part = user.button(name);
    await part.scrollIntoViewIfNeeded();
    const box = await boxOf(part);
    expect(box.height).toBeGreaterThanOrEqual(44);
    expect(box.y).toBeGreaterThan(844 / 2);
  }
  await user.button('16 MB part').tap();
  await user.idle();
  expect(await user.ghostAddress()).toBe(256n * MIB);
  await user.ghost.fill('100000000000');
  await user.idle();
  await expect(user.sentence).toContainText('Let go: 16 MiB at 2⁴⁴.');
  await user.button('Drop').tap();
  await user.idle();
  expect((await user.report()).memory[1]).toEqual({
    start: '0x100000000000',
    size: hex(SECTION),
    state: 'online',
  });
  await user.button('256 MB part').tap();
  await user.button('Put back').tap();
  await user.idle();
  expect((await user.report()).step).toBe(1);

  const tabs = user.page.getByRole('navigation', { name: 'Panels' });
  for (const name of ['Notifier chain', 'Driver', 'Translation', 'Section map'] as const) {
    await tabs.getByRole('button', { name }).tap();
    await expect(user.dialog(`${name} sheet`)).toBeVisible();
    await expect(user.region(name)).toBeInViewport();
    expect((await overflow(user))[0]).toBe(0);
  }
  await user.cell(/^section 3, /).tap();
  await user.button('Remove memory').tap();
  await user.idle();
  expect((await user.report()).step).toBe(2);
  await user.button('Close Section map').tap();
  await expect(user.dialog('Section map sheet')).toBeHidden();

  await user.button('Menu').tap();
  const menu = user.dialog('Menu');
  for (const name of ['Machine', 'Import', 'Save', 'Copy link', 'Help'])
    await expect(menu.getByRole('button', { name, exact: true })).toBeVisible();
  await user.page.keyboard.press('Escape');
  await user.button('Step back').tap();
  await user.idle();
  expect((await user.report()).step).toBe(1);
});

test('a laptop’s 1024x768 holds everything without scrolling', async ({ visitor }) => {
  const user = await visitor({ viewport: { width: 1024, height: 768 } });
  await user.open();
  expect(await overflow(user)).toEqual([0, 0]);
  for (const name of ['512GiB', '320KiB', '16 GB part', 'Copy link', 'Play'])
    await expect(user.button(name)).toBeInViewport({ ratio: 1 });
  await user.drag('16 MB part', 1n << 44n);
  expect((await user.report()).step).toBe(1);
  // News brings its panel to the front; the others are tabs, and arrows change them.
  await expect(user.page.getByRole('tab', { name: 'Notifier chain' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await user.page.getByRole('tab', { name: 'Notifier chain' }).focus();
  await user.page.keyboard.press('ArrowLeft');
  await expect(user.page.getByRole('tab', { name: 'Section map' })).toBeFocused();
  await expect(user.region('Section map')).toBeVisible();
  await user.page.getByRole('tab', { name: 'Translation' }).click();
  await expect(user.region('Translation')).toBeInViewport({ ratio: 1 });
  expect(await overflow(user)).toEqual([0, 0]);
});
