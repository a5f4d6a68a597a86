import { PAGE_KINDS } from '../../machine/memory/held-pages.ts';
import { sectionOf } from '../../machine/units/section.ts';
import type { Scene } from '../../worker/protocol.ts';
import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { firstBeyond } from './runs.ts';
import { sectionsInSight } from './sight.ts';
import { sans } from './type.ts';

/** More are not told apart. */
const MOST = 300;

/** In the order of PAGE_KINDS: unmovable, pinned, failing, poisoned. */
const GLYPHS = ['■', '●', '!', '▲'] as const;

/** Pages that somebody holds: a strip at the foot of their memory, with a sign; and the block that waits for them. */
export function paintHeld(pen: Pen, pic: Picture, palette: Palette): void {
  const { held, pending } = pic.shown;
  const [left, right] = sectionsInSight(pic);
  const from = firstBeyond(held, left);
  for (let i = from; i < Math.min(held.length / 3, from + MOST); i++) {
    const first = held[i * 3] ?? 0;
    if (first > right) break;
    const glyph = GLYPHS[held[i * 3 + 2] ?? 0] ?? '';
    strip(pen, pic, first, held[i * 3 + 1] ?? 0, glyph, palette.colour.ink, palette);
  }
  if (!pending) return;
  const first = sectionOf(BigInt(pending.start));
  const sections = sectionOf(BigInt(pending.size));
  strip(pen, pic, first, sections, '…', palette.colour['wrong-ink'], palette);
}

function strip(
  pen: Pen,
  pic: Picture,
  first: number,
  sections: number,
  glyph: string,
  ink: string,
  { colour }: Palette,
): void {
  const { band, rem, length } = pic.layout;
  const a = pic.x(first);
  const b = Math.max(a + 3, pic.x(first + sections) - 1);
  if (b < 0 || a > length) return;
  const size = band.size * 0.28;
  const foot = band.at + band.size - size;
  pen.fill(a, b, foot, size, fade(colour.paper, 0.9));
  pen.frame(a, b, foot, size, ink, 1);
  if (b - a < 10) return;
  const middle = (Math.max(0, a) + Math.min(length, b)) / 2;
  pen.text(middle, foot + size / 2, glyph, sans(10 * rem, 700), ink);
}

/** What is said of the pages of [first, end): each kind that is there, and the block that waits. */
export function heldWords(
  { held, pending }: Pick<Scene, 'held' | 'pending'>,
  first: number,
  end: number,
): readonly string[] {
  const there = new Set<string>();
  for (let i = firstBeyond(held, first); i * 3 < held.length; i++) {
    if ((held[i * 3] ?? 0) >= end) break;
    there.add(`${GLYPHS[held[i * 3 + 2] ?? 0]} pages ${PAGE_KINDS[held[i * 3 + 2] ?? 0]}`);
  }
  const waits = pending && sectionOf(BigInt(pending.start));
  if (waits !== null && waits >= first && waits < end) there.add('… its offline waits for pages');
  return [...there];
}
