import { expect, test } from './fixtures.ts';

test('every step can be returned to, played, and left for another future', async ({ user }) => {
  await user.open();
  await user.type('16M @ 0x100000000000');
  await user.type('256M @ 0x200000000000');
  await user.type('unplug 16M @ 2^60');
  const end = await user.report();
  const at = async (): Promise<number> => (await user.report()).step;
  const bar = user.region('Time bar');
  await expect(bar.getByRole('button', { name: /^Step \d+: / })).toHaveText([
    // Eight hcalls a section, again for each block: 17; 18; 19 to 34; 33.
    /^boot 272 MiB\s*136 hcalls$/,
    /^hotplug 16 MiB at 2⁴⁴\s*144 hcalls$/,
    /^hotplug 256 MiB at 2⁴⁵\s*3,392 hcalls$/,
    /^unplug 16 MiB at 2⁶⁰\s*264 hcalls$/,
  ]);

  await user.press('Step back');
  await user.press('Undo');
  expect(await at()).toBe(1);
  await expect(user.sentence).toContainText('2⁴⁴');
  await user.press('Step forward');
  await user.press('Redo');
  expect(await user.report()).toEqual(end);
  await expect(user.button('Step forward')).toBeDisabled();
  await user.press(/^Step 0: /);
  expect(await at()).toBe(0);
  await expect(user.button('Undo')).toBeDisabled();

  // Along the track by keys.
  await user.button(/^Step 0: /).focus();
  await user.page.keyboard.press('ArrowRight');
  await user.idle();
  expect(await at()).toBe(1);
  await user.page.keyboard.press('End');
  await user.idle();
  expect(await at()).toBe(3);

  // Play begins again at the boot and stops at the end.
  const play = user.button('Play');
  await play.click();
  await expect(play).toHaveAttribute('aria-pressed', 'true');
  await expect(user.button(/^Step 0: /)).toHaveAttribute('aria-current', 'step');
  await expect(user.button(/^Step 3: /)).toHaveAttribute('aria-current', 'step');
  await expect(play).toHaveAttribute('aria-pressed', 'false');

  // Acting in the past: the old future is kept and comes back, and the new one with it.
  await user.press(/^Step 1: /);
  await user.type('16M @ 0x300000000000');
  const other = await user.report();
  expect(other).toMatchObject({ step: 2, steps: 2 });
  await user.press(/^bring back: /);
  expect(await user.report()).toMatchObject({ steps: 3 });
  await user.button(/^Step 1: /).focus();
  await user.page.keyboard.press('End');
  await user.idle();
  expect(await user.report()).toEqual(end);
  await user.press(/^bring back: /);
  await user.type(`step ${other.steps}`);
  expect(await user.report()).toEqual(other);
});
