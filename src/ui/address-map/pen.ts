import { area, curveBumpX, curveBumpY, link } from 'd3';
import type { Layout } from './layout.ts';

/** One end of a ribbon: [from, to) along, at a place across. */
interface Edge {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Draws in `along` and `across` coordinates, so that the upright axis is the same drawing, transposed. */
export class Pen {
  readonly ctx: CanvasRenderingContext2D;
  readonly upright: boolean;
  private readonly start: number;
  private readonly limit: number;
  private font = '';
  private readonly thread;
  private readonly sash;

  constructor(ctx: CanvasRenderingContext2D, layout: Layout) {
    this.ctx = ctx;
    this.upright = layout.upright;
    this.start = layout.start;
    this.limit = layout.length + 4000;
    // Leaves and arrives straight across the rows.
    const bend = layout.upright ? curveBumpX : curveBumpY;
    this.thread = link(bend).context(ctx);
    const sash = area<Edge>().curve(bend).context(ctx);
    this.sash = layout.upright
      ? sash
          .x(({ at }) => at)
          .y0(({ from }) => from)
          .y1(({ to }) => to)
      : sash
          .y(({ at }) => at)
          .x0(({ from }) => from)
          .x1(({ to }) => to);
  }

  /** Far outside is near enough outside: huge coordinates make rasterisers slow. */
  private along(a: number): number {
    return Math.max(-4000, Math.min(this.limit, a)) + this.start;
  }

  moveTo(a: number, c: number): void {
    const at = this.along(a);
    if (this.upright) this.ctx.moveTo(c, at);
    else this.ctx.moveTo(at, c);
  }

  lineTo(a: number, c: number): void {
    const at = this.along(a);
    if (this.upright) this.ctx.lineTo(c, at);
    else this.ctx.lineTo(at, c);
  }

  /** Adds an S from (a, c) to (b, d) to the path, leaving and arriving straight across. */
  curve(a: number, c: number, b: number, d: number): void {
    const from = this.along(a);
    const to = this.along(b);
    this.thread(
      this.upright
        ? { source: [c, from], target: [d, to] }
        : { source: [from, c], target: [to, d] },
    );
  }

  /** Adds the band from [a, b) at `top` to [c, d) at `foot` to the path. */
  ribbon(a: number, b: number, c: number, d: number, top: number, foot: number): void {
    this.sash([
      { at: top, from: this.along(a), to: this.along(b) },
      { at: foot, from: this.along(c), to: this.along(d) },
    ]);
  }

  /** From straight across to along, round a corner. */
  round(a: number, b: number, d: number): void {
    const from = this.along(a);
    const to = this.along(b);
    this.ctx.bezierCurveTo(from, d, from - 6, d, Math.max(to, from - 26), d);
    this.ctx.lineTo(to, d);
  }

  /** From along the rows to down onto a place. */
  bow(a: number, c: number, b: number, d: number): void {
    const from = this.along(a);
    const to = this.along(b);
    const bend = from + (to - from) * 0.95;
    if (this.upright) this.ctx.bezierCurveTo(c, bend, c, to, d, to);
    else this.ctx.bezierCurveTo(bend, c, to, c, to, d);
  }

  /** From along to straight across, in one sweep. */
  sweep(a: number, c: number, b: number, d: number): void {
    const from = this.along(a);
    const to = this.along(b);
    this.ctx.bezierCurveTo(from - (from - to) * 0.55, c, to, d - (d - c) * 0.6, to, d);
  }

  fill(
    a: number,
    b: number,
    c: number,
    size: number,
    style: string | CanvasPattern | CanvasGradient,
  ): void {
    this.ctx.fillStyle = style;
    const from = this.along(a);
    const to = this.along(b);
    if (this.upright) this.ctx.fillRect(c, from, size, to - from);
    else this.ctx.fillRect(from, c, to - from, size);
  }

  frame(a: number, b: number, c: number, size: number, style: string, width = 1): void {
    const half = width / 2;
    this.ctx.strokeStyle = style;
    this.ctx.lineWidth = width;
    const from = this.along(a) + half;
    const length = this.along(b) - half - from;
    if (length <= 0) return;
    if (this.upright) this.ctx.strokeRect(c + half, from, size - width, length);
    else this.ctx.strokeRect(from, c + half, length, size - width);
  }

  line(a: number, c: number, b: number, d: number, style: string, width = 1): void {
    this.ctx.strokeStyle = style;
    this.ctx.lineWidth = width;
    this.ctx.beginPath();
    this.moveTo(a, c);
    this.lineTo(b, d);
    this.ctx.stroke();
  }

  /** A gradient across the rows, from c to d. */
  across(c: number, d: number, stops: readonly (readonly [number, string])[]): CanvasGradient {
    return gradient(
      this.upright
        ? this.ctx.createLinearGradient(c, 0, d, 0)
        : this.ctx.createLinearGradient(0, c, 0, d),
      stops,
    );
  }

  /** A gradient along the addresses, from a to b. */
  lengthwise(a: number, b: number, stops: readonly (readonly [number, string])[]): CanvasGradient {
    const from = this.along(a);
    const to = this.along(b);
    return gradient(
      this.upright
        ? this.ctx.createLinearGradient(0, from, 0, to)
        : this.ctx.createLinearGradient(from, 0, to, 0),
      stops,
    );
  }

  save(): void {
    this.ctx.save();
  }

  restore(): void {
    this.ctx.restore();
    // The context has its older font again.
    this.font = '';
  }

  /** Text in the middle of a mark. */
  text(a: number, c: number, text: string, font: string, style: string): void {
    // Reading a font costs more than drawing with it.
    if (this.font !== font) this.ctx.font = font;
    this.font = font;
    this.ctx.fillStyle = style;
    const at = this.along(a);
    if (this.upright) this.ctx.fillText(text, c, at);
    else this.ctx.fillText(text, at, c);
  }

  clip(a: number, b: number, c: number, size: number): void {
    this.ctx.beginPath();
    const from = this.along(a);
    const length = this.along(b) - from;
    if (this.upright) this.ctx.rect(c, from, size, length);
    else this.ctx.rect(from, c, length, size);
    this.ctx.clip();
  }
}

function gradient(
  made: CanvasGradient,
  stops: readonly (readonly [number, string])[],
): CanvasGradient {
  for (const [at, colour] of stops) made.addColorStop(at, colour);
  return made;
}

const faded = new Map<string, string[]>();

/** A colour with an opacity; tokens are `#rrggbb`. */
export function fade(colour: string, opacity: number): string {
  const alpha = Math.round(opacity * 255);
  const known = faded.get(colour) ?? [];
  if (known.length === 0) faded.set(colour, known);
  known[alpha] ??= /^#[0-9a-f]{6}$/i.test(colour)
    ? `${colour}${alpha.toString(16).padStart(2, '0')}`
    : colour;
  return known[alpha];
}
