/** Fonts as the canvas wants them, and widths of text, measured once per string. */
const MONO =
  '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, Menlo, Consolas, monospace';
const SANS = '"Inter Variable", Inter, system-ui, "Segoe UI", sans-serif';

export const mono = (px: number, weight = 400): string => `${weight} ${px}px ${MONO}`;
export const sans = (px: number, weight = 400): string => `${weight} ${px}px ${SANS}`;

const widths = new Map<string, number>();
let ruler: CanvasRenderingContext2D | null = null;

/** Width of a text in a font; in the typewriter face a multiplication. */
export function widthOf(text: string, font: string): number {
  const key = `${font}\n${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (font.includes('Mono') && text.length > 1) return text.length * widthOf('0', font);
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return text.length * 7;
  ruler.font = font;
  const width = ruler.measureText(text).width;
  if (widths.size > 4000) widths.clear();
  widths.set(key, width);
  return width;
}

/** Widths are other ones once the page's own fonts have come. */
export const forgetWidths = (): void => widths.clear();
