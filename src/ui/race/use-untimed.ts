import { useEffect, useState } from 'react';
import type { State } from '../../store/store.ts';
import { useStore } from '../kit/use-store.ts';

const isRunningOf = (s: State): boolean => s.race.running !== null;
/** Times of the memory at hand are there: a race tells them before it goes on to other layouts. */
const standsOf = ({ race: { result, fingerprint } }: State): boolean =>
  result?.layouts.some((l) => l.id === 'current' && l.fingerprint === fingerprint) ?? false;
const hasMoreOf = ({ race: { result, elsewhere, error, note } }: State): boolean =>
  result !== null || elsewhere !== null || error !== null || note !== null;

/**
 * False while the memory at hand is being timed, and until the view's first race has begun: what takes a processor for
 * long waits for that, else it would be in the times.
 */
export function useUntimed(): boolean {
  const isRunning = useStore(isRunningOf);
  const stands = useStore(standsOf);
  const hasMore = useStore(hasMoreOf);
  const [wasRun, setWasRun] = useState(false);
  useEffect(() => {
    if (isRunning) setWasRun(true);
  }, [isRunning]);
  return isRunning ? stands : wasRun || hasMore;
}
