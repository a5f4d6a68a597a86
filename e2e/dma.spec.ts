import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { hex } from './user.ts';

const FAR = 1n << 40n;
const BELOW = 1n << 39n;

test('posted buffers under a hotplug: what the device reaches, and when', async ({
  user,
  visitor,
}) => {
  await user.open();
  await user.type(`16M @ ${hex(FAR)}`);
  await user.page.getByRole('radio', { name: 'Device', exact: true }).check();
  const device = user.region('Device');
  await expect(device).toContainText('nothing posted');

  // One by mouse, to be read; one as a typed command, to be written.
  await device.getByRole('textbox', { name: 'Buffer address' }).fill('2^40');
  await device.getByRole('button', { name: 'Post', exact: true }).click();
  await user.idle();
  await user.type('post 2^40 write');
  const rows = device.getByRole('list', { name: 'Posted buffers' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await device.getByRole('button', { name: 'DMA all' }).click();
  await user.idle();
  await expect(rows.nth(0)).toContainText('= ok');
  await expect(rows.nth(1)).toContainText('= ok');

  // In the middle of the next hotplug: before ehea hears of it all is well, after it the page is another.
  await device.getByRole('button', { name: 'In the middle…' }).click();
  const form = user.dialog('In the middle of a hotplug');
  await expectAccessible(user, 'arming', 'dialog');
  await form.getByLabel('Buffer').selectOption('1');
  await form.getByRole('button', { name: 'Arm', exact: true }).click();
  await user.idle();
  await expect(device.getByRole('list', { name: 'Armed accesses' })).toContainText(
    'buffer 1, before ehea in MEM_ONLINE',
  );
  await user.type('dma 1 after 8 hcalls');
  await user.type(`16M @ ${hex(BELOW)}`);
  const step = device.getByRole('region', { name: 'In this step' });
  await expect(step).toContainText('before ehea in MEM_ONLINE');
  await expect(step).toContainText('after 8 hcalls of a registration');
  await expect(step).toContainText('Translated again: 2.');
  await user.type('dma');
  await expect(rows.nth(0)).toContainText('≠ wrong page');
  await expect(rows.nth(1)).toContainText('= ok');
  await expect(user.sentence).toContainText('wrong page');
  await rows
    .nth(0)
    .getByRole('button', { name: /^Buffer 1,/ })
    .click();
  await expect(rows.nth(0).getByRole('button', { name: /^Buffer 1,/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expectAccessible(user, 'the device at work', 'Device');
  const { device: told } = await user.report();
  expect(told?.counts).toMatchObject({ ok: 4, held: 1, 'wrong page': 1 });
  expect(told?.queue.map((b) => b.verdict)).toEqual(['wrong page', 'ok']);

  // A colleague sees the same, and what is done with leaves the queue.
  const colleague = await visitor();
  await colleague.open(await user.copyLink());
  expect(await colleague.report()).toEqual(await user.report());
  await device.getByRole('button', { name: 'Complete 1' }).click();
  await user.idle();
  await expect(rows).toHaveCount(1);
  await expect(user.mistype('dma 1')).resolves.toContainText('No buffer 1');
});

test('traffic runs while a part is dropped, and stops nothing', async ({ user }) => {
  await user.open();
  await user.page.getByRole('radio', { name: 'Device', exact: true }).check();
  const device = user.region('Device');
  const traffic = device.getByRole('checkbox', { name: 'Traffic' });
  await traffic.click();
  await expect(traffic).toBeChecked();
  const live = device.getByRole('status');
  await expect(live).toContainText(/live: .* ok/);
  await user.drag('16 MB part', BELOW);
  const { step, device: told } = await user.report();
  expect(step).toBe(2);
  // At each moment of the step: before it, in its two rounds, in its registration, after it.
  expect(Object.values(told?.counts ?? {}).reduce((sum, n) => sum + n, 0)).toBe(5000);
  expect(told?.counts.held).toBe(1000);
  await expect(live).toContainText(/live: .* ok/);
  await expect(device.getByRole('region', { name: 'In this step' })).toContainText(
    'after the step',
  );
  expect((await user.report()).memory.some((m) => m.start === hex(BELOW))).toBe(true);
  await traffic.click();
  await expect(live).toHaveCount(0);
});
