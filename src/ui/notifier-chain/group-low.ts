/** A length in fours without its leading zeros: `0x1200 0000`. */
export function groupLow(hex: string): string {
  const digits = hex.replace(/^0x0*/, '') || '0';
  return `0x${digits.replace(/\B(?=(.{4})+$)/g, ' ')}`;
}

/** The same in a sentence, where no line breaks within it. */
export const groupInText = (hex: string): string => groupLow(hex).replaceAll(' ', '\u00a0');
