import { ADDRESS_END } from '../../machine/units/address.ts';
import { WHOLE } from '../../store/view.ts';
import { buildAxis } from './axis.ts';
import { firstPair } from './extents.ts';
import { makeLabel } from './label.ts';
import { limitOf } from './paint-holes.ts';
import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import type { Label } from './place-labels.ts';
import { addressUnder, type Projection, project, xOf } from './projection.ts';
import { rowHolding } from './runs.ts';
import { sectionName } from './section-name.ts';

/** Where one is: all of the space, the section, the page; each strip shows what the next one magnifies. */
interface Strip {
  readonly label: string;
  readonly size: string;
  readonly start: bigint;
  readonly end: bigint;
}

const TOPS = [14, 48, 82] as const;
const HEIGHT = 14;
const LEFT = 192;

function stripsOf(pic: Picture): readonly Strip[] {
  const { view } = pic.projection;
  const middle = addressUnder(pic.projection, pic.layout.length / 2);
  const section = (middle >> 24n) << 24n;
  const strips: Strip[] = [
    { label: 'all 2⁶⁴', size: 'broken axis', start: 0n, end: ADDRESS_END },
    {
      label: `section ${sectionName(Number(middle >> 24n))}`,
      size: '16 MiB',
      start: section,
      end: section + (1n << 24n),
    },
  ];
  const page = BigInt(pic.scene.config.pageSize);
  if (!pic.projection.linear || view.span >= page * 8n) return strips;
  const start = (middle / page) * page;
  return [...strips, { label: 'page', size: `${page / 1024n} KiB`, start, end: start + page }];
}

/** Paints the strips and returns their names. */
export function paintStrips(pen: Pen, pic: Picture, palette: Palette): readonly Label[] {
  if (!pic.layout.close || pic.layout.upright) return [];
  const strips = stripsOf(pic);
  const { rem } = pic.layout;
  const inner = LEFT * rem;
  const width = pic.layout.length - inner;
  const maps = strips.map((s, i) => mapOf(pic, s, i, width));
  strips.forEach((strip, i) => {
    const map = maps[i];
    if (!map) return;
    const top = (TOPS[i] ?? 0) * rem;
    if (i === 0) paintAll(pen, pic, palette, map, inner, top);
    else paintPart(pen, pic, palette, strip, inner, width, top);
    paintLens(pen, pic, palette, strips[i + 1] ?? null, map, inner, width, i);
  });
  return strips.flatMap((strip, i) => names(pic, strip, i));
}

function mapOf(pic: Picture, strip: Strip, index: number, width: number): Projection {
  if (index > 0)
    return project(
      buildAxis('proportional', pic.extents, width, { section: 1, share: 1 }),
      { origin: strip.start, fraction: 0n, span: strip.end - strip.start },
      width,
    );
  const { section, length } = pic.layout;
  const scale = { section: (section * width) / length, share: 0.6 };
  return project(buildAxis('broken', pic.extents, width, scale), WHOLE, width);
}

function paintAll(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  map: Projection,
  inner: number,
  top: number,
): void {
  const { memory } = pic.extents;
  const height = HEIGHT * pic.layout.rem;
  const limit = xOf(map, BigInt(limitOf(pic)) << 24n);
  pen.fill(inner, inner + map.width, top, height, palette.hole);
  pen.fill(inner + limit, inner + map.width, top, height, palette.beyond);
  const step = Math.max(1, Math.ceil(memory.length / 2 / 600));
  for (let i = firstPair(memory, 0); i * 2 < memory.length; i += step) {
    const a = xOf(map, BigInt(memory[i * 2] ?? 0) << 24n);
    const b = Math.max(a + 2, xOf(map, BigInt(memory[i * 2 + 1] ?? 0) << 24n));
    pen.fill(inner + a, inner + b, top, height, palette.colour.on);
  }
}

function paintPart(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  strip: Strip,
  inner: number,
  width: number,
  top: number,
): void {
  const present = rowHolding(pic.scene.memory, Number(strip.start >> 24n)) >= 0;
  const fill = present ? palette.colour['on-soft'] : palette.hole;
  pen.fill(inner, inner + width, top, HEIGHT * pic.layout.rem, fill);
}

/** What this strip's piece becomes in the next one, or in the band. */
function paintLens(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  next: Strip | null,
  map: Projection,
  inner: number,
  width: number,
  index: number,
): void {
  const { rem, band, length } = pic.layout;
  const top = (TOPS[index] ?? 0) * rem;
  const { view } = pic.projection;
  const [start, end] = next ? [next.start, next.end] : [view.origin, view.origin + view.span];
  const a = inner + Math.max(-12, xOf(map, start));
  const b = Math.max(a + 3, inner + Math.min(width + 12, xOf(map, end)));
  const bottom = next ? (TOPS[index + 1] ?? 0) * rem : band.at;
  const [c, d] = next ? [inner, inner + width] : [0, length];
  const from = top + HEIGHT * rem;
  pen.ctx.beginPath();
  pen.moveTo(a, from);
  pen.lineTo(c, bottom);
  pen.lineTo(d, bottom);
  pen.lineTo(b, from);
  pen.ctx.closePath();
  pen.ctx.fillStyle = fade(palette.colour.ink, 0.06);
  pen.ctx.fill();
  pen.line(a, from, c, bottom, palette.colour.line2);
  pen.line(b, from, d, bottom, palette.colour.line2);
  pen.frame(a - 1, b + 1, top - 2, HEIGHT * rem + 4, palette.colour.ink, 1.5);
}

function names(pic: Picture, strip: Strip, index: number): readonly Label[] {
  const { rem, start } = pic.layout;
  const y = (TOPS[index] ?? 0) * rem + 11 * rem;
  const at = { y, anchor: 'start' } as const;
  const label = makeLabel(
    { key: `strip${index}`, x: start, kind: 'strip', ...at },
    strip.label,
    rem,
  );
  const x = start + Math.max(82 * rem, label.width + 10);
  return [
    label,
    makeLabel({ key: `strip-size${index}`, x, kind: 'strip-size', ...at }, strip.size, rem),
  ];
}
