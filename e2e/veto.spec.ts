import { expect, test } from './fixtures.ts';
import { TOP } from './user.ts';

test('a veto ahead of eHEA: who was asked, who got a CANCEL, what the driver lost, and the way out', async ({
  user,
}) => {
  await user.open();
  const chain = user.region('Notifier chain');
  await user.press('Add callback');
  const form = chain.getByRole('form', { name: 'A callback of your own' });
  await form.getByRole('textbox', { name: 'Name' }).fill('');
  await form.getByRole('button', { name: 'Register' }).click();
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(
    'A callback needs a name.',
  );
  await form.getByRole('textbox', { name: 'Name' }).fill('ehea');
  await form.getByRole('button', { name: 'Register' }).click();
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(
    /ehea is in the chain already/,
  );
  await form.getByRole('textbox', { name: 'Name' }).fill('my_veto');
  await form.getByRole('textbox', { name: 'Priority' }).fill('5');
  await form.getByRole('combobox', { name: 'MEM_GOING_OFFLINE' }).selectOption('NOTIFY_BAD');
  await form.getByRole('button', { name: 'Register' }).click();
  await user.idle();
  await expect(chain.getByRole('listitem')).toContainText([
    'cpuset',
    'ipc',
    'my_veto',
    'slub',
    'kcore',
    'ehea',
  ]);

  await user.type('unplug 16M @ 2^60');
  const vetoed = await user.report();
  expect(vetoed).toMatchObject({
    step: 2,
    regions: [],
    memory: [
      { start: '0x0', size: '0x10000000', state: 'online' },
      { start: '0x1000000000000000', size: '0x1000000', state: 'online' },
    ],
    // The section is in the map still; its length was counted once more.
    busMap: { mapped: 17, mrLength: '0x12000000' },
  });
  await expect(user.sentence).toContainText(/EPERM|refused|my_veto/);
  await expect(user.drawing).toContainText(
    '272 MiB stay online; the device cannot reach one byte of them.',
  );

  const calls = chain.getByRole('table', { name: 'Calls in order' });
  await expect(calls.getByRole('columnheader')).toContainText([
    'Callback',
    'MEM_GOING_OFFLINE',
    'MEM_CANCEL_OFFLINE',
  ]);
  const row = (name: string) =>
    calls.getByRole('row').filter({ has: user.page.getByRole('rowheader', { name }) });
  await expect(row('my_veto').getByRole('cell').first()).toContainText('NOTIFY_BAD');
  // eHEA was never asked, and yet told that it is off.
  await expect(row('ehea').getByRole('cell').first()).toContainText(/never asked|not asked/);
  await expect(row('ehea').getByRole('cell').nth(1)).toContainText('NOTIFY_OK');
  await expect(chain).toContainText(/EPERM|-1|−1/);
  expect((await user.translate(TOP)).verdict).toBe('no region');

  // The way out: the same again with eHEA asked first.
  await user.press('Retry with priority −1');
  const saved = await user.report();
  expect(saved).toMatchObject({ busMap: { mapped: 17, mrLength: '0x11000000' } });
  expect(saved.regions).toHaveLength(1);
  expect(saved.chain.at(-1)).toEqual({ name: 'my_veto', priority: -1 });
  await expect(row('ehea').getByRole('cell').first()).toContainText('NOTIFY_OK');

  // Edit it where it stands, then take it out.
  await user.press('Edit my_veto');
  const edit = chain.getByRole('form', { name: 'Edit my_veto' });
  await expect(edit.getByRole('textbox', { name: 'Priority' })).toHaveValue('-1');
  await edit.getByRole('textbox', { name: 'Priority' }).fill('7');
  await edit.getByRole('combobox', { name: 'MEM_GOING_OFFLINE' }).selectOption('NOTIFY_DONE');
  await edit.getByRole('button', { name: 'Save' }).click();
  await user.idle();
  expect((await user.report()).chain[2]).toEqual({ name: 'my_veto', priority: 7 });
  await user.type('unplug 16M @ 2^60');
  expect((await user.report()).memory).toHaveLength(1);
  await user.press('Remove my_veto');
  expect((await user.report()).chain.map((c) => c.name)).not.toContain('my_veto');
});
