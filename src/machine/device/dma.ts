import type { Driver } from '../ehea/driver.ts';
import { sectionAt } from '../firmware/memory-region.ts';
import { offsetOf, sectionOf, sectionStart } from '../units/section.ts';

/** What becomes of a DMA, judged by someone who knows what was meant. */
export type Verdict = 'ok' | 'miss' | 'no region' | 'stale' | 'wrong page';

/** Physical address the device reaches through the region's page list; null without a region or outside it. */
export function reach({ region }: Driver, bus: bigint): bigint | null {
  if (!region || bus < region.start || bus >= region.start + region.length) return null;
  const section = sectionAt(region, sectionOf(bus - region.start));
  return section === undefined ? null : sectionStart(section) + BigInt(offsetOf(bus));
}

/**
 * The first that applies: the map has no answer; no region, or outside it; another page than was meant; a section
 * that is not online.
 *
 * @param reached what `reach` gave for the bus address
 */
export function judge(
  bus: bigint | null,
  meant: bigint,
  reached: bigint | null,
  isOnline: (section: number) => boolean,
): Verdict {
  if (bus === null) return 'miss';
  if (reached === null) return 'no region';
  if (reached !== meant) return 'wrong page';
  return isOnline(sectionOf(meant)) ? 'ok' : 'stale';
}
