import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { Button } from '../kit/button.tsx';
import { Popover } from '../kit/popover.tsx';

/** Fetched when it is first opened. */
const AllAnswers = lazy(async () => ({ default: (await import('./all-answers.tsx')).AllAnswers }));

/** Opens every driver's answer, side by side. */
export function AnswersButton(): ReactNode {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <Button
        ref={anchor}
        kind="plain"
        className="-my-1 -mr-1.5 px-1.5"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-tip={'Every driver over this memory:\nwhat it holds, what a change costs.'}
        onClick={() => setOpen(true)}
      >
        All answers
      </Button>
      <Popover
        open={open}
        onClose={close}
        anchor={anchor}
        label="All answers"
        overDrawing
        className="w-350"
      >
        <Suspense fallback={<div className="h-120" />}>
          <AllAnswers onDone={close} />
        </Suspense>
      </Popover>
    </>
  );
}
