import type { ReactNode } from 'react';
import { placeName } from './place-words.ts';
import type { Times } from './standing.ts';

interface MeasuredElsewhereProps {
  readonly times: Times | null;
  /** The memory, in a phrase. */
  readonly words: string;
}

/** Beside the title: first of all whose figures these are, where they are not of here. */
export function MeasuredElsewhere({ times, words }: MeasuredElsewhereProps): ReactNode {
  if (times?.standing !== 'elsewhere') return words;
  return (
    <>
      <span className="race-elsewhere font-medium text-ink2">
        Figures measured elsewhere: {placeName(times.place)}
      </span>
      {` · ${words}`}
    </>
  );
}
