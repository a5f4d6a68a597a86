import { type ReactNode, useEffect, useRef } from 'react';
import { formatHex } from '../../machine/units/address.ts';
import type { State } from '../../store/store.ts';
import type { Space } from '../../worker/protocol.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { SendTools } from './send-tools.tsx';
import type { Asked } from './use-answer.ts';

const SPACES = {
  long: [
    { value: 'virtual', label: 'virtual' },
    { value: 'physical', label: 'physical' },
    { value: 'bus', label: 'bus' },
  ],
  short: [
    { value: 'virtual', label: 'virt' },
    { value: 'physical', label: 'phys' },
    { value: 'bus', label: 'bus' },
  ],
} as const;

interface AddressFieldProps {
  readonly asked: Asked;
  readonly size: 'wide' | 'normal' | 'narrow';
}

/** The question: an address, its space, and the button that makes it a buffer. */
export function AddressField({ asked, size }: AddressFieldProps): ReactNode {
  const store = useStoreApi();
  const { ask } = store.getState();
  const offer = useOffer(asked.text);
  const choose = (space: Space): void => ask(asked.text.replace(/^\s*[a-z]\s*:\s*/i, ''), space);
  const wide = size === 'wide';
  return (
    <div className={`flex shrink-0 flex-wrap gap-x-2.5 gap-y-1.5 ${wide ? 'items-start' : ''}`}>
      <div className={wide ? 'min-w-50 flex-1' : 'w-full'}>
        <Field
          label="Address"
          placeholder="2^60 + 0xabc, b:8000 0000 …"
          value={asked.text}
          error={asked.error}
          onChange={(event) => {
            offer.typed(event.target.value);
            ask(event.target.value, asked.space);
          }}
          onKeyDown={(event) => event.stopPropagation()}
          after={
            asked.text !== '' && (
              <IconButton
                icon="close"
                label="Clear"
                className="-mr-2"
                onClick={() => {
                  offer.typed(null);
                  ask('', asked.space);
                }}
              />
            )
          }
        />
      </div>
      <Segmented
        label="Address space"
        value={asked.space}
        options={size === 'narrow' ? SPACES.short : SPACES.long}
        onChange={choose}
        className={wide ? 'mt-1' : size === 'narrow' ? '[&_label]:px-1.5' : ''}
      />
      <SendTools physical={asked.answer?.physical ?? null} size={size} />
      {offer.address !== null && (
        <Button kind="plain" className="text-map" onClick={offer.take}>
          Ask {offer.address}, selected
        </Button>
      )}
    </div>
  );
}

const selectionOf = (state: State): State['selection'] => state.selection;

/** A selection elsewhere asks its first byte; what the user typed since stays, and the selection is offered. */
function useOffer(text: string): {
  readonly address: string | null;
  readonly take: () => void;
  /** The user has written this; null: they have cleared the field. */
  readonly typed: (text: string | null) => void;
} {
  const store = useStoreApi();
  const selection = useStore(selectionOf);
  const start = selection?.start ?? null;
  const written = useRef<string | null>(null);
  const seen = useRef(start);
  const take = (): void => {
    if (start === null) return;
    written.current = null;
    store.getState().ask(formatHex(start), 'physical');
  };
  useEffect(() => {
    if (start === seen.current) return;
    seen.current = start;
    const { question, ask } = store.getState();
    const byHand = written.current !== null && written.current === question.text;
    if (start !== null && !byHand) ask(formatHex(start), 'physical');
  }, [start, store]);
  const byHand = written.current !== null && written.current === text && text !== '';
  return {
    address: byHand && start !== null && formatHex(start) !== text ? formatHex(start) : null,
    take,
    typed: (value) => {
      written.current = value;
    },
  };
}
