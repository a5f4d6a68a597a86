import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import type { State } from '../../store/store.ts';
import type { Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { Popover } from '../kit/popover.tsx';
import { useStore } from '../kit/use-store.ts';

/** Fetched when first opened. */
const FaultsForm = lazy(async () => ({ default: (await import('./faults-form.tsx')).FaultsForm }));

const sceneOf = (s: State): Scene | null => s.scene;
const onPhoneOf = (s: State): boolean => s.layout === 'phone';

/** Faults on demand, one quiet word beside the steps; how many wait for their turn. */
export function Faults(): ReactNode {
  const scene = useStore(sceneOf);
  const onPhone = useStore(onPhoneOf);
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  if (!scene) return null;
  const armed = scene.armed.length;
  return (
    <>
      <Button
        ref={anchor}
        kind="plain"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-tip={'Faults\nmake an allocation, an hcall, a callback or a page fail'}
        onClick={() => setOpen(true)}
        className="shrink-0 px-2 text-ink2"
      >
        Faults
        {armed > 0 && (
          <span className="font-mono text-wrong-ink">
            {armed}
            <span className="sr-only"> armed</span>
          </span>
        )}
      </Button>
      <Popover
        open={open}
        onClose={close}
        anchor={anchor}
        label="Faults"
        overDrawing
        className="w-132"
      >
        <div className="sticky -top-4 z-10 -mt-2 mb-1 flex min-h-8 items-center justify-between bg-raise">
          <h2 className="text-[0.8125rem]/4.5 font-semibold">Faults</h2>
          {onPhone && (
            <Button kind="plain" onClick={close}>
              Close
            </Button>
          )}
        </div>
        <Suspense fallback={<div className="h-96" />}>
          <FaultsForm scene={scene} />
        </Suspense>
      </Popover>
    </>
  );
}
