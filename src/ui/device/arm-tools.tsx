import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import type { Scene } from '../../worker/protocol.ts';
import { Button } from '../kit/button.tsx';
import { Popover } from '../kit/popover.tsx';
import { useStoreApi } from '../kit/use-store.ts';

/** Fetched when something is first armed. */
const ArmForm = lazy(async () => ({ default: (await import('./arm-form.tsx')).ArmForm }));

/** The device accesses all that is posted: now, or in the middle of what comes. */
export function ArmTools({ scene }: { readonly scene: Scene }): ReactNode {
  const store = useStoreApi();
  const anchor = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const posted = scene.device?.queue.length ?? 0;
  return (
    <div ref={anchor} className="flex shrink-0 items-center gap-1.5">
      <Button
        disabled={posted === 0}
        onClick={() => void store.getState().dispatch({ type: 'dma' })}
      >
        DMA all
      </Button>
      <Button
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        data-tip={'The device accesses them in the middle\nof the next hotplug.'}
      >
        In the middle…
      </Button>
      <Popover
        open={open}
        onClose={close}
        anchor={anchor}
        label="In the middle of a hotplug"
        className="w-84"
      >
        <Suspense fallback={<div className="h-40" />}>
          <ArmForm scene={scene} onDone={close} />
        </Suspense>
      </Popover>
    </div>
  );
}
