/** Colours of the page as the canvas needs them, read from the tokens; read again when the theme changes. */
const TOKENS = [
  'paper',
  'raise',
  'sunk',
  'ink',
  'ink2',
  'ink3',
  'line',
  'line2',
  'on',
  'on-soft',
  'on-faint',
  'on-ink',
  'map',
  'going-ink',
  'wrong',
  'wrong-soft',
  'wrong-ink',
  'stale',
  'stale-soft',
  'moved',
  'moved-soft',
  'hole',
  'hole-line',
  'beyond',
  'beyond-line',
  'ghost',
  'ghost-soft',
] as const;
export type Token = (typeof TOKENS)[number];

export interface Palette {
  readonly colour: Readonly<Record<Token, string>>;
  readonly hole: CanvasPattern | string;
  readonly beyond: CanvasPattern | string;
  readonly wrong: CanvasPattern | string;
  readonly dark: boolean;
}

/** Reads the tokens and makes the hatches, sharp at this pixel ratio. */
export function readPalette(element: Element, ratio: number): Palette {
  const style = getComputedStyle(element);
  const colour = Object.fromEntries(
    TOKENS.map((t) => [t, style.getPropertyValue(`--${t}`).trim() || '#888']),
  ) as Record<Token, string>;
  return {
    colour,
    hole: hatch(ratio, 10, colour.hole, colour['hole-line'], 1, diagonal),
    beyond: hatch(ratio, 6, colour.beyond, colour['beyond-line'], 0.6, cross),
    wrong: hatch(ratio, 7, colour['wrong-soft'], colour.wrong, 1.4, antidiagonal),
    dark: style.getPropertyValue('color-scheme').trim() === 'dark',
  };
}

type Stroke = (ctx: CanvasRenderingContext2D, size: number) => void;

const diagonal: Stroke = (ctx, n) => {
  for (const d of [-n, 0, n]) line(ctx, d, n, d + n, 0);
};
const antidiagonal: Stroke = (ctx, n) => {
  for (const d of [-n, 0, n]) line(ctx, d, 0, d + n, n);
};
const cross: Stroke = (ctx, n) => {
  line(ctx, 0, 0, n, n);
  line(ctx, n, 0, 0, n);
};

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
}

function hatch(
  ratio: number,
  size: number,
  ground: string,
  ink: string,
  weight: number,
  stroke: Stroke,
): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = Math.round(size * ratio);
  tile.height = tile.width;
  const ctx = tile.getContext('2d');
  if (!ctx) return ground;
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, tile.width, tile.height);
  ctx.scale(tile.width / size, tile.height / size);
  ctx.strokeStyle = ink;
  ctx.lineWidth = weight;
  ctx.beginPath();
  stroke(ctx, size);
  ctx.stroke();
  const pattern = ctx.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(size / tile.width));
  return pattern ?? ground;
}
