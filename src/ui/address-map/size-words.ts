import { formatSize, iecSize } from '../../machine/units/bytes.ts';

/** The size if two decimals tell all of it. */
function even(bytes: bigint): string | undefined {
  const { number, rounded } = iecSize(bytes);
  // `1023.75 GiB` is exact, but `1 TiB − 256 MiB` is what one sees.
  const isClumsy = number.length > 5 && number.includes('.');
  return rounded || isClumsy ? undefined : formatSize(bytes);
}

const unitOf = (bytes: bigint): bigint => {
  let shift = 0n;
  while (shift < 60n && bytes >> (shift + 10n) > 0n) shift += 10n;
  return 1n << shift;
};

/** A remainder as at most two even terms: `16 TiB − 16 MiB` is said as ` − 16 TiB − 16 MiB` of something. */
function terms(bytes: bigint, sign: string): string | undefined {
  const one = even(bytes);
  if (one) return ` ${sign} ${one}`;
  const unit = unitOf(bytes);
  const head = (bytes / unit) * unit;
  const rest = even(bytes - head);
  return rest && ` ${sign} ${formatSize(head)} ${sign} ${rest}`;
}

/** An exact name for any size: `16 MiB`, `1 EiB − 256 MiB`, `1 TiB + 16 MiB`; `about ...` where none is short. */
export function sizeWords(bytes: bigint): string {
  const one = even(bytes);
  if (one) return one;
  const unit = unitOf(bytes);
  const below = (bytes / unit) * unit;
  const above = below + unit;
  const minus = terms(above - bytes, '−');
  if (minus && above - bytes <= bytes - below) return `${formatSize(above)}${minus}`;
  const plus = terms(bytes - below, '+');
  if (plus) return `${formatSize(below)}${plus}`;
  return minus ? `${formatSize(above)}${minus}` : `about ${formatSize(bytes)}`;
}

const known = new Map<bigint, readonly string[]>();

/** Shorter and shorter names for a size, the exact one first; the same few sizes are asked for in every frame. */
export function sizeNames(bytes: bigint): readonly string[] {
  const found = known.get(bytes);
  if (found) return found;
  if (known.size > 2000) known.clear();
  const names = namesOf(bytes);
  known.set(bytes, names);
  return names;
}

const namesOf = (bytes: bigint): readonly string[] => {
  const exact = sizeWords(bytes);
  const { number, unit, rounded } = iecSize(bytes, 1);
  // Just below the next unit it is that unit, nearly.
  const near = Number(number) > 1000 ? formatSize(unitOf(bytes) << 10n) : `${number} ${unit}`;
  const short = `${rounded || Number(number) > 1000 ? '≈ ' : ''}${near}`;
  return exact === short ? [exact] : [exact, short];
};
