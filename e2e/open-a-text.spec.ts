import { expect, test } from './fixtures.ts';

const TEXT = `# for Monday's lecture
boot 256M@0
boot 16M@0x1000000000000000

hotplug 16M@0x7000000000
register "my veto" 100 GOING_OFFLINE=BAD
unplug 16M@0x7000000000
`;

test('a scene written in lines opens like any other; a wrong line is told, and changes nothing', async ({
  user,
}) => {
  await user.open();
  const before = await user.report();
  const sheet = await user.paste(TEXT.replace('100 GOING', 'high GOING'));
  await expect(sheet.getByRole('alert')).toContainText('Line 6, column 20: ');
  expect(await user.report()).toEqual(before);
  await sheet.getByRole('textbox', { name: 'Text to import' }).fill(TEXT);
  await sheet.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(sheet.getByRole('status')).toContainText(/is open\./);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await user.idle();
  const report = await user.report();
  expect(report).toMatchObject({ step: 3, steps: 3 });
  expect(report.chain).toContainEqual({ name: 'my veto', priority: 100 });
});

test('a link whose fields cannot be read still opens its scene', async ({ user, visitor }) => {
  await user.open();
  await user.type('16M @ 0x100000000000');
  const mine = await user.report();
  const link = await user.copyLink();
  const colleague = await visitor();
  await colleague.open(`${link}&colour=red&view=%3Cb%3E&step`);
  expect(await colleague.report()).toEqual(mine);
});
