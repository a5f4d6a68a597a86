import { expect, test } from './fixtures.ts';
import { boxOf, hex, SECTION, TOP } from './user.ts';

const HOLE = 1n << 44n;

test('a part dragged onto the hole lands exactly where its ghost says, at the previewed price', async ({
  user,
}) => {
  await user.open();
  const before = await user.report();
  const bus = (await user.translate(TOP)).bus;

  await user.take('16 MB part');
  await expect(user.sentence).toContainText('16 MiB in your hand.');
  await user.carryTo(HOLE);
  await expect(user.ghost).toHaveValue('0000 1000 0000 0000');
  // What the preview says, before anything has happened.
  await expect(user.sentence).toContainText(
    'Let go: 16 MiB at 2⁴⁴. The map grows by one table; one section moves.',
  );
  await expect(user.drawing).toContainText('17 sections, 2 runs; after the drop 18 in 3');
  await expect(user.drawing).toContainText('393,216 B, +65,536');
  const pages = user.drawing.getByRole('button', { name: '73,728', exact: true });
  const hcalls = user.drawing.getByRole('button', { name: '144', exact: true });
  const length = user.drawing.getByRole('button', { name: '0x1200 0000', exact: true });
  for (const figure of [pages, hcalls, length]) await expect(figure).toBeVisible();
  // The card beside the hand is drawn; read aloud are the same five numbers, also those that stay.
  await expect(user.drawing).toContainText(
    'three-level map 327,680 B → 393,216 B; flat array 549,755,813,896 B, no change; sections renumbered 1; rounds 2; hcalls 144',
  );
  await expect(user.drawing).toContainText('512 GiB, no change');
  expect(await user.report()).toEqual(before);

  await user.letGo();
  const after = await user.report();
  expect(after).toMatchObject({
    step: 1,
    steps: 1,
    memory: [
      { start: '0x0', size: '0x10000000', state: 'online' },
      { start: hex(HOLE), size: hex(SECTION), state: 'online' },
      { start: hex(TOP), size: hex(SECTION), state: 'online' },
    ],
    busMap: { bytes: '393216', mapped: 18, mrLength: '0x12000000' },
    regions: [{ handle: '0x2', pages: '73728' }],
    bill: expect.arrayContaining([
      { structure: 'flat', bytes: '549755813896' },
      { structure: 'three-level', bytes: '393216' },
    ]),
  });
  for (const figure of [pages, hcalls, length]) await expect(figure).toBeVisible();
  await expect(user.drawing).toContainText('393,216 B');
  await expect(user.drawing).not.toContainText('+65,536');

  // Everything above it moved by one slot, and the page tells.
  expect((await user.translate(TOP)).bus).toBe(hex(BigInt(bus ?? '0') + SECTION));
  expect((await user.translate(HOLE)).bus).toBe(bus);
  await expect(user.sentence).toContainText('2⁴⁴');
  await expect(user.sentence).toContainText(/1 section|bus address/);
  await expect(user.button('Step 1: hotplug 16 MiB at 2⁴⁴')).toHaveAttribute(
    'aria-current',
    'step',
  );
  // The rounds: everybody was asked, in order.
  const calls = user.region('Notifier chain').getByRole('table', { name: 'Calls in order' });
  await expect(calls.getByRole('columnheader')).toHaveText([
    'Callback',
    'MEM_GOING_ONLINE',
    'MEM_ONLINE',
  ]);
  await expect(calls.getByRole('rowheader')).toContainText([
    'cpuset',
    'ipc',
    'slub',
    'kcore',
    'ehea',
  ]);
});

test('the pointer reaches the places that mean something, and Alt any section', async ({
  user,
}) => {
  await user.open();
  await user.take('16 MB part');
  for (const place of [0x1000_0000n, 1n << 32n, TOP - SECTION, TOP + SECTION, 1n << 60n])
    expect(await user.carryTo(place)).toBeTruthy();
  const at = await user.carryTo(1n << 40n);
  await user.page.keyboard.down('Alt');
  await user.page.mouse.move(at.x + 1, at.y);
  await user.idle();
  const free = await user.ghostAddress();
  expect(free).not.toBeNull();
  expect(free).not.toBe(1n << 40n);
  expect((free ?? 1n) % SECTION).toBe(0n);
  await user.letGo();
  await user.page.keyboard.up('Alt');
  expect((await user.report()).memory[1]?.start).toBe(hex(free ?? 0n));
});

test('on the proportional axis the part stays under the pointer, exact, and is drawn to a place from near only', async ({
  user,
}) => {
  await user.open();
  await user.setView({ axis: 'proportional' });
  await user.take('16 MB part');
  const box = await boxOf(user.drawing);
  // 16 EiB on 1,392 pixels: 87 each, from 24 on.
  const at = async (px: number): Promise<bigint | null> => {
    await user.page.mouse.move(box.x + 24 + px, box.y + 96);
    await user.idle();
    return user.ghostAddress();
  };
  expect(await at(116)).toBe(0x1555_5555_5500_0000n);
  await expect(user.sentence).toContainText('Let go: 16 MiB at');
  expect(await at(522)).toBe(0x6000_0000_0000_0000n);
  expect(await at(690)).toBe(1n << 63n);
  expect(await at(95)).toBe(TOP + SECTION);
  await user.page.keyboard.press('Escape');
  await user.letGo();
});

test('kernels whose driver maps otherwise say what their bus space is', async ({ user }) => {
  await user.open();
  await expect(user.drawing).toContainText('Bus space, dense');
  await user.dispatch({ type: 'configure', kernel: '2.6.26' });
  await expect(user.drawing).toContainText('Bus space, not dense');
  await expect(user.drawing).toContainText('1 slot, to 9000 0000 10ff ffff');
  await user.dispatch({ type: 'configure', kernel: '2.6.22' });
  await expect(user.drawing).toContainText('the bus address is the kernel’s own virtual address');
  await expect(user.drawing).toContainText(
    'one region from 0xc000000000000000 over 0x1000000001000000 bytes',
  );
});

