import { sectionBytes, sectionStart } from '../machine/units/section.ts';
import type { ByteRange } from './listed-range.ts';

/** `[mem 0x100000000-0x107ffffff]`: a range as the kernel's log spells it, eight digits at least, the end inclusive. */
export const printSpan = ({ start, end }: ByteRange): string =>
  `[mem 0x${digits(start)}-0x${digits(end - 1n)}]`;

const digits = (address: bigint): string => address.toString(16).padStart(8, '0');

/** The bytes of so many sections. */
export function spanOf(first: number, sections: number): ByteRange {
  const start = sectionStart(first);
  return { start, end: start + sectionBytes(sections) };
}

/** The bytes of a range in hex strings. */
export function spanOfHex({
  start,
  size,
}: {
  readonly start: string;
  readonly size: string;
}): ByteRange {
  return { start: BigInt(start), end: BigInt(start) + BigInt(size) };
}
