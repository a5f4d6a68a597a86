/** Characters of foreign text that a message repeats. */
const SHOWN = 40;

/** A piece of what was typed, as a message may repeat it. */
export const shown = (text: string): string =>
  text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
