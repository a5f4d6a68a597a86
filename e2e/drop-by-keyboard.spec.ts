import { expect, test } from './fixtures.ts';
import { hex, MIB, SECTION, TOP } from './user.ts';

test('a part is picked up, steered, named and dropped by keys alone', async ({ user }) => {
  await user.open();
  const { keyboard } = user.page;
  const part = user.button('16 MB part');
  // Tab reaches the tray without a pointer.
  for (let i = 0; i < 40 && !(await part.evaluate((e) => e === document.activeElement)); i++)
    await keyboard.press('Tab');
  await expect(part).toBeFocused();

  await keyboard.press('Enter');
  await user.idle();
  await expect(part).toHaveAttribute('aria-pressed', 'true');
  expect(await user.ghostAddress()).toBe(256n * MIB);
  // What Enter would do, and cost, is said before any other key.
  await expect(user.sentence).toHaveText(
    'Enter drops 16 MiB at 2²⁸, ← → move it. No new table; one section moves.',
  );
  await expect(user.drawing).toContainText('after the drop 18 in 2');
  await keyboard.press('ArrowRight');
  await user.idle();
  expect(await user.ghostAddress()).toBe(512n * MIB);
  await keyboard.press('ArrowLeft');
  await keyboard.press('Alt+ArrowRight');
  await user.idle();
  expect(await user.ghostAddress()).toBe(256n * MIB + SECTION);
  await expect(user.sentence).toContainText('Enter drops 16 MiB at 0x11000000');
  await keyboard.press('Enter');
  await user.idle();
  expect((await user.report()).memory[1]).toEqual({
    start: '0x11000000',
    size: hex(SECTION),
    state: 'online',
  });

  // Again, with the address typed; the first digit opens the field.
  await expect(part).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.type('1000 0000 0200 0000');
  await user.idle();
  expect(await user.ghostAddress()).toBe(TOP + 2n * SECTION);
  await keyboard.press('Enter');
  await user.idle();
  const report = await user.report();
  expect(report.step).toBe(2);
  expect(report.memory.at(-1)).toEqual({
    start: hex(TOP + 2n * SECTION),
    size: hex(SECTION),
    state: 'online',
  });

  // Escape puts it back; the focus stays with the part.
  await expect(part).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('ArrowRight');
  await keyboard.press('Escape');
  await user.idle();
  await expect(part).toHaveAttribute('aria-pressed', 'false');
  await expect(part).toBeFocused();
  expect(await user.report()).toEqual(report);

  await keyboard.press('Control+z');
  await user.idle();
  expect((await user.report()).step).toBe(1);
  await keyboard.press('Control+Shift+z');
  await user.idle();
  expect((await user.report()).step).toBe(2);
});
