import { type FormEvent, type ReactNode, useState } from 'react';
import type { InputError } from '../../machine/event.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import { readSize } from '../../scenario/text/spelling.ts';
import type { State } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { useStore } from '../kit/use-store.ts';
import { misfitOf } from './part.ts';

const blockSizeOf = (s: State): bigint => BigInt(s.scene?.config.blockSize ?? '0x1000000');

/** `48M`, as one would type it. */
const sizeText = (bytes: bigint): string => `${bytes >> 20n}M`;

/** Names the size of a part, in any usual spelling. */
export function SizeForm({ onTake }: { readonly onTake: (size: bigint) => void }): ReactNode {
  const block = useStore(blockSizeOf);
  const [text, setText] = useState(() => sizeText(3n * block));
  const [error, setError] = useState<InputError | null>(null);
  const size = readSize(text);
  const misfit = size.ok ? misfitOf({ size: size.value }, `0x${block.toString(16)}`) : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!size.ok) setError(size.error);
    else if (misfit) setError({ code: 'unaligned', message: misfit });
    else onTake(size.value);
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
      <p className="text-xs text-ink3">
        48M, 1.5G or 0x30000000; whole memory blocks of {formatSize(block)} fit.
      </p>
      <Button type="submit" kind="filled" className="self-start">
        Take it
      </Button>
    </form>
  );
}
