import { sectionOf } from '../units/section.ts';

/** What becomes of a DMA, judged by someone who knows what was meant. */
export type Verdict = 'ok' | 'miss' | 'no region' | 'stale' | 'wrong page';

/**
 * The first that applies: the map has no answer; no region, or outside it; another page than was meant; a section
 * that is not online.
 *
 * @param reached what the driver's `reach` gave for the bus address
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
