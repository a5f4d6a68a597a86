import type { ReactNode } from 'react';

const TONES = {
  neutral: 'bg-sunk text-ink2',
  map: 'bg-on-faint text-map',
  going: 'bg-going-soft text-going-ink',
  wrong: 'bg-wrong-soft text-wrong-ink',
  stale: 'bg-stale-soft text-stale',
  /** Dashed always means "not so". */
  whatIf: 'outline-1 -outline-offset-1 outline-dashed outline-edge text-ink2',
} as const;

interface ChipProps {
  readonly tone?: keyof typeof TONES;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A fact in a frame; never something to press. */
export function Chip({ tone = 'neutral', className = '', children }: ChipProps): ReactNode {
  return (
    <span
      className={`inline-flex h-5.5 items-center gap-1.5 rounded-[5px] px-2 text-xs font-medium whitespace-nowrap ${TONES[tone]} ${className}`}
    >
      {children}
    </span>
  );
}
