import { expect, test } from './fixtures.ts';

test('a race whose WebAssembly cannot be compiled runs as TypeScript, and says so', async ({
  user,
}) => {
  let served = 0;
  await user.page.context().route(/\.wasm$/, (route) => {
    served += 1;
    return route.fulfill({ contentType: 'application/wasm', body: 'cut off on its way' });
  });
  await user.open();
  await user.type('race');
  const race = user.region('Structure race');
  await expect(race.getByText(/everything ran as TypeScript\./)).toBeVisible({ timeout: 30_000 });
  expect(served).toBe(1);
  // The user's own layout stands, with times; the rest is not waited for.
  const row = race.getByRole('row').filter({ hasText: 'rank bitmap' });
  await expect(row.getByRole('cell').nth(5)).toHaveText(/\d/);
  const saved = user.page.waitForEvent('download');
  await race.getByRole('button', { name: 'Save figures' }).click();
  const stream = await (await saved).createReadStream();
  const text = Buffer.concat(await stream.toArray()).toString();
  expect(JSON.parse(text)).toMatchObject({
    format: 'sparsescope-race/1',
    place: { wasm: false, rounds: 9 },
    layouts: [{ id: 'current', sections: 17, islands: 2, highest: 2 ** 36 }],
  });
  await race.getByRole('button', { name: 'Cancel' }).click();
  await expect(race.getByRole('alert')).toHaveCount(0);
});
