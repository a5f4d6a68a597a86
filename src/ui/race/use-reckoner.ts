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

/** An answer, and whether it is the one to what is asked now. */
export type Told<K extends ReckonKind> = Reckoned<K> & { readonly isLatest: boolean };

/** The answer to the latest question; the one before stays until it is there. */
export function useReckoned<K extends ReckonKind>(
  reckoner: Reckoner | null,
  question: Reckoning[K]['question'] | null,
): Told<K> | null {
  const [told, setTold] = useState<{ of: typeof question; reckoned: Reckoned<K> } | null>(null);
  useEffect(() => {
    if (!reckoner || !question) return;
    let current = true;
    const timer = setTimeout(() => {
      // Pictures of every structure follow from it: drawn in slices.
      void reckoner
        .ask<K>(question)
        .then((reckoned) => current && startTransition(() => setTold({ of: question, reckoned })));
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [reckoner, question]);
  return told && { ...told.reckoned, isLatest: told.of === question };
}
