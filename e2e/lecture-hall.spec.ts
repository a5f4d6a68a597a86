import { expect, test } from './fixtures.ts';
import { boxOf, hex, SECTION, type User } from './user.ts';

const HOLE = 1n << 44n;

/** Pixels by which the page is larger than its window. */
const overflow = (user: User): Promise<number[]> =>
  user.page.evaluate(() => [
    document.documentElement.scrollWidth - innerWidth,
    document.documentElement.scrollHeight - innerHeight,
  ]);
const fontSize = (user: User): Promise<number> =>
  user.page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));

test('on a projector the text is larger, all of it on one screen, and a part is dragged as ever', async ({
  visitor,
}) => {
  const user = await visitor({ viewport: { width: 1920, height: 1080 } });
  await user.open();
  const plain = await fontSize(user);
  await user.page.keyboard.press('p');
  await user.idle();
  expect(await fontSize(user)).toBe(plain * 1.25);
  expect(await overflow(user)).toEqual([0, 0]);
  for (const name of ['512GiB', '320KiB', '16 GB part', 'Copy link', 'Play'])
    await expect(user.button(name)).toBeInViewport({ ratio: 1 });
  await user.drag('16 MB part', HOLE);
  expect((await user.report()).memory[1]).toEqual({
    start: hex(HOLE),
    size: hex(SECTION),
    state: 'online',
  });
  expect(await overflow(user)).toEqual([0, 0]);
  await user.page.keyboard.press('p');
  await user.idle();
  expect(await fontSize(user)).toBe(plain);
});

test('at 200 % of the browser nothing is lost: the same parts, the same sentence, the same drag', async ({
  visitor,
}) => {
  // What 1920x1080 at 200 % leaves to the page.
  const user = await visitor({ viewport: { width: 960, height: 540 }, deviceScaleFactor: 2 });
  await user.open();
  expect((await overflow(user))[0]).toBe(0);
  await expect(user.sentence).toBeInViewport({ ratio: 1 });
  for (const name of ['16 MB part', '16 GB part', 'Undo', 'Copy link'])
    await expect(user.button(name)).toBeInViewport({ ratio: 1 });
  await user.drag('16 MB part', HOLE);
  expect((await user.report()).step).toBe(1);
  await user.button('Play').scrollIntoViewIfNeeded();
  await expect(user.button('Play')).toBeInViewport({ ratio: 1 });
});

test('who wants no motion gets none: the state is right at once', async ({ visitor }) => {
  const user = await visitor({ reducedMotion: 'reduce' });
  await user.open();
  await user.type('16M @ 0x100000000000');
  const running = (): Promise<number> =>
    user.page.evaluate(
      () => document.getAnimations().filter((motion) => motion.playState === 'running').length,
    );
  expect(await running()).toBe(0);
  const panel = await boxOf(user.region('Notifier chain'));
  await user.ask('0x1234');
  expect(await running()).toBe(0);
  // The panel has its new width in the very next picture.
  expect((await boxOf(user.region('Notifier chain'))).width).toBeLessThan(panel.width / 2);

  // Another axis: the first picture after it is the last.
  const picture = (): Promise<Buffer> => user.drawing.screenshot();
  await user.page.getByRole('radio', { name: 'Logarithmic' }).click();
  await user.idle();
  const first = await picture();
  await user.page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  expect(first.equals(await picture())).toBe(true);
});
