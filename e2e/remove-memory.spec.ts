import { expect, test } from './fixtures.ts';
import { boxOf, TOP } from './user.ts';

const WITHOUT_TOP = [{ start: '0x0', size: '0x10000000', state: 'online' }];

test('a section chosen in the section map by keys is offlined, onlined and removed', async ({
  user,
}) => {
  await user.open();
  const { keyboard } = user.page;
  const map = user.region('Section map');
  const remove = user.button('Remove memory');
  await expect(remove).toBeDisabled();

  // Tab stops at one cell; arrows walk, over the folded hole to the lone section.
  await user.cell(/^section 0, 0x0,/).focus();
  await keyboard.press('ArrowDown');
  await expect(user.cell(/^section 8, /)).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(user.cell(/^hole, 68,719,476,720 sections/)).toBeFocused();
  await expect(remove).toHaveAccessibleDescription(/Nothing is here/);
  await keyboard.press('ArrowDown');
  const lone = user.cell(/^section 68,719,476,736,/);
  await expect(lone).toBeFocused();
  await expect(lone).toHaveAttribute('aria-selected', 'true');
  await expect(map).toContainText('section 68,719,476,736 · 16 MiB');

  await user.press('Offline');
  expect((await user.report()).memory[1]?.state).toBe('offline');
  await user.press('Online');
  expect((await user.report()).memory[1]?.state).toBe('online');
  await user.press('Remove memory');
  const report = await user.report();
  expect(report).toMatchObject({ step: 3, memory: WITHOUT_TOP, busMap: { mapped: 16 } });
  await expect(user.sentence).toContainText('2⁶⁰');
  await expect(user.button('Slot 16 reads section 0.')).toHaveCount(0);

  // A stretch of sections, with Shift; the Delete key does what the button does.
  await user.cell(/^section 8, /).click();
  await keyboard.press('ArrowRight');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Shift+ArrowRight');
  await expect(map).toContainText('sections 9 to 11 · 48 MiB');
  await keyboard.press('Delete');
  await user.idle();
  expect((await user.report()).memory).toEqual([
    { start: '0x0', size: '0x9000000', state: 'online' },
    { start: '0xc000000', size: '0x4000000', state: 'online' },
  ]);
});

test('nothing is selected that is not there: neither in the hole nor after undo', async ({
  user,
}) => {
  await user.open();
  const { keyboard } = user.page;
  const picture = user.drawing.getByRole('listbox');
  const options = picture.getByRole('option');
  await options.first().focus();
  await keyboard.press('End');
  const last = picture.getByRole('option', { name: /2⁶⁰|68,719,476,736/ }).last();
  await keyboard.press('ArrowLeft');
  await expect(last).toBeFocused();
  await keyboard.press('Enter');
  await expect(last).toHaveAttribute('aria-selected', 'true');
  await expect(user.button('Fit selection')).toBeEnabled();
  await keyboard.press('Delete');
  await user.idle();
  expect((await user.report()).memory).toEqual(WITHOUT_TOP);
  await expect(user.button('Fit selection')).toBeDisabled();
  await expect(picture.locator('[aria-selected=true]')).toHaveCount(0);
  // The keyboard goes on from what lies there now.
  await expect(picture.locator(':focus')).toHaveCount(1);
  await keyboard.press('Control+z');
  await user.idle();
  await expect(user.button('Fit selection')).toBeDisabled();
  await expect(picture.locator('[aria-selected=true]')).toHaveCount(0);
});

test('memory is pulled off the line with the mouse, and comes back when let go on it', async ({
  user,
}) => {
  await user.open();
  const place = await user.find(TOP);
  const { mouse } = user.page;
  await mouse.move(place.x, place.y);
  await mouse.down();
  await mouse.move(place.x, place.y + 24, { steps: 4 });
  await user.idle();
  await expect(user.sentence).toContainText('16 MiB in your hand.');
  await mouse.move(place.x, place.y + 2, { steps: 4 });
  await mouse.up();
  await user.idle();
  expect((await user.report()).step).toBe(0);

  await mouse.move(place.x, place.y);
  await mouse.down();
  await mouse.move(place.x, place.y + 160, { steps: 8 });
  await user.idle();
  await expect(user.sentence).toContainText('Let go: 16 MiB leaves 2⁶⁰.');
  await mouse.up();
  await user.idle();
  expect(await user.report()).toMatchObject({ step: 1, memory: WITHOUT_TOP });
});

test('the drawing’s list of memory and holes selects, zooms and deletes by keys', async ({
  user,
}) => {
  await user.open();
  const { keyboard } = user.page;
  await user.drawing.getByRole('option', { name: /^256 MiB of memory, online/ }).focus();
  await keyboard.press('ArrowRight');
  await expect(user.drawing.getByRole('option', { name: /^Hole: 1 EiB/ })).toBeFocused();
  await keyboard.press('ArrowRight');
  const lone = user.drawing.getByRole('option', { name: /^16 MiB of memory, online/ });
  await expect(lone).toBeFocused();
  await keyboard.press('Enter');
  await expect(lone).toHaveAttribute('aria-selected', 'true');
  await expect(user.cell(/^section 68,719,476,736,/)).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('+');
  await user.idle();
  expect(BigInt((await user.view()).span)).toBeLessThan(1n << 64n);
  await keyboard.press('0');
  await user.idle();
  expect((await user.view()).span).toBe('0x10000000000000000');
  await keyboard.press('Delete');
  await user.idle();
  expect(await user.report()).toMatchObject({ step: 1, memory: WITHOUT_TOP });
});

test('where the kernel cannot remove memory, it ends offline and the page says so', async ({
  user,
}) => {
  await user.open();
  await user.type('configure kernel=2.6.25 bits=44');
  const cell = user.cell(/^section 15, /);
  await cell.click();
  await expect(user.button('Remove memory')).toHaveAccessibleDescription(/2\.6\.25 cannot remove/);
  await user.press('Remove memory');
  expect((await user.report()).memory).toEqual([
    { start: '0x0', size: '0xf000000', state: 'online' },
    { start: '0xf000000', size: '0x1000000', state: 'offline' },
  ]);
  await expect(user.sentence).toContainText(/offline/);
  expect((await boxOf(cell)).width).toBeGreaterThan(0);
  await expect(cell).toHaveAccessibleName(/offline, stale/);
});
