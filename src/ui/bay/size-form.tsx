import { type FormEvent, type ReactNode, useState } from 'react';
import type { InputError } from '../../machine/event.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import { Button } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { readSize } from '../kit/spelling.ts';

/** Names the size of a part, in any usual spelling. */
export function SizeForm({ onTake }: { readonly onTake: (size: bigint) => void }): ReactNode {
  const [text, setText] = useState('48M');
  const [error, setError] = useState<InputError | null>(null);
  const size = readSize(text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (size.ok) onTake(size.value);
    else setError(size.error);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-2">
      <Field
        label="Size"
        showLabel
        value={text}
        error={error}
        data-autofocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setText(event.target.value);
          setError(null);
        }}
        after={<span className="text-tiny text-ink3">{size.ok ? formatSize(size.value) : ''}</span>}
      />
      <p className="text-xs text-ink3">48M, 1.5G or 0x30000000; whole memory blocks will fit.</p>
      <Button type="submit" kind="filled" className="self-start">
        Take it
      </Button>
    </form>
  );
}
