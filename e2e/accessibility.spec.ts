import { devices } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { User } from './user.ts';

const VETO = {
  type: 'register',
  name: 'my_veto',
  priority: 5,
  answers: { MEM_GOING_OFFLINE: 'NOTIFY_BAD' },
};
const UNPLUG = { type: 'unplug', start: '0x1000000000000000', size: '0x1000000' };

// Axe reads every node of the page: on a busy machine that takes its time.
test.slow();

/** Opening, a part in the hand, after the drop, the veto, a miss. */
async function throughTheStory(user: User, look: string): Promise<void> {
  await expectAccessible(user, `${look}: opening`);
  await user.button('16 MB part').focus();
  await user.page.keyboard.press('Enter');
  await user.ghost.fill('100000000000');
  await expectAccessible(user, `${look}: held part`);
  await user.ghost.press('Enter');
  await expectAccessible(user, `${look}: after the drop`);
  await user.dispatch(VETO);
  await user.dispatch(UNPLUG);
  await expectAccessible(user, `${look}: veto`);
}

test('axe finds nothing from the opening to the veto, nor in the dark', async ({
  user,
  visitor,
}) => {
  await user.open();
  await throughTheStory(user, 'light');
  const night = await visitor({ colorScheme: 'dark' });
  await night.open();
  await throughTheStory(night, 'dark');
});

test('axe finds nothing in the panels at work', async ({ user }) => {
  await user.open();
  await user.press('Add callback');
  await expectAccessible(user, 'callback form', 'Notifier chain');
  await user.press('Cancel');
  await user.ask('2^56');
  await expectAccessible(user, 'a miss', 'Translation');
  await user.dispatch(VETO);
  await user.dispatch(UNPLUG);
  await user.ask('2^60');
  await expectAccessible(user, 'no region', 'Translation');
  await user.dispatch({ type: 'configure', kernel: '2.6.25', physicalBits: 44 });
  await user.dispatch({ type: 'offline', start: '0x3000000', size: '0x2000000' });
  await user.ask('0x3000000');
  await expectAccessible(user, 'stale memory on the flat map, as shipped');
  for (const axis of ['Proportional', 'Logarithmic']) {
    await user.page.getByRole('radio', { name: axis }).check();
    await expectAccessible(user, axis, 'Physical address space');
  }
  await user.setView({ origin: '0x1000000000000000', span: '0x20' });
  await expectAccessible(user, 'bytes at 2^60', 'Physical address space');
});

test('axe finds nothing in what opens over the page', async ({ user, visitor }) => {
  await user.open();
  const states: readonly (readonly [string, string | RegExp, string | RegExp])[] = [
    ['machine', 'Machine', 'Machine settings'],
    ['openings', /^Openings:/, 'Openings'],
    ['glossary', 'Help', 'Help'],
    ['a figure', '512GiB', /^Where /],
    ['a size of one’s own', 'Part of any size', 'Part of any size'],
    ['link', 'Copy link', 'Link'],
  ];
  for (const [state, button, dialog] of states) {
    await user.button(button).click();
    await expect(user.dialog(dialog)).toBeVisible();
    await expectAccessible(user, state, 'dialog');
    await user.page.keyboard.press('Escape');
    await expect(user.dialog(dialog)).toBeHidden();
  }
  await user.mistype('16M @ nowhere');
  await expectAccessible(user, 'command refused', 'Parts');
  const sheet = await user.paste('RANGE STATE\n0x0-0xzz online\n');
  await expect(sheet.getByRole('alert')).toBeVisible();
  await expectAccessible(user, 'import with an error', 'dialog');

  const reader = await visitor();
  await reader.open('./#damaged');
  await expectAccessible(reader, 'bad link');
});

test('axe finds nothing on a phone', async ({ visitor }) => {
  const { defaultBrowserType: _, ...pixel } = devices['Pixel 5'];
  const phone = await visitor({ ...pixel, viewport: { width: 390, height: 844 } });
  await phone.open();
  await throughTheStory(phone, 'phone');
  for (const name of ['Section map', 'Notifier chain', 'Driver', 'Translation'] as const) {
    await phone.page.getByRole('navigation').getByRole('button', { name }).tap();
    await expectAccessible(phone, `phone: ${name}`, 'dialog');
  }
});

test('axe finds nothing on a small laptop', async ({ visitor }) => {
  const laptop = await visitor({ viewport: { width: 1024, height: 768 } });
  await laptop.open();
  await throughTheStory(laptop, 'laptop');
});

test('the keyboard reaches everything and shows where it is', async ({ user }) => {
  await user.open();
  await user.dispatch({ type: 'hotplug', start: '0x100000000000', size: '0x1000000' });
  await user.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const reached: string[] = [];
  for (let i = 0; i < 120; i++) {
    await user.page.keyboard.press('Tab');
    const [name, shown] = await user.page.evaluate(() => {
      const e = document.activeElement;
      if (!(e instanceof HTMLElement) || e === document.body) return ['', true] as const;
      const label =
        e.getAttribute('aria-label') ??
        (e instanceof HTMLInputElement
          ? (e.labels?.[0]?.textContent ?? '')
          : (e.textContent ?? ''));
      // A ring of its own, or of the frame that it stands in.
      const ring = (x: Element): boolean => {
        const s = getComputedStyle(x);
        return (
          (s.outlineStyle !== 'none' && Number.parseFloat(s.outlineWidth) > 0) ||
          s.boxShadow !== 'none'
        );
      };
      let around: Element | null = e;
      for (let up = 0; up < 3 && around; up++, around = around.parentElement)
        if (ring(around)) return [label, true] as const;
      return [label, false] as const;
    });
    if (name === '' && i > 20) break;
    reached.push(name.trim());
    if (!name.startsWith('256 MiB of memory'))
      expect.soft(shown, `focus is shown on “${name}”`).toBe(true);
  }
  for (const name of [
    '16 MB part',
    '256 MB part',
    '1 GB part',
    '16 GB part',
    'Part of any size',
    'Undo',
    'Redo',
    'Command',
    'Import',
    'Save',
    'Copy link',
    'Help',
    'Machine',
    'Go to address',
    'Broken',
    'Zoom in',
    'Zoom out',
    'Fit all',
    'Remove memory',
    'Add callback',
    'Address',
    'Send',
    'Step back',
    'Step forward',
    'Play',
    'Step 1: hotplug 16 MiB at 2⁴⁴',
  ])
    expect.soft(reached, `Tab reaches ${name}`).toContain(name);
  expect(reached.some((name) => name.startsWith('256 MiB of memory, online'))).toBe(true);
  expect(reached.some((name) => name.startsWith('section 0, 0x0, online'))).toBe(true);
});
