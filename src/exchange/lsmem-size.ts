/** A size as lsmem prints it: `128M`, `4.8G`, `12,5G`, `134217728`. */
export interface PrintedSize {
  readonly bytes: bigint;
  /** How far the true size may lie from it; 0 for whole bytes. One decimal is printed, rounded. */
  readonly slack: bigint;
}

const UNITS = 'BKMGTPE';
const SIZE = /^(\d{1,20})(?:[.,](\d{1,3}))?([BKMGTPE]?)$/;

/** Reads a printed size; undefined for anything else. */
export function readSize(text: string): PrintedSize | undefined {
  const [, whole, fraction = '', letter = ''] = SIZE.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const unit = 1n << BigInt(10 * Math.max(0, UNITS.indexOf(letter)));
  const bytes = (BigInt(whole + fraction) * unit) / 10n ** BigInt(fraction.length);
  // Half of the last digit is 1/20; the intermediate third decimal is cut off, hence a little more.
  return { bytes, slack: unit === 1n ? 0n : unit / 19n };
}

/** Where the remainder is too long to be multiplied by 1000 in 64 bits: the tool divides first. */
const LONG_FRACTION = (2n ** 64n - 1n) / 1000n;

/** The remainder of so many tenths, rounded as the tool does: three digits, cut off, then one, rounded half up. */
function tenthsOf(rest: bigint, exponent: bigint): bigint {
  const thousandths =
    rest >= LONG_FRACTION
      ? ((rest / 1024n) * 1000n) >> (exponent - 10n)
      : (rest * 1000n) >> exponent;
  return (thousandths + 50n) / 100n;
}

/**
 * A size as lsmem prints it without -b: one letter, at most one decimal, `1024M` where 1023.96M is rounded up
 * (size_to_human_string, util-linux 2.38.1).
 */
export function printSize(bytes: bigint): string {
  let unit = 0;
  while (unit < UNITS.length - 1 && bytes >> BigInt(10 * (unit + 1)) > 0n) unit += 1;
  const exponent = BigInt(10 * unit);
  const whole = bytes >> exponent;
  const tenths = tenthsOf(bytes - (whole << exponent), exponent);
  const number = tenths === 10n ? `${whole + 1n}` : tenths > 0n ? `${whole}.${tenths}` : `${whole}`;
  return `${number}${UNITS[unit]}`;
}
