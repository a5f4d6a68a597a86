import type { ReactNode } from 'react';

/** What the stairs and the ground above them mean. */
export const FRONT_WORDS = {
  stairs: 'Stairs: nothing is both smaller and faster',
  ground: 'Ground: beaten, also beyond the spread',
  between: 'What begins between the two is alike: as good within the spread',
} as const;

/** Its part of the legend, once there are times. */
export function FrontLegend(): ReactNode {
  return (
    <>
      <span className="inline-flex items-center gap-1.5" data-tip={FRONT_WORDS.between}>
        <svg viewBox="-7 -7 14 14" className="chart size-3.5 shrink-0" aria-hidden="true">
          <path d="M-6 -7V0H1V5H7" className="front" />
        </svg>
        {FRONT_WORDS.stairs}
      </span>
      <span className="inline-flex items-center gap-1.5" data-tip={FRONT_WORDS.between}>
        <svg viewBox="-7 -7 14 14" className="chart size-3.5 shrink-0" aria-hidden="true">
          <path d="M-6 -6H6V6H-6Z" className="beaten grid" />
        </svg>
        {FRONT_WORDS.ground}
      </span>
    </>
  );
}
