import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import type { State } from '../../store/store.ts';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { useStore } from '../kit/use-store.ts';

/** Fetched when first asked for: the first picture does not wait for it. */
const Gallery = lazy(async () => ({ default: (await import('../gallery/gallery.tsx')).Gallery }));

const titleOf = (s: State): string => s.scene?.title ?? '';

/** The title of what is open; it opens the gallery of all scenes, and the way back to the thread. */
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
        data-tip={'Openings\nscenes that play, and ground to stand on'}
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
        className="w-[84rem] phone:h-dvh"
      >
        <Suspense fallback={<div className="h-dvh" />}>
          <Gallery onClose={close} />
        </Suspense>
      </Popover>
    </>
  );
}
