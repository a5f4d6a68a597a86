import { formatCount } from '../machine/units/bytes.ts';

/** `1,928 × the memory` or `0.11 % of the memory`: one length against another, the same wherever it is said. */
export function ratioWords(bytes: bigint, of: bigint, what: string): string {
  if (of === 0n || bytes === 0n) return '';
  const ratio = Number(bytes) / Number(of);
  if (ratio >= 9.95) return `${formatCount(Math.round(ratio))} × ${what}`;
  if (ratio >= 1 && ratio < 1.1) return `${ratio.toFixed(2).replace(/\.?0+$/, '')} × ${what}`;
  if (ratio >= 1) return `${ratio.toFixed(1).replace(/\.0$/, '')} × ${what}`;
  const percent = ratio * 100;
  const digits = percent >= 0.1 ? 2 : percent >= 0.001 ? 4 : 6;
  return `${percent.toFixed(digits).replace(/\.?0+$/, '') || '0'} % of ${what}`;
}
