import { useEffect, useState } from 'react';
import type { InputError, Result } from '../../machine/event.ts';
import type { Space, Translation } from '../../machine/translation.ts';
import { formatHex } from '../../machine/units/address.ts';
import { readSpacedAddress, type SpacedAddress } from '../../scenario/text/spelling.ts';
import type { State } from '../../store/store.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const questionOf = (state: State): State['question'] => state.question;
const epochOf = (state: State): number | null => state.scene?.epoch ?? null;

/** The question as it stands, and what the machine answers to it. */
export interface Asked {
  readonly text: string;
  /** The prefix in the text while that is an address, else the choice. */
  readonly space: Space;
  /** What was chosen by hand: a prefix counts for its own text alone. */
  readonly chosen: Space;
  readonly address: bigint | null;
  readonly error: InputError | null;
  /** Null until the worker has answered this very question. */
  readonly answer: Translation | null;
}

/** A text that is wrong names no space: the choice stays. */
export const placeIn = (
  read: Result<SpacedAddress> | null,
  chosen: Space,
): { readonly address: bigint | null; readonly space: Space } =>
  read?.ok
    ? { address: read.value.address, space: read.value.space ?? chosen }
    : { address: null, space: chosen };

/** Asks again whenever the question or the machine changes; an answer to an older question is dropped. */
export function useAnswer(): Asked {
  const { text, space: chosen } = useStore(questionOf);
  const epoch = useStore(epochOf);
  const store = useStoreApi();
  const [answer, setAnswer] = useState<Translation | null>(null);
  const empty = text.trim() === '';
  const read = empty ? null : readSpacedAddress(text);
  const { address, space } = placeIn(read, chosen);
  const hex = address === null ? null : formatHex(address);

  useEffect(() => {
    if (hex === null || epoch === null) {
      setAnswer(null);
      return;
    }
    let current = true;
    store
      .getState()
      .client.ask('translate', { address: hex, space })
      .then((reply) => {
        if (current) setAnswer(reply.ok ? reply.value : null);
      });
    return () => {
      current = false;
    };
  }, [store, hex, space, epoch]);

  const matches = answer !== null && answer.address === hex && answer.space === space;
  return {
    text,
    space,
    chosen,
    address,
    error: read && !read.ok ? read.error : null,
    answer: matches ? answer : null,
  };
}
