import { expect, test } from './fixtures.ts';

/** Work of 10,000 steps over 65,536 islands, as this browser would have kept it: minutes to play again. */
function keepLongWork(): void {
  const events = Array.from({ length: 10_000 }, (_, i) => ({
    type: i % 2 === 0 ? 'hotplug' : 'unplug',
    start: '0x100000000000',
    size: '0x1000000',
  }));
  const scenario = JSON.stringify({ format: 'sparsescope-scenario/1', events, step: 10_000 });
  const kept = { scenario, preset: 'islands', branches: [], source: null };
  const work = { title: 'The long work', steps: 10_000 };
  const text = JSON.stringify({ kept: JSON.stringify({ ...kept, ...work }), ...work });
  localStorage.setItem('sparsescope:work', text);
}

test('a long replay says how far it is, and can be left without losing anything', async ({
  user,
}) => {
  const { page } = user;
  await page.addInitScript(keepLongWork);
  await page.goto('./');
  const opening = page.getByRole('region', { name: 'Opening' });
  await expect(opening).toContainText(/step [\d,]+ of 10,000/);
  await opening.getByRole('button', { name: 'Cancel' }).click();
  await expect(opening).toBeHidden();
  await user.idle();
  expect(await user.report()).toMatchObject({ step: 0, steps: 0 });

  // The work that was left is still on offer; leaving it again leaves what was done meanwhile.
  await user.type('16M @ 0x100000000000');
  const mine = await user.report();
  await user.button(/^Openings:/).click();
  await user
    .dialog('Openings')
    .getByRole('button', { name: /Back to your earlier work/ })
    .click();
  await expect(opening).toContainText(/step [\d,]+ of 10,000/);
  await opening.getByRole('button', { name: 'Cancel' }).click();
  await expect(opening).toBeHidden();
  await user.idle();
  expect(await user.report()).toEqual(mine);
  await user.button(/^Openings:/).click();
  await expect(
    user.dialog('Openings').getByRole('button', { name: /Back to your earlier work/ }),
  ).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
