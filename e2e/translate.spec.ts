import { expect, test } from './fixtures.ts';
import { boxOf, hex, SECTION, TOP } from './user.ts';

test('an address is asked in any space and spelling: hit, miss at its level, wrong page', async ({
  user,
}) => {
  await user.open();
  const panel = user.region('Translation');
  const space = (name: RegExp) =>
    panel.getByRole('radiogroup', { name: 'Address space' }).getByRole('radio', { name });

  // The loudest thing on the page stands there from the start.
  await expect(user.question).toHaveValue(/1000000000000abc/);
  await expect(panel).toContainText('wrong page, section 0');
  await expect(panel).toContainText('0000 0000 0000 0abc');
  await expect(panel).toContainText('8000 0000 1000 0abc');

  await user.ask('0x1234');
  await expect(panel).toContainText('= ok');
  await expect(panel).toContainText('8000 0000 0000 1234');
  await expect(panel).toContainText('c000 0000 0000 1234');

  // The prefix chooses the space, and the choice shows it.
  await user.ask('v: c000 0000 0000 1234');
  await expect(space(/^virt/)).toBeChecked();
  await expect(panel).toContainText('8000 0000 0000 1234');
  await user.ask('b:8000000010000abc');
  await expect(space(/^bus/)).toBeChecked();
  await expect(panel).toContainText('1000 0000 0000 0abc');
  await expect(panel).toContainText('wrong page');
  await user.ask('p: 2^60 + 0xabc');
  await expect(space(/^phys/)).toBeChecked();
  await expect(panel).toContainText('wrong page');

  // It chooses for its own text alone, and a text that is wrong chooses nothing.
  await user.ask('b:hello');
  await expect(user.question).toHaveAttribute('aria-invalid', 'true');
  await expect(space(/^phys/)).toBeChecked();
  await user.ask('b:8000000010000abc');
  await expect(space(/^bus/)).toBeChecked();
  await user.ask('2^60+0xabc');
  await expect(space(/^phys/)).toBeChecked();
  await expect(panel).toContainText('wrong page');

  // A miss says at which level and why.
  for (const [address, level] of [
    ['2^56', 'top'],
    ['2^44', 'dir'],
    ['0x10000000', 'entry'],
  ] as const) {
    await user.ask(address);
    await expect(panel).toContainText(`a miss at ${level}`);
    await expect(panel).toContainText(/is null|Its entry is 0/);
  }
  await user.ask('0x12zz');
  await expect(user.question).toHaveAttribute('aria-invalid', 'true');
  await expect(user.question).toHaveAccessibleDescription(/column \d+/);
  await user.ask('9'.repeat(20));
  await expect(user.question).toHaveAttribute('aria-invalid', 'true');

  // A question changes nothing; a miss that is sent here changes nothing either, and says so.
  expect((await user.report()).steps).toBe(0);
  await user.ask('0x10000000');
  await user.press('Send');
  expect(await user.report()).toMatchObject({ step: 1, transfersStopped: false });
  await expect(user.sentence).toContainText('missed the map');

  // What is selected elsewhere is asked with one press.
  await user.cell(/^section 3, /).click();
  await user.press('Ask 0x3000000');
  await expect(panel).toContainText('8000 0000 0300 0000');
});

test('on the flat map a miss stops transfers until the queued work has run', async ({ user }) => {
  await user.open();
  await user.type('configure kernel=2.6.25 bits=44');
  await user.type('hotplug 16M @ 0x11000000');
  const fresh = 0x1100_0000n;
  expect((await user.translate(fresh)).verdict).toBe('miss');

  await user.ask(hex(fresh));
  const panel = user.region('Translation');
  await expect(panel).toContainText('a miss');
  await panel.getByRole('checkbox', { name: 'hold' }).check();
  await user.press('Send');
  const window_ = await user.report();
  expect(window_).toMatchObject({ transfersStopped: true, busMap: { kind: 'flat', mapped: 16 } });
  await expect(user.sentence).toContainText('a rebuild is queued');
  await expect(user.drawing).toContainText('transfers stopped');

  await user.press('Run queued work');
  expect(await user.report()).toMatchObject({
    transfersStopped: false,
    busMap: { kind: 'flat', mapped: 17 },
    step: window_.step + 1,
  });
  expect(await user.translate(fresh)).toMatchObject({ verdict: 'ok', section: 17 });
  await expect(panel).toContainText('= ok');

  // Without hold the page lets the work run by itself.
  await user.type('hotplug 16M @ 0x12000000');
  await user.ask(hex(fresh + SECTION));
  await panel.getByRole('checkbox', { name: 'hold' }).uncheck();
  await user.press('Send');
  await user.idle();
  expect(await user.report()).toMatchObject({ transfersStopped: false, busMap: { mapped: 18 } });
  expect((await user.translate(TOP)).missAt).toBe('beyond-entries');
});

test('the fields stay under the hand while the panel grows, and Send leaves it as it is', async ({
  user,
}) => {
  await user.open();
  const panel = user.region('Translation');
  const send = panel.getByRole('button', { name: 'Send' });
  const places = async () => [await boxOf(user.question), await boxOf(send)];
  const settled = async () => {
    await user.idle();
    await user.page.evaluate(() =>
      Promise.allSettled(document.getAnimations().map((motion) => motion.finished)),
    );
    await user.idle();
  };
  const quiet = await places();
  const narrow = (await boxOf(panel)).width;
  await user.ask('0x10000000');
  await settled();
  const wide = (await boxOf(panel)).width;
  expect(wide).toBeGreaterThan(narrow * 1.5);
  expect(await places()).toEqual(quiet);

  await user.press('Send');
  await settled();
  await expect(user.sentence).toContainText('missed the map');
  await expect(user.sentence).not.toContainText('No work was queued');
  expect((await boxOf(panel)).width).toBe(wide);
  expect(await places()).toEqual(quiet);

  // News elsewhere takes the room, and still nothing moves under the hand.
  await user.type('16M @ 2^44');
  await settled();
  expect((await boxOf(panel)).width).toBe(narrow);
  expect(await places()).toEqual(quiet);
});

test('a send and the work that it queued are one sentence', async ({ user }) => {
  await user.open();
  await user.type('configure kernel=2.6.25 bits=44');
  await user.type('hotplug 16M @ 0x11000000');
  await user.type('send 0x11000000');
  await expect(user.sentence).toContainText('0x11000000 missed the map. The map was rebuilt');
  expect(await user.report()).toMatchObject({ step: 4, transfersStopped: false });
  // With nothing queued there is no work to speak of.
  await user.type('send 0x11000000');
  await expect(user.sentence).toContainText('was sent as bus');
  expect((await user.report()).step).toBe(5);
});
