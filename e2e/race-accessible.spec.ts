import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

// Axe reads every node of the page: on a busy machine that takes its time.
test.slow();

// Each theme and each layout once: contrast is the theme's matter, what lies where the layout's.
const LOOKS = [
  { look: 'light', options: {} },
  {
    look: 'dark, on a phone',
    options: { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  },
] as const;

for (const { look, options } of LOOKS)
  test(`axe finds nothing in the race with a structure explained and all below it, ${look}`, async ({
    visitor,
  }) => {
    const user = await visitor(options);
    await user.open();
    await user.page.keyboard.press('r');
    const race = user.region('Structure race');
    await race.getByRole('button', { name: 'Cancel' }).click();
    const table = race.getByRole('table', { name: 'The structures compared' });
    await table.getByRole('button').filter({ hasText: 'three-level map' }).click();
    await expect(race.getByText('Slot 16, in 3 reads.')).toBeVisible();
    await expect(
      race.getByRole('region', { name: 'Which property of a layout kills which structure' }),
    ).toBeVisible();
    const worst = race.getByRole('region', { name: 'Worst layout' });
    await expect(worst.getByRole('button', { name: 'Show on the address space' })).toBeVisible();
    await worst.scrollIntoViewIfNeeded();
    await expectAccessible(user, look, 'Structure race');
  });
