import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { User } from './user.ts';

const ADDRESS = '2^60 + 0xabc';

/** Replaces what stands in a field, key by key; the page comes to rest after each. */
async function typeSlowly(user: User, field: Locator, text: string): Promise<void> {
  await field.click();
  await user.page.keyboard.press('Control+a');
  for (const key of text) {
    await user.page.keyboard.press(key === ' ' ? 'Space' : key);
    await user.idle();
    await expect(field, `after ${key}`).toBeFocused();
  }
  await expect(field).toHaveValue(text);
}

for (const viewport of [
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
]) {
  test(`an address is typed at ${viewport.width}: the field is one element, however its panel grows`, async ({
    user,
  }) => {
    await user.page.setViewportSize(viewport);
    await user.open();
    if (viewport.width < 1280)
      await user.page.getByRole('tab', { name: 'Translation', exact: true }).click();
    await typeSlowly(user, user.question, ADDRESS);
    await expect(user.region('Translation')).toContainText('wrong page, section 0');

    // In one breath, too.
    await user.question.click();
    await user.page.keyboard.press('Control+a');
    await user.page.keyboard.type('p:2^60 + 0xdef');
    await expect(user.question).toBeFocused();
    await expect(user.question).toHaveValue('p:2^60 + 0xdef');
  });
}

test('every other field keeps the focus while it is typed into', async ({ user }) => {
  await user.open();
  await typeSlowly(user, user.command, '16M @ 2^44');
  await user.page.keyboard.press('Escape');
  await typeSlowly(user, user.drawing.getByRole('textbox', { name: 'Go to address' }), '2^60 - 1G');

  await user.press('Part of any size');
  const form = user.dialog('Part of any size');
  await typeSlowly(user, form.getByRole('textbox', { name: 'Size' }), '48M');
  await form.getByRole('button', { name: 'Take it' }).click();
  await user.idle();
  await typeSlowly(user, user.ghost, '1000 0000 0200 0000');
  await user.page.keyboard.press('Enter');
  await user.idle();
  expect((await user.report()).memory.at(-1)).toEqual({
    start: '0x1000000002000000',
    size: '0x3000000',
    state: 'online',
  });

  await user.press('Add callback');
  const callback = user.page.getByRole('form', { name: 'A callback of your own' });
  await typeSlowly(user, callback.getByRole('textbox', { name: 'Name' }), 'slow');
  await typeSlowly(user, callback.getByRole('textbox', { name: 'Priority' }), '12');
});
