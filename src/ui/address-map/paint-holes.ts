import { bisectLeft } from 'd3';
import { SECTION_END } from '../../machine/units/section.ts';
import { firstPair } from './extents.ts';
import type { Row } from './layout.ts';
import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { sectionsInSight } from './sight.ts';

/** Beyond so many holes in sight the band is one hatch. */
const MANY = 300;
const TEETH = 8;
const TOOTH = 5;

/** First section that this kernel cannot hold, at most 2^40. */
export const limitOf = (pic: Picture): number =>
  Math.min(SECTION_END, 2 ** (pic.scene.config.physicalBits - 24));

/** Holes are things, hatched and with torn edges where they are folded; what lies beyond the kernel's bits is cross-hatched. */
export function paintHoles(pen: Pen, pic: Picture, palette: Palette): void {
  const { holes } = pic.extents;
  const [left, right] = sectionsInSight(pic);
  const from = firstPair(holes, left);
  const to = firstPair(holes, right) + 1;
  if (to - from > MANY) {
    paintHole(pen, pic, palette, left, right, false);
    return;
  }
  for (let i = from; i < to && i * 2 < holes.length; i++) {
    const first = holes[i * 2] ?? 0;
    if (first >= right) break;
    paintHole(pen, pic, palette, first, holes[i * 2 + 1] ?? 0, isFold(pic, first));
  }
}

/** True if the hole that begins there is drawn folded. */
export function isFold(pic: Picture, first: number): boolean {
  const { axis, projection } = pic;
  if (axis.kind !== 'broken' || projection.linear) return false;
  return axis.ruler[bisectLeft(axis.start, first)] === 1;
}

function paintHole(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  first: number,
  end: number,
  torn: boolean,
): void {
  const { band } = pic.layout;
  const inset = torn ? 3 : 0;
  const a = pic.x(first) + inset;
  const b = pic.x(end) - inset;
  if (b - a < 0.5 || b < 0 || a > pic.layout.length) return;
  const limit = pic.x(limitOf(pic));
  const outline = (): void => edges(pen, a, b, band, torn && b - a > 24);
  if (limit > a) shape(pen, outline, palette.hole, palette.colour['hole-line']);
  if (limit < b) {
    pen.save();
    pen.clip(Math.max(limit, a - 8), b + 8, band.at - 2, band.size + 4);
    shape(pen, outline, palette.beyond, palette.colour['beyond-line']);
    pen.restore();
  }
  if (torn && b - a > 60) shade(pen, a, b, band);
}

function shape(pen: Pen, outline: () => void, fill: CanvasPattern | string, edge: string): void {
  pen.ctx.beginPath();
  outline();
  pen.ctx.closePath();
  pen.ctx.fillStyle = fill;
  pen.ctx.fill();
  pen.ctx.strokeStyle = edge;
  pen.ctx.lineWidth = 1;
  pen.ctx.stroke();
}

function edges(pen: Pen, a: number, b: number, band: Row, torn: boolean): void {
  const tooth = torn ? TOOTH : 0;
  const at = (i: number): number => band.at + 0.5 + ((band.size - 1) * i) / TEETH;
  for (let i = 0; i <= TEETH; i++) {
    const along = a + 0.5 + (i % 2 ? tooth : 0);
    if (i === 0) pen.moveTo(along, at(i));
    else pen.lineTo(along, at(i));
  }
  for (let i = TEETH; i >= 0; i--) pen.lineTo(b - 0.5 - (i % 2 ? tooth : 0), at(i));
}

/** The paper bends into the fold. */
function shade(pen: Pen, a: number, b: number, band: Row): void {
  const depth = 26;
  const dark = fade('#000000', 0.13);
  const none = fade('#000000', 0);
  const stops = [
    [0, dark],
    [1, none],
  ] as const;
  pen.fill(a + 1, a + depth, band.at + 1, band.size - 2, pen.lengthwise(a, a + depth, stops));
  pen.fill(b - depth, b - 1, band.at + 1, band.size - 2, pen.lengthwise(b, b - depth, stops));
}
