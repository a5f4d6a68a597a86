import { expect, test } from './fixtures.ts';
import { hex, SECTION } from './user.ts';

test('one typed line does what a gesture does; a line that is wrong stays, with its column', async ({
  user,
}) => {
  await user.open();
  await user.page.keyboard.press('/');
  await expect(user.command).toBeFocused();
  await user.type('16M @ 0x100000000000');
  await expect(user.command).toHaveValue('');
  expect((await user.report()).memory[1]).toEqual({
    start: '0x100000000000',
    size: hex(SECTION),
    state: 'online',
  });

  const before = await user.report();
  for (const [line, says] of [
    ['16M @ 0x1000z', /Column \d+: /],
    ['16M @ 0x100000000000', /already/],
    ['16M @ 0x100000000001', /multiple|aligned|block/],
    ['fly to the moon', /“fly” is no command/],
  ] as const) {
    await expect(await user.mistype(line)).toContainText(says);
    await expect(user.command).toHaveValue(line);
    await expect(user.command).toHaveAttribute('aria-invalid', 'true');
    expect(await user.report()).toEqual(before);
  }

  // The other verbs.
  await user.type('offline 16M @ 0x100000000000');
  expect((await user.report()).memory[1]?.state).toBe('offline');
  await user.type('online 16M @ 0x100000000000');
  await user.type('unplug 16M @ 0x100000000000');
  await user.type('register mine 5 MEM_GOING_OFFLINE=BAD');
  expect((await user.report()).chain[2]).toEqual({ name: 'mine', priority: 5 });
  await user.type('fail hcall 1');
  await user.type('16M @ 2^44');
  const broken = await user.report();
  expect(broken).toMatchObject({ step: 7, regions: [] });
  await user.type('step 0');
  expect(await user.report()).toMatchObject({ step: 0, steps: 7 });
  await user.type('redo');
  expect((await user.report()).step).toBe(1);

  // Up brings the last line back.
  await user.command.press('ArrowUp');
  await expect(user.command).toHaveValue('redo');
});
