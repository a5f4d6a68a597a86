const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** A size for people, split so that a picture can set number and unit apart: `320`, `KiB`. */
export interface IecSize {
  readonly number: string;
  readonly unit: (typeof UNITS)[number];
  /** True if the number is not the whole truth (digits were dropped). */
  readonly rounded: boolean;
}

/** IEC size of a byte count, at most `digits` decimals, rounded half up. */
export function iecSize(bytes: bigint, digits = 2): IecSize {
  let unit = 0;
  while (unit < UNITS.length - 1 && bytes >> BigInt(10 * (unit + 1)) > 0n) unit += 1;
  const shift = BigInt(10 * unit);
  const scale = 10n ** BigInt(digits);
  const half = shift === 0n ? 0n : 1n << (shift - 1n);
  const scaled = (bytes * scale + half) >> shift;
  const whole = scaled / scale;
  const fraction = (scaled % scale).toString().padStart(digits, '0').replace(/0+$/, '');
  return {
    number: fraction === '' || digits === 0 ? whole.toString() : `${whole}.${fraction}`,
    unit: UNITS[unit] ?? 'EiB',
    rounded: scaled << shift !== bytes * scale,
  };
}

/** `16 MiB`, `1.5 GiB`; exact sizes that do not come out even keep two decimals. */
export function formatSize(bytes: bigint): string {
  const { number, unit } = iecSize(bytes);
  return `${number} ${unit}`;
}

/** A count with thousands separators: `549,755,813,896`. */
export const formatCount = (count: bigint | number | string): string =>
  count.toString().replace(/\B(?=(\d{3})+$)/g, ',');

/** `1 row`, `3 rows`, `2 entries`: a count with its noun; `many` where an s does not do. */
export const counted = (count: bigint | number, noun: string, many = `${noun}s`): string =>
  `${formatCount(count)} ${BigInt(count) === 1n ? noun : many}`;

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `2⁶⁰` if the value is a power of two of at least 2^`from`; undefined otherwise. */
export function formatPower(value: bigint, from = 16): string | undefined {
  if (value <= 0n || (value & (value - 1n)) !== 0n) return undefined;
  const exponent = value.toString(2).length - 1;
  if (exponent < from) return undefined;
  return `2${[...exponent.toString()].map((d) => SUPERSCRIPT[Number(d)]).join('')}`;
}
