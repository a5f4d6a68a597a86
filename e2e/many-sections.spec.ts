import { expect, test } from './fixtures.ts';
import { boxOf, hex } from './user.ts';

test('65,536 scattered sections open, are walked and take another part', async ({ user }) => {
  test.slow();
  await user.open();
  await user.opening(/^65,536/);
  const before = await user.report();
  expect(before.memory).toHaveLength(65_536);
  expect(before.busMap).toMatchObject({ mapped: 65_536 });
  await expect(user.drawing).toContainText('65,536 sections, 65,536 runs');
  await expect(user.drawing).toContainText(
    /65,536 runs in sight, .*; between them 65,535 holes of \d+ to \d+ sections/,
  );
  await user.setView({ axis: 'proportional' });
  await expect(user.drawing).not.toContainText('runs in sight');
  await expect(user.drawing).toContainText('All the memory is in the first');
  await user.setView({ axis: 'broken' });
  await expect(user.region('Driver')).toContainText(/\d+ tables of 8,192 entries/);

  // The Section map draws only what shows, yet everything can be reached.
  const { keyboard } = user.page;
  const grid = user.region('Section map').getByRole('grid', { name: 'Sections' });
  expect(await grid.getByRole('gridcell').count()).toBeLessThan(400);
  await grid.getByRole('gridcell').first().click();
  await keyboard.press('Control+End');
  await expect(grid.getByRole('gridcell', { name: /^beyond this kernel's limit/ })).toBeFocused();
  await keyboard.press('Control+Home');
  await expect(grid.getByRole('gridcell').first()).toBeFocused();

  const free = BigInt(before.memory[0]?.start ?? 0) + BigInt(before.memory[0]?.size ?? 0);
  await user.type(`16M @ ${hex(free)}`);
  const after = await user.report();
  expect(after.step).toBe(1);
  expect(after.busMap.mapped).toBe(65_537);
  expect(after.regions[0]?.length).toBe(hex(65_537n << 24n));

  // With the mouse as well, wherever the pointer is over a hole.
  await user.take('16 MB part');
  const box = await boxOf(user.drawing);
  for (let share = 0.3; share < 0.6; share += 0.03) {
    await user.page.mouse.move(box.x + box.width * share, box.y + 96);
    await user.idle();
    if (/^Let go/.test((await user.sentence.textContent()) ?? '')) break;
  }
  await expect(user.sentence).toContainText(/^Let go: 16 MiB at/);
  await expect(user.drawing).toContainText(/free: a hole of \d+ sections?/);
  const ghost = await user.ghostAddress();
  await user.letGo();
  const dropped = await user.report();
  expect(dropped).toMatchObject({ step: 2, busMap: { mapped: 65_538 } });
  const holds = ({ start, size }: { start: string; size: string }): boolean =>
    ghost !== null && BigInt(start) <= ghost && ghost < BigInt(start) + BigInt(size);
  expect(dropped.memory.some(holds)).toBe(true);
});
