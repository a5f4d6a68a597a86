import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import { useStore } from '../kit/use-store.ts';

const errorOf = (s: State): string | null => s.race.error;
const noteOf = (s: State): string | null => s.race.note;

/** Why the last race has no end, or what stands of it. */
export function RaceNote(): ReactNode {
  const error = useStore(errorOf);
  const note = useStore(noteOf);
  if (error !== null)
    return (
      <p role="alert" className="text-wrong-ink">
        {error}
      </p>
    );
  return (
    <p aria-live="polite" className="text-ink2">
      {note}
    </p>
  );
}
