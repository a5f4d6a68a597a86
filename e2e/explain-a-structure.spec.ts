import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('a structure of the race shows its memory and the way of a lookup, read by read', async ({
  user,
}) => {
  await user.open();
  await user.type('race');
  const race = user.region('Structure race');
  const row = (name: string) =>
    race.getByRole('table').first().getByRole('button').filter({ hasText: name });
  await row('three-level map').click();
  const shown = race.getByRole('region', { name: 'three-level map' });
  // The page's question: a byte of the thread's second piece.
  await expect(shown.getByText('Slot 16, in 3 reads.')).toBeVisible();
  await expect(shown.getByText('65,536 × (1 + 2 + 2) = 327,680')).toBeVisible();
  const reads = shown.getByRole('list', { name: 'Reads' });
  await expect(reads.getByRole('button')).toHaveCount(3);
  await expect(shown.getByText('read 1 of 3')).toBeVisible();
  await expect(shown.getByRole('button', { name: 'Previous read' })).toBeDisabled();
  await shown.getByRole('button', { name: 'Next read' }).click();
  await user.page.keyboard.press('ArrowRight');
  await expect(shown.getByText('read 3 of 3')).toBeVisible();
  await expect(shown.getByRole('button', { name: 'Next read' })).toBeDisabled();
  await user.page.keyboard.press('Home');
  await expect(shown.getByText('read 1 of 3')).toBeVisible();
  await user.page.keyboard.press('End');
  await shown.getByRole('button', { name: 'A hole' }).click();
  await expect(shown.getByText(/Not mapped: it ends at read 3, in dir\./)).toBeVisible();
  await expect(shown.getByText('read 1 of 3')).toBeVisible();
  await expectAccessible(user, 'a structure that explains itself', 'Structure race');

  await row('flat array').click();
  const flat = race.getByRole('region', { name: 'flat array' });
  await flat.getByRole('textbox', { name: 'Address to look up' }).fill('2^60');
  await expect(
    flat.getByText(/512 GiB reserved, 17 of 68,719,476,737 entries/).first(),
  ).toBeVisible();
  await expect(flat.getByText('Slot 16, in 1 read.')).toBeVisible();
  await flat.getByRole('textbox', { name: 'Address to look up' }).press('Escape');
  await expect(flat).toBeHidden();
  await expect(row('flat array')).toBeFocused();
  await expect(race).toBeVisible();
});
