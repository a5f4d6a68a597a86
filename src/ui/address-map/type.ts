/** Fonts as the canvas wants them, and widths of text, measured once per string. */
const MONO =
  '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, Menlo, Consolas, monospace';
const SANS = '"Inter Variable", Inter, system-ui, "Segoe UI", sans-serif';

export const mono = (px: number, weight = 400): string => `${weight} ${px}px ${MONO}`;
export const sans = (px: number, weight = 400): string => `${weight} ${px}px ${SANS}`;

const widths = new Map<string, Map<string, number>>();
let ruler: CanvasRenderingContext2D | null = null;

function knownWidths(font: string): Map<string, number> {
  const known = widths.get(font) ?? new Map<string, number>();
  widths.set(font, known);
  if (known.size > 2000) known.clear();
  return known;
}

/** Width of a text in a font; in the typewriter face a multiplication. */
export function widthOf(text: string, font: string): number {
  if (text.length > 1 && font.includes('Mono')) return text.length * widthOf('0', font);
  const known = knownWidths(font);
  const found = known.get(text);
  if (found !== undefined) return found;
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return text.length * 7;
  ruler.font = font;
  const width = ruler.measureText(text).width;
  known.set(text, width);
  return width;
}

/** Widths are other ones once the page's own fonts have come. */
export const forgetWidths = (): void => widths.clear();
