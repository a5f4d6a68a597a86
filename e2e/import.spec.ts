import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

const sample = (name: string): string =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');

test('the output of lsmem shows one’s own machine; a line that is wrong changes nothing', async ({
  user,
}) => {
  await user.open();
  await user.type('16M @ 0x100000000000');
  const mine = await user.report();

  // A bad line: where, and the scene stays.
  const text = sample('lsmem/laptop-8g.txt');
  const lines = text.split('\n');
  const row = lines.findIndex((line) => /^0x/.test(line)) + 1;
  const bad = lines.with(row, (lines[row] ?? '').replace(/0x0*/, '0xzz')).join('\n');
  const sheet = await user.paste(bad);
  await expect(sheet.getByRole('alert')).toContainText(
    new RegExp(`Line ${row + 1}, column \\d+: `),
  );
  await expect(sheet.getByRole('alert')).toContainText('The present scene stays as it is.');
  await expect(sheet.getByRole('textbox', { name: 'Text to import' })).toHaveValue(bad);
  expect(await user.report()).toEqual(mine);
  await sheet.getByRole('textbox', { name: 'Text to import' }).fill('hello');
  // What was said was said of the text before.
  await expect(sheet.getByRole('alert')).toHaveCount(0);
  await sheet.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(sheet.getByRole('alert')).toContainText('Not recognised.');
  expect(await user.report()).toEqual(mine);

  // The good one.
  await sheet.getByRole('textbox', { name: 'Text to import' }).fill(text);
  await sheet.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(sheet.getByRole('status')).toContainText(/is open\./);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toBeHidden();
  await user.idle();
  const ranges = [...text.matchAll(/^0x0*([0-9a-f]+)-0x0*([0-9a-f]+)\s.*online/gm)];
  const online = ranges.reduce(
    (sum, [, start, end]) => sum + BigInt(`0x${end}`) - BigInt(`0x${start}`) + 1n,
    0n,
  );
  const report = await user.report();
  expect(report).toMatchObject({ step: 0, steps: 0 });
  expect(report.memory.reduce((sum, m) => sum + BigInt(m.size), 0n)).toBe(online);
  await expect(user.drawing).toContainText(/ in [\d,]+ sections, \d+ runs/);
  // Nothing is asked yet of this machine, and what its blocks of 128 MiB cannot take is not offered.
  await expect(user.question).toHaveValue('');
  await expect(user.region('Translation')).toContainText('Ask where any address goes.');
  await expect(user.button('16 MB part')).toBeDisabled();
  for (const fits of ['256 MB part', '1 GB part', '16 GB part'])
    await expect(user.button(fits)).toBeEnabled();
  // The work that was there is one press away.
  await user.press('Back to your earlier work');
  expect(await user.report()).toEqual(mine);
});

test('a file dropped anywhere, a chosen file, /proc/iomem, and a saved scenario', async ({
  user,
}, info) => {
  await user.open();
  const drop = async (name: string, text: string): Promise<void> => {
    const data = await user.page.evaluateHandle(
      ([n, t]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([t], n, { type: 'text/plain' }));
        return transfer;
      },
      [name, text] as const,
    );
    const target = user.region('Driver');
    await target.dispatchEvent('dragover', { dataTransfer: data });
    await expect(user.page.getByText('Let go: it opens here.')).toBeVisible();
    await target.dispatchEvent('drop', { dataTransfer: data });
  };
  const sheet = user.dialog('Import');

  await drop('iomem.txt', sample('iomem/x86-gap.txt'));
  await expect(sheet.getByRole('status')).toContainText(/iomem: .* online/);
  await user.page.keyboard.press('Escape');
  expect((await user.report()).memory.length).toBeGreaterThan(1);
  // Dropping the same again, then something that cannot be read.
  const there = await user.report();
  await drop('unprivileged.txt', sample('iomem/x86-unprivileged.txt'));
  await expect(sheet.getByRole('alert')).toContainText(/root|sudo|privilege/);
  expect(await user.report()).toEqual(there);
  await user.page.keyboard.press('Escape');

  // Save what was done, open it again.
  await user.opening(/^The thread’s partition/);
  await user.type('16M @ 0x100000000000');
  await user.type('unplug 16M @ 2^60');
  await user.press('Undo');
  const mine = await user.report();
  const download = await user.save();
  expect(download.suggestedFilename()).toMatch(/\.json$/);
  const file = info.outputPath(download.suggestedFilename());
  await download.saveAs(file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    format: 'sparsescope-scenario/1',
    step: 1,
  });
  await user.opening(/[Ee]mpty|[Nn]othing/);
  await user.button('Import').click();
  await sheet.getByLabel('File to import').setInputFiles(file);
  await expect(sheet.getByRole('status')).toContainText('is open');
  await user.idle();
  expect(await user.report()).toEqual(mine);

  // A scenario that a program wrote by hand, with an event that does not fit.
  await user.page.keyboard.press('Escape');
  await user.paste(
    '{"format":"sparsescope-scenario/1","events":[{"type":"hotplug","start":"0x0","size":"0x1000000"}]}',
  );
  await expect(sheet.getByRole('alert')).toContainText(/already|overlap/);
  expect(await user.report()).toEqual(mine);
});
