import { expect, test } from './fixtures.ts';
import { hex } from './user.ts';

test('65,536 scattered sections open, are walked and take another part', async ({ user }) => {
  await user.open();
  await user.opening(/^65,536/);
  const before = await user.report();
  expect(before.memory).toHaveLength(65_536);
  expect(before.busMap).toMatchObject({ mapped: 65_536 });
  await expect(user.drawing).toContainText('65,536 sections, 65,536 runs');
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

  // With the mouse as well, wherever the pointer finds a hole.
  await user.take('16 MB part');
  const box = await user.drawing.boundingBox();
  if (!box) throw new Error('no drawing');
  await user.page.mouse.move(box.x + box.width * 0.9, box.y + 96);
  await user.idle();
  const ghost = await user.ghostAddress();
  await expect(user.sentence).toContainText(/Let go: 16 MB at/);
  await user.letGo();
  const dropped = await user.report();
  expect(dropped.step).toBe(2);
  expect(
    dropped.memory.some(
      (m) => BigInt(m.start) <= (ghost ?? -1n) && (ghost ?? -1n) < BigInt(m.start) + BigInt(m.size),
    ),
  ).toBe(true);
});
