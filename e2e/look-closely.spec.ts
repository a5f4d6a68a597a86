import { expect, test } from './fixtures.ts';
import { boxOf, hex, SECTION, TOP, type View } from './user.ts';

const WHOLE: View = { origin: '0x0', span: '0x10000000000000000', axis: 'broken' };

test('from all of the address space to one byte at 2^60, without losing one', async ({ user }) => {
  await user.open();
  expect(await user.view()).toEqual(WHOLE);
  const goTo = user.page.getByRole('textbox', { name: 'Go to address' });

  // One byte, and nothing else.
  await user.setView({ origin: hex(TOP + 5n), span: '0x1', axis: 'proportional' });
  expect(await user.view()).toEqual({ origin: hex(TOP + 5n), span: '0x1', axis: 'proportional' });
  await expect(user.button('Fit all')).toBeEnabled();
  // At the end of it all.
  await user.setView({ origin: '0xffffffffffffffff', span: '0x1' });
  expect((await user.view()).origin).toBe('0xffffffffffffffff');

  // G brings the cursor there; a few dozen bytes around the address.
  await user.page.getByRole('heading', { name: 'Physical address space' }).click();
  await user.page.keyboard.press('g');
  await expect(goTo).toBeFocused();
  await goTo.fill('2^60 + 0xabc');
  await goTo.press('Enter');
  await user.idle();
  const near = await user.view();
  const [origin, span] = [BigInt(near.origin), BigInt(near.span)];
  expect(span).toBeLessThanOrEqual(0x40n);
  expect(origin).toBeLessThanOrEqual(TOP + 0xabcn);
  expect(origin + span).toBeGreaterThan(TOP + 0xabcn);
  await goTo.fill('12 monkeys');
  await goTo.press('Enter');
  await expect(goTo).toHaveAttribute('aria-invalid', 'true');
  await expect(user.drawing.getByRole('alert')).toBeVisible();
  expect(await user.view()).toEqual(near);
  await user.press('Fit all');
  expect(await user.view()).toEqual({ ...WHOLE, axis: 'proportional' });
});

test('G, + and − work from anywhere but a text field, with Shift or without', async ({ user }) => {
  await user.open();
  const { keyboard } = user.page;
  const span = async (): Promise<bigint> => BigInt((await user.view()).span);
  const whole = await span();
  await user.page.getByRole('radio', { name: 'Proportional' }).check();
  await keyboard.press('Shift++');
  await user.idle();
  const closer = await span();
  expect(closer).toBeLessThan(whole);
  await keyboard.press('=');
  await user.idle();
  expect(await span()).toBeLessThan(closer);
  await keyboard.press('-');
  await user.idle();
  expect(await span()).toBe(closer);
  await keyboard.press('0');
  await user.idle();
  expect(await span()).toBe(whole);
  await keyboard.press('g');
  const goTo = user.page.getByRole('textbox', { name: 'Go to address' });
  await expect(goTo).toBeFocused();
  await keyboard.type('+-0');
  await expect(goTo).toHaveValue('+-0');
  expect(await span()).toBe(whole);

  // Everything that a key does is said.
  await user.press('Help');
  for (const does of [/zoom in/, /go to an address/, /remove the memory/, /time bar/, /projector/])
    await expect(user.dialog('Help')).toContainText(does);
});

test('a thousand pans of one pixel at 2^60 move exactly a thousand pixels’ worth', async ({
  user,
}) => {
  await user.open();
  const box = await boxOf(user.drawing);
  const width = BigInt(Math.round(box.width - 48));
  // 64 bytes to the pixel, where a double holds steps of 256.
  const span = width * 64n;
  await user.setView({ origin: hex(TOP), span: hex(span), axis: 'proportional' });
  const { mouse } = user.page;
  const at = { x: box.x + 700, y: box.y + 110 };
  await mouse.move(at.x, at.y);
  await mouse.down();
  await mouse.move(at.x - 100, at.y, { steps: 100 });
  await mouse.up();
  await user.idle();
  expect(await user.view()).toMatchObject({ origin: hex(TOP + 6_400n), span: hex(span) });

  // A thousand by the wheel, as a touchpad sends them.
  const pan = (by: number, times: number): Promise<void> =>
    user.page.evaluate(
      ({ x, y, deltaX, n }) => {
        const target = document.elementFromPoint(x, y);
        for (let i = 0; i < n; i++)
          target?.dispatchEvent(
            new WheelEvent('wheel', {
              deltaX,
              clientX: x,
              clientY: y,
              bubbles: true,
              cancelable: true,
            }),
          );
      },
      { ...at, deltaX: by, n: times },
    );
  await pan(1, 1000);
  await user.idle();
  expect(await user.view()).toMatchObject({ origin: hex(TOP + 70_400n), span: hex(span) });
  await pan(-1, 1100);
  await user.idle();
  expect((await user.view()).origin).toBe(hex(TOP));

  // A pixel that is a third of a byte: what is less than a byte is not lost.
  await user.setView({ span: hex(width / 3n) });
  await pan(1, 1000);
  await user.idle();
  const third = (1000n * (width / 3n)) / width;
  expect((await user.view()).origin).toBe(hex(TOP + third));
  await pan(-1, 1000);
  await user.idle();
  expect((await user.view()).origin).toBe(hex(TOP));
});

