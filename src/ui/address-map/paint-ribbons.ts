import type { Details } from './details.ts';
import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { type Ribbon, ribbons } from './ribbons.ts';

/** Memory and its slots, joined; what moved is amber, with the path it took before dashed. */
export function paintRibbons(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  details: Details | null,
): readonly Ribbon[] {
  const all = ribbons(pic);
  paintRibbonsOf(pen, pic, palette, all, details);
  return all;
}

/** These ribbons, and what comes from beyond the edge. */
export function paintRibbonsOf(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  all: readonly Ribbon[],
  details: Details | null = null,
): void {
  const { layout } = pic;
  const reach = layout.close ? layout.length : layout.room + 8;
  pen.save();
  pen.clip(
    layout.close ? 0 : -layout.start,
    layout.close ? layout.length : layout.length + layout.start,
    layout.ribbons,
    layout.bus.at - layout.ribbons,
  );
  const drawn = joined(pic, all);
  // What did not move lies below what did, and the ghost on top.
  for (const kind of ['same', 'moved', 'ghost'] as const)
    for (const ribbon of drawn)
      if (ribbon.kind === kind && isSeen(ribbon, layout.length, reach))
        paintRibbon(pen, pic, palette, ribbon, all.length);
  details?.foreigners(pen, pic, palette);
  pen.restore();
}

/** Bundles that touch above and below as one shape: it is what they cover, at the price of one. */
function joined(pic: Picture, all: readonly Ribbon[]): readonly Ribbon[] {
  const out: Ribbon[] = [];
  for (const r of all) {
    const last = out.at(-1);
    if (last && touches(last, r) && !isRouted(pic, r))
      out[out.length - 1] = { ...last, b: r.b, d: r.d };
    else out.push(r);
  }
  return out;
}

const touches = (left: Ribbon, right: Ribbon): boolean =>
  left.column &&
  right.column &&
  left.kind === right.kind &&
  Math.abs(left.b - right.a) < 0.5 &&
  Math.abs(left.d - right.c) < 1.5;

const isSeen = (r: Ribbon, length: number, reach: number): boolean =>
  !(r.b < 0 && r.d < 0) && !(r.a > length && r.c > reach) && !(r.a > length && r.c > length);

function paintRibbon(pen: Pen, pic: Picture, palette: Palette, r: Ribbon, many: number): void {
  const gap = r.cell ? 1 : 0;
  if (isRouted(pic, r)) {
    paintRouted(pen, pic, palette, r, gap, many);
    return;
  }
  if (isFar(r)) {
    paintFar(pen, pic, palette, r, gap, many);
    return;
  }
  const { ribbons: top, bus } = pic.layout;
  pen.ctx.beginPath();
  pen.ribbon(r.a, r.b - gap, r.c, r.d - gap, top, bus.at);
  pen.ctx.fillStyle = fillOf(pen, pic, palette, r, many);
  pen.ctx.fill();
  if (r.was && !pic.layout.close) paintPast(pen, pic, palette, r, r.was);
  if (r.kind === 'ghost') paintGhostEdges(pen, pic, palette, r);
}

/** Begins above the bill: it goes round it. */
export const isRouted = ({ layout }: Picture, r: Pick<Ribbon, 'a' | 'b'>): boolean =>
  !layout.upright && !layout.close && (r.a + r.b) / 2 > layout.bill - layout.start - 4;

/** Along the channel between band and bill, then down to the slot. */
function paintRouted(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  r: Ribbon,
  gap: number,
  many: number,
): void {
  const { layout } = pic;
  const { ctx } = pen;
  const channel = layout.billTop - layout.ribbons - 4 * layout.rem;
  const widest = Math.max(2, Math.min(12 * layout.rem, channel));
  const width = Math.max(1, Math.min(r.b - r.a - gap, r.d - r.c - gap, widest));
  ctx.beginPath();
  route(pen, pic, r, (r.c + r.d) / 2, width);
  ctx.lineWidth = width;
  // A gradient along dozens of long curves costs more than all else in the picture.
  ctx.strokeStyle =
    r.column && r.kind === 'same'
      ? fade(palette.colour.on, 0.3)
      : fillOf(pen, pic, palette, r, many);
  // In the channel they lie upon each other.
  ctx.globalAlpha = Math.min(1, Math.max(0.12, 24 / many));
  ctx.stroke();
  ctx.globalAlpha = 1;
  const { was } = r;
  if (was)
    dashed(pen, palette.colour['going-ink'], [2, 3], 0.5, () =>
      route(pen, pic, r, (was[0] + was[1]) / 2, width),
    );
}

/** The way round the bill of what begins at [a, b), down to a place on the bus row. */
export function route(
  pen: Pen,
  { layout }: Picture,
  { a, b }: Pick<Ribbon, 'a' | 'b'>,
  foot: number,
  width: number,
): void {
  const channel = layout.billTop - 4 * layout.rem - width / 2;
  const corner = Math.min(a, layout.bill - layout.start - 14 * layout.rem);
  pen.moveTo((a + b) / 2, layout.ribbons - 1);
  pen.round((a + b) / 2, corner, channel);
  pen.sweep(corner, channel, foot, layout.bus.at + 1);
}

