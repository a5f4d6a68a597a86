import { useEffect, useRef } from 'react';
import { formatHex } from '../../machine/units/address.ts';
import type { State } from '../../store/store.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const selectionOf = (state: State): State['selection'] => state.selection;

/** The selection of the page, as a question that may be asked. */
export interface Offer {
  /** Its first byte; null: nothing is selected, or it is what is being asked. */
  readonly address: string | null;
  readonly take: () => void;
  /** The user has written this; null: they have cleared the field. */
  readonly typed: (text: string | null) => void;
}

/** True while the panel has its room already, so that asking moves nothing under the user's hand. */
function hasRoom({ layout, news, tabs }: State): boolean {
  return layout === 'wide' ? news === 'translation' : tabs.includes('translation');
}

/**
 * A selection elsewhere asks its first byte where the panel is open for it, and is offered otherwise. What the
 * user has typed is never taken from them.
 */
export function useOffer(text: string): Offer {
  const store = useStoreApi();
  const selection = useStore(selectionOf);
  const start = selection === null ? null : formatHex(selection.start);
  const written = useRef<string | null>(null);
  const seen = useRef(start);
  useEffect(() => {
    if (start === seen.current) return;
    seen.current = start;
    const state = store.getState();
    const byHand = written.current !== null && written.current === state.question.text;
    if (start !== null && !byHand && hasRoom(state)) state.ask(start, 'physical');
  }, [start, store]);
  return {
    address: start === text ? null : start,
    take: () => {
      if (start === null) return;
      written.current = null;
      store.getState().ask(start, 'physical');
    },
    typed: (value) => {
      written.current = value;
    },
  };
}
