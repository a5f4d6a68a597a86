import { powerName, sectionName } from './section-name.ts';
import { mono, sans, widthOf } from './type.ts';

/** A number as it stands in a cell. */
export interface CellText {
  readonly text: string;
  readonly font: string;
}

/** Digits smaller than this are no help. */
const LEAST = 8.5;

/** A section or slot number that fits: in full, as an exact power, in a smaller face; null if none does. */
export function cellText(
  section: number,
  room: number,
  size: number,
  rem: number,
): CellText | null {
  const name = sectionName(section);
  const forms = [face(name, size)];
  const short = powerName(section);
  if (short && short !== name) forms.push(face(short, size));
  for (const less of [0.875, 0.75])
    if (size * less >= LEAST * rem) forms.push(face(name, size * less));
  return forms.find(({ text, font }) => widthOf(text, font) <= room) ?? null;
}

const face = (text: string, size: number): CellText => ({
  text,
  font: /[⁰-⁹]/.test(text) ? sans(size, 600) : mono(size, 500),
});