test('a part let go elsewhere, put back with Escape, or held over memory changes nothing', async ({
  user,
}) => {
  await user.open();
  const before = await user.report();
  const inHand = user.button('16 MB part');

  await user.take('16 MB part');
  await user.carryTo(HOLE);
  await user.page.keyboard.press('Escape');
  await expect(inHand).toHaveAttribute('aria-pressed', 'false');
  await user.letGo();
  expect(await user.report()).toEqual(before);

  await user.take('16 MB part');
  await user.carryTo(HOLE);
  const panel = await boxOf(user.region('Driver'));
  await user.page.mouse.move(panel.x + 80, panel.y + 120);
  await user.idle();
  expect(await user.ghostAddress()).toBeNull();
  await user.letGo();
  await expect(inHand).toHaveAttribute('aria-pressed', 'false');
  expect(await user.report()).toEqual(before);

  // A typed place does not make the drop: let go outside, the part goes back.
  await user.take('16 MB part');
  await user.carryTo(HOLE);
  await user.ghost.fill('0x200000000000');
  await user.page.mouse.move(panel.x + 80, panel.y + 120);
  await user.idle();
  await expect(user.ghost).toHaveValue('0x200000000000');
  await user.letGo();
  await expect(inHand).toHaveAttribute('aria-pressed', 'false');
  expect(await user.report()).toEqual(before);

  // Over memory: one sentence says why, and letting go returns it.
  await user.take('16 MB part');
  await user.carryTo(TOP);
  await expect(user.sentence).toContainText(/2³⁶|68,?719,?476,?736/);
  await expect(user.sentence).toContainText(/already/);
  await user.letGo();
  await expect(user.sentence).toContainText(/already/);
  expect(await user.report()).toEqual(before);

  // Beyond this kernel's physical bits: what it would really have done is said.
  await user.take('16 MB part');
  await user.carryTo(1n << 62n);
  await expect(user.sentence).toContainText(/2⁶¹|61 bits/);
  await user.letGo();
  await expect(user.sentence).toContainText(/2⁶¹|61 bits/);
  await expect(user.sentence).toContainText(/2\.6\.32/);
  expect(await user.report()).toEqual(before);
  await expect(user.button('Undo')).toBeDisabled();
});

test('sixteen gigabytes and a size of one’s own are dragged as easily', async ({ user }) => {
  await user.open();
  await user.drag('16 GB part', HOLE);
  expect(await user.report()).toMatchObject({
    step: 1,
    busMap: { mapped: 1041, mrLength: '0x411000000' },
    regions: [{ handle: '0x401' }],
  });
  await expect(user.sentence).toContainText('4,337,664');
  await user.button('Part of any size').click();
  const size = user.dialog('Part of any size').getByRole('textbox', { name: 'Size' });
  await expect(size).toBeFocused();
  await size.fill('nonsense');
  await size.press('Enter');
  await expect(size).toHaveAttribute('aria-invalid', 'true');
  await size.fill('48M');
  await size.press('Enter');
  await expect(user.sentence).toContainText('48 MiB');
  await user.ghost.fill('0x200000000000');
  await user.ghost.press('Enter');
  await user.idle();
  expect((await user.report()).memory).toContainEqual({
    start: '0x200000000000',
    size: '0x3000000',
    state: 'online',
  });
});

test('a refusal is gone with the next thing done; the invitation hands over a part', async ({
  user,
}) => {
  await user.open();
  await user.drag('16 MB part', TOP);
  await expect(user.sentence).toContainText(/already/);
  await user.page.keyboard.press('Escape');
  await expect(user.sentence).toContainText('into the emptiness.');
  await user.drag('16 MB part', TOP);
  await expect(user.sentence).toContainText(/already/);
  await user.cell(/^section 3, /).click();
  await expect(user.sentence).toContainText('into the emptiness.');

  // The dashed place in the hole: pressed, a section is in the hand over it.
  // It stands behind sixteen sections of 32 pixels, 64 pixels into the hole.
  const figure = await boxOf(user.drawing);
  await user.page.mouse.click(figure.x + 24 + 16 * 32 + 64 + 16, figure.y + 96);
  await user.idle();
  await expect(user.sentence).toContainText('Enter drops 16 MiB at');
  const place = await user.ghostAddress();
  expect(place).toBeGreaterThanOrEqual(1n << 28n);
  expect(place).toBeLessThan(TOP);
  await user.press('Drop');
  expect((await user.report()).memory[1]?.start).toBe(hex(place ?? 0n));
});

test('a machine with larger blocks offers the parts that fit, and says why others do not', async ({
  user,
}) => {
  await user.open();
  await user.type('configure block=128M');
  const small = user.button('16 MB part');
  await expect(small).toBeDisabled();
  await expect(user.button('256 MB part')).toBeEnabled();
  await small.click({ force: true });
  await expect(user.sentence).toContainText('this machine’s are 128 MiB each');
  await expect(small).toHaveAttribute('aria-pressed', 'false');
  await user.drag('256 MB part', HOLE);
  expect((await user.report()).memory).toContainEqual({
    start: hex(HOLE),
    size: '0x10000000',
    state: 'online',
  });
  await user.button('Part of any size').click();
  const size = user.dialog('Part of any size').getByRole('textbox', { name: 'Size' });
  await expect(size).toHaveValue('384M');
  await size.fill('48M');
  await size.press('Enter');
  await expect(size).toHaveAccessibleDescription(/this machine’s are 128 MiB each/);
});
