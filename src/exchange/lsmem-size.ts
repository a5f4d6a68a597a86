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
