import { expect, test } from './fixtures.ts';

const LPAR = JSON.stringify({
  format: 'sparsescope-scenario/1',
  machine: { kernel: '6.12', driver: 'three-level', physicalBits: 51, options: { ehea: 'y' } },
  boot: [{ start: '0x0', size: '0x10000000' }],
  events: [{ type: 'hotplug', start: '0x10000000', size: '0x4000000', as: 'online_movable' }],
});

test('a block waits for pinned pages: seen, and ended by a signal or by letting them go', async ({
  user,
}) => {
  await user.open();
  await user.page.evaluate((text) => window.sparsescope.open(text), LPAR);
  await user.idle();
  await user.cell(/^section 18,/).click();
  const pages = user
    .region('Section map')
    .getByRole('combobox', { name: 'Pages of the selection' });
  await pages.selectOption({ label: 'pages pinned' });
  await user.idle();
  await expect(user.cell(/^section 18,.*pages pinned/)).toBeVisible();
  await user.type('unplug 64M @ 0x10000000');
  const waiting = user.page.getByRole('region', { name: 'Waiting' });
  await expect(waiting).toContainText('16 MiB at 0x12000000 wait');
  expect(await user.report()).toMatchObject({ pending: { op: 'offline', start: '0x12000000' } });
  await expect(await user.mistype('hotplug 16M @ 4G')).toContainText('send a signal');
  await user.command.press('Escape');
  await waiting.getByRole('button', { name: 'Send a signal' }).click();
  await user.idle();
  await expect(waiting).toBeHidden();
  await expect(user.sentence).toContainText('EINTR');
  // The LMBs before it were gone, and came back.
  expect((await user.report()).memory).toEqual([
    { start: '0x0', size: '0x14000000', state: 'online' },
  ]);
  await user.press('Undo');
  await waiting.getByRole('button', { name: 'Let the pages go' }).click();
  await user.idle();
  expect((await user.report()).memory).toEqual([
    { start: '0x0', size: '0x10000000', state: 'online' },
  ]);
});

test('faults on demand: an answer armed in the popover, an hcall typed', async ({ user }) => {
  await user.open();
  await user.press(/^Faults/);
  const faults = user.dialog('Faults');
  const callback = faults.getByRole('form', { name: 'Callback' });
  await callback.getByRole('combobox', { name: 'callback' }).selectOption('slub');
  await callback.getByRole('combobox', { name: 'action' }).selectOption('MEM_GOING_ONLINE');
  await callback.getByRole('combobox', { name: 'answers' }).selectOption('-ENOMEM');
  await callback.getByRole('button', { name: 'Arm the answer' }).click();
  await user.idle();
  await expect(faults.getByRole('list', { name: 'Armed faults' })).toContainText(
    'slub, MEM_GOING_ONLINE: −ENOMEM',
  );
  await user.page.keyboard.press('Escape');
  await expect(user.button(/^Faults/)).toHaveAccessibleName(/1 armed/);
  await user.type('16M @ 2^44');
  await expect(user.sentence).toContainText('slub refused: −ENOMEM');
  await user.type('fail hcall 1 -44 allocate');
  await user.type('unplug 16M @ 0x8000000');
  expect((await user.report()).regions).toEqual([]);
  await expect(user.sentence).toContainText('H_NOT_ENOUGH_RESOURCES (−44)');
});
