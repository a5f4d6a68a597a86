import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';

const CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; img-src 'self' data: blob:; " +
  "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

test('the first visit shows the partition of the thread, on one screen', async ({ user }) => {
  await user.open();
  await expect(user.button('Openings: The thread’s partition')).toBeVisible();
  await expect(user.region('Machine')).toContainText('61 physical bits, shipped 44 · what-if');
  await expect(user.region('Machine')).toContainText('2.6.32');
  await expect(user.sentence).toContainText(
    'into the emptiness. Every bus address above it will move.',
  );
  await expect(user.button('512GiB')).toBeVisible();
  await expect(user.button('320KiB')).toBeVisible();
  await expect(user.drawing).toContainText('549,755,813,896 B');
  await expect(user.drawing).toContainText('327,680 B');
  await expect(user.button('Slot 16 reads section 0.')).toBeVisible();
  await expect(user.cell(/^section 68,719,476,736,/)).toHaveAccessibleName(
    /wrong page, bus slot 16, the device reads section 0$/,
  );
  for (const name of ['Undo', 'Redo', 'Step back', 'Step forward', 'Play'])
    await expect(user.button(name)).toBeDisabled();

  // Every contracted region and part is there.
  const regions = [
    'Parts',
    'Physical address space',
    'Section map',
    'Notifier chain',
    'Driver',
    'Translation',
    'Time bar',
    'Machine',
  ] as const;
  for (const name of regions) await expect(user.region(name)).toBeVisible();
  for (const size of ['16 MB', '256 MB', '1 GB', '16 GB'])
    await expect(user.button(`${size} part`)).toBeVisible();
  await expect(user.button('Part of any size')).toBeVisible();
  await expect(user.page.getByRole('radiogroup', { name: 'Axis' })).toBeVisible();

  const overflow = await user.page.evaluate(() => [
    document.documentElement.scrollHeight - innerHeight,
    document.documentElement.scrollWidth - innerWidth,
  ]);
  expect(overflow).toEqual([0, 0]);

  expect(await user.report()).toMatchObject({
    format: 'sparsescope-report/1',
    step: 0,
    steps: 0,
    kernel: '2.6.32',
    physicalBits: 61,
    busMap: { kind: 'three-level', bytes: '327680', mrLength: '0x11000000' },
    regions: [{ handle: '0x1', pages: '69632' }],
    chain: [
      { name: 'cpuset', priority: 10 },
      { name: 'ipc', priority: 10 },
      { name: 'slub', priority: 1 },
      { name: 'kcore', priority: 0 },
      { name: 'ehea', priority: 0 },
    ],
    bill: [
      { structure: 'flat', bytes: '549755813896' },
      { structure: 'three-level', bytes: '327680' },
      { structure: 'three-level-compact', bytes: '196608' },
      { structure: 'hash', bytes: '512' },
      { structure: 'extents', bytes: '32' },
      { structure: 'red-black', bytes: '144' },
      { structure: 'b-tree', bytes: '256' },
      { structure: 'sparsemem-static', bytes: '2199023255552' },
      { structure: 'sparsemem-extreme', bytes: '4294975488' },
      { structure: 'vmemmap', bytes: '8589934600' },
      { structure: 'radix-64', bytes: '7176' },
      { structure: 'page-table', bytes: '57344' },
      { structure: 'rank-bitmap', bytes: '172032' },
    ],
  });
});

