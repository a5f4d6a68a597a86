import { formatHex } from '../../machine/units/address.ts';

const UNITS = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/** Digits of a size before its unit; more are read better as hex. */
const MOST_DIGITS = 6;

/** `16M`, `1536M`; hex where the unit would hide nothing: `0x9fc01`. `readSize` takes it back, but for `0`. */
export function spellSize(bytes: bigint): string {
  if (bytes === 0n) return '0';
  let unit = 0;
  let count = bytes;
  while (unit < UNITS.length - 1 && (count & 1023n) === 0n) {
    count >>= 10n;
    unit += 1;
  }
  const digits = String(count);
  return unit === 0 || digits.length > MOST_DIGITS ? formatHex(bytes) : digits + UNITS[unit];
}

/** `16M@0x1000000000000000`: a range as the Command field takes it. */
export const spellBytes = (start: bigint, size: bigint): string =>
  `${spellSize(size)}@${start === 0n ? '0' : formatHex(start)}`;
