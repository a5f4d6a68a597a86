import { expect, test } from './fixtures.ts';
import { hex } from './user.ts';

/** 512 islands of 8,192 sections, 2^43 bytes apart: 4,194,304 sections, 64 TiB below 2^52. */
const ISLANDS = JSON.stringify({
  format: 'sparsescope-scenario/1',
  boot: Array.from({ length: 512 }, (_, i) => ({
    start: hex(BigInt(i) << 43n),
    size: '0x2000000000',
  })),
});

test('4,194,304 sections in 512 islands open, and every interval is counted exactly', async ({
  user,
}) => {
  await user.open();
  await user.page.evaluate((text) => window.sparsescope.open(text), ISLANDS);
  await user.idle();
  await expect(user.drawing).toContainText('64 TiB in 4,194,304 sections, 512 runs');

  // The first 40 islands, and half of the next.
  await user.setView({ origin: '0x0', span: hex((40n << 43n) + (4096n << 24n)) });
  await expect(user.drawing).toContainText('41 runs in sight, 331,776 sections of 4,194,304');

  // From one island to the next, with the hole between them: 524,288 sections less 8,192.
  const map = user.region('Section map');
  await map
    .getByRole('gridcell', { name: /^8,192 sections/ })
    .first()
    .click();
  await user.page.keyboard.press('Shift+ArrowDown');
  await user.page.keyboard.press('Shift+ArrowDown');
  await expect(map).toContainText('516,096 of these sections are not there.');

  // A step moves every slot above by one: island 300 began at 300 x 8,192.
  expect(await user.translate(300n << 43n)).toMatchObject({
    bus: hex((1n << 63n) + (2_457_600n << 24n)),
  });
  await user.type(`16M @ ${hex(1n << 40n)}`);
  expect(await user.translate(300n << 43n)).toMatchObject({
    bus: hex((1n << 63n) + (2_457_601n << 24n)),
  });
  await expect(user.drawing).toContainText('42 runs in sight, 331,777 sections of 4,194,305');
});
