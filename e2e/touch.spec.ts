import type { CDPSession } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { boxOf, hex, SECTION, type User } from './user.ts';

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Real touches: the browser makes pointer events, scrolling and clicks of them as it does on a screen. */
class Fingers {
  private readonly session: CDPSession;

  private constructor(session: CDPSession) {
    this.session = session;
  }

  static async on(user: User): Promise<Fingers> {
    return new Fingers(await user.page.context().newCDPSession(user.page));
  }
  async put(...fingers: Finger[]): Promise<void> {
    await this.send('touchStart', fingers);
  }
  async move(...fingers: Finger[]): Promise<void> {
    await this.send('touchMove', fingers);
  }
  async lift(): Promise<void> {
    await this.send('touchEnd', []);
  }
  private async send(
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    fingers: readonly Finger[],
  ): Promise<void> {
    const touchPoints = fingers.map(({ x, y }, id) => ({ x, y, id }));
    await this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

test('two fingers zoom into the place between them, one pans', async ({ visitor }) => {
  const user = await visitor({ hasTouch: true });
  await user.open();
  const fingers = await Fingers.on(user);
  const box = await boxOf(user.drawing);
  const y = box.y + 96;
  const x = box.x + 300;
  await user.setView({ axis: 'proportional' });
  const whole = await user.view();
  await fingers.put({ x: x - 40, y }, { x: x + 40, y });
  for (let d = 48; d <= 160; d += 8) await fingers.move({ x: x - d, y }, { x: x + d, y });
  await fingers.lift();
  await user.idle();
  const near = await user.view();
  expect(BigInt(near.span)).toBeLessThan(BigInt(whole.span));
  expect((await user.report()).step).toBe(0);

  await fingers.put({ x, y });
  for (let d = 10; d <= 120; d += 10) await fingers.move({ x: x - d, y });
  await fingers.lift();
  await user.idle();
  const along = await user.view();
  expect(BigInt(along.origin)).toBeGreaterThan(BigInt(near.origin));
  expect(along.span).toBe(near.span);

  // The fingers together again: farther away.
  await fingers.put({ x: x - 160, y }, { x: x + 160, y });
  for (let d = 152; d >= 40; d -= 8) await fingers.move({ x: x - d, y }, { x: x + d, y });
  await fingers.lift();
  await user.idle();
  expect(BigInt((await user.view()).span)).toBeGreaterThan(BigInt(near.span));
});

for (const [device, options] of [
  ['a tablet', { viewport: { width: 1180, height: 820 }, hasTouch: true }],
  ['a phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
] as const)
  test(`a finger carries a part from the tray into the hole on ${device}`, async ({ visitor }) => {
    const user = await visitor(options);
    await user.open();
    const fingers = await Fingers.on(user);
    const part = await boxOf(user.button('16 MB part'));
    const from = { x: part.x + part.width / 2, y: part.y + part.height / 2 };
    const figure = await boxOf(user.drawing);
    // Into the hole: beside low memory, or below its sixteen sections of 13 pixels where the axis stands upright.
    const onPhone = 'isMobile' in options;
    const hole = onPhone
      ? { x: figure.x + 60, y: 510 }
      : { x: figure.x + figure.width * 0.55, y: figure.y + 96 };
    await fingers.put(from);
    for (let i = 1; i <= 12; i += 1)
      await fingers.move({
        x: from.x + ((hole.x - from.x) * i) / 12,
        y: from.y + ((hole.y - from.y) * i) / 12,
      });
    await user.idle();
    await expect(user.sentence).toContainText('Let go: 16 MiB at');
    await fingers.lift();
    await user.idle();
    const { memory, step } = await user.report();
    expect(step).toBe(1);
    expect(memory).toHaveLength(3);
    expect(memory[1]?.size).toBe(hex(SECTION));
  });
