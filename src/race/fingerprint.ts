import type { Sections } from '../machine/memory/section.ts';
import type { Measures } from '../machine/structures/words/structure.ts';
import { SplitMix } from './splitmix.ts';

/**
 * Tells whether two races were over the same memory of the same machine: 64 bits in hex, of where every run begins and
 * ends and its state, and of what the structures are measured by. Ours: splitmix64 over one number after the other; no secret, and
 * two layouts that happen to share it are not to be expected. Costs in runs.
 */
export function fingerprintOf(
  { online, offline }: Sections,
  { physicalBits, pageSize, radixNode }: Pick<Measures, 'physicalBits' | 'pageSize' | 'radixNode'>,
): string {
  let high = 0;
  let low = 0;
  const take = (n: number): void => {
    // A section number is below 2^53: its upper word by division.
    const mix = new SplitMix([(high ^ Math.floor(n / 2 ** 32)) >>> 0, (low ^ n) >>> 0]);
    mix.next();
    ({ high, low } = mix);
  };
  for (const measure of [physicalBits, pageSize, radixNode]) take(measure);
  for (const bound of online.bounds) take(bound);
  // No bound is negative: without offline sections there is nothing between.
  if (!offline.isEmpty) take(-1);
  for (const bound of offline.bounds) take(bound);
  return [high, low].map((word) => word.toString(16).padStart(8, '0')).join('');
}
