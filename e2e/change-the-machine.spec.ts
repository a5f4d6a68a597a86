import { expect, test } from './fixtures.ts';
import { boxOf } from './user.ts';

test('another kernel, another limit: a step of the history, or the scene from the start', async ({
  user,
}) => {
  await user.open();
  await user.type('16M @ 0x100000000000');
  const form = user.dialog('Machine settings');
  await user.press('Machine');
  await form.getByLabel('Kernel').selectOption('2.6.25');
  await expect(form.getByLabel('Driver', { exact: true })).toHaveValue('flat');
  await form.getByRole('textbox', { name: 'Physical bits' }).fill('99');
  await expect(form).toContainText('24 to 64');
  await expect(form.getByRole('button', { name: 'Power off, change, boot' })).toBeDisabled();
  await form.getByRole('button', { name: '44 bits' }).click();
  await expect(form).toContainText('44 bits, as shipped.');
  await form.getByRole('button', { name: 'Power off, change, boot' }).click();
  await user.idle();
  // The sheet lies over the figure: it goes, and the sentence says what was changed.
  await expect(form).toBeHidden();
  await expect(user.sentence).toContainText(/Rebooted: .*2\.6\.25/);
  const flat = await user.report();
  expect(flat).toMatchObject({
    step: 2,
    kernel: '2.6.25',
    driver: 'flat',
    physicalBits: 44,
    busMap: { kind: 'flat' },
    // What is above the limit has no section.
    memory: [{ start: '0x0', size: '0x10000000', state: 'online' }],
  });
  await expect(user.region('Machine')).toContainText('44 physical bits, as shipped');
  await expect(user.region('Section map')).toContainText(/beyond 2⁴⁴/);

  // From the start: the same events, on a machine that was always so.
  await user.press('Undo');
  await user.press('Machine');
  await form.getByRole('radio', { name: 're-run from the start' }).check();
  await form.getByRole('radio', { name: '64 KiB' }).check();
  await expect(form).toContainText(/4 KiB becomes 64 KiB/);
  await form.getByRole('button', { name: 'Re-run from the start' }).click();
  await user.idle();
  await expect(form).toBeHidden();
  await expect(
    user.page.getByRole('status').filter({ hasText: 'The same 2 events, on this machine.' }),
  ).toBeVisible();
  const again = await user.report();
  expect(again).toMatchObject({ kernel: '2.6.32', pageSize: 65_536, physicalBits: 61 });
  expect(again.memory).toHaveLength(3);
  // The driver registers 4 KiB pages, whatever the kernel's are.
  expect(again.regions[0]?.pages).toBe('73728');
  await user.type('step 0');
  expect(await user.report()).toMatchObject({ step: 0, pageSize: 65_536 });
});

test('an open sheet is never in the way of a part, nor does a part fall through it', async ({
  user,
}) => {
  await user.open();
  const before = await user.report();
  const form = user.dialog('Machine settings');
  await user.press('Machine');
  await expect(form).toBeVisible();
  await user.take('16 MB part');
  await expect(form).toBeHidden();
  await user.carryTo(1n << 44n);
  await user.page.keyboard.press('Escape');
  await user.letGo();
  expect(await user.report()).toEqual(before);

  // A sheet that comes up while the part is in the hand keeps it off the figure beneath.
  await user.take('16 MB part');
  await user.carryTo(1n << 44n);
  await user.button('Machine').focus();
  await user.page.keyboard.press('Enter');
  const box = await boxOf(form);
  await user.page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
  await user.idle();
  expect(await user.ghostAddress()).toBeNull();
  await user.letGo();
  expect(await user.report()).toEqual(before);
});

test('the same scene as shipped, and every other opening, is one press away', async ({ user }) => {
  await user.open();
  await user.type('16M @ 0x100000000000');
  const kept = await user.report();
  for (const [title, expected] of [
    [/as shipped/, { physicalBits: 44 }],
    [/[Dd]ense|4 GB/, { busMap: { kind: 'three-level' } }],
    [/1 TB|terabyte/i, { busMap: { kind: 'three-level' } }],
    [/server/i, { busMap: { kind: 'three-level' } }],
    [/^No memory at all/, { memory: [], regions: [] }],
  ] as const) {
    await user.opening(title);
    expect(await user.report()).toMatchObject({ step: 0, ...expected });
  }
  // Opening something never destroys the work that was there.
  await user.opening(/Back to your earlier work/);
  expect(await user.report()).toEqual(kept);
  await user.opening(/^The thread’s partition/);
  expect(await user.report()).toMatchObject({ step: 0, physicalBits: 61 });
});

test('a build that a rule forbids says so before it is pressed; one that boots is told in the report', async ({
  user,
}) => {
  await user.open();
  const form = user.dialog('Machine settings');
  const boot = form.getByRole('button', { name: 'Power off, change, boot' });
  await user.press('Machine');
  await form.getByLabel('Memory model').selectOption('FLATMEM');
  await expect(form).toContainText('EHEA depends on SPARSEMEM.');
  await expect(boot).toBeDisabled();
  await form.getByLabel('Memory model').selectOption('SPARSEMEM_VMEMMAP');
  await form.getByText('Spent on such memory').click();
  await form.getByText('array of roots').click();
  await expect(form).toContainText('= 8 B × 2³⁷ / 256');
  await form.getByLabel('Kernel', { exact: true }).selectOption('6.1');
  await form.getByLabel('Architecture').selectOption('x86_64');
  await form.getByText('Configuration').click();
  await form.getByLabel('memory hotremove').uncheck();
  await expect(form).toContainText(/driver eHEA, three-level map becomes no driver/);
  await boot.click();
  await user.idle();
  expect(await user.report()).toMatchObject({
    kernel: '6.1',
    driver: 'none',
    blockSize: '0x8000000',
    options: { architecture: 'x86_64', memoryHotremove: false },
  });

  // The thread's randconfig: some rolls build, some do not, and each says which.
  await user.press('Machine');
  await form.getByText('Configuration').click();
  for (let roll = 1; roll <= 3; roll++) {
    await form.getByRole('button', { name: 'Random config' }).click();
    await expect(form.getByRole('status').filter({ hasText: `Roll ${roll}:` })).toContainText(
      /It builds and boots|A rule forbids it/,
    );
  }
});
