import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { formatSize } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import { Popover } from '../kit/popover.tsx';
import { useStore } from '../kit/use-store.ts';
import type { Part } from './part.ts';
import { Grip } from './part-icon.tsx';

const SizeForm = lazy(async () => ({ default: (await import('./size-form.tsx')).SizeForm }));

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
    onPick({ label: named, mark: named, name: 'Part of any size', size });
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
        <Suspense fallback={<div className="h-31" />}>
          <SizeForm onTake={take} />
        </Suspense>
      </Popover>
    </>
  );
}
