import { deflateRawSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';

const fragment = (link: string): string => link.slice(link.indexOf('#') + 1);

test('a link shows a colleague the same scene at the same step, and is short', async ({
  user,
  visitor,
}) => {
  test.slow();
  await user.open();
  await user.type('16M @ 0x100000000000');
  await user.type('register mine 5 MEM_GOING_OFFLINE=BAD');
  await user.type('unplug 16M @ 2^60');
  await user.type('unregister mine');
  await user.type('send 2^60 hold');
  await user.type('work');
  await user.type('step 5');
  const mine = await user.report();
  expect(mine).toMatchObject({ step: 5, steps: 6 });
  const link = await user.copyLink();
  expect(link.startsWith(`${new URL(user.page.url()).origin}/#`)).toBe(true);
  expect(fragment(link).length).toBeLessThanOrEqual(300);

  const colleague = await visitor();
  await colleague.open(link);
  expect(await colleague.report()).toEqual(mine);
  await expect(colleague.button(/^Step 5: /)).toHaveAttribute('aria-current', 'step');
  expect(await colleague.sentence.textContent()).toBe(await user.sentence.textContent());
  await colleague.press('Step forward');
  await user.press('Step forward');
  expect(await colleague.report()).toEqual(await user.report());
  // Made again from what it opened, it is the same link.
  await colleague.press('Step back');
  expect(fragment(await colleague.copyLink())).toBe(fragment(link));
});

test('opening a link never destroys the work that was there', async ({ user, visitor }) => {
  test.slow();
  const colleague = await visitor();
  await colleague.open();
  await colleague.type('1G @ 0x200000000000');
  const theirs = await colleague.report();
  const link = await colleague.copyLink();

  await user.open();
  await user.type('16M @ 0x100000000000');
  await user.type('16M @ 0x300000000000');
  const mine = await user.report();
  // In the address bar of the very page, then by a fresh visit.
  await user.page.evaluate((hash) => {
    location.hash = hash;
  }, fragment(link));
  await expect(user.button('Step 1: hotplug 1 GiB at 2⁴⁵')).toBeVisible();
  await user.idle();
  expect(await user.report()).toEqual(theirs);
  await user.press('Back to your earlier work');
  expect(await user.report()).toEqual(mine);

  const again = await visitor({ storageState: await user.page.context().storageState() });
  await again.open(link);
  expect(await again.report()).toEqual(theirs);
  await again.press('Back to your earlier work');
  expect(await again.report()).toEqual(mine);

  // The page takes a link as text too.
  const sheet = await user.paste(link);
  await expect(sheet.getByRole('status')).toContainText('is open');
  expect(await user.report()).toEqual(theirs);
});

test('a damaged, newer or oversized link gets a clear page, and the way back to the work', async ({
  user,
}) => {
  await user.open();
  await user.type('16M @ 0x100000000000');
  const mine = await user.report();
  const link = fragment(await user.copyLink());
  const version = link.charAt(0);
  const newer = String.fromCharCode(version.charCodeAt(0) + 1);
  const bomb = deflateRawSync(Buffer.alloc(3 << 20, 32)).toString('base64url');
  const heading = user.page.getByRole('heading', { level: 1 });
  for (const [visit, hash, says] of [
    [1, `${link.slice(0, -6)}!!`, /This link is damaged/],
    [2, `${newer}${link.slice(1)}`, /made by a newer Sparsescope/],
    [3, `${version}${bomb}`, /more than it may/],
  ] as const) {
    await user.open(`./?${visit}#${hash}`);
    await expect(heading).toHaveText(says);
    await user.press('Back to your work');
    await expect(heading).toHaveText('Sparsescope');
    expect(await user.report()).toEqual(mine);
  }
  // A reload does not bring the bad page back.
  await user.reload();
  expect(await user.report()).toEqual(mine);
  // In the open page too.
  await user.page.evaluate(() => {
    location.hash = '#1damaged';
  });
  await expect(heading).toHaveText(/link/);
  await user.press('Back to your work');
  expect(await user.report()).toEqual(mine);
});

test('a stranger with a damaged link goes on to the thread, or pastes something else', async ({
  user,
}) => {
  await user.open('./#damaged');
  await expect(user.page.getByRole('heading', { level: 1 })).toHaveText(/link/);
  await expect(user.button('Back to your work')).toHaveCount(0);
  const paste = user.page.getByRole('textbox', { name: /Or paste something else/ });
  await paste.fill('nonsense');
  await user.press('Open');
  await expect(user.page.getByRole('alert')).toBeVisible();
  await user.press('Open the thread’s scene');
  expect(await user.report()).toMatchObject({ step: 0, steps: 0, physicalBits: 61 });
});
