import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { formatPower } from '../../machine/units/bytes.ts';
import type { State } from '../../store/store.ts';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { useStore, useStoreApi } from '../kit/use-store.ts';

interface Opening {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
}

const titleOf = (s: State): string => s.scene?.title ?? '';
const earlierOf = (s: State): State['earlier'] => s.earlier;

/** The scene's title, which opens the others: scenes to begin with, and the way back to the thread. */
export function Openings(): ReactNode {
  const title = useStore(titleOf);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label={`Openings: ${title}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-tip="Openings\nother scenes to begin with"
        onClick={() => setOpen(true)}
        className="-mx-1.5 flex h-7 min-w-0 cursor-pointer items-center gap-1 rounded-md px-1.5 font-medium hover:bg-sunk phone:h-11"
      >
        <span className="truncate">{title}</span>
        <Icon name="down" size={12} />
      </button>
      <Popover
        open={open}
        onClose={close}
        anchor={anchor}
        label="Openings"
        overDrawing
        tight
        className="w-101"
      >
        <OpeningList onClose={close} />
      </Popover>
    </>
  );
}

function OpeningList({ onClose }: { readonly onClose: () => void }): ReactNode {
  const store = useStoreApi();
  const openings = useOpenings();
  const earlier = useStore(earlierOf);
  return (
    <ul className="flex flex-col">
      {openings.map(({ id, title, sentence }) => (
        <li key={id}>
          <OpeningButton
            title={title}
            sentence={raised(sentence)}
            onClick={() => {
              onClose();
              void store.getState().openPreset(id);
            }}
          />
        </li>
      ))}
      {earlier && (
        <li className="mt-1 border-t border-line pt-1">
          <OpeningButton
            title="Back to your earlier work"
            sentence={`${earlier.title}, ${earlier.steps} ${earlier.steps === 1 ? 'step' : 'steps'}`}
            onClick={() => {
              onClose();
              void store.getState().bringBack();
            }}
          />
        </li>
      )}
    </ul>
  );
}

/** `2^60` as it is written on the page. */
const raised = (text: string): string =>
  text.replace(/2\^(\d+)/g, (_, exponent: string) => formatPower(1n << BigInt(exponent), 0) ?? _);

interface OpeningButtonProps {
  readonly title: string;
  readonly sentence: string;
  readonly onClick: () => void;
}

function OpeningButton({ title, sentence, onClick }: OpeningButtonProps): ReactNode {
  return (
    <button
      type="button"
      onClick={onClick}
      className="block w-full cursor-pointer rounded-md px-2 py-1.5 text-left hover:bg-sunk"
    >
      <span className="block font-medium text-ink">{title}</span>
      <span className="block text-xs/4.5 text-ink2">{sentence}</span>
    </button>
  );
}

/** Fetched when first asked for: the first picture does not wait for it. */
function useOpenings(): readonly Opening[] {
  const [openings, setOpenings] = useState<readonly Opening[]>([]);
  useEffect(() => {
    let gone = false;
    void import('../../scenario/presets/presets.ts').then(({ PRESETS }) => {
      if (!gone) setOpenings(PRESETS);
    });
    return () => {
      gone = true;
    };
  }, []);
  return openings;
}