/** A dashed line: what is not so. */
function dashed(
  pen: Pen,
  colour: string,
  dash: readonly [number, number],
  alpha: number,
  path: () => void,
): void {
  const { ctx } = pen;
  pen.save();
  ctx.setLineDash([...dash]);
  ctx.strokeStyle = colour;
  ctx.globalAlpha = alpha;
  ctx.lineWidth = 1;
  ctx.beginPath();
  path();
  ctx.stroke();
  pen.restore();
}

/** Goes sideways much further than it is wide: a band of even width, or the bend would thin it to a thread. */
const isFar = (r: Ribbon): boolean => {
  if (r.column) return false;
  const top = r.b - r.a;
  const foot = r.d - r.c;
  const sideways = Math.abs(r.a + r.b - r.c - r.d) / 2;
  return top >= 2.5 && foot >= 2.5 && top / foot < 1.6 && foot / top < 1.6 && sideways > top * 1.5;
};

function paintFar(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  r: Ribbon,
  gap: number,
  many: number,
): void {
  const { ribbons: top, bus } = pic.layout;
  const { ctx } = pen;
  const from = (r.a + r.b - gap) / 2;
  const to = (r.c + r.d - gap) / 2;
  ctx.beginPath();
  pen.curve(from, top - 1, to, bus.at + 1);
  ctx.lineWidth = Math.min(r.b - r.a, r.d - r.c) - gap;
  ctx.strokeStyle = fillOf(pen, pic, palette, r, many);
  ctx.stroke();
  if (r.was) paintPast(pen, pic, palette, { ...r, cell: false }, r.was);
  if (r.kind === 'ghost') paintGhostEdges(pen, pic, palette, r);
}

/** Of more runs than this none shines: a gradient takes a software rasteriser most of a frame (ours). */
const SHINING = 48;

function fillOf(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  r: Ribbon,
  many: number,
): string | CanvasGradient {
  const { on, moved, ghost } = palette.colour;
  if (r.kind === 'moved') return fade(moved, pic.previewing ? 0.58 : r.cell ? 0.44 : 0.56);
  if (r.kind === 'ghost') return fade(ghost, 0.2);
  const isOne = r.d - r.c <= pic.bus.scale * 1.5;
  if (many > (isOne || r.column ? 200 : SHINING)) return fade(on, 0.16);
  const far = isOne && Math.abs((r.a + r.b - r.c - r.d) / 2) > (r.b - r.a) * 1.5;
  return sheen(pen, pic, on, far);
}

const sheens = new WeakMap<Pen, Map<boolean, CanvasGradient>>();

/** Light in the middle; the same for all ribbons of a frame. */
function sheen(pen: Pen, pic: Picture, on: string, far: boolean): CanvasGradient {
  const known = sheens.get(pen) ?? new Map<boolean, CanvasGradient>();
  sheens.set(pen, known);
  const found = known.get(far);
  if (found) return found;
  const made = pen.across(
    pic.layout.ribbons,
    pic.layout.bus.at,
    (far ? FAR_SHEEN : SHEEN).map(([at, opacity]) => [at, fade(on, opacity)] as const),
  );
  known.set(far, made);
  return made;
}

const FAR_SHEEN = [
  [0, 0.95],
  [0.5, 0.42],
  [1, 0.75],
] as const;
const SHEEN = [
  [0, 0.34],
  [0.35, 0.15],
  [0.75, 0.11],
  [1, 0.2],
] as const;

/** Where it went before, dashed: no longer so. */
function paintPast(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  r: Ribbon,
  was: readonly [number, number],
): void {
  const { ribbons: top, bus } = pic.layout;
  dashed(pen, palette.colour['going-ink'], [2, 3], 0.5, () => {
    if (r.cell) pen.curve((r.a + r.b) / 2, top, (was[0] + was[1]) / 2, bus.at);
    else {
      pen.curve(r.a, top, was[0], bus.at);
      pen.curve(r.b, top, was[1], bus.at);
    }
  });
}

function paintGhostEdges(pen: Pen, pic: Picture, palette: Palette, r: Ribbon): void {
  const { ribbons: top, bus } = pic.layout;
  dashed(pen, palette.colour.ghost, [4, 3], 1, () => {
    pen.curve(r.a + 0.5, top, r.c + 0.5, bus.at);
    pen.curve(r.b - 0.5, top, r.d - 0.5, bus.at);
  });
}

/** Where along the axis a ribbon is at a place between the rows (0 memory, 1 bus), its left edge and its right. */
export function ribbonAt(r: Ribbon, t: number, pic: Picture): readonly [number, number] {
  if (isRouted(pic, r)) {
    const corner = Math.min(r.a, pic.layout.bill - pic.layout.start);
    const s = 1 - (1 - t) ** 2;
    return [corner + (r.c - corner) * s, corner + (r.d - corner) * s + 4];
  }
  // The curve's own parameter is close enough to smoothstep of its height.
  const s = t * t * (3 - 2 * t);
  const more = isFar(r) ? slant(r, t, pic) : 0;
  return [r.a + (r.c - r.a) * s - more, r.b + (r.d - r.b) * s + more];
}

/** How much further a band of even width reaches sideways where it lies flat. */
function slant(r: Ribbon, t: number, { layout }: Picture): number {
  const slope = (6 * t * (1 - t) * (r.c - r.a)) / (layout.bus.at - layout.ribbons);
  return ((r.b - r.a) / 2) * (Math.hypot(1, slope) - 1);
}
