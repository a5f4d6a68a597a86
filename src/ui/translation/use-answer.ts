import { useEffect, useState } from 'react';
import type { InputError } from '../../machine/event.ts';
import type { Space, Translation } from '../../machine/translation.ts';
import { formatHex } from '../../machine/units/address.ts';
import type { State } from '../../store/store.ts';
import { readSpacedAddress } from '../kit/spelling.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const questionOf = (state: State): State['question'] => state.question;
const epochOf = (state: State): number | null => state.scene?.epoch ?? null;

/** The question as it stands, and what the machine answers to it. */
export interface Asked {
  readonly text: string;
  /** The prefix in the text, else the choice. */
  readonly space: Space;
  readonly address: bigint | null;
  readonly error: InputError | null;
  /** Null until the worker has answered this very question. */
  readonly answer: Translation | null;
}

const PREFIXES: Readonly<Record<string, Space>> = { v: 'virtual', p: 'physical', b: 'bus' };

/** The space that a text names by its prefix, also while the address behind it is not whole yet. */
export const spaceIn = (text: string): Space | null =>
  PREFIXES[/^\s*([vpb])\s*:/i.exec(text)?.[1]?.toLowerCase() ?? ''] ?? null;

/** Asks again whenever the question or the machine changes; an answer to an older question is dropped. */
export function useAnswer(): Asked {
  const { text, space: chosen } = useStore(questionOf);
  const epoch = useStore(epochOf);
  const store = useStoreApi();
  const [answer, setAnswer] = useState<Translation | null>(null);
  const empty = text.trim() === '';
  const read = empty ? null : readSpacedAddress(text);
  const space = spaceIn(text) ?? chosen;
  const address = read?.ok ? read.value.address : null;
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
    address,
    error: read && !read.ok ? read.error : null,
    answer: matches ? answer : null,
  };
}
