import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../kit/button.tsx';
import { Popover } from '../kit/popover.tsx';
import { onDroppedText } from './dropped-text.ts';

/** Fetched when first opened: the first picture does not wait for it. */
const ImportSheet = lazy(async () => ({
  default: (await import('./import-sheet.tsx')).ImportSheet,
}));

/** Opens what other machines and other people wrote: lsmem, /proc/iomem, a scenario file, a link. */
export function Import(): ReactNode {
  const [open, setOpen] = useState(false);
  /** A file that was dropped on the page and could not be opened as it was. */
  const [dropped, setDropped] = useState('');
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => {
    setOpen(false);
    setDropped('');
  }, []);
  useEffect(
    () =>
      onDroppedText((text) => {
        setDropped(text);
        setOpen(true);
      }),
    [],
  );
  return (
    <>
      <Button
        ref={anchor}
        kind="plain"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        Import
      </Button>
      <Popover
        open={open}
        onClose={close}
        anchor={anchor}
        label="Import"
        overDrawing
        className="w-140"
      >
        <Suspense fallback={<div className="h-66" />}>
          <ImportSheet key={dropped} given={dropped} onClose={close} />
        </Suspense>
      </Popover>
    </>
  );
}
