import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('a scene is found by typing, played, read to its verdict, and changed', async ({ user }) => {
  const { page } = user;
  await user.open();
  await user.button(/^Openings:/).focus();
  await page.keyboard.press('Enter');
  const gallery = user.dialog('Openings');
  await expect(gallery.getByRole('searchbox', { name: 'Find a scene' })).toBeFocused();
  await page.keyboard.type('wrong page');
  await expect(gallery.getByRole('button', { name: /look at the page/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await user.idle();
  await expect(gallery).toBeHidden();
  expect(await user.report()).toMatchObject({ kernel: '2.6.32', step: 0, steps: 3 });

  const strip = user.region('Scene');
  const told = strip.getByRole('status');
  await expect(told).toHaveText(/look at the page/);
  await expect(strip.getByRole('button', { name: 'Play the scene' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(told).toHaveText(/≠ wrong page\..*reaches 0xabc, in section 0/);
  await expect(strip).toHaveText(/step 3 of 3/);
  await expectAccessible(user, 'a scene at its end', 'Scene');
  const link = await user.copyLink();

  // A page beyond 2^55 is the only one it gets wrong: without it the answer is another.
  await user.type('configure bits=44');
  await expect(told).toHaveText(/∅ miss\./);
  await expect(strip).toHaveText(/changed by you/);

  await user.open(link);
  await expect(told).toHaveText(/≠ wrong page/);
  await expect(strip).not.toHaveText(/changed by you/);
});

test('a lecturer walks through the scenes, by typed word, by key and by button', async ({
  user,
}) => {
  const { page } = user;
  await user.open();
  await user.type('next scene');
  const strip = user.region('Scene');
  await expect(strip).toHaveText(/scene 1/);
  await page.getByRole('heading', { name: 'Parts' }).evaluate(() => {
    (document.activeElement as HTMLElement).blur();
  });
  await page.keyboard.press('PageDown');
  await expect(strip).toHaveText(/scene 2/);
  await strip.getByRole('button', { name: 'Next scene' }).click();
  await expect(strip).toHaveText(/scene 3/);
  await user.type('open untold');
  expect(await user.report()).toMatchObject({ kernel: '2.6.26', step: 0 });
  await user.type('step 2');
  await expect(strip.getByRole('status')).toHaveText(/never asked/);
});
