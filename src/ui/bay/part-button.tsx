import type { ReactNode } from 'react';
import type { State } from '../../store/store.ts';
import { useStore, useStoreApi } from '../kit/use-store.ts';
import { misfitOf, type Part } from './part.ts';
import { Grip, PartIcon } from './part-icon.tsx';
import { usePartDrag } from './use-part-drag.ts';

const SHAPE =
  'flex h-10.5 shrink-0 touch-none phone:touch-pan-x cursor-grab items-center gap-1.5 rounded-lg pr-3 pl-2 text-sm/none font-semibold whitespace-nowrap select-none tabs:h-9 tabs:pr-2.5 tabs:text-[0.8125rem]/none phone:h-11 @max-[58rem]:tabs:px-2';
const IN = 'bg-raise shadow-[inset_0_0_0_1px_var(--edge),0_1px_0_rgb(0_0_0/.05)] hover:bg-sunk';
/** The first thing to do on the first screen. */
const FIRST = 'bg-raise shadow-[inset_0_0_0_1.5px_var(--on),0_0_0_4px_var(--on-faint)]';
/** It would fit nowhere in this machine. */
const MISFIT = 'cursor-default opacity-45 shadow-[inset_0_0_0_1px_var(--edge)]';
/** Dashed: where it was. */
const OUT = 'outline-[1.5px] -outline-offset-[1.5px] outline-dashed outline-edge text-ink3';

const heldLabelOf = (s: State): string | null => (s.held?.from === null ? s.held.label : null);
const blockSizeOf = (s: State): string => s.scene?.config.blockSize ?? '0x1';
const untouchedOf = (s: State): boolean =>
  s.scene !== null && s.scene.steps === 0 && s.held === null;

interface PartButtonProps {
  readonly part: Part;
  readonly first?: boolean;
  readonly onPick: (part: Part) => void;
}

/** A part in the tray: drag it, or press it and steer it with the keys. */
export function PartButton({ part, first = false, onPick }: PartButtonProps): ReactNode {
  const store = useStoreApi();
  const isOut = useStore(heldLabelOf) === part.label;
  const untouched = useStore(untouchedOf);
  const drag = usePartDrag(store, part.size, part.label);
  const misfit = misfitOf(part, useStore(blockSizeOf));
  const look = misfit ? MISFIT : isOut ? OUT : first && untouched ? FIRST : IN;
  return (
    <button
      type="button"
      aria-label={part.name}
      aria-pressed={isOut}
      data-part={part.label}
      aria-disabled={misfit ? true : undefined}
      data-tip={misfit ? `${part.label}\n${misfit}` : undefined}
      onPointerDown={misfit ? undefined : drag.onPointerDown}
      onClick={() => {
        if (misfit) store.getState().complain({ code: 'unaligned', message: misfit });
        else if (!drag.wasDragged()) onPick(part);
      }}
      className={`${SHAPE} ${look}`}
    >
      <span className="@max-[58rem]:tabs:hidden">
        <Grip />
      </span>
      <span className={isOut ? 'invisible' : 'tabs:hidden'}>
        <PartIcon sections={Number(part.size >> 24n)} />
      </span>
      {part.mark}
    </button>
  );
}
