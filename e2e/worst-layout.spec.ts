import { expect, test } from './fixtures.ts';

test('the worst layout for a structure is found, shown on the address space, and the work is one click back', async ({
  user,
}) => {
  await user.open();
  await user.type('16M @ 0x100000000000');
  const before = await user.report();
  await user.type('race');
  const race = user.region('Structure race');
  await race.getByRole('button', { name: 'Cancel' }).click();
  const worst = race.getByRole('region', { name: 'Worst layout' });
  // Lone sections that share nothing but the top table: 1 + 64 + 64 tables of 64 KiB (FACTS a).
  await expect(worst.getByText('8.06 MiB for 64 sections in 64 pieces')).toBeVisible();
  await worst.getByRole('button', { name: 'Show on the address space' }).click();
  await expect(race).toBeHidden();
  await expect(user.drawing).toBeVisible();
  await user.idle();
  expect((await user.report()).busMap).toMatchObject({ mapped: 64, bytes: '8454144' });
  await user.press('Back to your earlier work');
  expect(await user.report()).toEqual(before);
});

test('an opening that was only looked at comes back as well, and a size that is no whole section is told', async ({
  user,
}) => {
  await user.open();
  const before = await user.report();
  await user.type('race');
  const race = user.region('Structure race');
  await race.getByRole('button', { name: 'Cancel' }).click();
  const worst = race.getByRole('region', { name: 'Worst layout' });
  const size = worst.getByRole('textbox', { name: 'Installed memory' });
  await size.fill('-5');
  await expect(worst.getByText('Expected a size from 1 byte to 2⁶⁴ bytes')).toBeVisible();
  await size.fill('3');
  await expect(worst.getByText('rounded up to one, 16 MiB.')).toBeVisible();
  await worst.getByRole('button', { name: 'Show on the address space' }).click();
  await expect(race).toBeHidden();
  await user.press('Back to your earlier work');
  expect(await user.report()).toEqual(before);
});

test('arrow keys walk the marks by bytes and by time, Enter chooses one', async ({ user }) => {
  await user.open();
  await user.type('race');
  const race = user.region('Structure race');
  await race.getByRole('button', { name: 'Cancel' }).click();
  const marks = race.getByRole('listbox', { name: 'Structures by footprint and time' });
  await marks.focus();
  const at = (name: string) => race.getByRole('option', { name: new RegExp(`^${name};`) });
  const isAt = async (name: string): Promise<void> =>
    expect(marks).toHaveAttribute(
      'aria-activedescendant',
      (await at(name).getAttribute('id')) ?? '',
    );
  // Fewest bytes: two extents of 16; most: a section's record for each of 2^61 bytes.
  await marks.press('Home');
  await isAt('sorted extents');
  await marks.press('End');
  await isAt('SPARSEMEM_STATIC');
  await marks.press('ArrowLeft');
  await isAt('flat array');
  await marks.press('Enter');
  await expect(race.getByRole('region', { name: 'flat array' })).toBeVisible();
});
