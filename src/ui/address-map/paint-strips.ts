import { ADDRESS_END } from '../../machine/units/address.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import { sectionStart } from '../../machine/units/section.ts';
import type { Viewport } from '../../store/view.ts';
import { buildAxis } from './axis.ts';
import { firstPair } from './extents.ts';
import { makeLabel } from './label.ts';
import { limitOf } from './paint-holes.ts';
import type { Palette } from './palette.ts';
import { fade, type Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import type { Label } from './place-labels.ts';
import { type Projection, project, xAt, xOf } from './projection.ts';
import { sectionName } from './section-name.ts';
import { sizeNames } from './size-words.ts';
import { overviewOf, STRIP, whereabouts } from './whereabouts.ts';

/** Where one is: all of the space, the section, the page; each strip shows what the next one magnifies. */
interface Strip {
  readonly label: string;
  readonly size: string;
  readonly start: bigint;
  readonly end: bigint;
}

const TOPS = [14, 48, 82] as const;
/** The band lies below three of them. */
const PITCH = 142;
const LEFT = 192;
/** More than this of a kind would make one of it a hairline. */
const FEW = 4n;

/** Whole pieces of a size that hold all of the window; null where they would be too many. */
function around(
  view: Viewport,
  size: bigint,
): { start: bigint; end: bigint; count: bigint } | null {
  const start = (view.origin / size) * size;
  const end = ((view.origin + view.span + size - 1n) / size) * size;
  const count = (end - start) / size;
  return count > FEW ? null : { start, end, count };
}

function stripsOf(pic: Picture): readonly Strip[] {
  const { view } = pic.projection;
  const all = { label: 'all 2⁶⁴', size: 'broken axis', start: 0n, end: ADDRESS_END };
  const hole = whereabouts(pic)?.hole;
  const strips: Strip[] = [all];
  if (hole) {
    const [start, end] = [sectionStart(hole[0]), sectionStart(hole[1])];
    strips.push({ label: 'hole', size: sizeNames(end - start).at(-1) ?? '', start, end });
  }
  const sections = around(view, 1n << 24n);
  if (sections) {
    const { count, start } = sections;
    const name = sectionName(Number(start >> 24n));
    const label = count === 1n ? `section ${name}` : `${count} sections`;
    strips.push({ ...sections, label, size: formatSize(count << 24n) });
  }
  const page = BigInt(pic.scene.config.pageSize);
  const pages = around(view, page);
  if (hole || !pages || !pic.projection.linear) return strips;
  const label = pages.count === 1n ? 'page' : `${pages.count} pages`;
  return [...strips, { ...pages, label, size: formatSize(pages.count * page) }];
}

/** Closer together where the band is higher up. */
const topOf = ({ layout }: Picture, index: number): number =>
  ((TOPS[index] ?? 0) * layout.band.at) / PITCH;

/** Paints the strips and returns their names. */
export function paintStrips(pen: Pen, pic: Picture, palette: Palette): readonly Label[] {
  if (!pic.layout.close || pic.layout.upright) return [];
  const strips = stripsOf(pic);
  const { rem } = pic.layout;
  const inner = LEFT * rem;
  const width = pic.layout.length - inner;
  const maps = strips.map((s, i) => mapOf(pic, s, i, width));
  maps.forEach((map, i) => {
    const top = topOf(pic, i);
    if (i === 0) paintAll(pen, pic, palette, map, inner, top);
    else paintPart(pen, pic, palette, map, inner, top);
    paintLens(pen, pic, palette, strips[i + 1] ?? null, map, inner, width, i);
  });
  return strips.flatMap((strip, i) => names(pic, strip, i));
}

function mapOf(pic: Picture, strip: Strip, index: number, width: number): Projection {
  if (index === 0) return overviewOf(pic, width);
  return project(
    buildAxis('proportional', pic.extents, width, { section: 1, share: 1 }),
    { origin: strip.start, fraction: 0n, span: strip.end - strip.start },
    width,
  );
}

/** Memory and holes of all the space. */
export function paintAll(
  pen: Pen,
  pic: Picture,
  palette: Palette,
  map: Projection,
  inner: number,
  top: number,
): void {
  const { memory } = pic.extents;
  const height = STRIP * pic.layout.rem;
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
  map: Projection,
  inner: number,
  top: number,
): void {
  const height = STRIP * pic.layout.rem;
  pen.fill(inner, inner + map.width, top, height, palette.hole);
  const limit = xAt(map, limitOf(pic));
  if (limit < map.width)
    pen.fill(inner + Math.max(0, limit), inner + map.width, top, height, palette.beyond);
  const { memory } = pic.extents;
  const end = Number((map.view.origin + map.view.span + 0xffffffn) >> 24n);
  const from = firstPair(memory, map.from.section);
  // A strip holds few sections, and a hole none.
  for (let i = from; (memory[i * 2] ?? end) < end; i++) {
    const a = Math.max(0, xAt(map, memory[i * 2] ?? 0));
    const b = Math.min(map.width, xAt(map, memory[i * 2 + 1] ?? 0));
    pen.fill(inner + a, inner + b, top, height, palette.colour['on-soft']);
  }
}

/** The piece of a strip that is magnified. */
export function paintFrame(
  pen: Pen,
  palette: Palette,
  a: number,
  b: number,
  top: number,
  height: number,
): void {
  pen.frame(a - 1, Math.max(a + 3, b) + 1, top - 2, height + 4, palette.colour.ink, 1.5);
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
  const top = topOf(pic, index);
  const { view } = pic.projection;
  const [start, end] = next ? [next.start, next.end] : [view.origin, view.origin + view.span];
  const a = inner + xOf(map, start);
  const b = Math.max(a + 3, inner + xOf(map, end));
  const bottom = next ? topOf(pic, index + 1) : band.at;
  const [c, d] = next ? [inner, inner + width] : [0, length];
  const from = top + STRIP * rem;
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
  paintFrame(pen, palette, a, b, top, STRIP * rem);
}

const names = (pic: Picture, { label, size }: Strip, index: number): readonly Label[] =>
  stripName(pic, label, size, index, topOf(pic, index));

/** The name of a strip and its size, left of it. */
export function stripName(
  { layout: { rem, start } }: Picture,
  name: string,
  size: string,
  index: number,
  top: number,
): readonly Label[] {
  const at = { y: top + 11 * rem, anchor: 'start' } as const;
  const label = makeLabel({ key: `strip${index}`, x: start, kind: 'strip', ...at }, name, rem);
  // Figures in the page are as wide as each other, wider than measured.
  const x = start + Math.max(82 * rem, label.width * 1.1 + 10);
  return [label, makeLabel({ key: `strip-size${index}`, x, kind: 'strip-size', ...at }, size, rem)];
}
