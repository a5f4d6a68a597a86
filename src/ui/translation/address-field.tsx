import type { ReactNode } from 'react';
import type { Space } from '../../machine/translation.ts';
import { IconButton } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { useStoreApi } from '../kit/use-store.ts';
import { SendTools } from './send-tools.tsx';
import type { Asked } from './use-answer.ts';
import type { Offer } from './use-offer.ts';

const SPACES = [
  { value: 'virtual', label: 'virtual' },
  { value: 'physical', label: 'physical' },
  { value: 'bus', label: 'bus' },
] as const;

interface AddressFieldProps {
  readonly asked: Asked;
  readonly offer: Offer;
}

/** The question: an address, its space, and the button that makes it a buffer. */
export function AddressField({ asked, offer }: AddressFieldProps): ReactNode {
  const store = useStoreApi();
  const { ask } = store.getState();
  const choose = (space: Space): void => ask(asked.text.replace(/^\s*[a-z]\s*:\s*/i, ''), space);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-1.5 gap-y-1">
      <div className="min-w-44 flex-1 basis-full tabs:basis-44">
        <Field
          label="Address"
          placeholder="2^60 + 0xabc, b:8000 0000 …"
          value={asked.text}
          error={asked.error}
          onChange={(event) => {
            offer.typed(event.target.value);
            ask(event.target.value, asked.chosen);
          }}
          after={
            asked.text !== '' && (
              <IconButton
                icon="close"
                label="Clear"
                className="-mr-2"
                onClick={() => {
                  offer.typed(null);
                  ask('', asked.chosen);
                }}
              />
            )
          }
        />
      </div>
      <Segmented
        label="Address space"
        value={asked.space}
        options={SPACES}
        onChange={choose}
        className="[&_label]:px-2 phone:[&_label]:px-2.5"
      />
      <SendTools physical={asked.answer?.physical ?? null} />
    </div>
  );
}
