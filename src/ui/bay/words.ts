import { formatCount, formatPower } from '../../machine/units/bytes.ts';

const SMALL = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Small counts in words, large ones in digits. */
export const countWord = (count: number): string => SMALL[count] ?? formatCount(count);

/** `one section`, `3,000 sections`. */
export const counted = (count: number, noun: string): string =>
  `${countWord(count)} ${noun}${count === 1 ? '' : 's'}`;

/** An address in a sentence: `2⁴⁴`, `0`, `0x800 0000`. */
export function placeName(address: bigint): string {
  if (address === 0n) return '0';
  const power = formatPower(address, 28);
  if (power !== undefined) return power;
  return `0x${address.toString(16).replace(/\B(?=(.{4})+$)/g, ' ')}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
