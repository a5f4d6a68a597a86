import { type Download, expect, type Locator, type Page } from '@playwright/test';
import type { makeApi } from '../src/store/api.ts';

type Api = ReturnType<typeof makeApi>;
export type Report = Awaited<ReturnType<Api['report']>>;
export type View = Awaited<ReturnType<Api['view']>>;
export type Translated = Exclude<Awaited<ReturnType<Api['translate']>>, { readonly ok: false }>;

declare global {
  interface Window {
    sparsescope: Api;
  }
}

/** Names of the page's regions, as everybody else may rely on them. */
export type RegionName =
  | 'Parts'
  | 'Physical address space'
  | 'Section map'
  | 'Notifier chain'
  | 'Driver'
  | 'Translation'
  | 'Device'
  | 'Time bar'
  | 'Machine'
  | 'Scene'
  | 'Structure race';

export const hex = (value: bigint): string => `0x${value.toString(16)}`;
export const MIB = 1n << 20n;
export const SECTION = 16n * MIB;
export const TOP = 1n << 60n;

/** From the top of the drawing's region to the middle of the band of memory. */
const BAND = 96;

/** A person at the page: what they do, and what the page then says. */
export class User {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  // Looking

  region(name: RegionName): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }
  get parts(): Locator {
    return this.region('Parts');
  }
  get drawing(): Locator {
    return this.region('Physical address space');
  }
  /** What the page tells: the second half of its first sentence. */
  get sentence(): Locator {
    return this.parts.getByRole('paragraph');
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole(
      'button',
      typeof name === 'string' ? { name, exact: true } : { name },
    );
  }
  dialog(name: string | RegExp): Locator {
    return this.page.getByRole(
      'dialog',
      typeof name === 'string' ? { name, exact: true } : { name },
    );
  }
  get command(): Locator {
    return this.page.getByRole('textbox', { name: 'Command' });
  }
  /** Where the part in the hand would land. */
  get ghost(): Locator {
    return this.parts.getByRole('textbox', { name: 'Address of the part', exact: true });
  }
  /** The address asked in Translation. */
  get question(): Locator {
    return this.region('Translation').getByRole('textbox', { name: 'Address', exact: true });
  }
  cell(name: string | RegExp): Locator {
    return this.region('Section map').getByRole('gridcell', { name });
  }

  /** As text over the wire: a report of 65,536 runs is quick that way. */
  async report(): Promise<Report> {
    const text = await this.page.evaluate(async () =>
      JSON.stringify(await window.sparsescope.report()),
    );
    return JSON.parse(text);
  }
  view(): Promise<View> {
    return this.page.evaluate(() => window.sparsescope.view());
  }
  scenario(): Promise<unknown> {
    return this.page.evaluate(() => window.sparsescope.scenario());
  }
  async translate(
    address: bigint,
    space: 'virtual' | 'physical' | 'bus' = 'physical',
  ): Promise<Translated> {
    const question = [hex(address), space] as const;
    const answer = await this.page.evaluate(
      ([a, s]) => window.sparsescope.translate(a, s),
      question,
    );
    if ('error' in answer) throw new Error(answer.error.message);
    return answer;
  }

  // Doing

  /** Until the worker has answered everything and the frame that shows it is painted. */
  async idle(): Promise<void> {
    await this.page.evaluate(() => window.sparsescope.whenIdle());
  }
  async open(address = './'): Promise<void> {
    await this.page.goto(address);
    await this.idle();
  }
  async reload(): Promise<void> {
    await this.page.reload();
    await this.idle();
  }
  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
    await this.idle();
  }
  /** Types one line into Command and sees it taken. */
  async type(line: string): Promise<void> {
    await this.command.fill(line);
    await this.command.press('Enter');
    await expect(this.command, `taken: ${line}`).toHaveValue('');
    await this.idle();
  }
  /** Types one line into Command and sees it refused: the words of the refusal. */
  async mistype(line: string): Promise<Locator> {
    await this.command.fill(line);
    await this.command.press('Enter');
    const alert = this.parts.getByRole('alert');
    await alert.waitFor();
    await this.idle();
    return alert;
  }
  async opening(title: string | RegExp): Promise<void> {
    await this.button(/^Openings:/).click();
    await this.dialog('Openings').getByRole('button', { name: title }).click();
    await this.idle();
  }
  /** What a program does through `window.sparsescope`. */
  async dispatch(event: unknown): Promise<{ readonly ok: boolean }> {
    const answer = await this.page.evaluate((e) => window.sparsescope.dispatch(e), event);
    await this.idle();
    return answer;
  }
  async setView(view: Partial<View>): Promise<void> {
    await this.page.evaluate((v) => window.sparsescope.setView(v), view);
    await this.idle();
  }
  async ask(address: string): Promise<void> {
    await this.question.fill(address);
    await this.idle();
  }

  // Holding

  /** Takes a part out of the tray with the mouse; it hangs on the pointer, over nothing yet. */
  async take(part: string): Promise<void> {
    const box = await boxOf(this.button(part));
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width / 2 + 12, box.y + box.height / 2, { steps: 3 });
    await this.idle();
  }
  /** Carries what is in the hand along the band until it would land exactly there. */
  async carryTo(address: bigint): Promise<{ readonly x: number; readonly y: number }> {
    const box = await boxOf(this.drawing);
    const y = box.y + BAND;
    let low = box.x + 24;
    let high = box.x + box.width - 24;
    while (high - low > 0.5) {
      const x = (low + high) / 2;
      await this.page.mouse.move(x, y);
      await this.idle();
      const here = await this.ghostAddress();
      if (here === address) return { x, y };
      if (here === null || here < address) low = x;
      else high = x;
    }
    throw new Error(`Nowhere on the band does the part land at ${hex(address)}.`);
  }
  async ghostAddress(): Promise<bigint | null> {
    const text = (await this.ghost.inputValue()).replaceAll(' ', '');
    return text === '' ? null : BigInt(`0x${text}`);
  }
  async letGo(): Promise<void> {
    await this.page.mouse.up();
    await this.idle();
  }
  /** From the tray to the band, in one go. */
  async drag(part: string, address: bigint): Promise<void> {
    await this.take(part);
    await this.carryTo(address);
    await this.letGo();
  }
  /** Where on the screen a section of the band is, found with a part in the hand that is then put back. */
  async find(address: bigint): Promise<{ readonly x: number; readonly y: number }> {
    await this.take('16 MB part');
    const place = await this.carryTo(address);
    await this.page.keyboard.press('Escape');
    await this.letGo();
    return place;
  }

  // Taking along

  /** Presses Copy link and reads the clipboard. */
  async copyLink(): Promise<string> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.button('Copy link').click();
    await this.dialog('Link').getByRole('status').filter({ hasText: 'Copied.' }).waitFor();
    const link = await this.page.evaluate(() => navigator.clipboard.readText());
    await this.page.keyboard.press('Escape');
    return link;
  }
  async save(): Promise<Download> {
    const download = this.page.waitForEvent('download');
    await this.button('Save').click();
    return download;
  }
  /** Pastes a text into the Import sheet and opens it; the sheet stays, with what it has to say. */
  async paste(text: string): Promise<Locator> {
    await this.button('Import').click();
    const sheet = this.dialog('Import');
    await sheet.getByRole('textbox', { name: 'Text to import' }).fill(text);
    await sheet.getByRole('button', { name: 'Open', exact: true }).click();
    await this.idle();
    return sheet;
  }
}

export async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the page.`);
  return box;
}
