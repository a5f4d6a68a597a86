import { type FormEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import type { InputError } from '../../machine/event.ts';
import { formatSize } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import { Button } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { Popover } from '../kit/popover.tsx';
import { readSize } from '../kit/spelling.ts';
import { useStore } from '../kit/use-store.ts';
import type { Part } from './part.ts';
import { Grip } from './part-icon.tsx';

const heldLabelOf = (s: State): string | null => s.held?.label ?? null;

/** A part of a size that the user names. */
export function AnyPart({ onPick }: { readonly onPick: (part: Part) => void }): ReactNode {
  const [open, setOpen] = useState(false);
  const [label, setLabel] = useState('');
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const isOut = useStore(heldLabelOf) === label;
  const take = (size: bigint): void => {
    const named = formatSize(size);
    setLabel(named);
    setOpen(false);
    onPick({ label: named, name: 'Part of any size', size });
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label="Part of any size"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-part={label}
        onClick={() => setOpen(true)}
        className={`flex h-10.5 shrink-0 cursor-pointer items-center gap-1.5 rounded-lg pr-3 pl-2 text-sm/none font-medium whitespace-nowrap text-ink2 tabs:h-9 tabs:pr-2.5 tabs:text-[0.8125rem]/none phone:h-11 @max-[58rem]:tabs:px-2 ${isOut ? 'outline-[1.5px] -outline-offset-[1.5px] outline-dashed outline-edge' : 'bg-raise shadow-[inset_0_0_0_1px_var(--edge)] hover:bg-sunk'}`}
      >
        <span className="@max-[58rem]:tabs:hidden">
          <Grip />
        </span>
        any size
      </button>
      <Popover
        open={open}
        onClose={close}
        anchor={anchor}
        label="Part of any size"
        overDrawing
        className="w-72"
      >
        <SizeForm onTake={take} />
      </Popover>
    </>
  );
}

function SizeForm({ onTake }: { readonly onTake: (size: bigint) => void }): ReactNode {
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
