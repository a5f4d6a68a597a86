import { startTransition, useEffect, useState } from 'react';
import { type Reckoned, Reckoner } from '../../store/reckoner.ts';
import type { Reckoning, ReckonKind } from '../../worker/reckon-protocol.ts';

/** While this is on the page there is one worker for it. */
export function useReckoner(): Reckoner | null {
  const [reckoner, setReckoner] = useState<Reckoner | null>(null);
  useEffect(() => {
    const own = new Reckoner();
    setReckoner(own);
    return () => own.end();
  }, []);
  return reckoner;
}

/** What is typed or stepped through in haste is asked once, at its end. */
const PAUSE = 120;

/** The answer to the latest question; the one before stays until it is there. */
export function useReckoned<K extends ReckonKind>(
  reckoner: Reckoner | null,
  question: Reckoning[K]['question'] | null,
): Reckoned<K> | null {
  const [answer, setAnswer] = useState<Reckoned<K> | null>(null);
  useEffect(() => {
    if (!reckoner || !question) return;
    let current = true;
    const timer = setTimeout(() => {
      // Pictures of every structure follow from it: drawn in slices.
      void reckoner
        .ask<K>(question)
        .then((found) => current && startTransition(() => setAnswer(found)));
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [reckoner, question]);
  return answer;
}
