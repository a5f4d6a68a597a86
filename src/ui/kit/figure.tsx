import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import type { FigureAbout, FigureId } from '../../timeline/figure.ts';
import { Popover } from './popover.tsx';

/** Fetched when a figure is first opened. */
const FigureCard = lazy(async () => ({ default: (await import('./figure-card.tsx')).FigureCard }));

interface FigureButtonProps {
  readonly id: FigureId;
  /** What it is about, where the machine alone does not tell. */
  readonly about?: FigureAbout;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A number on the page that opens to its formula, its inputs and its source. */
export function FigureButton({
  id,
  about,
  children,
  className = '',
}: FigureButtonProps): ReactNode {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className={`cursor-help rounded-[2px] underline decoration-edge decoration-dotted decoration-1 underline-offset-[0.22em] hover:decoration-ink ${className}`}
      >
        {children}
      </button>
      <Popover
        open={open}
        onClose={close}
        anchor={anchor}
        label="Where this number comes from"
        className="w-101"
      >
        <Suspense fallback={<div className="h-56" />}>
          <FigureCard id={id} about={about} onClose={close} />
        </Suspense>
      </Popover>
    </>
  );
}
