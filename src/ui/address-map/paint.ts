import type { State } from '../../store/store.ts';
import { cellText } from './cell-text.ts';
import type { Details } from './details.ts';
import type { Layout } from './layout.ts';
import { paintBand } from './paint-band.ts';
import { paintHoles } from './paint-holes.ts';
import { paintRibbons } from './paint-ribbons.ts';
import { paintInvitation, paintRows } from './paint-rows.ts';
import { paintTicks } from './paint-ticks.ts';
import type { Painted } from './painted.ts';
import type { Palette } from './palette.ts';
import { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { slotOfSection } from './slot-of.ts';

/** Bytes [start, end) that carry a ring. */
export interface Ring {
  readonly start: bigint;
  readonly end: bigint;
}

/** What is drawn over the marks. */
export interface Overlay {
  readonly selection: Ring | null;
  /** What the keyboard is on. */
  readonly focus: Ring | null;
  /** Where an empty place asks for a part. */
  readonly invitation: number | null;
  /** The asked address, while it is the news. */
  readonly asked: State['question'] | null;
  /** Number of the posted buffer whose path is drawn. */
  readonly packet: number | null;
}

/** Draws a frame. */
export function paint(
  ctx: CanvasRenderingContext2D,
  pic: Picture,
  palette: Palette,
  { selection, focus, invitation, asked, packet }: Overlay,
  details: Details | null,
): Painted {
  const { layout } = pic;
  ctx.clearRect(0, 0, layout.width, layout.height);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const pen = new Pen(ctx, layout);
  const drawn = paintRibbons(pen, pic, palette, details);
  details?.overview(pen, pic, palette);
  details?.price(pen, pic, palette);
  const strips = details?.strips(pen, pic, palette) ?? [];
  paintTicks(pen, pic, palette, drawn);
  withinAxis(pen, layout, () => {
    paintHoles(pen, pic, palette);
    paintBand(pen, pic, palette, details);
    details?.absent(pen, pic, palette);
  });
  details?.flags(pen, pic, palette);
  const slots = paintRows(pen, pic, palette, details);
  if (invitation !== null) paintInvitation(pen, pic, palette, invitation);
  if (asked) details?.question(pen, pic, palette, asked);
  if (pic.scene.device) details?.packets(pen, pic, palette, packet);
  if (pic.ghost) paintGhost(pen, pic, palette);
  if (selection) paintRing(pen, pic, palette, selection);
  if (focus) paintFocus(pen, pic, palette, focus);
  return {
    ribbons: drawn,
    slots,
    strips,
    extra: details?.prices(pic) ?? [],
    neighbours: details?.neighbours(pic) ?? [],
    words: details?.words(pic) ?? [],
  };
}

function withinAxis(pen: Pen, layout: Layout, draw: () => void): void {
  pen.save();
  pen.clip(0, layout.length, layout.band.at - 3, layout.band.size + 6);
  draw();
  pen.restore();
}

/** The part in the hand, solid where it would stand; refused: an outline. */
function paintGhost(pen: Pen, pic: Picture, palette: Palette): void {
  const { ghost } = pic;
  if (!ghost) return;
  const { band, rem, upright } = pic.layout;
  const c = palette.colour;
  const at = band.at - 2;
  const size = band.size + 4;
  if (ghost.refused) {
    pen.save();
    pen.ctx.setLineDash([5, 3]);
    pen.frame(ghost.a, ghost.b, at, size, c.wrong, 2);
    pen.restore();
    return;
  }
  pen.fill(ghost.a, ghost.b - 1, at, size, c.ghost);
  const middle = (ghost.a + ghost.b - 1) / 2;
  if (!upright) pen.line(middle, band.at - 18 * rem, middle, at, c.ghost, 1.5);
  const room = (upright ? band.size : ghost.b - ghost.a) - 2;
  const named = cellText(Number(ghost.address >> 24n), room, 12 * rem, rem);
  if (named)
    pen.text(
      (ghost.a + ghost.b - 1) / 2,
      band.at + band.size / 2 + 1,
      named.text,
      named.font,
      c.paper,
    );
}

/** A wider ring with a gap: the keyboard is here. */
function paintFocus(pen: Pen, pic: Picture, palette: Palette, { start, end }: Ring): void {
  const { band, length } = pic.layout;
  const a = Math.max(-6, pic.x(Number(start >> 24n)));
  const b = Math.min(length + 6, Math.max(a + 3, pic.x(Number(end >> 24n))));
  if (b < a) return;
  pen.frame(a - 2, b + 1, band.at - 2, band.size + 4, palette.colour.paper, 2);
  pen.frame(a - 5, b + 4, band.at - 5, band.size + 10, palette.colour.ink, 2);
}

/** The selection's ring: on the band, and on the slots that answer for it. */
function paintRing(pen: Pen, pic: Picture, palette: Palette, { start, end }: Ring): void {
  const { band, length } = pic.layout;
  const { ink, paper } = palette.colour;
  const edge = (address: bigint): number =>
    Math.max(
      -20,
      Math.min(length + 20, pic.x(Number(address >> 24n), Number(address & 0xffffffn))),
    );
  const a = edge(start);
  const b = Math.max(a + 3, edge(end));
  if (b < -10 || a > length + 10) return;
  pen.frame(a - 1, b, band.at - 1, band.size + 2, paper, 1);
  pen.frame(a - 3, b + 2, band.at - 3, band.size + 6, ink, 2);
  paintSlotRing(pen, pic, palette, start, end);
}

function paintSlotRing(pen: Pen, pic: Picture, palette: Palette, start: bigint, end: bigint): void {
  const { bus, room, length, close } = pic.layout;
  const first = Number(start >> 24n);
  const last = Number((end - 1n) >> 24n);
  const slot = slotOfSection(pic, first);
  const until = slotOfSection(pic, last);
  if (slot === null || until === null) return;
  const a = Math.max(-20, pic.bx(slot));
  const b = Math.min((close ? length : room) + 20, pic.bx(until + 1));
  if (b > a) pen.frame(a - 2, b + 1, bus.at - 2, bus.size + 4, palette.colour.ink, 2);
}
