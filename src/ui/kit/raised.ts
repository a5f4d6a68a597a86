import { formatPower } from '../../machine/units/bytes.ts';

/** `2^60` as it is written on the page: the sentence of a scene is plain text. */
export const raised = (text: string): string =>
  text.replace(/2\^(\d+)/g, (_, exponent: string) => formatPower(1n << BigInt(exponent), 0) ?? _);
