import { expect, test } from './fixtures.ts';
import { hex, SECTION, type User } from './user.ts';

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

/** What the note under the line says Enter would do. */
const foreseen = (user: User) => user.parts.getByRole('status');

test('a line tells before Enter what it will do and cost, and that is what it then does', async ({
  user,
}) => {
  await user.open();
  const before = await user.report();
  const bytes = (report: typeof before, structure: string): string =>
    Number(report.bill.find((b) => b.structure === structure)?.bytes).toLocaleString('en-US');

  await user.command.fill('16M @ 0x100000000000');
  const note = foreseen(user);
  await expect(note).toContainText('16 MiB at 2⁴⁴ will be online; 1 section will move.');
  await user.idle();
  expect(await user.report()).toEqual(before);
  const told = (await note.innerText()).replaceAll(/\s+/g, ' ');
  await user.command.press('Enter');
  await expect(user.command).toHaveValue('');
  await user.idle();
  const after = await user.report();
  expect(after.step).toBe(1);
  expect(told).toContain(
    `three-level map ${bytes(before, 'three-level')} B → ${bytes(after, 'three-level')} B`,
  );
  expect(told).toContain(`flat array ${bytes(after, 'flat')} B, no change`);
  expect(bytes(after, 'flat')).toBe(bytes(before, 'flat'));
  // One section above it; going online and online; 18 sections of 4,096 pages, 512 to an hcall.
  expect(told).toContain('sections renumbered 1 rounds 2 hcalls 144');
  await expect(user.sentence).toContainText('16 MiB at 2⁴⁴ is online; 1 section moved.');

  // Offline, remove, a callback and a buffer are foreseen as well; what cannot be says why.
  for (const [line, says] of [
    ['offline 16M @ 0x100000000000', 'rounds 2'],
    ['unplug 16M @ 0x100000000000', 'hcalls 136'],
    ['register mine 5 GOING_OFFLINE=BAD', 'mine will join the chain.'],
    ['send 0x100000000000', 'will be sent as bus'],
    ['16M @ 0x1000000000000000', 'Section 2³⁶ is already there.'],
    ['16M @ 2^62', 'this kernel ends at 2⁶¹'],
  ] as const) {
    await user.command.fill(line);
    await expect
      .poll(async () => (await note.innerText()).replaceAll(/\s+/g, ' ').toLowerCase(), line)
      .toContain(says.toLowerCase());
  }
  expect((await user.report()).step).toBe(1);
});

test('a refusal points at the wrong word and goes with Escape, an emptied field, or the next step', async ({
  user,
}) => {
  await user.open();
  const { keyboard } = user.page;
  const refusal = user.parts.getByRole('alert');
  const refuse = async (): Promise<void> => {
    await user.page.getByRole('heading', { name: 'Physical address space' }).click();
    await keyboard.type('//16M at 5 bananas');
    await keyboard.press('Enter');
    await expect(refusal).toContainText('Column 5: ');
    await expect(user.command).toHaveAttribute('aria-invalid', 'true');
  };
  await refuse();
  await keyboard.press('Escape');
  await expect(refusal).toHaveCount(0);
  await expect(user.command).not.toHaveAttribute('aria-invalid');
  await expect(user.command).toHaveValue('');

  await refuse();
  await keyboard.press('Control+a');
  await keyboard.press('Delete');
  await expect(user.command).not.toHaveAttribute('aria-invalid');

  await refuse();
  await user.dispatch({ type: 'failAllocation', nth: 1 });
  await expect(refusal).toHaveCount(0);
  await expect(user.command).not.toHaveAttribute('aria-invalid');
});
