import { type FormEvent, type ReactNode, useState } from 'react';
import type { Direction } from '../../machine/device/access.ts';
import type { InputError } from '../../machine/event.ts';
import { formatHex } from '../../machine/units/address.ts';
import { readAddress } from '../../scenario/text/spelling.ts';
import type { State } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

const selectionOf = (state: State): State['selection'] => state.selection;

const DIRECTIONS = [
  { value: 'read', label: '↑ read' },
  { value: 'write', label: '↓ write' },
] as const;

/** An address, which way its bytes go, and the button that posts it. What is selected elsewhere is offered. */
export function PostForm(): ReactNode {
  const store = useStoreApi();
  const selection = useStore(selectionOf);
  const [typed, setTyped] = useState<string | null>(null);
  const [direction, setDirection] = useState<Direction>('read');
  const [error, setError] = useState<InputError | null>(null);
  const text = typed ?? (selection ? formatHex(selection.start) : '');
  const post = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const read = readAddress(text);
    setError(read.ok ? null : read.error);
    if (!read.ok) return;
    const address = formatHex(read.value);
    const done = await store.getState().dispatch({ type: 'post', address, direction });
    if (done.ok) setTyped(null);
  };
  return (
    <form onSubmit={(event) => void post(event)} aria-label="Post a buffer" noValidate>
      <div className="flex flex-wrap items-center gap-1.5">
        <div className="min-w-36 flex-1">
          <Field
            label="Buffer address"
            placeholder="2^60 + 0xabc"
            value={text}
            error={error}
            onChange={(event) => {
              setTyped(event.target.value === '' ? null : event.target.value);
              setError(null);
            }}
          />
        </div>
        <Segmented
          label="The device will"
          value={direction}
          options={DIRECTIONS}
          onChange={setDirection}
          className="[&_label]:px-2"
        />
        <Button
          type="submit"
          disabled={text === ''}
          data-tip={'The driver translates the buffer and puts it\non the device’s queue.'}
        >
          Post
        </Button>
      </div>
    </form>
  );
}
