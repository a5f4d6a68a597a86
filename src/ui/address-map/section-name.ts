import { formatCount } from '../../machine/units/bytes.ts';

const SUPER = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raise = (n: number): string => [...n.toString()].map((d) => SUPER[Number(d)]).join('');

/** A section or slot number as short as it can be said exactly: `15`, `2³⁶`, `2³⁶+1`. */
export function sectionName(section: number): string {
  if (section < 65_536) return section.toString();
  const exponent = Math.floor(Math.log2(section));
  const rest = section - 2 ** exponent;
  if (rest === 0) return `2${raise(exponent)}`;
  if (rest < 10_000) return `2${raise(exponent)}+${rest}`;
  // A sign that was carried along: 2⁴⁰ less a power of two.
  const missing = 2 ** (exponent + 1) - section;
  if (Number.isInteger(Math.log2(missing)))
    return `2${raise(exponent + 1)}−2${raise(Math.log2(missing))}`;
  return formatCount(section);
}

/** `2⁶¹` for an exponent. */
export const power = (exponent: number): string => `2${raise(exponent)}`;

/** The same as a power where it is one, for a place too narrow for its digits; null where it is none. */
export const powerName = (section: number): string | null =>
  section >= 1024 && Number.isInteger(Math.log2(section)) ? power(Math.log2(section)) : null;
