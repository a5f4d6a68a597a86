import { formatHex } from './address.ts';
import { formatPower } from './bytes.ts';

/** An address in a sentence: `2⁶⁰`, `0`, or the address itself where it is no power of two: `0xc5e2a000000`. */
export const spellAddress = (value: bigint): string =>
  value === 0n ? '0' : (formatPower(value) ?? formatHex(value));
