import { devices, type Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { boxOf, hex, MIB, type RegionName, SECTION, type User } from './user.ts';

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
  await expect(user.sentence).toContainText('Drop puts 16 MiB at 2⁴⁴.');
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

  // The typed line is one tap away and tells its price; undo and redo are always there.
  await user.button('Type a command').tap();
  await expect(user.command).toBeFocused();
  await user.command.fill('16M @ 0x1000000000000000');
  await expect(user.parts.getByRole('status')).toContainText('Section 2³⁶ is already there.');
  await user.type('16M @ 0x200000000000');
  expect((await user.report()).step).toBe(2);
  await user.button('Undo').tap();
  await user.idle();
  expect((await user.report()).step).toBe(1);
  await user.button('Redo').tap();
  await user.idle();
  expect((await user.report()).step).toBe(2);
  await user.button('Back to the parts').tap();

  // Sixteen digits are seen to the last one.
  await user.button('16 MB part').tap();
  await user.ghost.fill('0x1000000000000000');
  expect(await isWhole(user.ghost)).toBe(true);
  await user.button('Put back').tap();
  await tabs.getByRole('button', { name: 'Translation' }).tap();
  await user.ask('0x1000000000000000');
  expect(await isWhole(user.question)).toBe(true);
});

/** All of a field's text shows. */
const isWhole = (field: Locator): Promise<boolean> =>
  field.evaluate((input) => input.scrollWidth <= input.clientWidth);

test('a low window shows every figure of the panels, and no line of them is cut', async ({
  visitor,
}) => {
  const user = await visitor({ viewport: { width: 1280, height: 800 } });
  await user.open();
  const whole = async (name: RegionName, ...texts: (string | RegExp)[]): Promise<void> => {
    for (const text of texts)
      await expect(user.region(name).getByText(text).first()).toBeInViewport({ ratio: 1 });
  };
  const buttons = async (...names: string[]): Promise<void> => {
    for (const name of names) await expect(user.button(name)).toBeInViewport({ ratio: 1 });
  };
  await whole('Driver', 'MR length', 'pages of 4 KiB', 'MR handle', 'stop-transfer');
  await whole('Notifier chain', /Nobody has been asked yet/);
  await whole('Translation', 'bus', 'device reads', /formally undefined in C/);
  await buttons(
    'Next allocation fails',
    'Next hcall fails',
    'Add callback',
    'Remove memory',
    'Send',
  );
  await user.type('16M @ 2^44');
  await whole('Notifier chain', 'online_pages returns 0.', /pages handed to the allocator/);
  await whole('Driver', 'MR length', 'hcalls', 'stop-transfer');
  await whole('Translation', 'device reads', /formally undefined in C/);
  await user.ask('2^60');
  await whole('Translation', 'kernel virtual', 'physical', 'bus', 'device reads', 'root[1024]');
  await whole('Driver', 'MR length', 'stop-transfer');
  await user.cell(/^section 3, /).click();
  await user.press('Add callback');
  await user.idle();
  await buttons('Register', 'Cancel');
  for (const action of ['MEM_GOING_ONLINE', 'MEM_CANCEL_OFFLINE'])
    await expect(user.page.getByRole('combobox', { name: action })).toBeInViewport({ ratio: 1 });
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