test('wheel, buttons, keys and double click zoom about what they point at', async ({ user }) => {
  await user.open();
  const { mouse, page } = { mouse: user.page.mouse, page: user.page };
  const box = await boxOf(user.drawing);
  const axis = page.getByRole('radiogroup', { name: 'Axis' });
  const spanNow = async (): Promise<bigint> => BigInt((await user.view()).span);

  // The axis is one radio group: arrows go through it.
  await axis.getByRole('radio', { name: 'Broken' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(axis.getByRole('radio', { name: 'Logarithmic' })).toBeChecked();
  await user.idle();
  expect((await user.view()).axis).toBe('logarithmic');
  await axis.getByRole('radio', { name: 'Proportional' }).check();
  await user.idle();
  expect((await user.view()).axis).toBe('proportional');

  // The wheel keeps the byte under the pointer.
  await mouse.move(box.x + box.width / 2, box.y + 110);
  await mouse.wheel(0, -240);
  await expect.poll(spanNow).toBeLessThan(1n << 64n);
  await user.idle();
  const wheeled = await user.view();
  const middle = BigInt(wheeled.origin) + BigInt(wheeled.span) / 2n;
  expect(middle > (1n << 63n) - (1n << 55n) && middle < (1n << 63n) + (1n << 55n)).toBe(true);
  await mouse.wheel(0, 2400);
  await expect.poll(spanNow).toBe(1n << 64n);

  await user.press('Zoom in');
  const closer = await spanNow();
  expect(closer).toBe(1n << 63n);
  await user.press('Zoom out');
  expect(await spanNow()).toBe(1n << 64n);

  // A section fills the figure: by selection, by double click.
  await axis.getByRole('radio', { name: 'Broken' }).check();
  await expect(user.button('Fit selection')).toBeDisabled();
  await user.cell(/^section 68,719,476,736,/).click();
  await user.press('Fit selection');
  const fitted = await user.view();
  expect(BigInt(fitted.origin)).toBeLessThanOrEqual(TOP);
  expect(BigInt(fitted.origin) + BigInt(fitted.span)).toBeGreaterThanOrEqual(TOP + SECTION);
  expect(BigInt(fitted.span)).toBeLessThan(TOP);
  await axis.getByRole('radio', { name: 'Proportional' }).check();
  await user.press('Fit selection');
  expect(await spanNow()).toBeLessThan(4n * SECTION);
  await axis.getByRole('radio', { name: 'Broken' }).check();
  await user.press('Fit all');
  const place = await user.find(TOP);
  await mouse.dblclick(place.x, place.y);
  await user.idle();
  expect(await user.view()).toEqual(fitted);
});

test('inside a hole the memory on either side is named, and one press away', async ({ user }) => {
  await user.open();
  for (const axis of ['broken', 'logarithmic', 'proportional'] as const) {
    await user.setView({ origin: '0x100000000000', span: '0x1000000000', axis });
    const before = user.drawing.getByRole('button', {
      name: /^memory, 16 TiB − 256 MiB before\s?: 256 MiB at 0x0$/,
    });
    await before.click();
    await user.idle();
    const { origin, span } = await user.view();
    expect(BigInt(origin)).toBe(0n);
    expect(BigInt(span)).toBeGreaterThanOrEqual(16n * SECTION);
    await expect(before).toBeHidden();
  }
  // The bill stays while one looks at bytes.
  await user.setView({ origin: hex(TOP), span: '0x40', axis: 'broken' });
  await expect(user.drawing.getByRole('button', { name: '512 GiB', exact: true })).toBeVisible();
  await expect(user.drawing.getByRole('button', { name: '320 KiB', exact: true })).toBeVisible();
  await expect(user.drawing).toContainText('the same on all three axes');
});