test('every figure opens to its formula and its source, and gives the focus back', async ({
  user,
}) => {
  await user.open();
  for (const [name, says] of [
    ['512GiB', '549,755,813,896'],
    ['320KiB', '327,680'],
    ['Slot 16 reads section 0.', 'ehea_qmr.c'],
    ['136', '136'],
    ['272 MiB', '285,212,672 B'],
    ['272 MiB in 17 sections, 2 runs', '= 17 sections'],
    ['1 px = 2 MiB', '2,097,152 B for each pixel'],
    [/^549,755,813,896 B/, '= 8 × (68,719,476,736 + 1)'],
    [/^327,680 B/, '= 65,536 × (1 root + 2 tops + 2 dirs)'],
    // 549,755,813,896 / (1,440 × 2,097,152) = 182.04
    ['and on, for 182 widths of this window →', '(1,440 px × 2 MiB)'],
    ['a sixth of a pixel', '= 327,680 B / 2,097,152 B'],
    [/^17 slots, to 8000 0000 10ff ffff/, '0x8000000010ffffff'],
  ] as const) {
    const figure = user.drawing.getByRole('button', { name, exact: typeof name === 'string' });
    await figure.focus();
    await user.page.keyboard.press('Enter');
    const card = user.dialog(/^Where .* comes from$/);
    await expect(card).toContainText(says);
    await expect(card).toContainText(/From .+\.|Our model|Derived: plain arithmetic/);
    await user.page.keyboard.press('Escape');
    await expect(card).toBeHidden();
    await expect(figure).toBeFocused();
  }
});

test('one scale for the three bars, as memory grows and in any window', async ({ user }) => {
  await user.open();
  for (const at of ['0x10000000', '0x11000000']) await user.type(`16M @ ${at}`);
  await expect(user.button('1 px = 2 MiB')).toBeVisible();
  // The flat array stays at 549,755,813,896 B.
  await expect(user.button('and on, for 182 widths of this window →')).toBeVisible();
  for (const [width, widths] of [
    [1920, 136],
    [1024, 256],
    [390, 672],
  ] as const) {
    await user.page.setViewportSize({ width, height: 900 });
    await expect(user.button(`and on, for ${widths} widths of this window →`)).toBeVisible();
  }
});

test('the names of a byte and the tables open to their formula', async ({ user }) => {
  await user.open();
  for (const [region, name, says] of [
    ['Driver', '5 tables of 8,192 entries', '= 1 root + 2 tops + 2 dirs'],
    ['Translation', 'kernel virtual', '= 0x1000000000000abc + 0xc000000000000000'],
    ['Translation', 'physical', '= 68,719,476,736 × 0x1000000 + 0xabc'],
    ['Translation', 'bus', '= 0x8000000000000000 + 16 × 0x1000000 + 0xabc'],
    ['Translation', 'device reads', 'section 0'],
    ['Translation', 'formula and source', '= (1,024 << 26 = 0 on a 32-bit int)'],
  ] as const) {
    await user.region(region).getByRole('button', { name, exact: true }).click();
    const card = user.dialog(/^Where .* comes from$/);
    await expect(card).toContainText(says);
    await user.page.keyboard.press('Escape');
    await expect(card).toBeHidden();
  }
});

test('the built folder works from any path, under its own policy', async ({
  user,
  origins,
  baseURL,
}) => {
  const outside: string[] = [];
  const { server, url } = await underPath('/some/sub/path/', baseURL ?? '', outside);
  try {
    origins.add(new URL(url).origin);
    await user.open(url);
    const policy = await user.page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content');
    expect(policy).toBe(CSP);
    await expect(user.button('512GiB')).toBeVisible();
    await user.type('16M @ 0x100000000000');
    expect((await user.report()).step).toBe(1);
    await user.press('Machine');
    await expect(user.dialog('Machine settings').getByLabel('Kernel')).toBeVisible();
    expect(outside).toEqual([]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

/** The same built page under another path; what is asked outside it is noted and refused. */
async function underPath(
  path: string,
  origin: string,
  outside: string[],
): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    const asked = request.url ?? '';
    if (!asked.startsWith(path)) {
      outside.push(asked);
      response.writeHead(404).end();
      return;
    }
    void fetch(new URL(asked.slice(path.length), origin)).then(async (answer) => {
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'application/octet-stream',
      });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}${path}` };
}
